/* Finished pictures: every chart on samples of every size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above first */
#include <cmocka.h>

#include <dirent.h>
#include <unistd.h>

#include "chart/frame.h"
#include "chart/read_file.h"
#include "chart/recipes.h"
#include "chart/svg_boxes.h"

static char folder[256];

static int make_folder(void **state) {
    (void)state;
    const char *root = getenv("TMPDIR");
    (void)snprintf(folder, sizeof folder, "%s/gouw-chart-XXXXXX", root == NULL ? "/var/tmp" : root);
    return mkdtemp(folder) == NULL ? -1 : 0;
}

/* Calls visit for each file of the folder; their number. */
static size_t each_file(void (*visit)(const char *path)) {
    DIR *entries = opendir(folder);
    size_t n = 0;
    for (struct dirent *e = readdir(entries); e != NULL; e = readdir(entries)) {
        char path[600];
        if (e->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (visit != NULL)
            visit(path);
        n++;
    }
    (void)closedir(entries);
    return n;
}

static void delete_file(const char *path) {
    (void)unlink(path);
}

static int remove_folder(void **state) {
    (void)state;
    (void)each_file(delete_file);
    return rmdir(folder);
}

/* ---- pictures ------------------------------------------------------------------------------ */

static void draw(const gouw_chart_job *job) {
    const gouw_chart_options options = {.processes = 1, .replace = true};
    gouw_error error = GOUW_ERROR_INIT;
    if (gouw_charts_draw(job, 1, &options, &error) != GOUW_OK)
        fail_msg("%s: %s", job->path, error.message);
}

static void no_texts_overlap(const char *name, const char *svg) {
    char clash[800];
    if (find_clash(svg, clash))
        fail_msg("%s: %s", name, clash);
}

/* The bands behind the rows end at the margin, and so does every text on them. */
static void texts_stay_on_their_bands(const char *name, const char *svg) {
    enum { MOST = 4000 };
    static text_box boxes[MOST];
    const double end = number_after(svg, "viewBox=\"0 0 ", NAN) - GOUW_MARGIN;
    const size_t n = read_text_boxes(svg, boxes, MOST);
    for (size_t i = 0; i < n; i++)
        if (boxes[i].x[1] > end + 0.5)
            fail_msg("%s: '%s' ends at %.1f, its band at %.1f", name, boxes[i].text, boxes[i].x[1],
                     end);
}

static void draw_all(const gouw_chart_job *jobs, size_t n, unsigned processes) {
    const gouw_chart_options options = {.processes = processes, .replace = true};
    gouw_error error = GOUW_ERROR_INIT;
    if (gouw_charts_draw(jobs, n, &options, &error) != GOUW_OK)
        fail_msg("%s", error.message);
}

enum { N_SAMPLES = COUNT(RECIPES) * COUNT(CASES), N_SAME = COUNT(RECIPES) * GOUW_N_CHART_FORMATS };

/* Every chart on every sample: drawn, whole, no text over another, nothing left beside it. */
static void draws_every_sample(void **state) {
    (void)state;
    static sample samples[N_SAMPLES];
    static const gouw_table *tables[N_SAMPLES][MOST_TABLES];
    static char paths[N_SAMPLES][600];
    static gouw_chart_job jobs[N_SAMPLES];
    for (size_t i = 0; i < N_SAMPLES; i++) {
        const recipe *r = &RECIPES[i / COUNT(CASES)];
        const size_case *c = &CASES[i % COUNT(CASES)];
        (void)snprintf(paths[i], sizeof paths[i], "%s/%s-%s.svg", folder, r->name, c->name);
        jobs[i] = make_job(&samples[i], r, c, tables[i], paths[i]);
    }
    draw_all(jobs, N_SAMPLES, 2);
    for (size_t i = 0; i < N_SAMPLES; i++) {
        size_t length = 0;
        char *svg = read_file(paths[i], &length);
        assert_memory_equal(svg, "<svg ", 5);
        assert_string_equal(svg + length - 7, "</svg>\n");
        assert_null(strstr(svg, "crispEdges"));
        assert_null(strstr(svg, "using 1"));
        assert_null(strstr(svg, "nan"));
        if (CASES[i % COUNT(CASES)].n <= 50 && strstr(svg, "</title></path>") == NULL)
            fail_msg("%s says nothing when pointed at", paths[i]);
        no_texts_overlap(paths[i], svg);
        if (strcmp(RECIPES[i / COUNT(CASES)].name, "attributes") == 0)
            texts_stay_on_their_bands(paths[i], svg);
        free(svg);
        gouw_arena_release(&samples[i].arena);
    }
    assert_int_equal(each_file(NULL), N_SAMPLES);
}

/* Drawn again, a second later, in other company: the same bytes. */
static void same_bytes_in_each_format(void **state) {
    (void)state;
    static sample samples[N_SAME];
    static const gouw_table *tables[N_SAME][MOST_TABLES];
    static char paths[N_SAME][600];
    static gouw_chart_job jobs[N_SAME];
    char *first[N_SAME];
    size_t lengths[N_SAME];
    for (size_t i = 0; i < N_SAME; i++) {
        (void)snprintf(paths[i], sizeof paths[i], "%s/%zu", folder, i);
        jobs[i] = make_job(&samples[i], &RECIPES[i / GOUW_N_CHART_FORMATS], &CASES[0], tables[i],
                           paths[i]);
        jobs[i].format = (gouw_chart_format)(i % GOUW_N_CHART_FORMATS);
    }
    draw_all(jobs, N_SAME, 1);
    for (size_t i = 0; i < N_SAME; i++)
        first[i] = read_file(paths[i], &lengths[i]);
    (void)sleep(1);
    draw_all(jobs, N_SAME, 5);
    for (size_t i = 0; i < N_SAME; i++) {
        size_t again = 0;
        char *second = read_file(paths[i], &again);
        assert_int_equal(lengths[i], again);
        assert_memory_equal(first[i], second, again);
        free(first[i]);
        free(second);
        gouw_arena_release(&samples[i].arena);
    }
}

/* The leaves of a tree are the rows of the table cluster, whatever their order. */
static void leaves_follow_the_clusters(void **state) {
    (void)state;
    static const char *const charts[] = {"heatmap", "dendrogram"};
    sample s;
    sample_open(&s, 11, NAMES_PLAIN);
    gouw_table *tree = NULL, *cluster = NULL;
    const gouw_table *mentions = sample_mentions(&s);
    sample_tree(&s, mentions, 3, &tree, &cluster);
    gouw_table *back = new_table(&s, &CLUSTER_SPEC), *renamed = new_table(&s, &TREE_SPEC);
    for (size_t i = cluster->n_rows; i > 0; i--) {
        add_row(back);
        gouw_table_set_text(back, "region", gouw_table_text(cluster, i - 1, "region"));
        gouw_table_set_integer(back, "cluster", gouw_table_integer(cluster, i - 1, "cluster"));
        gouw_table_set_integer(back, "order", gouw_table_integer(cluster, i - 1, "order"));
    }
    for (size_t i = 0; i < tree->n_rows; i++) {
        static const char *const sides[] = {"left", "right"};
        add_row(renamed);
        for (size_t k = 0; k < 2; k++) {
            const int64_t side = gouw_table_integer(tree, i, sides[k]);
            gouw_table_set_integer(renamed, sides[k],
                                   side > 0 ? side : -(int64_t)cluster->n_rows - 1 - side);
        }
        gouw_table_set_real(renamed, "height", gouw_table_real(tree, i, "height"));
        gouw_table_set_real(renamed, "support", gouw_table_real(tree, i, "support"));
    }
    const gouw_table *overlap_table = sample_overlap(&s, mentions);
    const gouw_table *const one[] = {overlap_table, tree, cluster};
    const gouw_table *const other[] = {overlap_table, renamed, back};
    for (size_t c = 0; c < COUNT(charts); c++) {
        char path[600];
        size_t length = 0, again = 0;
        (void)snprintf(path, sizeof path, "%s/leaves.svg", folder);
        gouw_chart_job job = {.chart = gouw_chart_find(charts[c]),
                              .tables = one,
                              .n_tables = 3,
                              .labels = s.labels,
                              .as_of = GOUW_DAY_NONE,
                              .path = path};
        draw(&job);
        char *first = read_file(path, &length);
        job.tables = other;
        draw(&job);
        char *second = read_file(path, &again);
        /* Colours follow the first cluster seen, so only places are compared. */
        assert_int_equal(length, again);
        for (char *at = strchr(first, '#'); at != NULL; at = strchr(at + 1, '#')) {
            memset(at + 1, '0', 6);
            memset(second + (at - first) + 1, '0', 6);
        }
        assert_memory_equal(first, second, length);
        free(first);
        free(second);
    }
    gouw_arena_release(&s.arena);
}

/* With two hundred rows the name of each still stands there. */
static void no_name_is_left_out(void **state) {
    (void)state;
    static const char *const names[] = {"timeline", "matrix", "heatmap", "dendrogram"};
    for (size_t i = 0; i < COUNT(RECIPES); i++) {
        sample s;
        const gouw_table *tables[MOST_TABLES];
        char path[600], shown[300];
        size_t length = 0;
        bool wanted = false;
        for (size_t k = 0; k < COUNT(names); k++)
            wanted = wanted || strcmp(RECIPES[i].name, names[k]) == 0;
        if (!wanted)
            continue;
        (void)snprintf(path, sizeof path, "%s/names.svg", folder);
        const gouw_chart_job job = make_job(&s, &RECIPES[i], &(size_case){"", 200, NAMES_PLAIN},
                                            tables, path);
        draw(&job);
        char *svg = read_file(path, &length);
        for (size_t r = 0; r < 200; r++) {
            (void)snprintf(shown, sizeof shown, ">%s<", gouw_table_text(s.labels, r, "label"));
            if (strstr(svg, shown) == NULL)
                fail_msg("%s: %s is not shown", RECIPES[i].name, shown);
        }
        free(svg);
        gouw_arena_release(&s.arena);
    }
}

/* Hostile names are shown letter by letter, and run nothing. */
static void hostile_names_are_text(void **state) {
    (void)state;
    sample s;
    const gouw_table *tables[MOST_TABLES];
    char path[600], here[4096];
    size_t length = 0;
    (void)snprintf(path, sizeof path, "%s/hostile.svg", folder);
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir(folder), 0);
    const gouw_chart_job job = make_job(&s, &RECIPES[0], &(size_case){"", 14, NAMES_HOSTILE},
                                        tables, path);
    draw(&job);
    assert_int_equal(chdir(here), 0);
    char *svg = read_file(path, &length);
    static const char *const shown[] = {">`touch x`<",
                                        ">$(touch x)<",
                                        ">{/Bold=30 x}_a^b<",
                                        ">100 % %s %d<",
                                        ">@ARG1<",
                                        ">&lt;script&gt;alert(1)&lt;/script&gt;<",
                                        ">back\\slash \\n \\101<",
                                        ">\"quoted\" and 'single'<",
                                        ">line break and tab<",
                                        ">שלום מרחב<"};
    for (size_t i = 0; i < COUNT(shown); i++)
        if (strstr(svg, shown[i]) == NULL)
            fail_msg("%s is not in the picture", shown[i]);
    static const char *const said[] = {"<title>`touch x`, ", "<title>{/Bold=30 x}_a^b, ",
                                       "<title>&lt;script&gt;alert(1)&lt;/script&gt;, ",
                                       "<title>&quot;quoted&quot; and &#39;single&#39;, "};
    for (size_t i = 0; i < COUNT(said); i++)
        if (strstr(svg, said[i]) == NULL)
            fail_msg("no mark says %s", said[i]);
    assert_null(strstr(svg, "<script"));
    free(svg);
    (void)snprintf(path, sizeof path, "%s/x", folder);
    assert_int_not_equal(access(path, F_OK), 0);
    gouw_arena_release(&s.arena);
}

