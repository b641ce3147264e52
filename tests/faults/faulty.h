/* What the fault walks share: running the program with one call into the system failing (fail.c),
 * and looking at what it left beside its output.
 *
 * The program gets a folder for temporary files of its own, which must be empty when it has ended,
 * and every process that it started must have ended, too: this one adopts those that it left. */
#ifndef GOUW_TESTS_FAULTS_FAULTY_H
#define GOUW_TESTS_FAULTS_FAULTY_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ARGUMENTS = 24, PATH = 512, MEMORY_CODE = 4, FILES_CODE = 3 };
enum { MEMORY, FILES, START, N_KINDS };
enum { BY_PLACE = -1, MOST_POINTS = 1 << 20, MOST_SEEN = 1 << 21 };

static const char *const kinds[] = {"memory", "files", "start"};

static const char *program, *library, *scratch;
static long most_points = 8; /* 0: all, BY_PLACE: the first and the last from each place */
static size_t n_tests, n_failed;
static long n_points;

typedef struct text {
    char *data;
    size_t length;
} text;

/* A call that fails: the one at of all, or of those from a place (fail.c). */
typedef struct point {
    unsigned long long place; /* 0 = any */
    long at;                  /* 0 = none */
} point;

static const point nowhere = {0, 0};

typedef struct outcome {
    int code;
    long calls, live;
    char function[64];
    text output, errors;
    bool orphan;
} outcome;

/* ---- files ---------------------------------------------------------------------------------- */

static const char *in_scratch(const char *name) {
    static char path[8][PATH];
    static int turn;
    turn = (turn + 1) % 8;
    (void)snprintf(path[turn], PATH, "%s/%s", scratch, name);
    return path[turn];
}

