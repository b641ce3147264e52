/* Two editions of a dataset, parted by a line "####", from the one to the other and back: no crash;
 * what is new in one direction is gone in the other, a step that moved later moves earlier by as
 * much, the least change is never above the largest, and an edition is no different from itself. */
#include <stdlib.h>
#include <string.h>

#include "data/load.h"
#include "fuzz/files.h"
#include "fuzz/mutate.h"
#include "gouw/gouw.h"

static const gouw_dataset *load(const char *text, size_t size, gouw_arena *arena) {
    gouw_memory_file files[FILES];
    const gouw_input folder = {.path = "x", .files = files, .n_files = cut(text, size, files)};
    const gouw_load_options options = {.phrases = NULL};
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset = NULL;
    gouw_arena keep = GOUW_ARENA_INIT, work = GOUW_ARENA_INIT;
    require(gouw_load(&folder, &options, arena, &keep, &work, &dataset, &error) == GOUW_OK);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    return dataset;
}

static const gouw_table *diff(const gouw_dataset *old, const gouw_dataset *new, gouw_arena *arena) {
    const gouw_dataset *const datasets[] = {old, new};
    gouw_error error = GOUW_ERROR_INIT;
    gouw_results results;
    const gouw_run run = {.datasets = datasets,
                          .as_of = gouw_day_from_civil(2026, 3, 15),
                          .seed = 1,
                          .threads = 1,
                          .arena = arena};
    gouw_results_init(&results, arena);
    require(gouw_analysis_run(gouw_analysis_find("diff"), &run, &results, &error) == GOUW_OK);
    return gouw_results_find(&results, "diff");
}

static const char *text_at(const gouw_table *table, size_t row, const char *column) {
    const char *text = table->cells[gouw_table_find(table, column)][row].text;
    return text == NULL ? "" : text;
}

static size_t count(const gouw_table *table, const char *kind) {
    size_t n = 0;
    for (size_t r = 0; r < table->n_rows; r++)
        n += strcmp(text_at(table, r, "kind"), kind) == 0;
    return n;
}

static int64_t sum(const gouw_table *table, const char *column) {
    const size_t c = gouw_table_find(table, column);
    int64_t total = 0;
    for (size_t r = 0; r < table->n_rows; r++)
        if (!gouw_cell_missing(GOUW_INTEGER, table->cells[c][r]))
            total += table->cells[c][r].integer;
    return total;
}

static void check_changes(const gouw_table *table) {
    const size_t low = gouw_table_find(table, "change_min"),
                 high = gouw_table_find(table, "change_max");
    for (size_t r = 0; r < table->n_rows; r++) {
        require(text_at(table, r, "kind")[0] != '\0');
        if (!gouw_cell_missing(GOUW_INTEGER, table->cells[low][r]) &&
            !gouw_cell_missing(GOUW_INTEGER, table->cells[high][r]))
            require(table->cells[low][r].integer <= table->cells[high][r].integer);
    }
}

static void check_mirror(const gouw_table *there, const gouw_table *back) {
    static const char *const pairs[][2] = {{"theme_new", "theme_gone"},
                                           {"target_new", "target_gone"},
                                           {"region_new", "region_gone"},
                                           {"theme_changed", "theme_changed"},
                                           {"target_changed", "target_changed"}};
    /* A region that was renamed names its former id, which holds in one direction only. */
    if (count(there, "region_renamed") > 0 || count(back, "region_renamed") > 0)
        return;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        require(count(there, pairs[i][0]) == count(back, pairs[i][1]));
        require(count(there, pairs[i][1]) == count(back, pairs[i][0]));
    }
    require(count(there, "moved") != count(back, "moved") || there->n_rows != back->n_rows ||
            sum(there, "change_min") == -sum(back, "change_max"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char mark[] = "\n####\n";
    char *text = calloc(size + 1, 1);
    require(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    const char *parted = strstr(text, mark);
    const size_t first = parted == NULL ? size : (size_t)(parted - text);
    const char *second = parted == NULL ? text : parted + sizeof mark - 1;
    gouw_arena arena = {.single = true};
    const gouw_dataset *old = load(text, first, &arena);
    const gouw_dataset *new = load(second, parted == NULL ? first : size - (size_t)(second - text),
                                   &arena);
    if (old->n_errors == 0 && new->n_errors == 0) {
        const gouw_table *there = diff(old, new, &arena), *back = diff(new, old, &arena);
        check_changes(there);
        check_changes(back);
        check_mirror(there, back);
        require(diff(new, new, &arena)->n_rows == 0);
    }
    gouw_arena_release(&arena);
    free(text);
    return 0;
}
