/* The page in Dutch, of the shipped regions: no English sentence of gouw's is left on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/catalogue.h"
#include "page_fixture.h"
#include "report/html.h"

static void write_page(gouw_language language, gouw_arena *arena, gouw_sink *html) {
    const gouw_dataset *dataset = NULL;
    report_content content = {0};
    gouw_language_set(language);
    assert_int_equal(gouw_dataset_load("datasets/npvr-2026", NULL, arena, &dataset, NULL), GOUW_OK);
    const gouw_run run = {
        .datasets = &dataset, .as_of = GOUW_DAY_NONE, .seed = 1, .threads = 1, .arena = arena};
    assert_int_equal(report_collect(&run, 1, &content, NULL), GOUW_OK);
    figure_number_all(&content);
    gouw_sink_open_memory(html);
    page_write(&content, NULL, html);
    assert_int_equal(gouw_sink_close(html, "memory", NULL), GOUW_OK);
    gouw_language_set(GOUW_ENGLISH);
}

/* Three words or more, the same in every use, and different in Dutch. */
static bool is_sentence(const gouw_message *message) {
    const char *blank = strchr(message->english, ' ');
    return strlen(message->english) > 12 && blank != NULL && strchr(blank + 1, ' ') != NULL &&
           strchr(message->english, '%') == NULL && strcmp(message->english, message->one) != 0;
}

/* How many sentences of the catalogue, in English, are on the page. */
static size_t count_english(const char *page) {
    size_t n, found = 0;
    const gouw_message *messages = gouw_catalogue(GOUW_DUTCH, &n);
    for (size_t i = 0; i < n; i++) {
        gouw_sink escaped;
        if (!is_sentence(&messages[i]))
            continue;
        gouw_sink_open_memory(&escaped);
        html_text(&escaped, messages[i].english);
        if (strstr(page, escaped.data) != NULL && ++found < 2)
            print_message("first: %s\n", messages[i].english);
        gouw_sink_release(&escaped);
    }
    return found;
}

static void test_no_english(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_sink dutch, english;
    write_page(GOUW_DUTCH, &arena, &dutch);
    write_page(GOUW_ENGLISH, &arena, &english);
    assert_true(count_english(english.data) > 100);
    assert_int_equal(count_english(dutch.data), 0);
    assert_non_null(strstr(dutch.data, "<html lang=\"nl\">"));
    assert_non_null(strstr(dutch.data, "1 februari 2026"));
    assert_non_null(strstr(dutch.data, "643.591"));
    assert_null(strstr(dutch.data, "643,591"));
    gouw_sink_release(&dutch);
    gouw_sink_release(&english);
    gouw_arena_release(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_english)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
