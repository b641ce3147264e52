/* Makes each call into the system fail once, in every command that writes one file, on a tiny and
 * on the shipped datasets, and looks at what is left: a message, the right exit code, no memory
 * kept, no process, no half file, no temporary file, and the file that stood there before as it
 * was. Reports in TAP.
 *
 * usage: walk GOUW LIBRARY SCRATCH [POINTS [PART]]
 *
 * GOUW is linked dynamically, LIBRARY is fail.c, SCRATCH an empty folder. A command whose calls of
 * one kind are more than POINTS (default 8) has that many of them fail, spread evenly; 0: all;
 * places: the first and the last from each place (fail.c), and where commands come to it the same
 * way, as all analyses do to loading a dataset, in one of them.
 * PART is analyses, charts, others, or the name of one analysis; everything if left out. Since
 * every command begins by loading the dataset, where most calls are made, `check` walks the loading
 * and the others what comes behind it.
 */
#include "faults/faulty.h"

#include "gouw/gouw.h"

static const char *result = "made/result"; /* what is written, in the scratch folder */
static bool beside; /* it is written beside the standard output, which may still fail */

/* How many pieces a failed run may keep: those of gsl_eigen_symmv_alloc, which frees none of its
 * first four when it does not get the next (GSL 2.7). */
static long spared(const char *command, int kind, const outcome *plain, const outcome *o) {
    return kind == MEMORY && o->code != plain->code && strcmp(command, "ordinate") == 0 ? 4 : 0;
}

/* What is wrong after a run with a fault; NULL = nothing. */
static const char *judge(const char *command, const outcome *plain, const outcome *o, int kind,
                         text wanted) {
    text made = read_file(in_scratch(result));
    const bool is_old = strcmp(made.data, "old\n") == 0, is_new = same(made, wanted);
    const bool passed = o->code == plain->code;
    free(made.data);
    const char *why = judge_run(plain, o, kind, spared(command, kind, plain, o));
    const char *left = judge_temporary(o);
    if (why != NULL || left != NULL)
        return why != NULL ? why : left;
    if (passed && !is_new)
        return "it claims success, but the result is another";
    if (!passed && !is_old && !(beside && is_new))
        return "it failed, and the file is not the old one";
    if (unlink(in_scratch(result)) != 0)
        return "the file has gone";
    return rmdir(in_scratch("made")) == 0 ? NULL : "it leaves temporary files";
}

static void fresh_folder(void) {
    shell("rm -rf '%s' && mkdir '%s'", in_scratch("made"), in_scratch("made"));
    FILE *file = fopen(in_scratch(result), "wb");
    if (file == NULL || fputs("old\n", file) < 0 || fclose(file) != 0)
        exit(2);
}

/* Lets the calls from first on fail. */
static void walk_kind(const char *const *argv, int kind, long first, size_t dataset) {
    static point points[MOST_POINTS];
    char line[PATH], title[2 * PATH];
    fresh_folder();
    outcome plain = run(argv, kind, nowhere);
    text wanted = read_file(in_scratch(result));
    const long n = pick_points(first, plain.calls, dataset * N_KINDS + (size_t)kind, points);
    const char *why = plain.calls < 0 ? "it crashed without a fault" : NULL;
    if (plain.code > 1)
        why = "it fails without a fault";
    join(argv, line, sizeof line);
    (void)snprintf(title, sizeof title, "%s: %ld of %ld calls (%s)", line, n, plain.calls,
                   kinds[kind]);
    if (why != NULL)
        describe(&plain, &plain, nowhere);
    for (long i = 0; i < n && why == NULL; i++) {
        fresh_folder();
        outcome o = run(argv, kind, points[i]);
        why = judge(argv[1], &plain, &o, kind, wanted);
        n_points++;
        if (why != NULL)
            describe(&plain, &o, points[i]);
        release(&o);
    }
    say(why == NULL, title, why);
    free(wanted.data);
    release(&plain);
}

/* Every kind; spares the calls before the last of what was done already, but for some. */
static void walk_all(const char *const *argv, const long *before, size_t dataset) {
    for (int kind = 0; kind < N_KINDS; kind++) {
        fresh_folder();
        outcome plain = run(argv, kind, nowhere);
        const long first = before == NULL ? 1 : before[kind] - 16;
        if (plain.calls > 0)
            walk_kind(argv, kind, first < 1 || first > plain.calls ? 1 : first, dataset);
        release(&plain);
    }
}

/* ---- analyses ------------------------------------------------------------------------------- */

static const struct {
    const char *folder;
    const char *regions[2]; /* NULL = it has fewer than two */
} datasets[] = {{"tests/datasets/one-region", {NULL, NULL}},
                {"datasets/template", {"north-vale", "harbour-coast"}},
                {"datasets/npvr-2026", {"twente", "achterhoek"}}};