static void says_what_is_missing(void **state) {
    (void)state;
    sample s;
    const gouw_table *tables[MOST_TABLES];
    char path[600];
    (void)snprintf(path, sizeof path, "%s/missing.svg", folder);
    gouw_chart_job job = make_job(&s, &RECIPES[0], &CASES[2], tables, path);
    gouw_chart_options options = {.gnuplot = "gnuplot-that-is-not-there"};
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(gouw_charts_draw(&job, 1, &options, &error), GOUW_EIO);
    assert_non_null(strstr(error.message, "gnuplot-nox"));

    job.n_tables = 0;
    error = (gouw_error)GOUW_ERROR_INIT;
    assert_int_equal(gouw_charts_draw(&job, 1, NULL, &error), GOUW_EUSAGE);
    assert_string_equal(error.message, "the chart 'timeline' is drawn from a table 'timeline'");

    job.n_tables = 1;
    gouw_table *timeline = sample_timeline(&s);
    tables[0] = timeline;
    gouw_table_drop_column(timeline, "latest");
    error = (gouw_error)GOUW_ERROR_INIT;
    assert_int_equal(gouw_charts_draw(&job, 1, NULL, &error), GOUW_EUSAGE);
    assert_string_equal(error.message,
                        "the chart 'timeline' needs a column 'latest' in the table 'timeline'");
    gouw_arena_release(&s.arena);
}