/* The same as a copy that stays. */
static const char *keep(const char *name) {
    static char kept[64][PATH];
    static size_t n;
    if (n == sizeof kept / sizeof kept[0])
        exit(2);
    (void)snprintf(kept[n], PATH, "%s/%s", scratch, name);
    return kept[n++];
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

static bool same(text a, text b) {
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

static void shell(const char *format, const char *a, const char *b) {
    char command[3 * PATH];
    (void)snprintf(command, sizeof command, format, a, b);
    if (system(command) != 0) {
        fprintf(stderr, "cannot do: %s\n", command);
        exit(2);
    }
}

/* A name in the folder that is neither "." nor ".."; NULL if it is empty. */
static const char *any_in(const char *folder) {
    static char name[256];
    DIR *directory = opendir(folder);
    const struct dirent *entry = NULL;
    bool found = false;
    while (directory != NULL && !found && (entry = readdir(directory)) != NULL)
        found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (found)
        (void)snprintf(name, sizeof name, "%s", entry->d_name);
    if (directory != NULL)
        (void)closedir(directory);
    return found ? name : NULL;
}

/* ---- one run -------------------------------------------------------------------------------- */

static void release(outcome *o) {
    free(o->output.data);
    free(o->errors.data);
}

/* Whether a process that the program started is still there, or ended unseen; ends it. */
static bool reap_orphans(void) {
    static const struct timespec moment = {.tv_nsec = 20000000};
    bool found = false;
    pid_t id;
    for (int waited = 0; (id = waitpid(-1, NULL, WNOHANG)) >= 0; waited++) {
        found = true;
        if (id == 0 && waited < 100)
            (void)nanosleep(&moment, NULL);
        else if (id == 0)
            return true;
    }
    return found;
}

static void name_files(posix_spawn_file_actions_t *actions) {
    static const int flags = O_WRONLY | O_CREAT | O_TRUNC;
    (void)posix_spawn_file_actions_init(actions);
    (void)posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_addopen(actions, 1, in_scratch("out"), flags, 0666);
    (void)posix_spawn_file_actions_addopen(actions, 2, in_scratch("err"), flags, 0666);
}

/* Runs the program with a call of a kind failing; nowhere: none, and the places from which there
 * are calls go to the file "places" where they are wanted. */
static outcome run(const char *const *argv, int kind, point fails) {
    char preload[PATH + 16], which[32], at[32], log[PATH + 16], temporary[PATH + 16], path[PATH];
    char place[64], places[PATH + 16];
    outcome o = {.calls = -1};
    pid_t id;
    int how = 0;
    posix_spawn_file_actions_t actions;
    const char *first = getenv("FAULT_PATH"); /* where another gnuplot may stand */
    (void)snprintf(preload, sizeof preload, "LD_PRELOAD=%s", library);
    (void)snprintf(which, sizeof which, "FAIL_KIND=%s", kinds[kind]);
    (void)snprintf(at, sizeof at, "FAIL_AT=%ld", fails.at);
    (void)snprintf(place, sizeof place, "FAIL_PLACE=%llx", fails.place);
    (void)snprintf(places, sizeof places, "FAIL_PLACES=%s", in_scratch("places"));
    (void)snprintf(log, sizeof log, "FAIL_LOG=%s", in_scratch("log"));
    (void)snprintf(temporary, sizeof temporary, "TMPDIR=%s", in_scratch("temporary"));
    (void)snprintf(path, sizeof path, "PATH=%s%s/usr/local/bin:/usr/bin:/bin",
                   first == NULL ? "" : first, first == NULL ? "" : ":");
    const bool by_place = most_points == BY_PLACE && fails.at == 0;
    char *environment[] = {
        preload, which, at, log, temporary, path, place, by_place ? places : NULL, NULL};
    (void)unlink(in_scratch("log"));
    (void)mkdir(in_scratch("temporary"), 0777);
    name_files(&actions);
    if (posix_spawn(&id, program, &actions, NULL, (char *const *)argv, environment) != 0 ||
        waitpid(id, &how, 0) != id)
        exit(2);
    (void)posix_spawn_file_actions_destroy(&actions);
    o.orphan = reap_orphans();
    o.code = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
    text said = read_file(in_scratch("log"));
    (void)sscanf(said.data, "%ld %ld %63s", &o.calls, &o.live, o.function);
    free(said.data);
    o.output = read_file(in_scratch("out"));
    o.errors = read_file(in_scratch("err"));
    return o;
}

/* ---- which calls fail ----------------------------------------------------------------------- */

static unsigned long long seen[MOST_SEEN]; /* places whose calls have failed, hashed */

/* Whether the place is new under that mark, and it is from now on not. */
static bool is_new(unsigned long long place, unsigned long long mark) {
    const unsigned long long name = (place ^ mark * 0x9E3779B97F4A7C15ULL) | 1;
    size_t at = (size_t)(name >> 8) % MOST_SEEN;
    for (; seen[at] != 0; at = (at + 1) % MOST_SEEN)
        if (seen[at] == name)
            return false;
    seen[at] = name;
    return true;
}

/* The first and the last call from each place that the run before this made calls from, without
 * places that were met under the same mark before; their number. */
static long pick_places(unsigned long long mark, point *points) {
    text list = read_file(in_scratch("places"));
    char *line = list.data;
    long n = 0, n_calls;
    unsigned long long place;
    for (; n + 2 <= MOST_POINTS && sscanf(line, "%llx %ld", &place, &n_calls) == 2;
         line = strchr(line, '\n') + 1) {
        if (!is_new(place, mark))
            continue;
        points[n++] = (point){place, 1};
        if (n_calls > 1)
            points[n++] = (point){place, n_calls};
    }
    free(list.data);
    return n;
}

/* The calls to fail after a run of so many, from first on: all, some spread evenly, or by place.
 * Those of one mark come from each place once. */
static long pick_points(long first, long last, unsigned long long mark, point *points) {
    if (most_points == BY_PLACE)
        return pick_places(mark, points);
    const long n = last - first + 1;
    long some = most_points == 0 || n < most_points ? n : most_points;
    some = some < MOST_POINTS ? some : MOST_POINTS;
    for (long i = 0; i < some; i++)
        points[i] = (point){0, first + (long)((double)i * (double)n / (double)some)};
    return some;
}

/* ---- judging -------------------------------------------------------------------------------- */

/* What is wrong with a run whatever its output; NULL = nothing. spared: pieces of memory that a
 * library is known to keep. */
static const char *judge_run(const outcome *plain, const outcome *o, int kind, long spared) {
    static const int codes[] = {MEMORY_CODE, FILES_CODE, FILES_CODE};
    const bool passed = o->code == plain->code;
    const char *message = strstr(o->errors.data, "gouw: error: ");
    if (o->calls < 0)
        return "it crashed";
    if (!passed && o->code != codes[kind] && o->code != FILES_CODE)
        return "the exit code is wrong";
    if (!passed && (message == NULL || strchr(message, '\n') == NULL))
        return "it failed without a message";
    if (o->live > plain->live + spared)
        return "it keeps memory";
    if (o->orphan)
        return "it leaves a process behind";
    return NULL;
}

/* What is left where temporary files go; cleaned up. Not after a failed unlink or rmdir. */
static const char *judge_temporary(const outcome *o) {
    const bool left = any_in(in_scratch("temporary")) != NULL;
    if (left)
        shell("rm -rf '%s'%s", in_scratch("temporary"), "");
    if (strcmp(o->function, "unlink") == 0 || strcmp(o->function, "rmdir") == 0)
        return NULL;
    return left ? "it leaves something in the folder for temporary files" : NULL;
}

static void describe(const outcome *plain, const outcome *o, point at) {
    printf("# call %ld from place %llx, %s: exit code %d, live %ld (%ld without a fault)\n# %s\n",
           at.at, at.place, o->function, o->code, o->live, plain->live, o->errors.data);
}

static void say(bool passed, const char *title, const char *why) {
    n_tests++;
    n_failed += !passed;
    printf("%s %zu - %s%s%s\n", passed ? "ok" : "not ok", n_tests, title, passed ? "" : ": ",
           passed ? "" : why);
    (void)fflush(stdout);
}

/* How a line of arguments is shown: without the folder of the test. */
static void join(const char *const *argv, char *line, size_t size) {
    size_t at = 0;
    for (size_t i = 1; argv[i] != NULL && at < size; i++)
        at += (size_t)snprintf(line + at, size - at, "%s%s", i == 1 ? "" : " ",
                               strncmp(argv[i], scratch, strlen(scratch)) == 0
                                   ? argv[i] + strlen(scratch) + 1
                                   : argv[i]);
}

/* GOUW LIBRARY SCRATCH [POINTS] */
static bool begin_walk(int argc, char **argv) {
    if (argc < 4)
        return false;
    program = argv[1];
    library = argv[2];
    scratch = argv[3];
    if (argc > 4)
        most_points = strcmp(argv[4], "places") == 0 ? BY_PLACE : atol(argv[4]);
    (void)prctl(PR_SET_CHILD_SUBREAPER, 1);
    return true;
}

static int end_walk(void) {
    printf("1..%zu\n# %ld points of failure\n", n_tests, n_points);
    return n_failed > 0;
}

#endif
