/* Large files. Mentions come out the same from any number of threads, whatever is wrong with them:
 * rows, their order, and every finding, in memory and on disk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/input.h"
#include "data/load.h"
#include "gouw/dataset.h"
#include "gouw/random.h"
#include "gouw/sink.h"

enum { REGIONS = 6000, THEMES = 300, EACH = 20, ROWS = REGIONS * EACH };

/* What is put in the place of some lines of the file, or around them. */
typedef struct variant {
    const char *name;
    const char *header;
    const char *other; /* in the place of the line, at the rows below */
    size_t at[3];
    bool shuffled, no_end;
    const char *line_end;
} variant;

static const variant variants[] = {
    {.name = "plain"},
    {.name = "no end", .no_end = true},
    {.name = "shuffled", .shuffled = true},
    {.name = "CRLF", .line_end = "\r\n"},
    {.name = "semicolons", .header = "region;theme;weight"},
    {.name = "repeated", .other = "r7,theme_7,1\nr7,theme_7,2", .at = {5, 100000}},
    {.name = "unknown region", .other = "r99999,theme_7,1", .at = {90000, 90003, ROWS}},
    {.name = "unknown theme", .other = "r7,thema_7,1", .at = {ROWS}},
    {.name = "weight", .other = "r7,theme_299,-1", .at = {1, 60000}},
    {.name = "empty theme", .other = "r7,,1", .at = {30000}},
    {.name = "fields", .other = "r7,theme_299", .at = {70000, 70001}},
    {.name = "blank line", .other = "", .at = {40000}},
    {.name = "hollow line", .other = ",,", .at = {40000, 110000}},
    {.name = "quotes", .other = "\"r7\",\"theme_299\",\"1\"", .at = {80000}},
    {.name = "lines in quotes", .other = "r7,\"theme\n299\",1", .at = {80000}},
    {.name = "open quote", .other = "r7,\"theme_299,1", .at = {20000, ROWS}},
    {.name = "not UTF-8", .other = "r7,th\xE8me,1", .at = {50000}},
    {.name = "another column", .header = "region,theme,weight,remark", .other = "r7,theme_299,1,x"},
    {.name = "no weight", .header = "region,theme,w"},
    {.name = "no region", .header = "regio,theme,weight"},
};

static bool is_at(const variant *v, size_t row) {
    return v->other != NULL && (row == v->at[0] || row == v->at[1] || row == v->at[2]);
}

static void write_mentions(const variant *v, gouw_sink *text) {
    const char *end = v->line_end == NULL ? "\n" : v->line_end;
    const char *header = v->header == NULL ? "region,theme,weight" : v->header;
    const char mark = strchr(header, ';') != NULL ? ';' : ',';
    gouw_random random;
    gouw_random_init(&random, 1, 0);
    gouw_sink_format(text, "%s%s", header, end);
    for (size_t i = 1; i <= ROWS; i++) {
        const size_t region = v->shuffled ? (i * 7919) % REGIONS : (i - 1) / EACH;
        const size_t theme = (region + i * 13) % THEMES;
        if (is_at(v, i))
            gouw_sink_text(text, v->other);
        else
            gouw_sink_format(text, "r%zu%ctheme_%zu%c%u", region, mark, theme, mark,
                             1 + gouw_random_below(&random, 3));
        gouw_sink_text(text, i == ROWS && v->no_end ? "" : end);
    }
}

static void write_ids(const char *prefix, const char *column, size_t n, gouw_sink *text) {
    gouw_sink_format(text, "id,%s\n", column);
    for (size_t i = 0; i < n; i++)
        gouw_sink_format(text, "%s%zu,%s %zu\n", prefix, i, column, i);
}