/* A program that complains, or fails, is an error, and leaves nothing behind. */
static void complaints_are_errors(void **state) {
    (void)state;
    sample s;
    const gouw_table *tables[MOST_TABLES];
    char path[600], style[600];
    (void)each_file(delete_file);
    (void)snprintf(path, sizeof path, "%s/bad.svg", folder);
    (void)snprintf(style, sizeof style, "%s/style", folder);
    const gouw_chart_job job = make_job(&s, &RECIPES[0], &CASES[2], tables, path);
    gouw_chart_options options = {.style = style};
    gouw_error error = GOUW_ERROR_INIT;
    FILE *file = fopen(style, "w");
    assert_non_null(file);
    (void)fputs("print 'a warning'\n", file);
    (void)fclose(file);
    assert_int_equal(gouw_charts_draw(&job, 1, &options, &error), GOUW_EIO);
    assert_non_null(strstr(error.message, "a warning"));
    options = (gouw_chart_options){.gnuplot = "/bin/false"};
    error = (gouw_error)GOUW_ERROR_INIT;
    assert_int_equal(gouw_charts_draw(&job, 1, &options, &error), GOUW_EIO);
    assert_int_equal(each_file(NULL), 1);
    gouw_arena_release(&s.arena);
}

/* One picture that fails is told, and does not take the others of its process along. */
static void one_failure_is_one_picture(void **state) {
    (void)state;
    sample samples[3];
    const gouw_table *tables[3][MOST_TABLES];
    char paths[3][600], style[600];
    gouw_chart_job jobs[3];
    (void)each_file(delete_file);
    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(paths[i], sizeof paths[i], "%s/%zu.svg", folder, i);
        jobs[i] = make_job(&samples[i], &RECIPES[i], &CASES[2], tables[i], paths[i]);
    }
    (void)snprintf(style, sizeof style, "%s/style", folder);
    FILE *file = fopen(style, "w");
    assert_non_null(file);
    (void)fputs("if (number eq '1') this is not gnuplot\n", file);
    (void)fclose(file);
    const gouw_chart_options options = {.style = style, .processes = 1};
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(gouw_charts_draw(jobs, 3, &options, &error), GOUW_EIO);
    assert_non_null(strstr(error.message, "1.svg"));
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(access(paths[i], F_OK), i == 1 ? -1 : 0);
        gouw_arena_release(&samples[i].arena);
    }
    assert_int_equal(each_file(NULL), 3);
}

