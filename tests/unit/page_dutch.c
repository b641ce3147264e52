/* The page in Dutch, of the shipped regions: no English sentence of gouw's is left on it, nor any
 * of the small words that every English text has, but in what the dataset itself says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "base/catalogue.h"
#include "page_fixture.h"
#include "report/html.h"

/* datasets: one, or two for what changed from the first to the second. */
static void write_page_of(gouw_language language, const gouw_dataset *const *datasets, size_t n,
                          gouw_arena *arena, gouw_sink *html) {
    report_content content = {0};
    gouw_language_set(language);
    const gouw_run run = {
        .datasets = datasets, .as_of = GOUW_DAY_NONE, .seed = 1, .threads = 1, .arena = arena};
    assert_int_equal(gouw_report_collect(&run, n, &content, NULL), GOUW_OK);
    gouw_page_number_figures(&content);
    gouw_sink_open_memory(html);
    gouw_page_write(&content, NULL, html);
    assert_int_equal(gouw_sink_close(html, "memory", NULL), GOUW_OK);
    gouw_language_set(GOUW_ENGLISH);
}

static const gouw_dataset *load(const char *folder, gouw_arena *arena) {
    const gouw_dataset *dataset = NULL;
    assert_int_equal(gouw_dataset_load(folder, NULL, arena, &dataset, NULL), GOUW_OK);
    return dataset;
}

static void write_page(gouw_language language, gouw_arena *arena, gouw_sink *html) {
    const gouw_dataset *dataset = load("datasets/npvr-2026", arena);
    write_page_of(language, &dataset, 1, arena, html);
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
        gouw_html_text(&escaped, messages[i].english);
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

/* ---- small words ---------------------------------------------------------------------------- */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80 ||
           c == '_' || c == '-';
}

/* Words that English sentences cannot do without and that Dutch does not have. */
static bool is_english(const char *word, size_t length) {
    static const char *const words[] = {
        "the",   "and",  "with",  "no",   "not",     "from",    "that",     "which", "are",
        "each",  "what", "where", "who",  "has",     "have",    "its",      "their", "this",
        "these", "than", "then",  "only", "without", "between", "mentioned"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strlen(words[i]) == length && strncasecmp(words[i], word, length) == 0)
            return true;
    return false;
}

static size_t count_words(const char *text, size_t length, bool aloud) {
    size_t found = 0;
    for (size_t i = 0; i < length;) {
        size_t end = i;
        while (end < length && is_letter(text[end]))
            end++;
        if (end > i && is_english(text + i, end - i)) {
            const size_t from = i < 60 ? 0 : i - 60;
            if (aloud)
                print_message("English: %.*s\n", (int)(length - from < 200 ? length - from : 200),
                              text + from);
            found++;
        }
        i = end > i ? end : i + 1;
    }
    return found;
}

/* Blanks what a dataset says, where that may be taken for English, wherever it stands. */
static void blank(char *page, const char *said) {
    gouw_sink escaped;
    if (said == NULL || count_words(said, strlen(said), false) == 0)
        return;
    gouw_sink_open_memory(&escaped);
    gouw_html_text(&escaped, said);
    assert_int_equal(escaped.fault, 0);
    for (char *at = page; (at = strstr(at, escaped.data)) != NULL; at += escaped.length)
        memset(at, ' ', escaped.length);
    gouw_sink_release(&escaped);
}

/* Whether labels.csv says it in Dutch: then the page has to. */
static bool has_dutch(const gouw_dataset *d, const char *text) {
    gouw_language_set(GOUW_DUTCH);
    const char *label = gouw_dataset_label(d, GOUW_LABEL_TEXT, text);
    gouw_language_set(GOUW_ENGLISH);
    return strcmp(label, text) != 0;
}

static void blank_attributes(char *page, const gouw_dataset *d) {
    const gouw_attributes *attributes = &d->region_attributes;
    for (size_t a = 0; a < attributes->n; a++)
        for (size_t r = 0; r < d->n_regions && attributes->items[a].kind != GOUW_ATTRIBUTE_YESNO;
             r++) {
            char *list = attributes->items[a].text[r] == NULL
                             ? NULL
                             : strdup(attributes->items[a].text[r]);
            for (char *item = list; item != NULL;) {
                char *end = strchr(item, ';');
                if (end != NULL)
                    *end = '\0';
                if (!has_dutch(d, item))
                    blank(page, item);
                item = end == NULL ? NULL : end + 1;
            }
            free(list);
        }
}

