/* Broken datasets, one a rule: tests/bad/RULE holds the dataset and the file `expected`, its
 * findings as the program prints them. GOUW_BLESS=1 writes what is found as expected; read the
 * difference before committing it. Runs from the top of the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gouw/dataset.h"

enum { RULES = 200, TEXT = 1 << 14, PATH = 512 };

static char rules[RULES][64];
static size_t n_rules;

static int by_name(const void *a, const void *b) {
    return strcmp(a, b);
}

static void list_rules(void) {
    DIR *folder = opendir("tests/bad");
    assert_non_null(folder);
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        assert_true(n_rules < RULES && strlen(entry->d_name) < sizeof rules[0]);
        (void)snprintf(rules[n_rules++], sizeof rules[0], "%.63s", entry->d_name);
    }
    closedir(folder);
    qsort(rules, n_rules, sizeof rules[0], by_name);
}

/* The findings of a dataset, a line each, without "tests/". */
static void find(const char *path, char out[TEXT]) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset = NULL;
    assert_int_equal(gouw_dataset_load(path, NULL, &arena, &dataset, &error), GOUW_OK);
    size_t used = 0, n_errors = 0;
    out[0] = '\0';
    for (size_t i = 0; i < dataset->n_findings; i++) {
        const gouw_finding *finding = &dataset->findings[i];
        assert_memory_equal(finding->file, "tests/", 6);
        n_errors += finding->severity == GOUW_FINDING_ERROR;
        used += (size_t)snprintf(out + used, TEXT - used, "%s:%zu:%zu: %s: %s\n", finding->file + 6,
                                 finding->line, finding->field,
                                 finding->severity == GOUW_FINDING_ERROR ? "error" : "warning",
                                 finding->message);
        assert_true(used < TEXT);
    }
    assert_int_equal(n_errors, dataset->n_errors);
    gouw_arena_release(&arena);
}

static void bless(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void read_text(const char *path, char out[TEXT]) {
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail_msg("%s is missing: run with GOUW_BLESS=1 and read it", path);
    const size_t n = fread(out, 1, TEXT - 1, file);
    out[n] = '\0';
    assert_int_equal(fclose(file), 0);
}

static void every_rule_is_reported(void **state) {
    (void)state;
    static char found[TEXT], expected[TEXT];
    size_t n_wrong = 0;
    for (size_t i = 0; i < n_rules; i++) {
        char path[PATH];
        (void)snprintf(path, sizeof path, "tests/bad/%s", rules[i]);
        find(path, found);
        (void)snprintf(path, sizeof path, "tests/bad/%s/expected", rules[i]);
        if (getenv("GOUW_BLESS") != NULL)
            bless(path, found);
        read_text(path, expected);
        if (strcmp(found, expected) != 0) {
            print_message("%s\n--- expected\n%s--- found\n%s", rules[i], expected, found);
            n_wrong++;
        }
        if (found[0] == '\0') {
            print_message("%s: nothing found\n", rules[i]);
            n_wrong++;
        }
    }
    assert_int_equal(n_wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_rule_is_reported)};
    list_rules();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