/* An own style changes roles, and the layout stays. */
static void own_style_wins(void **state) {
    (void)state;
    sample s;
    const gouw_table *tables[MOST_TABLES];
    char path[600], style[600];
    size_t length = 0;
    (void)snprintf(path, sizeof path, "%s/styled.svg", folder);
    (void)snprintf(style, sizeof style, "%s/style", folder);
    const gouw_chart_job job = make_job(&s, &RECIPES[0], &CASES[2], tables, path);
    const gouw_chart_options options = {.style = style, .replace = true};
    gouw_error error = GOUW_ERROR_INIT;
    FILE *file = fopen(style, "w");
    assert_non_null(file);
    (void)fputs("ROLE_ACCENT = 0x123456\nFONT = 'Verdana'\n", file);
    (void)fclose(file);
    if (gouw_charts_draw(&job, 1, &options, &error) != GOUW_OK)
        fail_msg("%s", error.message);
    char *svg = read_file(path, &length);
    assert_non_null(strstr(svg, "#123456"));
    assert_non_null(strstr(svg, "font-family=\"Verdana,"));
    free(svg);
    gouw_arena_release(&s.arena);
}

typedef struct watcher {
    size_t n_told, last_done, stop_after;
    char charts[256];
} watcher;

static void watch_progress(void *watch, size_t n_done, size_t n, const char *chart) {
    watcher *w = watch;
    assert_true(n_done < n && n_done >= w->last_done);
    w->last_done = n_done;
    w->n_told++;
    const size_t length = strlen(w->charts);
    (void)snprintf(w->charts + length, sizeof w->charts - length, "%s ", chart);
}

