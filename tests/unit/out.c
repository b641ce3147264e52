#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "gouw/gouw.h"

static const gouw_column columns[] = {
    {"name", GOUW_TEXT, "", "a name", GOUW_LOOK_PLAIN},
    {"n", GOUW_INTEGER, "", "a count", GOUW_LOOK_PLAIN},
    {"x", GOUW_REAL, "", "a number", GOUW_LOOK_PLAIN},
    {"p", GOUW_REAL, "", "a probability", GOUW_LOOK_P},
    {"day", GOUW_DATE, "", "a day", GOUW_LOOK_PLAIN},
    {"ok", GOUW_YESNO, "", "yes or no", GOUW_LOOK_PLAIN},
};
static const gouw_table_spec spec = {"sample", "A sample", columns, 6};

static gouw_table *make_table(gouw_arena *arena) {
    gouw_table *t = gouw_table_new(arena, &spec);
    assert_int_equal(gouw_table_add_row(t, NULL), GOUW_OK);
    gouw_table_set_text(t, "name", "a,\"b\"\nc|d");
    gouw_table_set_integer(t, "n", -3);
    gouw_table_set_real(t, "x", 1.0 / 3);
    gouw_table_set_real(t, "p", 0.0000012);
    gouw_table_set_date(t, "day", gouw_day_from_civil(2026, 6, 30));
    gouw_table_set_integer(t, "ok", 1);
    assert_int_equal(gouw_table_add_row(t, NULL), GOUW_OK);
    return t;
}

static char *written(const gouw_table *table, gouw_format format) {
    gouw_sink sink;
    gouw_sink_open_memory(&sink);
    gouw_table_write(table, format, &sink);
    assert_int_equal(gouw_sink_close(&sink, "memory", NULL), GOUW_OK);
    return sink.data;
}

/* What people read of a number, in English and in Dutch. */
static void test_looks(void **state) {
    (void)state;
    static const struct {
        gouw_look look;
        double value;
        const char *shown[2];
    } looks[] = {
        {GOUW_LOOK_PLAIN, 1217.18, {"1,217.180", "1.217,180"}},
        {GOUW_LOOK_WHOLE, 1217.18, {"1,217", "1.217"}},
        {GOUW_LOOK_YEAR, 2016.75, {"2016.8", "2016,8"}},
        {GOUW_LOOK_STATED, 1995, {"1995", "1995"}},
        {GOUW_LOOK_STATED, 1217.18, {"1217.18", "1217,18"}},
        {GOUW_LOOK_STATED, -0.5, {"-0.5", "-0,5"}},
    };
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        for (gouw_language language = GOUW_ENGLISH; language <= GOUW_DUTCH; language++) {
            const gouw_column column = {"x", GOUW_REAL, "", "", looks[i].look};
            gouw_sink sink;
            gouw_sink_open_memory(&sink);
            gouw_language_set(language);
            gouw_cell_write_rounded(&column, (gouw_cell){.real = looks[i].value}, &sink);
            gouw_language_set(GOUW_ENGLISH);
            assert_string_equal(sink.data, looks[i].shown[language]);
            gouw_sink_release(&sink);
        }
}

static void test_formats(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    const gouw_table *t = make_table(&arena);
    static const char *const expected[] = {
        [GOUW_FORMAT_TEXT] = "A sample\n\n"
                             "name        n      x       p  day         ok\n"
                             "---------  --  -----  ------  ----------  ---\n"
                             "a,\"b\" c|d  -3  0.333  <0.001  2026-06-30  yes\n"
                             "\n",
        [GOUW_FORMAT_CSV] = "name,n,x,p,day,ok\n"
                            "\"a,\"\"b\"\"\nc|d\",-3,0.3333333333333333,1.2e-06,2026-06-30,yes\n"
                            ",,,,,\n",
        [GOUW_FORMAT_TSV] =
            "name\tn\tx\tp\tday\tok\n"
            "\"a,\"\"b\"\"\nc|d\"\t-3\t0.3333333333333333\t1.2e-06\t2026-06-30\tyes\n"
            "\t\t\t\t\t\n",
        [GOUW_FORMAT_JSON] =
            "[\n  {\"name\": \"a,\\\"b\\\"\\u000ac|d\", \"n\": -3, \"x\": 0.3333333333333333, "
            "\"p\": 1.2e-06, \"day\": \"2026-06-30\", \"ok\": true},\n"
            "  {\"name\": null, \"n\": null, \"x\": null, \"p\": null, \"day\": null, \"ok\": "
            "null}\n]\n",
        [GOUW_FORMAT_MARKDOWN] = "| name       |  n |     x |      p | day        | ok  |\n"
                                 "| ---------- | -: | ----: | -----: | ---------- | --- |\n"
                                 "| a,\"b\" c\\|d | -3 | 0.333 | <0.001 | 2026-06-30 | yes |\n"
                                 "|            |    |       |        |            |     |\n",
    };
    for (int f = 0; f < GOUW_N_FORMATS; f++) {
        char *text = written(t, (gouw_format)f);
        assert_string_equal(text, expected[f]);
        free(text);
    }
    gouw_arena_release(&arena);
}