enum { N_DATASETS = sizeof datasets / sizeof datasets[0] };
static long loading[N_DATASETS][N_KINDS]; /* calls that `check` makes */

static void walk_check(size_t d) {
    const char *const argv[] = {program, "check", datasets[d].folder, "--force", "-f",
                                "csv",   "-o",    keep(result),       NULL};
    const long usual = most_points;
    for (int kind = 0; kind < N_KINDS; kind++) {
        fresh_folder();
        outcome plain = run(argv, kind, nowhere);
        loading[d][kind] = plain.calls;
        release(&plain);
        most_points = usual > 0 ? usual * 8 : usual;
        if (plain.calls > 0)
            walk_kind(argv, kind, 1, d);
        most_points = usual;
    }
}

static void walk_analysis(const gouw_analysis *analysis, size_t d) {
    static char path[PATH];
    (void)snprintf(path, sizeof path, "%s", in_scratch(result));
    const char *argv[ARGUMENTS] = {program,   analysis->name, "--as-of", "2026-03-15", "--force",
                                   "--quiet", "-f",           "csv",     "-o",         path};
    size_t n = 10;
    const bool coded = (analysis->needs & GOUW_HAS_CODINGS) != 0;
    for (size_t i = 0; i < analysis->n_datasets; i++)
        argv[n++] = coded ? "tests/datasets/coded" : datasets[d].folder;
    if (analysis->n_datasets == 0)
        argv[n++] = "2026";
    for (size_t i = 0; i < analysis->min_operands && analysis->n_datasets > 0; i++) {
        if (i == 2 || datasets[d].regions[i] == NULL)
            return;
        argv[n++] = datasets[d].regions[i];
    }
    walk_all(argv, analysis->n_datasets == 1 && !coded ? loading[d] : NULL, d);
}

static void walk_analyses(const char *only) {
    size_t n;
    const gouw_analysis *const *all = gouw_analyses(&n);
    for (size_t d = 0; d < N_DATASETS; d++) {
        if (only == NULL)
            walk_check(d);
        for (size_t i = 0; i < n; i++)
            if ((only == NULL || strcmp(only, all[i]->name) == 0) &&
                (d == 0 || ((all[i]->needs & GOUW_HAS_CODINGS) == 0 && all[i]->n_datasets > 0)))
                walk_analysis(all[i], d);
    }
}

/* ---- charts --------------------------------------------------------------------------------- */

/* A chart from the tables that a report wrote into scratch/tables. */
static void walk_chart(const gouw_chart *chart) {
    static char path[PATH], files[ARGUMENTS][PATH];
    (void)snprintf(path, sizeof path, "%s", in_scratch(result));
    const char *argv[ARGUMENTS] = {program, "plot", "--force", "--chart", chart->name, "-o", path};
    size_t n = 7;
    for (size_t i = 0; i < chart->n_needs && n < ARGUMENTS - 1; i++) {
        (void)snprintf(files[n], PATH, "%s/tables/%s.csv", scratch, chart->needs[i].table);
        if (access(files[n], R_OK) == 0)
            argv[n] = files[n], n++;
        else if (!chart->needs[i].optional)
            return;
    }
    walk_all(argv, NULL, N_DATASETS);
}

static void walk_charts(void) {
    size_t n;
    const gouw_chart *const *charts = gouw_charts(&n);
    const char *const report[] = {
        program, "report",       "--tables-only",      "--quiet", "--as-of", "2026-03-15",
        "-o",    keep("tables"), "datasets/npvr-2026", NULL};
    outcome plain = run(report, MEMORY, nowhere);
    say(plain.code == 0, "tables to draw from", plain.errors.data);
    release(&plain);
    result = "made/result.svg";
    for (size_t i = 0; i < n; i++)
        walk_chart(charts[i]);
}

/* ---- other ways to write, and folders ------------------------------------------------------- */

static const char ONE_REGION[] = "tests/datasets/one-region";

/* @ stands for the file that is written. The first shows most of what loading finds, which those
 * behind it come to the same way. */
static const char *const others[][9] = {
    {"compare", "-f", "html", "-o", "@", "datasets/npvr-2026", "twente", "achterhoek"},
    {"check", "--fix-plan", "-f", "csv", "-o", "@", "tests/bad/libreoffice_dates"},
    {"check", "-f", "json", "-o", "@", "tests/bad/number_comma"},
    {"summary", "-f", "text", "-o", "@", ONE_REGION},
    {"summary", "-f", "tsv", "-o", "@", ONE_REGION},
    {"summary", "-f", "json", "-o", "@", ONE_REGION},
    {"summary", "-f", "markdown", "-o", "@", ONE_REGION},
    {"summary", "-f", "xlsx", "-o", "@", ONE_REGION},
    {"timeline", "-f", "ics", "-o", "@", "datasets/template"},
    {"cluster", "--newick", "-f", "csv", "-o", "@", "datasets/template"},
    {"cluster", "--method", "pam", "--on", "all", "-o", "@", "datasets/template"},
    {"overlap", "--null", "sdsm", "-f", "csv", "-o", "@", "datasets/template"},
    {"overlap", "--null", "curveball", "-f", "csv", "-o", "@", "datasets/template"},
    {"overlap", "--matrix", "@", "datasets/template"},
    {"overlap", "--top", "2", "-f", "csv", "-o", "@", "datasets/template"},
    {"overlap", "--min-similarity", "0.2", "-f", "csv", "-o", "@", "datasets/template"},
    {"ordinate", "--method", "ca", "-f", "csv", "-o", "@", "datasets/template"},
    {"intersect", "--sets", "both", "-f", "csv", "-o", "@", "datasets/npvr-2026"},
    {"agree", "--settle", "@", "tests/datasets/coded"},
};