/* Everything that hangs on the mentions, in words and numbers. */
static void describe(const gouw_input *folder, unsigned threads, gouw_sink *out) {
    const gouw_load_options options = {.threads = threads};
    gouw_arena arena = GOUW_ARENA_INIT, keep = GOUW_ARENA_INIT, work = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *d;
    assert_int_equal(gouw_load(folder, &options, &arena, &keep, &work, &d, &error), GOUW_OK);
    for (size_t i = 0; i < d->n_findings; i++)
        gouw_sink_format(out, "%zu:%zu %d %s\n", d->findings[i].line, d->findings[i].field,
                         (int)d->findings[i].severity, d->findings[i].message);
    gouw_sink_format(out, "%zu errors, %zu and %zu more\n", d->n_errors, d->n_more_errors,
                     d->n_more_warnings);
    gouw_sink_write(out, (const char *)d->mentions, d->n_mentions * sizeof *d->mentions);
    gouw_sink_write(out, (const char *)d->mention_start,
                    (d->n_regions + 1) * sizeof *d->mention_start);
    gouw_arena_release(&arena);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
}

static void compare(const variant *v, const gouw_input *folder) {
    static const unsigned threads[] = {2, 3, 16};
    gouw_sink alone;
    gouw_sink_open_memory(&alone);
    describe(folder, 1, &alone);
    for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
        gouw_sink shared;
        gouw_sink_open_memory(&shared);
        describe(folder, threads[i], &shared);
        if (alone.length != shared.length || memcmp(alone.data, shared.data, alone.length) != 0)
            fail_msg("%s, %u threads: another result", v->name, threads[i]);
        gouw_sink_release(&shared);
    }
    gouw_sink_release(&alone);
}

static void any_number_of_threads(void **state) {
    (void)state;
    gouw_sink regions, themes;
    gouw_sink_open_memory(&regions);
    gouw_sink_open_memory(&themes);
    write_ids("r", "name", REGIONS, &regions);
    write_ids("theme_", "label", THEMES, &themes);
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        gouw_sink mentions;
        gouw_sink_open_memory(&mentions);
        write_mentions(&variants[i], &mentions);
        const gouw_memory_file files[] = {
            {.name = "regions.csv", .text = regions.data, .length = regions.length},
            {.name = "themes.csv", .text = themes.data, .length = themes.length},
            {.name = "region_themes.csv", .text = mentions.data, .length = mentions.length},
        };
        const gouw_input folder = {.path = "place", .files = files, .n_files = 3};
        assert_true(mentions.length > 3 << 19); /* large enough to be shared */
        compare(&variants[i], &folder);
        gouw_sink_release(&mentions);
    }
    gouw_sink_release(&regions);
    gouw_sink_release(&themes);
}

static void save(const char *folder, const char *name, const gouw_sink *text) {
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    const int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text->data, text->length), (ssize_t)text->length);
    (void)close(descriptor);
}

static void on_disk(void **state) {
    (void)state;
    static const char *const names[] = {"regions.csv", "themes.csv", "region_themes.csv"};
    const char *root = getenv("TMPDIR");
    char folder[256];
    gouw_sink texts[3];
    (void)snprintf(folder, sizeof folder, "%s/gouw-parts-XXXXXX", root == NULL ? "/tmp" : root);
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < 3; i++)
        gouw_sink_open_memory(&texts[i]);
    write_ids("r", "name", REGIONS, &texts[0]);
    write_ids("theme_", "label", THEMES, &texts[1]);
    write_mentions(&variants[1], &texts[2]);
    for (size_t i = 0; i < 3; i++)
        save(folder, names[i], &texts[i]);
    const gouw_input place = {.path = folder};
    compare(&variants[1], &place);
    for (size_t i = 0; i < 3; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
        gouw_sink_release(&texts[i]);
    }
    (void)rmdir(folder);
}