static void test_empty_table(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    const gouw_table *t = gouw_table_new(&arena, &spec);
    char *json = written(t, GOUW_FORMAT_JSON), *csv = written(t, GOUW_FORMAT_CSV);
    assert_string_equal(json, "[]\n");
    assert_string_equal(csv, "name,n,x,p,day,ok\n");
    free(json);
    free(csv);
    gouw_arena_release(&arena);
}

static void test_columns_come_and_go(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_table *t = gouw_table_new(&arena, &spec);
    const gouw_column more = {"more", GOUW_INTEGER, "", "", GOUW_LOOK_PLAIN};
    gouw_table_drop_column(t, "x");
    gouw_table_drop_column(t, "no such column");
    assert_int_equal(gouw_table_add_column(t, &more, NULL), GOUW_OK);
    assert_int_equal(t->n_columns, 6);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(gouw_table_add_row(t, NULL), GOUW_OK);
        gouw_table_set_integer(t, "more", i);
        gouw_table_set_real(t, "x", 1);
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(gouw_table_integer(t, i, "more"), i);
    assert_true(isnan(gouw_table_real(t, 0, "x")));
    assert_null(gouw_table_text(t, 0, "name"));
    assert_null(gouw_table_text(t, 0, "more"));
    assert_int_equal(gouw_table_date(t, 0, "day"), GOUW_DAY_NONE);
    gouw_arena_release(&arena);
}

/* Cells of a table of labels may be empty, and ids missing. */
static void test_labels(void **state) {
    (void)state;
    static const gouw_column parts[] = {{"kind", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
                                        {"id", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN},
                                        {"label", GOUW_TEXT, "", "", GOUW_LOOK_PLAIN}};
    static const gouw_table_spec labels_spec = {"labels", "Labels", parts, 3};
    static const char *const rows[][3] = {{NULL, "a", "Nothing"},
                                          {"region", NULL, "Nobody"},
                                          {"theme", "a", "T"},
                                          {"region", "a", "R"}};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_table *t = gouw_table_new(&arena, &labels_spec);
    for (size_t r = 0; r < 4; r++) {
        assert_int_equal(gouw_table_add_row(t, NULL), GOUW_OK);
        for (size_t c = 0; c < 3; c++)
            gouw_table_set_text(t, parts[c].name, rows[r][c]);
    }
    assert_string_equal(gouw_table_label(t, "region", "a"), "R");
    assert_string_equal(gouw_table_label(t, "region", "b"), "b");
    assert_null(gouw_table_label(t, "region", NULL));
    assert_string_equal(gouw_table_label(NULL, "region", "a"), "a");
    gouw_arena_release(&arena);
}

/* What overflowed is not known, and no cell holds it. */
static void test_reals_are_bounded(void **state) {
    (void)state;
    const double beyond[] = {NAN, INFINITY, -INFINITY, 1.0001e100, -1.7e308};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_table *t = make_table(&arena);
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        gouw_table_set_real(t, "x", beyond[i]);
        assert_true(isnan(gouw_table_real(t, 1, "x")));
    }
    gouw_table_set_real(t, "x", -1e100);
    assert_true(gouw_table_real(t, 1, "x") == -1e100);
    gouw_arena_release(&arena);
}

static void test_table_survives_no_memory(void **state) {
    (void)state;
    for (size_t fail_at = 1; fail_at < 20; fail_at++) {
        gouw_arena arena = {.fail_at = fail_at};
        gouw_error error = GOUW_ERROR_INIT;
        gouw_results results;
        gouw_results_init(&results, &arena);
        gouw_table *t;
        gouw_status status = gouw_results_add(&results, &spec, &t, &error);
        if (status == GOUW_OK)
            status = gouw_table_add_row(t, &error);
        if (status == GOUW_OK)
            status = gouw_results_remark(&results, &error, GOUW_NOTE, "n = %d", 1);
        assert_int_equal(status, arena.n_allocations < fail_at ? GOUW_OK : GOUW_EMEMORY);
        gouw_arena_release(&arena);
    }
}

/* ---- files and folders ------------------------------------------------------------------------
 */

static char scratch[64];

static int make_scratch(void **state) {
    (void)state;
    strcpy(scratch, "/tmp/gouw-test-XXXXXX");
    return mkdtemp(scratch) == NULL ? -1 : 0;
}

static int remove_scratch(void **state) {
    (void)state;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", scratch);
    return system(command);
}

