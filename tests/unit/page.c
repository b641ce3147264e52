/* The page around the sentences: order, caveat, cautions, cards, words, hostile names, trouble. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gouw/report.h"
#include "page_fixture.h"
#include "report/html.h"

#define PACKAGE                                                                                    \
    "{\"title\":\"Three lands\",\"created\":\"2026-02-01\",\"gouw:assumed\":true,"                 \
    "\"sources\":[{\"title\":\"A letter\"},{\"title\":\"Figures\",\"path\":\"https://e.nl\"}]}"

static const page_file full[] = {
    {"regions.csv", "id,name,province,lat,youth_involved\na,Aland,North,52.1,yes\nb,Bland,,,no\n"
                    "c,Cland,South,51.0,\n"},
    {"themes.csv", "id,label\nw,Water\nh,Housing\nn,Nature\n"},
    {"region_themes.csv", "region,theme,weight,basis\na,w,2,stated\nb,w,1,provisional\n"
                          "c,w,1,borrowed\na,h,1,stated\n"},
    {"stages.csv", "id,label,order\ndraft,Draft ready,1\nadopted,Plan adopted,2\n"},
    {"milestones.csv", "region,stage,item,when,status,inferred\na,draft,,2025-11,done,\n"
                       "a,adopted,,2026-06,planned,yes\nb,adopted,,,planned,\n"},
    {"targets.csv", "region,indicator,target,change,target_year,note\na,homes,1500,,2035,gross\n"
                    "b,homes,,300,,\n"},
    {"observations.csv", "region,indicator,year,value\na,homes,2015,900\na,homes,2020,950\n"
                         "a,homes,2025,1000\n"},
    {"datapackage.json", PACKAGE},
    {NULL, NULL}};

/* Whether the texts occur, each behind the one before. */
static void assert_order(const fixture *f, const char *const *texts, size_t n) {
    const char *at = f->html.data;
    for (size_t i = 0; i < n; i++) {
        const char *found = strstr(at, texts[i]);
        if (found == NULL)
            print_message("missing or too early: %s\n", texts[i]);
        assert_non_null(found);
        at = found + 1;
    }
}

static void test_order_of_the_page(void **state) {
    (void)state;
    static const char *const parts[] = {
        "<h1>Three lands",          "class=\"caveat\"",       "<nav",
        "id=\"findings\"",          "class=\"brief\"",        "id=\"finding-calendar\"",
        "id=\"finding-attention\"", "id=\"finding-themes\"",  "id=\"finding-growth\"",
        "id=\"section-calendar\"",  "id=\"section-regions\"", "id=\"standing\"",
        "id=\"region-a\"",          "id=\"section-themes\"",  "id=\"theme-w\"",
        "id=\"section-growth\"",    "id=\"section-methods\"", "id=\"words\"",
        "id=\"sources\"",           "id=\"section-appendix\""};
    fixture f;
    fixture_open(&f, full, 0);
    assert_order(&f, parts, sizeof parts / sizeof parts[0]);
    fixture_close(&f);
}

static void test_caveat(void **state) {
    (void)state;
    fixture f;
    fixture_open(&f, full, 20260501);
    const char *caveat = fixture_text(&f, "class=\"caveat\">", "</div>");
    assert_non_null(strstr(caveat, "Source: A letter"));
    assert_non_null(strstr(caveat, "State of the source: 1 February 2026 (assumed; it bears no "
                                   "date)."));
    assert_non_null(strstr(caveat, "Status on: 1 May 2026."));
    assert_non_null(strstr(caveat, "as stated in the source"));
    fixture_close(&f);
}

static void test_what_is_not_mentioned(void **state) {
    (void)state;
    fixture f;
    fixture_open(&f, full, 0);
    const char *table = fixture_text(&f, "class=\"data standing\">", "</table>");
    assert_non_null(strstr(table, "youth involved"));
    assert_non_null(strstr(table, "AlandDraft readyNovember 2025Plan adoptedJune 2026yes"));
    assert_non_null(strstr(table, "Blandnone mentionedPlan adoptedno dateno"));
    assert_non_null(strstr(table, "Clandnone mentionednone mentionednot mentioned"));
    const char *card = fixture_text(&f, "id=\"region-c\">", "</article>");
    assert_non_null(strstr(card, "No step mentioned."));
    assert_non_null(strstr(card, "Water"));
    assert_non_null(strstr(card, "not mentioned"));
    fixture_close(&f);
}

