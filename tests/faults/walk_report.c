/* Makes each call into the system fail once in `report`, on a tiny and on the shipped dataset, in a
 * folder that holds an earlier report. Whatever fails, each file is then the old or the new one,
 * byte by byte; beside them stands nothing; nothing is left of what was under way. A chart that
 * could not be drawn is told, and the old picture does not stay in its place. Reports in TAP.
 *
 * usage: walk_report GOUW LIBRARY SCRATCH [POINTS [DATASET...]]
 *
 * As walk.c; POINTS of each kind, spread evenly; 0: all; places: as there.
 */
#include "faults/faulty.h"

enum { MOST_FILES = 256 };

static char names[MOST_FILES][PATH]; /* of the files of an old or a new report */
static size_t n_names;

static const char *in_folder(const char *folder, const char *name) {
    static char path[4][2 * PATH];
    static int turn;
    turn = (turn + 1) % 4;
    (void)snprintf(path[turn], sizeof path[turn], "%s/%s/%s", scratch, folder, name);
    return path[turn];
}

static bool is_known(const char *name) {
    for (size_t i = 0; i < n_names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool same_files(const char *a, const char *b) {
    text x = read_file(a), y = read_file(b);
    const bool equal = access(a, F_OK) == 0 && access(b, F_OK) == 0 && same(x, y);
    free(x.data);
    free(y.data);
    return equal;
}

/* The files of a folder below "scratch"; in it, those inside "charts" too. */
static bool list(const char *folder, const char *inside, bool add) {
    DIR *directory = opendir(in_folder(folder, inside));
    const struct dirent *entry;
    bool known = true;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        char name[PATH];
        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(name, sizeof name, "%s%s%s", inside, *inside == '\0' ? "" : "/",
                       entry->d_name);
        if (strcmp(name, "charts") == 0) {
            known = list(folder, name, add) && known;
        } else if (add && !is_known(name) && n_names < MOST_FILES) {
            (void)snprintf(names[n_names++], PATH, "%s", name);
        } else if (!is_known(name)) {
            printf("# %s\n", name);
            known = false;
        }
    }
    if (directory != NULL)
        (void)closedir(directory);
    return known;
}

/* The manifest depends on what was written; the page on which charts there are. */
static bool is_made_of_both(const char *name, bool warned) {
    return strcmp(name, "manifest.csv") == 0 || (warned && strcmp(name, "report.html") == 0);
}

static const char *judge_files(const outcome *plain, const outcome *o) {
    const bool passed = o->code == plain->code;
    const bool warned = strstr(o->errors.data, "gouw: warning: ") != NULL;
    /* What could not be removed stays. */
    const bool stays = strcmp(o->function, "unlink") == 0;
    if (!list("made", "", false) && !stays)
        return "it leaves a file that no report has";
    for (size_t i = 0; i < n_names; i++) {
        const char *name = names[i];
        const char *now = in_folder("made", name);
        const bool is_chart = strncmp(name, "charts/", 7) == 0;
        const bool is_new = same_files(now, in_folder("new", name));
        const bool is_old = same_files(now, in_folder("old", name));
        const bool gone = access(now, F_OK) != 0;
        const bool unwanted = access(in_folder("new", name), F_OK) != 0;
        if (is_new || is_made_of_both(name, warned) || (gone && (unwanted || (is_chart && warned))))
            continue;
        if ((passed && stays && unwanted) || (!passed && is_old) ||
            (!passed && gone && access(in_folder("old", name), F_OK) != 0))
            continue;
        printf("# %s\n", name);
        return passed ? "it claims success, and a file is not the new one"
                      : "a file is neither the old nor the new one";
    }
    return NULL;
}

/* libxlsxwriter 1.1 keeps some of its pieces when it fails. */
static long spared(const outcome *o) {
    const bool in_workbook = strstr(o->errors.data, "[ERROR]") != NULL ||
                             strstr(o->errors.data, "cannot write the workbook") != NULL;
    return in_workbook ? 1000 : 0;
}

static const char *judge(const outcome *plain, const outcome *o, int kind) {
    const char *why = judge_run(plain, o, kind, spared(o));
    const char *left = judge_temporary(o);
    const char *files = judge_files(plain, o);
    return why != NULL ? why : left != NULL ? left : files;
}

static void fresh_folder(void) {
    shell("rm -rf '%s'%s", in_scratch("made"), "");
    shell("cp -R '%s' '%s'", in_scratch("old"), in_scratch("made"));
}

static void walk_kind(const char *const *argv, int kind, size_t dataset) {
    static point points[MOST_POINTS];
    char line[PATH], title[2 * PATH];
    fresh_folder();
    outcome plain = run(argv, kind, nowhere);
    const long n = pick_points(1, plain.calls, dataset * N_KINDS + (size_t)kind, points);
    const char *why = plain.calls < 0 ? "it crashed without a fault" : NULL;
    join(argv, line, sizeof line);
    (void)snprintf(title, sizeof title, "%s: %ld of %ld calls (%s)", line, n, plain.calls,
                   kinds[kind]);
    for (long i = 0; i < n; i++) {
        fresh_folder();
        outcome o = run(argv, kind, points[i]);
        const char *fault = judge(&plain, &o, kind);
        n_points++;
        if (fault != NULL) {
            describe(&plain, &o, points[i]);
            printf("# %s\n", fault);
        }
        why = why == NULL ? fault : why;
        release(&o);
    }
    say(why == NULL, title, why);
    release(&plain);
}

static bool make(const char *folder, const char *day, const char *dataset) {
    const char *const argv[] = {program, "report", "--quiet",    "--threads", "2", "--as-of",
                                day,     "-o",     keep(folder), dataset,     NULL};
    shell("rm -rf '%s'%s", in_scratch(folder), "");
    outcome plain = run(argv, MEMORY, nowhere);
    const bool made = plain.code == 0;
    if (!made)
        describe(&plain, &plain, nowhere);
    release(&plain);
    return made && list(folder, "", true);
}

static void walk_dataset(const char *dataset, size_t number) {
    const char *const argv[] = {program,      "report", "--quiet",    "--threads", "2", "--as-of",
                                "2026-09-01", "-o",     keep("made"), dataset,     NULL};
    n_names = 0;
    const bool ready = make("old", "2026-03-15", dataset) && make("new", "2026-09-01", dataset);
    say(ready, "an earlier and a later report to compare with", "they could not be made");
    for (int kind = 0; kind < N_KINDS && ready; kind++)
        walk_kind(argv, kind, number);
}

int main(int argc, char **argv) {
    static const char *const datasets[] = {"tests/datasets/one-region", "datasets/npvr-2026"};
    if (!begin_walk(argc, argv))
        return 2;
    for (int i = 5; i < argc; i++)
        walk_dataset(argv[i], (size_t)i);
    for (size_t d = 0; d < sizeof datasets / sizeof datasets[0] && argc <= 5; d++)
        walk_dataset(datasets[d], d);
    return end_walk();
}