static void walk_others(void) {
    static char path[PATH];
    (void)snprintf(path, sizeof path, "%s", in_scratch(result));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const char *argv[ARGUMENTS] = {program};
        size_t n = 1;
        for (size_t k = 0; k < sizeof others[i] / sizeof others[i][0] && others[i][k] != NULL; k++)
            argv[n++] = strcmp(others[i][k], "@") == 0 ? path : others[i][k];
        beside = strcmp(argv[2], "--matrix") == 0 || strcmp(argv[2], "--settle") == 0;
        argv[n++] = "--force";
        argv[n++] = "--quiet";
        walk_all(argv, NULL, N_DATASETS + 1);
    }
    beside = false;
}

/* Whether the folder holds the files of the one that is wanted, or, where it failed, some of them.
 */
static const char *judge_folder(const outcome *plain, const outcome *o, int kind) {
    const char *why = judge_run(plain, o, kind, 0), *left = judge_temporary(o);
    char command[3 * PATH];
    if (why != NULL || left != NULL)
        return why != NULL ? why : left;
    const bool passed = o->code == plain->code;
    (void)snprintf(command, sizeof command, "diff -r '%s' '%s' >'%s' 2>&1", in_scratch("wanted"),
                   in_scratch("folder"), in_scratch("differences"));
    if (system(command) == 0)
        return NULL;
    if (passed)
        return "it claims success, but the folder is another";
    (void)snprintf(command, sizeof command,
                   "grep -v '^Only in %s' '%s' | grep -v '/folder: No such'", in_scratch("wanted"),
                   in_scratch("differences"));
    return system(command) == 0 ? "it failed, and left what it would not have written" : NULL;
}

static void walk_folder(const char *const *argv, int kind) {
    static point points[MOST_POINTS];
    char line[PATH], title[2 * PATH];
    shell("rm -rf '%s' '%s'", in_scratch("folder"), in_scratch("wanted"));
    outcome plain = run(argv, kind, nowhere);
    const long n = plain.calls < 1 ? 0 : pick_points(1, plain.calls, 0xF01D + (size_t)kind, points);
    const char *why = plain.code != 0 ? "it fails without a fault" : NULL;
    shell("mv '%s' '%s'", in_scratch("folder"), in_scratch("wanted"));
    join(argv, line, sizeof line);
    (void)snprintf(title, sizeof title, "%s: %ld of %ld calls (%s)", line, n, plain.calls,
                   kinds[kind]);
    for (long i = 0; i < n && why == NULL; i++) {
        shell("rm -rf '%s'%s", in_scratch("folder"), "");
        outcome o = run(argv, kind, points[i]);
        why = judge_folder(&plain, &o, kind);
        n_points++;
        if (why != NULL)
            describe(&plain, &o, points[i]);
        release(&o);
    }
    say(why == NULL, title, why);
    release(&plain);
}

/* `init`, which makes a folder. */
static void walk_init(void) {
    static const char *const ways[][2] = {{NULL, NULL},
                                          {"--from", "tests/datasets/one-region/regions.csv"},
                                          {"--edition-of", "datasets/template"}};
    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++)
        for (int kind = 0; kind < N_KINDS; kind++) {
            const char *const argv[] = {program,      "init",     "--as-of",
                                        "2026-03-15", "--quiet",  keep("folder"),
                                        ways[w][0],   ways[w][1], NULL};
            walk_folder(argv, kind);
        }
}

int main(int argc, char **argv) {
    if (!begin_walk(argc, argv))
        return 2;
    const char *part = argc > 5 ? argv[5] : "";
    if (*part == '\0' || strcmp(part, "analyses") == 0)
        walk_analyses(NULL);
    else if (strcmp(part, "charts") != 0 && strcmp(part, "others") != 0)
        walk_analyses(part);
    if (*part == '\0' || strcmp(part, "others") == 0) {
        walk_others();
        walk_init();
    }
    if (*part == '\0' || strcmp(part, "charts") == 0)
        walk_charts();
    return end_walk();
}