static void test_card(void **state) {
    (void)state;
    fixture f;
    fixture_open(&f, full, 0);
    const char *card = fixture_text(&f, "id=\"region-a\">", "</article>");
    assert_non_null(strstr(card, "homes to 1,500 by 2035"));
    assert_non_null(strstr(card, "gross"));
    assert_non_null(strstr(card, "Draft ready done, November 2025"));
    assert_non_null(strstr(card, "June 2026, inferred by the coder"));
    assert_non_null(strstr(card, "North"));
    assert_null(strstr(card, "52.1"));
    assert_true(fixture_shows(&f, "<svg class=\"mini\""));
    assert_non_null(
        strstr(fixture_text(&f, "id=\"region-b\">", "</article>"), "+300 homes, no year stated"));
    fixture_close(&f);
}

static void test_intervals_in_words(void **state) {
    (void)state;
    page_file spans[sizeof full / sizeof full[0]];
    memcpy(spans, full, sizeof full);
    spans[4].text = "region,stage,item,when,status\na,draft,,2026-03/2026-05,planned\n"
                    "a,adopted,,2026-03-10/2026-05,planned\nb,adopted,,2026/2027,planned\n"
                    "c,adopted,,2026-05~,planned\n";
    fixture f;
    fixture_open(&f, spans, 0);
    const char *card = fixture_text(&f, "id=\"region-a\">", "</article>");
    assert_non_null(strstr(card, "Draft ready March 2026 to May 2026"));
    assert_non_null(strstr(card, "Plan adopted 10 March 2026 to 31 May 2026"));
    card = fixture_text(&f, "id=\"region-b\">", "</article>");
    assert_non_null(strstr(card, "Plan adopted January 2026 to December 2027"));
    card = fixture_text(&f, "id=\"region-c\">", "</article>");
    assert_non_null(strstr(card, "Plan adopted 15 April 2026 to 16 June 2026"));
    fixture_close(&f);
}

static void test_who_names_a_theme(void **state) {
    (void)state;
    fixture f;
    fixture_open(&f, full, 0);
    assert_string_equal(fixture_text(&f, "id=\"theme-w\">", "</div>"),
                        "Water 3 of 3central: Aland provisional: Bland borrowed from another "
                        "programme: Cland ");
    assert_string_equal(fixture_text(&f, "id=\"theme-n\">", "</div>"), "Nature 0 of 3no region");
    assert_true(fixture_shows(&f, "Themes named in the source; not an inventory of plans."));
    assert_true(fixture_shows(&f, "Themes of Bland are provisional."));
    fixture_close(&f);
}

static void test_plain_word_first(void **state) {
    (void)state;
    fixture f;
    fixture_open(&f, full, 0);
    assert_true(
        fixture_shows(&f, "<span>share of themes in common</span> <code>similarity</code>"));
    assert_true(fixture_shows(&f, "<span>notable, allowing for 3 comparisons</span> "
                                  "<code>p_adjusted</code>"));
    assert_non_null(strstr(fixture_text(&f, "class=\"words\">", "</table>"),
                           "share of themes in commonJaccard similarityaandeel gedeelde thema's"));
    assert_true(fixture_shows(&f, "if nothing but past growth"));
    fixture_close(&f);
}

static void test_charts_in_words_where_not_drawn(void **state) {
    (void)state;
    fixture f;
    fixture_open(&f, full, 0);
    assert_true(f.content.n_figures > 3);
    assert_non_null(
        strstr(fixture_text(&f, "id=\"figure-matrix\">", "</figure>"), "Matrix of regions (3)"));
    fixture_close(&f);
}