/* A file long enough that what texts were read as is kept, of each type that a column may have. */
static void a_long_file_of_figures(void **state) {
    (void)state;
    enum { REGIONS_N = 60, KINDS_N = 3, YEARS_N = 40 };
    gouw_sink regions, figures;
    gouw_sink_open_memory(&regions);
    gouw_sink_open_memory(&figures);
    gouw_sink_text(&regions, "id,name\n");
    gouw_sink_text(&figures, "region,indicator,year,value,break,source\n");
    for (int r = 0; r < REGIONS_N; r++)
        gouw_sink_format(&regions, "r%d,R\n", r);
    for (int year = 0; year < YEARS_N; year++)
        for (int k = 0; k < KINDS_N; k++)
            for (int r = 0; r < REGIONS_N; r++)
                gouw_sink_format(&figures, "r%d,indicator number %d,%d,%d.5,%s,%s\n", r, k,
                                 1980 + year, (r * 7 + k * 11 + year) % 50,
                                 (r + year) % 9 == 0 ? "yes" : "", k == 1 ? "letter" : "");
    const gouw_memory_file files[] = {
        {.name = "regions.csv", .text = regions.data, .length = regions.length},
        {.name = "observations.csv", .text = figures.data, .length = figures.length},
    };
    const gouw_input folder = {.path = "place", .files = files, .n_files = 2};
    const gouw_load_options options = {.threads = 1};
    gouw_arena arena = GOUW_ARENA_INIT, keep = GOUW_ARENA_INIT, work = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *d;
    assert_int_equal(gouw_load(&folder, &options, &arena, &keep, &work, &d, &error), GOUW_OK);
    assert_int_equal(d->n_findings, 0);
    assert_int_equal(d->n_observations, REGIONS_N * KINDS_N * YEARS_N);
    for (size_t i = 0; i < d->n_observations; i++) {
        const gouw_observation *this = &d->observations[i];
        const int year = (int)(i % YEARS_N), k = (int)(i / YEARS_N % KINDS_N),
                  r = (int)(i / YEARS_N / KINDS_N);
        assert_int_equal(this->region, r);
        assert_int_equal(this->indicator[strlen("indicator number ")], '0' + k);
        assert_int_equal(this->year, 1980 + year);
        assert_true(this->value == (r * 7 + k * 11 + year) % 50 + 0.5);
        assert_int_equal(this->breaks, (r + year) % 9 == 0);
        assert_true((this->source == NULL) == (k != 1));
    }
    gouw_arena_release(&arena);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    gouw_sink_release(&regions);
    gouw_sink_release(&figures);
}

/* Shares of all bytes, a thousandth each, as they come. */
typedef struct shares {
    atomic_int n, highest, wrong;
} shares;

static void note_share(void *watch, double share) {
    shares *s = watch;
    const int thousandths = (int)(share * 1000);
    int highest = atomic_load(&s->highest);
    atomic_fetch_add(&s->n, 1);
    atomic_fetch_add(&s->wrong, !(share > 0 && share <= 1));
    while (thousandths > highest &&
           !atomic_compare_exchange_weak(&s->highest, &highest, thousandths))
        continue;
}

/* On one thread half way through the mentions, which are nearly all; on several after each part. */
static void progress_is_told(void **state) {
    (void)state;
    gouw_sink regions, themes, mentions;
    gouw_sink_open_memory(&regions);
    gouw_sink_open_memory(&themes);
    gouw_sink_open_memory(&mentions);
    write_ids("r", "name", REGIONS, &regions);
    write_ids("theme_", "label", THEMES, &themes);
    write_mentions(&variants[0], &mentions);
    const gouw_memory_file files[] = {
        {.name = "regions.csv", .text = regions.data, .length = regions.length},
        {.name = "themes.csv", .text = themes.data, .length = themes.length},
        {.name = "region_themes.csv", .text = mentions.data, .length = mentions.length},
    };
    const gouw_input folder = {.path = "place", .files = files, .n_files = 3};
    for (unsigned threads = 1; threads <= 2; threads++) {
        shares told = {0};
        const gouw_load_options options = {
            .threads = threads, .progress = note_share, .watch = &told};
        gouw_arena arena = GOUW_ARENA_INIT, keep = GOUW_ARENA_INIT, work = GOUW_ARENA_INIT;
        const gouw_dataset *d;
        assert_int_equal(gouw_load(&folder, &options, &arena, &keep, &work, &d, NULL), GOUW_OK);
        assert_int_equal(told.wrong, 0);
        assert_true(threads == 1 ? told.n == 1 : told.n > 2);
        assert_true(threads == 1 ? told.highest > 450 && told.highest < 650 : told.highest == 1000);
        gouw_arena_release(&arena);
        gouw_arena_release(&keep);
        gouw_arena_release(&work);
    }
    gouw_sink_release(&regions);
    gouw_sink_release(&themes);
    gouw_sink_release(&mentions);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads),
        cmocka_unit_test(on_disk),
        cmocka_unit_test(a_long_file_of_figures),
        cmocka_unit_test(progress_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