/* Names that a change speaks of: those of an edition before have no Dutch ones. */
static void blank_names(char *page, const gouw_dataset *d) {
    for (size_t i = 0; i < d->n_themes; i++)
        blank(page, d->themes[i].label);
    for (size_t i = 0; i < d->n_milestones; i++)
        blank(page, d->milestones[i].item);
    for (size_t i = 0; i < d->region_attributes.n; i++) {
        char *name = strdup(d->region_attributes.items[i].name);
        assert_non_null(name);
        for (char *c = name; *c != '\0'; c++)
            *c = *c == '_' ? ' ' : *c;
        blank(page, name);
        free(name);
    }
}

static void blank_data(char *page, const gouw_dataset *d) {
    const char *last = NULL;
    blank(page, d->package.title_nl == NULL ? d->package.title : NULL);
    blank(page, d->package.description_nl == NULL ? d->package.description : NULL);
    for (size_t i = 0; i < d->package.n_sources; i++)
        blank(page, d->package.sources[i].title_nl == NULL ? d->package.sources[i].title : NULL);
    for (size_t i = 0; i < d->n_milestones; i++) {
        const gouw_milestone *m = &d->milestones[i];
        blank(page, m->note);
        if (m->source != last)
            blank(page, m->source);
        last = m->source;
    }
    for (size_t i = 0; i < d->n_targets; i++) {
        blank(page, d->targets[i].note);
        blank(page, d->targets[i].source);
    }
    blank_attributes(page, d);
}

/* What people see and hear: the text but for scripts, style and code, and titles and labels. */
static size_t count_small_words(const char *page) {
    static const char *const spoken[] = {" title=\"", " aria-label=\"", " alt=\""};
    static const char *const hidden[] = {"script", "style", "code"};
    size_t found = 0;
    for (const char *at = strstr(page, "<body>"); at != NULL && *at != '\0';) {
        if (*at != '<') {
            const size_t length = strcspn(at, "<");
            found += count_words(at, length, true);
            at += length;
            continue;
        }
        const size_t tag = strcspn(at, ">");
        for (size_t i = 0; i < sizeof spoken / sizeof spoken[0]; i++) {
            const char *value = strstr(at, spoken[i]);
            if (value == NULL || value >= at + tag)
                continue;
            value += strlen(spoken[i]);
            found += count_words(value, strcspn(value, "\""), true);
        }
        const char *next = at + tag;
        for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
            char end[16];
            (void)snprintf(end, sizeof end, "</%s>", hidden[i]);
            if (strncmp(at + 1, hidden[i], strlen(hidden[i])) == 0 &&
                !is_letter(at[1 + strlen(hidden[i])]))
                next = strstr(at, end);
        }
        assert_non_null(next);
        at = next + 1;
    }
    return found;
}

static void test_no_small_words(void **state) {
    (void)state;
    static const char *const folders[][2] = {
        {"datasets/npvr-2026", NULL},
        {"datasets/template", NULL},
        {"datasets/eu-energy-plans", NULL},
        {"datasets/npvr-2026", "tests/datasets/npvr-second"},
    };
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        const size_t n = folders[i][1] == NULL ? 1 : 2;
        const gouw_dataset *datasets[2] = {load(folders[i][0], &arena)};
        gouw_sink dutch;
        if (n == 2)
            datasets[1] = load(folders[i][1], &arena);
        write_page_of(GOUW_DUTCH, datasets, n, &arena, &dutch);
        for (size_t k = 0; k < n; k++) {
            blank_data(dutch.data, datasets[k]);
            if (n == 2)
                blank_names(dutch.data, datasets[k]);
        }
        const size_t found = count_small_words(dutch.data);
        if (found > 0)
            print_message("%s: %zu English words\n", folders[i][n - 1], found);
        assert_int_equal(found, 0);
        gouw_sink_release(&dutch);
        gouw_arena_release(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_english),
                                       cmocka_unit_test(test_no_small_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