static void test_csv_inside(void **state) {
    (void)state;
    fixture f;
    fixture_open(&f, full, 0);
    assert_true(fixture_shows(&f,
                              "download=\"prevalence.csv\" href=\"data:text/csv;charset=utf-8,"
                              "theme,label,regions,share,mean_weight,idf,only_in%0Aw,Water,3,1,"));
    fixture_close(&f);
}

static void test_what_changed_comes_first(void **state) {
    (void)state;
    page_file older[sizeof full / sizeof full[0]];
    memcpy(older, full, sizeof full);
    older[4].text = "region,stage,item,when,status\na,adopted,,2026-03,planned\n";
    older[7].text = "{\"title\":\"Before\",\"created\":\"2025-10-01\"}";
    static const char *const parts[] = {"id=\"finding-changed\"", "id=\"finding-calendar\"",
                                        "id=\"section-changed\"", "id=\"section-calendar\""};
    fixture f;
    fixture_open_against(&f, older, full, 0);
    assert_order(&f, parts, sizeof parts / sizeof parts[0]);
    assert_non_null(strstr(fixture_sentence(&f, "changed"), "1 date moved later"));
    fixture_close(&f);
}

static void test_nothing_to_find(void **state) {
    (void)state;
    const page_file files[] = {{"regions.csv", "id,name\na,Aland\n"}, {NULL, NULL}};
    fixture f;
    fixture_open(&f, files, 0);
    assert_true(
        fixture_shows(&f, "There is nothing to find yet: this dataset names regions only."));
    assert_true(fixture_shows(&f, "id=\"region-a\""));
    assert_false(fixture_shows(&f, "No day is known to look from"));
    fixture_close(&f);
}

static void test_no_day_to_look_from(void **state) {
    (void)state;
    page_file files[sizeof full / sizeof full[0]];
    memcpy(files, full, sizeof full);
    files[7] = (page_file){NULL, NULL};
    fixture f;
    fixture_open(&f, files, 0);
    assert_true(fixture_shows(&f, "No day is known to look from, so the calendar is left out."));
    assert_true(fixture_shows(&f, "id=\"finding-themes\""));
    assert_false(fixture_shows(&f, "id=\"finding-attention\""));
    fixture_close(&f);
}

/* Whatever the data hold, it stays text. */
static void test_hostile_names(void **state) {
    (void)state;
#define EVIL "</script><script>x()</script><img src=x onerror=x()>&amp;'"
    const page_file files[] = {
        {"regions.csv", "id,name,\"<b>fact\"\na," EVIL ",<i>y\nb,\"B\"\"\",\n"},
        {"themes.csv", "id,label\nw," EVIL "\n"},
        {"region_themes.csv", "region,theme\na,w\nb,w\n"},
        {"stages.csv", "id,label,order\ns," EVIL ",1\n"},
        {"milestones.csv",
         "region,stage,item,when,source,note\na,s," EVIL ",2026-06," EVIL "," EVIL "\n"},
        {"targets.csv", "region,indicator,change,note\na," EVIL ",100," EVIL "\n"},
        {"datapackage.json", "{\"title\":\"" EVIL "\",\"created\":\"2026-02-01\",\"sources\":[{"
                             "\"title\":\"" EVIL "\",\"path\":\"javascript:x()\"}]}"},
        {NULL, NULL}};
    fixture f;
    fixture_open(&f, files, 0);
    assert_false(fixture_shows(&f, "<script>x"));
    assert_false(fixture_shows(&f, "<img"));
    assert_false(fixture_shows(&f, "<i>y"));
    assert_false(fixture_shows(&f, "<b>fact"));
    assert_false(fixture_shows(&f, "javascript:"));
    assert_true(fixture_shows(&f, "&lt;/script&gt;&lt;script&gt;x()"));
    assert_true(fixture_shows(&f, "&amp;amp;&#39;"));
    fixture_close(&f);
}

