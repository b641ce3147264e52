/* Makes each call into the system fail once, in every command on the template and on the shipped
 * dataset, and looks at what is left: a message, the right exit code, no memory kept, no half
 * file, no temporary file, and the file that stood there before as it was. Reports in TAP.
 *
 * usage: walk GOUW LIBRARY SCRATCH [POINTS]
 *
 * GOUW is linked dynamically, LIBRARY is fail.c, SCRATCH an empty folder. A command whose calls of
 * one kind are more than POINTS (default 8) has that many of them fail, spread evenly; 0: all.
 * Since every command begins by loading the dataset, where most calls are made, `check` walks the
 * loading and the others what comes behind it.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gouw/gouw.h"

enum { ARGUMENTS = 16, PATH = 512, MEMORY_CODE = 4, FILES_CODE = 3 };

static const char *program, *library, *scratch;
static long most_points = 8;
static size_t n_tests, n_failed;
static long n_points;

typedef struct text {
    char *data;
    size_t length;
} text;

typedef struct outcome {
    int code;
    long calls, live;
    char function[64];
    text output, errors;
} outcome;

static const char *const kinds[] = {"memory", "files", "start"};
enum { MEMORY, FILES, START, N_KINDS };

/* ---- files ---------------------------------------------------------------------------------- */

static const char *in_scratch(const char *name) {
    static char path[4][PATH];
    static int turn;
    turn = (turn + 1) % 4;
    (void)snprintf(path[turn], PATH, "%s/%s", scratch, name);
    return path[turn];
}

static text read_file(const char *path) {
    text found = {.data = calloc(1, 1), .length = 0};
    FILE *file = fopen(path, "rb");
    char part[4096];
    size_t n;
    while (file != NULL && (n = fread(part, 1, sizeof part, file)) > 0) {
        found.data = realloc(found.data, found.length + n + 1);
        memcpy(found.data + found.length, part, n);
        found.length += n;
        found.data[found.length] = '\0';
    }
    if (file != NULL)
        (void)fclose(file);
    return found;
}

static void write_file(const char *path, const char *words) {
    FILE *file = fopen(path, "wb");
    if (file == NULL || fputs(words, file) < 0 || fclose(file) != 0) {
        fprintf(stderr, "walk: cannot write %s: %s\n", path, strerror(errno));
        exit(2);
    }
}