static bool watch_interrupted(void *watch) {
    const watcher *w = watch;
    return w->n_told >= w->stop_after;
}

/* Each chart is named as it is begun; once stopped, no more are, and nothing is left lying about.
 */
static void tells_and_can_be_stopped(void **state) {
    (void)state;
    enum { N = 4 };
    sample samples[N];
    const gouw_table *tables[N][MOST_TABLES];
    char paths[N][600];
    gouw_chart_job jobs[N];
    for (size_t i = 0; i < N; i++) {
        (void)snprintf(paths[i], sizeof paths[i], "%s/%zu.svg", folder, i);
        jobs[i] = make_job(&samples[i], &RECIPES[i], &(size_case){"", 5, NAMES_PLAIN}, tables[i],
                           paths[i]);
    }
    watcher w = {.stop_after = 100};
    gouw_chart_options options = {.processes = 1,
                                  .replace = true,
                                  .progress = watch_progress,
                                  .interrupted = watch_interrupted,
                                  .watch = &w};
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(gouw_charts_draw(jobs, N, &options, &error), GOUW_OK);
    assert_int_equal(w.n_told, N);
    assert_int_equal(w.last_done, N - 1);
    for (size_t i = 0; i < N; i++)
        assert_non_null(strstr(w.charts, RECIPES[i].chart));
    assert_int_equal(each_file(delete_file), N);
    w = (watcher){.stop_after = 2};
    assert_int_equal(gouw_charts_draw(jobs, N, &options, &error), GOUW_EINTERRUPT);
    /* On a busy machine more are drawn by the time gnuplot is listened to; each of them is kept. */
    assert_in_range(w.n_told, 2, N);
    assert_int_equal(each_file(NULL), w.n_told - 1);
    for (size_t i = 0; i < N; i++)
        gouw_arena_release(&samples[i].arena);
}

static void keeps_existing_files(void **state) {
    (void)state;
    sample s;
    const gouw_table *tables[MOST_TABLES];
    char path[600];
    (void)snprintf(path, sizeof path, "%s/kept.svg", folder);
    const gouw_chart_job job = make_job(&s, &RECIPES[0], &CASES[2], tables, path);
    const gouw_chart_options options = {.replace = false};
    gouw_error error = GOUW_ERROR_INIT;
    assert_int_equal(gouw_charts_draw(&job, 1, &options, &error), GOUW_OK);
    assert_int_equal(gouw_charts_draw(&job, 1, &options, &error), GOUW_EIO);
    gouw_arena_release(&s.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(draws_every_sample, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(same_bytes_in_each_format, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(no_name_is_left_out, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(hostile_names_are_text, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(leaves_follow_the_clusters, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(says_what_is_missing, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(complaints_are_errors, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(one_failure_is_one_picture, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(own_style_wins, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(tells_and_can_be_stopped, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(keeps_existing_files, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