static void test_pieces(void **state) {
    (void)state;
    gouw_sink sink;
    gouw_sink_open_memory(&sink);
    gouw_html_text(&sink, NULL);
    gouw_html_text_part(&sink, "<a&b>", 3);
    gouw_html_element(&sink, "p", "x", "\"q\"");
    gouw_html_percent(&sink, "a,\"\n%\xC3\xA9", 7);
    assert_string_equal(sink.data, "&lt;a&amp;<p class=\"x\">&quot;q&quot;</p>\na,%22%0A%25%C3%A9");
    gouw_sink_release(&sink);
}

static gouw_status write_report(gouw_arena *arena, const gouw_dataset *dataset, const char *folder,
                                gouw_report_counts *counts, gouw_error *error) {
    const gouw_dataset *const datasets[] = {dataset};
    const gouw_run run = {
        .datasets = datasets, .as_of = GOUW_DAY_NONE, .seed = 1, .threads = 1, .arena = arena};
    const gouw_report_options options = {.folder = folder, .force = true};
    return gouw_report_write(&run, 1, &options, counts, error);
}

static void remove_folder(const char *folder) {
    char command[256];
    (void)snprintf(command, sizeof command, "rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
}

static void test_without_gnuplot(void **state) {
    (void)state;
    fixture f;
    char folder[] = "/tmp/gouw-report-XXXXXX", path[128], *text = malloc(1 << 22);
    gouw_arena work = GOUW_ARENA_INIT;
    gouw_report_counts counts;
    const char *old = getenv("PATH");
    fixture_open(&f, full, 0);
    assert_non_null(text);
    assert_non_null(mkdtemp(folder));
    assert_int_equal(setenv("PATH", "/nonexistent", 1), 0);
    const gouw_status status = write_report(&work, f.content.dataset, folder, &counts, NULL);
    assert_int_equal(setenv("PATH", old, 1), 0);
    assert_int_equal(status, GOUW_OK);
    assert_non_null(counts.chart_trouble);
    assert_int_equal(counts.n_charts, 0);
    assert_true(counts.n_tables > 5);
    (void)snprintf(path, sizeof path, "%s/report.html", folder);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, (1 << 22) - 1, file)] = '\0';
    assert_int_equal(fclose(file), 0);
    assert_non_null(strstr(text, "Charts are missing, and told in words instead: "));
    assert_non_null(strstr(text, "</html>"));
    free(text);
    gouw_arena_release(&work);
    fixture_close(&f);
    remove_folder(folder);
}

/* Each allocation fails once: the page is refused as a whole, or, where only the writing of a
 * piece was hit, still whole. */
static void test_memory_runs_out(void **state) {
    (void)state;
    fixture f;
    fixture_open(&f, full, 0);
    const gouw_dataset *const datasets[] = {f.content.dataset};
    gouw_arena work = GOUW_ARENA_INIT;
    gouw_status status = GOUW_EMEMORY;
    for (size_t at = 1; status != GOUW_OK; at += 1 + at / 64) {
        const gouw_run run = {
            .datasets = datasets, .as_of = GOUW_DAY_NONE, .seed = 1, .threads = 1, .arena = &work};
        gouw_error error = GOUW_ERROR_INIT;
        report_content content;
        work.fail_at = at;
        work.n_allocations = 0;
        status = gouw_report_collect(&run, 1, &content, &error);
        assert_true(status == GOUW_OK || status == GOUW_EMEMORY);
        gouw_arena_release(&work);
    }
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_of_the_page),
        cmocka_unit_test(test_caveat),
        cmocka_unit_test(test_what_is_not_mentioned),
        cmocka_unit_test(test_card),
        cmocka_unit_test(test_intervals_in_words),
        cmocka_unit_test(test_who_names_a_theme),
        cmocka_unit_test(test_plain_word_first),
        cmocka_unit_test(test_charts_in_words_where_not_drawn),
        cmocka_unit_test(test_csv_inside),
        cmocka_unit_test(test_what_changed_comes_first),
        cmocka_unit_test(test_nothing_to_find),
        cmocka_unit_test(test_no_day_to_look_from),
        cmocka_unit_test(test_hostile_names),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_without_gnuplot),
        cmocka_unit_test(test_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