static bool same(text a, text b) {
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

/* ---- one run -------------------------------------------------------------------------------- */

static void release(outcome *o) {
    free(o->output.data);
    free(o->errors.data);
}

/* Runs the program with the call fail_at of a kind failing; 0 = none. */
static outcome run(const char *const *argv, int kind, long fail_at) {
    char preload[PATH + 16], which[32], at[32], log[PATH + 16];
    outcome o = {.calls = -1};
    pid_t id;
    int how = 0;
    posix_spawn_file_actions_t actions;
    (void)snprintf(preload, sizeof preload, "LD_PRELOAD=%s", library);
    (void)snprintf(which, sizeof which, "FAIL_KIND=%s", kinds[kind]);
    (void)snprintf(at, sizeof at, "FAIL_AT=%ld", fail_at);
    (void)snprintf(log, sizeof log, "FAIL_LOG=%s", in_scratch("log"));
    char *environment[] = {preload, which, at, log, "PATH=/usr/local/bin:/usr/bin:/bin", NULL};
    (void)unlink(in_scratch("log"));
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_addopen(&actions, 1, in_scratch("out"),
                                           O_WRONLY | O_CREAT | O_TRUNC, 0666);
    (void)posix_spawn_file_actions_addopen(&actions, 2, in_scratch("err"),
                                           O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (posix_spawn(&id, program, &actions, NULL, (char *const *)argv, environment) != 0 ||
        waitpid(id, &how, 0) != id)
        exit(2);
    (void)posix_spawn_file_actions_destroy(&actions);
    o.code = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
    text said = read_file(in_scratch("log"));
    (void)sscanf(said.data, "%ld %ld %63s", &o.calls, &o.live, o.function);
    free(said.data);
    o.output = read_file(in_scratch("out"));
    o.errors = read_file(in_scratch("err"));
    return o;
}

/* ---- commands that write one file ----------------------------------------------------------- */

/* How many pieces a failed run may keep: those of gsl_eigen_symmv_alloc, which frees none of its
 * first four when it does not get the next (GSL 2.7). */
static long spared(const char *command, int kind, const outcome *plain, const outcome *o) {
    return kind == MEMORY && o->code != plain->code && strcmp(command, "ordinate") == 0 ? 4 : 0;
}

/* What is wrong after a run with a fault; NULL = nothing. */
static const char *judge(const char *command, const outcome *plain, const outcome *o, int kind,
                         text wanted, const char *folder) {
    static const int codes[] = {MEMORY_CODE, FILES_CODE, FILES_CODE};
    text made = read_file(in_scratch("made/result"));
    const bool is_old = strcmp(made.data, "old\n") == 0, is_new = same(made, wanted);
    const bool passed = o->code == plain->code;
    const char *message = strstr(o->errors.data, "gouw: error: ");
    free(made.data);
    if (o->calls < 0)
        return "it crashed";
    if (!passed && o->code != codes[kind] && o->code != FILES_CODE)
        return "the exit code is wrong";
    if (passed && !is_new)
        return "it claims success, but the result is another";
    if (!passed && !is_old)
        return "it failed, and the file is not the old one";
    if (!passed && (message == NULL || strchr(message, '\n') == NULL))
        return "it failed without a message";
    if (o->live > plain->live + spared(command, kind, plain, o))
        return "it keeps memory";
    if (rmdir(folder) == 0 || errno != ENOTEMPTY)
        return "the folder has gone";
    return unlink(in_scratch("made/result")) == 0 && rmdir(folder) == 0
               ? NULL
               : "it leaves temporary files";
}

static void fresh_folder(const char *folder) {
    char command[PATH + 32];
    (void)unlink(in_scratch("made/result"));
    if (rmdir(folder) == 0 || errno == ENOENT) {
        if (mkdir(folder, 0777) != 0)
            exit(2);
        write_file(in_scratch("made/result"), "old\n");
        return;
    }
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0 || mkdir(folder, 0777) != 0)
        exit(2);
    write_file(in_scratch("made/result"), "old\n");
}

static void say(bool passed, const char *title, const char *why) {
    n_tests++;
    n_failed += !passed;
    printf("%s %zu - %s%s%s\n", passed ? "ok" : "not ok", n_tests, title, passed ? "" : ": ",
           passed ? "" : why);
    (void)fflush(stdout);
}

static void join(const char *const *argv, char *line, size_t size) {
    size_t at = 0;
    for (size_t i = 1; argv[i] != NULL && at < size; i++)
        at += (size_t)snprintf(line + at, size - at, "%s%s", i == 1 ? "" : " ",
                               strncmp(argv[i], scratch, strlen(scratch)) == 0
                                   ? argv[i] + strlen(scratch) + 1
                                   : argv[i]);
}

/* Lets the calls from first on fail. */
static void walk_kind(const char *const *argv, int kind, long first) {
    char line[PATH], title[2 * PATH];
    const char *folder = in_scratch("made");
    char made[PATH];
    (void)snprintf(made, sizeof made, "%s", folder);
    fresh_folder(made);
    outcome plain = run(argv, kind, 0);
    text wanted = read_file(in_scratch("made/result"));
    const long last = plain.calls, n = last - first + 1;
    const long points = most_points == 0 || n < most_points ? n : most_points;
    const char *why = plain.calls < 0 ? "it crashed without a fault" : NULL;
    join(argv, line, sizeof line);
    (void)snprintf(title, sizeof title, "%s: %ld of %ld calls (%s)", line, points, last,
                   kinds[kind]);
    for (long i = 0; i < points && why == NULL; i++) {
        const long at = first + (long)((double)i * (double)n / (double)points);
        fresh_folder(made);
        outcome o = run(argv, kind, at);
        why = judge(argv[1], &plain, &o, kind, wanted, made);
        n_points++;
        if (why != NULL) {
            printf("# call %ld, %s: exit code %d, live %ld (%ld without a fault)\n# %s", at,
                   o.function, o.code, o.live, plain.live, o.errors.data);
            printf("\n");
        }
        release(&o);
    }
    say(why == NULL, title, why);
    free(wanted.data);
    release(&plain);
}

static const char *const datasets[] = {"datasets/template", "datasets/npvr-2026"};
enum { N_DATASETS = sizeof datasets / sizeof datasets[0] };
static long loading[N_DATASETS][N_KINDS]; /* calls that `check` makes */

static void walk_check(size_t d) {
    char result[PATH];
    (void)snprintf(result, sizeof result, "%s", in_scratch("made/result"));
    const char *const argv[] = {program, "check", datasets[d], "--force", "-f",
                                "csv",   "-o",    result,      NULL};
    const long usual = most_points;
    for (int kind = 0; kind < N_KINDS; kind++) {
        fresh_folder(in_scratch("made"));
        outcome plain = run(argv, kind, 0);
        loading[d][kind] = plain.calls;
        release(&plain);
        most_points = usual * 8;
        if (plain.calls > 0)
            walk_kind(argv, kind, 1);
        most_points = usual;
    }
}

static void walk_analysis(const gouw_analysis *analysis, size_t d) {
    static char result[PATH];
    (void)snprintf(result, sizeof result, "%s", in_scratch("made/result"));
    const char *argv[ARGUMENTS] = {program,   analysis->name, "--as-of", "2026-03-15", "--force",
                                   "--quiet", "-f",           "csv",     "-o",         result};
    size_t n = 10;
    const bool coded = (analysis->needs & GOUW_HAS_CODINGS) != 0;
    for (size_t i = 0; i < analysis->n_datasets; i++)
        argv[n++] = coded ? "tests/datasets/coded" : datasets[d];
    if (analysis->min_operands > 0 || analysis->n_datasets == 0)
        argv[n++] = analysis->n_datasets == 0 ? "2026" : "noordkust";
    for (int kind = 0; kind < N_KINDS; kind++) {
        fresh_folder(in_scratch("made"));
        outcome plain = run(argv, kind, 0);
        const long before = analysis->n_datasets == 1 && !coded ? loading[d][kind] - 16 : 1;
        if (plain.calls > 0)
            walk_kind(argv, kind, before < 1 || before > plain.calls ? 1 : before);
        release(&plain);
    }
}

int main(int argc, char **argv) {
    size_t n;
    if (argc < 4)
        return 2;
    program = argv[1];
    library = argv[2];
    scratch = argv[3];
    if (argc > 4)
        most_points = atol(argv[4]);
    const gouw_analysis *const *all = gouw_analyses(&n);
    for (size_t d = 0; d < N_DATASETS; d++) {
        walk_check(d);
        for (size_t i = 0; i < n; i++)
            walk_analysis(all[i], d);
    }
    printf("1..%zu\n# %ld points of failure\n", n_tests, n_points);
    return n_failed > 0;
}