static const char *in_scratch(const char *name) {
    static char path[4][256];
    static int turn;
    turn = (turn + 1) % 4;
    (void)snprintf(path[turn], sizeof path[turn], "%s/%s", scratch, name);
    return path[turn];
}

static void put(const char *name, const char *text) {
    FILE *file = fopen(in_scratch(name), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void assert_holds(const char *name, const char *text) {
    char found[256] = "";
    FILE *file = fopen(in_scratch(name), "r");
    assert_non_null(file);
    found[fread(found, 1, sizeof found - 1, file)] = '\0';
    (void)fclose(file);
    assert_string_equal(found, text);
}

static bool exists(const char *name) {
    return access(in_scratch(name), F_OK) == 0;
}

static void test_file_is_whole_or_absent(void **state) {
    (void)state;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    gouw_file file;
    assert_int_equal(gouw_file_open(in_scratch("a.csv"), false, &arena, &file, &error), GOUW_OK);
    gouw_sink_text(&file.sink, "one\n");
    assert_false(exists("a.csv"));
    gouw_file_discard(&file);
    assert_false(exists("a.csv"));

    assert_int_equal(gouw_file_open(in_scratch("a.csv"), false, &arena, &file, &error), GOUW_OK);
    gouw_sink_text(&file.sink, "two\n");
    assert_int_equal(gouw_file_commit(&file, &error), GOUW_OK);
    assert_holds("a.csv", "two\n");

    assert_int_equal(gouw_file_open(in_scratch("a.csv"), false, &arena, &file, &error), GOUW_EIO);
    assert_non_null(strstr(error.message, "--force"));
    assert_holds("a.csv", "two\n");
    gouw_arena_release(&arena);
}

static gouw_status write_folder(const char *const *names, size_t n, bool force, const char *text,
                                gouw_error *error) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_folder *folder;
    const char *path = in_scratch("out/deep");
    gouw_status status = gouw_folder_open(path, names, n, force, &arena, &folder, error);
    for (size_t i = 0; i < n && status == GOUW_OK; i++) {
        gouw_file file;
        status = gouw_file_open(gouw_folder_path(folder, names[i]), true, &arena, &file, error);
        if (status == GOUW_OK) {
            gouw_sink_text(&file.sink, text);
            status = gouw_file_commit(&file, error);
        }
    }
    if (status == GOUW_OK)
        status = gouw_folder_close(folder, error);
    gouw_arena_release(&arena);
    return status;
}

static void test_folder_replaces_only_its_own(void **state) {
    (void)state;
    static const char *const both[] = {"x.csv", "charts/y.svg"}, *const one[] = {"x.csv"};
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(write_folder(both, 2, false, "1", &error), GOUW_OK);
    assert_holds("out/deep/charts/y.svg", "1");
    assert_int_equal(write_folder(both, 2, false, "2", &error), GOUW_OK);
    assert_holds("out/deep/x.csv", "2");

    put("out/deep/x.csv", "mine");
    assert_int_equal(write_folder(both, 2, false, "3", &error), GOUW_EIO);
    assert_non_null(strstr(error.message, "x.csv"));
    assert_holds("out/deep/x.csv", "mine");
    assert_holds("out/deep/charts/y.svg", "2");

    error = (gouw_error)GOUW_ERROR_INIT;
    assert_int_equal(write_folder(both, 2, true, "4", &error), GOUW_OK);
    assert_holds("out/deep/x.csv", "4");

    put("out/deep/other.txt", "keep");
    assert_int_equal(write_folder(one, 1, false, "5", &error), GOUW_OK);
    assert_false(exists("out/deep/charts/y.svg"));
    assert_holds("out/deep/other.txt", "keep");
}

static void test_folder_refuses_what_was_there(void **state) {
    (void)state;
    static const char *const one[] = {"x.csv"};
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(mkdir(in_scratch("out"), 0777), 0);
    assert_int_equal(mkdir(in_scratch("out/deep"), 0777), 0);
    assert_int_equal(symlink("/etc/passwd", in_scratch("out/deep/x.csv")), 0);
    assert_int_equal(write_folder(one, 1, false, "1", &error), GOUW_EIO);
    put("out/deep/manifest.csv", "file,bytes,checksum\n../../keep,4,0\n");
    put("keep", "keep");
    error = (gouw_error)GOUW_ERROR_INIT;
    assert_int_equal(write_folder(one, 1, true, "1", &error), GOUW_OK);
    assert_holds("keep", "keep");
}

static void test_folder_is_never_left(void **state) {
    (void)state;
    static const char *const both[] = {"x.csv", "charts/y.svg"};
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(mkdir(in_scratch("elsewhere"), 0777), 0);
    put("elsewhere/y.svg", "keep");
    put("keep", "keep");
    assert_int_equal(mkdir(in_scratch("out"), 0777), 0);
    assert_int_equal(mkdir(in_scratch("out/deep"), 0777), 0);

    /* A link in the place of a file is replaced, and what it leads to stays. */
    assert_int_equal(symlink("../../keep", in_scratch("out/deep/x.csv")), 0);
    assert_int_equal(write_folder(both, 2, true, "1", &error), GOUW_OK);
    assert_holds("keep", "keep");
    assert_holds("out/deep/x.csv", "1");

    /* One in the place of a folder is refused. */
    (void)unlink(in_scratch("out/deep/charts/y.svg"));
    assert_int_equal(rmdir(in_scratch("out/deep/charts")), 0);
    assert_int_equal(symlink("../../elsewhere", in_scratch("out/deep/charts")), 0);
    assert_int_equal(write_folder(both, 2, true, "2", &error), GOUW_EIO);
    assert_non_null(strstr(error.message, "charts"));
    assert_holds("elsewhere/y.svg", "keep");
    assert_holds("out/deep/x.csv", "1");

    /* A manifest that names what lies behind the link removes nothing: FNV-1a of "keep". */
    put("out/deep/manifest.csv", "file,bytes,checksum\n"
                                 "charts/y.svg,4,585d7cd75cf6f848\n../../keep,4,585d7cd75cf6f848\n"
                                 "..,4,0\n/etc/passwd,4,0\ncharts/../../../keep,4,0\n");
    error = (gouw_error)GOUW_ERROR_INIT;
    assert_int_equal(write_folder(both, 1, true, "3", &error), GOUW_OK);
    assert_holds("elsewhere/y.svg", "keep");
    assert_holds("keep", "keep");
    (void)unlink(in_scratch("out/deep/charts"));
}

static void test_folder_keeps_a_manifest_of_others(void **state) {
    (void)state;
    static const char *const one[] = {"x.csv"};
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(mkdir(in_scratch("out"), 0777), 0);
    assert_int_equal(mkdir(in_scratch("out/deep"), 0777), 0);
    put("out/deep/manifest.csv", "of a ship\n");
    assert_int_equal(write_folder(one, 1, false, "1", &error), GOUW_EIO);
    assert_non_null(strstr(error.message, "manifest.csv"));
    assert_holds("out/deep/manifest.csv", "of a ship\n");
    assert_false(exists("out/deep/x.csv"));
}

/* A run that failed half way: what it wrote is known to be gouw's, what others put there is not. */
static void test_folder_after_half_a_run(void **state) {
    (void)state;
    static const char *const both[] = {"x.csv", "y.csv"};
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    gouw_folder *folder;
    gouw_file file;
    assert_int_equal(write_folder(both, 2, false, "1", &error), GOUW_OK);
    assert_int_equal(
        gouw_folder_open(in_scratch("out/deep"), both, 2, false, &arena, &folder, &error), GOUW_OK);
    assert_int_equal(gouw_file_open(gouw_folder_path(folder, "x.csv"), true, &arena, &file, &error),
                     GOUW_OK);
    gouw_sink_text(&file.sink, "2");
    assert_int_equal(gouw_file_commit(&file, &error), GOUW_OK);
    gouw_folder_keep(folder);
    gouw_arena_release(&arena);
    assert_int_equal(write_folder(both, 2, false, "3", &error), GOUW_OK);
    assert_holds("out/deep/y.csv", "3");

    put("out/deep/y.csv", "mine");
    assert_int_equal(
        gouw_folder_open(in_scratch("out/deep"), both, 2, true, &arena, &folder, &error), GOUW_OK);
    gouw_folder_keep(folder);
    gouw_arena_release(&arena);
    assert_int_equal(write_folder(both, 2, false, "4", &error), GOUW_EIO);
    assert_holds("out/deep/y.csv", "mine");
}

static void test_sink_reports_full_disk(void **state) {
    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (full == NULL)
        skip();
    gouw_sink sink;
    gouw_error error = GOUW_ERROR_INIT;
    gouw_sink_open_descriptor(&sink, fileno(full));
    for (int i = 0; i < 100000; i++)
        gouw_sink_format(&sink, "%d,", i);
    assert_int_equal(gouw_sink_close(&sink, "the disk", &error), GOUW_EIO);
    assert_non_null(strstr(error.message, "the disk"));
    gouw_sink_release(&sink);
    (void)fclose(full);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looks),
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_empty_table),
        cmocka_unit_test(test_columns_come_and_go),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_reals_are_bounded),
        cmocka_unit_test(test_table_survives_no_memory),
        cmocka_unit_test_setup_teardown(test_file_is_whole_or_absent, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(test_folder_replaces_only_its_own, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(test_folder_refuses_what_was_there, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(test_folder_is_never_left, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(test_folder_keeps_a_manifest_of_others, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(test_folder_after_half_a_run, make_scratch, remove_scratch),
        cmocka_unit_test(test_sink_reports_full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
