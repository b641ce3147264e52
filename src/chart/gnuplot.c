#include "chart/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"

enum { MAX_PROCESSES = 64 };

static bool executable(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 && S_ISREG(found.st_mode) && access(path, X_OK) == 0;
}

/* The first executable of that name in PATH, in the arena; NULL if there is none. Relative parts
 * of PATH are passed over. */
static const char *in_path(const char *name, gouw_arena *arena) {
    const char *part = getenv("PATH");
    if (part == NULL || *part == '\0')
        part = "/usr/local/bin:/usr/bin:/bin";
    while (*part != '\0') {
        const size_t n = strcspn(part, ":");
        const char *path = gouw_arena_format(arena, "%.*s/%s", (int)n, part, name);
        if (path != NULL && path[0] == '/' && n > 0 && executable(path))
            return path;
        part += n;
        part += *part == ':';
    }
    return NULL;
}

gouw_status gouw_gnuplot_find(const char *asked, gouw_arena *arena, const char **path,
                              gouw_error *error) {
    if (asked != NULL && asked[0] == '/') {
        *path = executable(asked) ? asked : NULL;
        if (*path == NULL)
            return gouw_fail(error, GOUW_EIO, _("'%s' is not a program that can be started"),
                             asked);
        return GOUW_OK;
    }
    *path = in_path(asked == NULL ? "gnuplot" : asked, arena);
    if (*path == NULL)
        return gouw_fail(error, GOUW_EIO,
                         _("charts are drawn with gnuplot, which is not in PATH; install it (on "
                           "Debian and Ubuntu: apt-get install gnuplot-nox)"));
    return GOUW_OK;
}

/* What a child sees of our environment: enough for fontconfig to find its fonts and its cache. */
static const char *const KEPT[] = {"HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE",
                                   "FONTCONFIG_PATH"};
enum { N_KEPT = sizeof KEPT / sizeof KEPT[0], N_ENVIRONMENT = N_KEPT + 3 };

static gouw_status fill_environment(gouw_arena *arena, char **environment, gouw_error *error) {
    size_t n = 0;
    environment[n++] = gouw_arena_format(arena, "LC_ALL=C.UTF-8");
    environment[n++] = gouw_arena_format(arena, "PATH=/usr/local/bin:/usr/bin:/bin");
    for (size_t i = 0; i < N_KEPT; i++) {
        const char *value = getenv(KEPT[i]);
        if (value != NULL)
            environment[n++] = gouw_arena_format(arena, "%s=%s", KEPT[i], value);
    }
    environment[n] = NULL;
    for (size_t i = 0; i < n; i++)
        if (environment[i] == NULL)
            return gouw_fail_memory(error, 0);
    return GOUW_OK;
}

/* Starts argv[0] with nothing to read, nobody listening, and standard error to errors. */
static int spawn(pid_t *id, const char *const *argv, char **environment, int errors) {
    posix_spawn_file_actions_t actions;
    int fault = posix_spawn_file_actions_init(&actions);
    if (fault != 0)
        return fault;
    fault = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (fault == 0)
        fault = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (fault == 0)
        fault = posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    if (fault == 0)
        fault = posix_spawn(id, argv[0], &actions, NULL, (char *const *)argv, environment);
    (void)posix_spawn_file_actions_destroy(&actions);
    return fault;
}

gouw_status gouw_process_start(gouw_process *process, const char *const *argv, gouw_error *error) {
    gouw_arena arena = GOUW_ARENA_INIT;
    char *environment[N_ENVIRONMENT];
    int ends[2] = {-1, -1};
    process->descriptor = -1;
    gouw_status status = fill_environment(&arena, environment, error);
    if (status == GOUW_OK && pipe(ends) != 0)
        status = gouw_fail(error, GOUW_EIO, _("cannot make a pipe: %s"), strerror(errno));
    if (status == GOUW_OK) {
        (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
        (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        const int fault = spawn(&process->id, argv, environment, ends[1]);
        (void)close(ends[1]);
        if (fault != 0) {
            (void)close(ends[0]);
            status = gouw_fail(error, GOUW_EIO, _("cannot start %s: %s"), argv[0], strerror(fault));
        } else {
            process->descriptor = ends[0];
            gouw_sink_open_memory(&process->errors);
        }
    }
    gouw_arena_release(&arena);
    return status;
}

/* Reads what there is; whether the other end has closed. */
static bool drained(gouw_process *process) {
    char text[4096];
    const ssize_t n = read(process->descriptor, text, sizeof text);
    if (n > 0)
        gouw_sink_write(&process->errors, text, (size_t)n);
    return n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN);
}

static int exit_code_of(pid_t id) {
    int how = 0;
    while (waitpid(id, &how, 0) < 0)
        if (errno != EINTR)
            return 127;
    return WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
}

void gouw_process_stop(gouw_process *process) {
    if (process->descriptor < 0)
        return;
    (void)kill(process->id, SIGTERM);
    (void)close(process->descriptor);
    (void)exit_code_of(process->id);
    process->descriptor = -1;
    gouw_sink_release(&process->errors);
}

gouw_status gouw_process_wait(gouw_process *processes, size_t n_processes, size_t *which,
                              bool *over, int *exit_code, gouw_error *error) {
    struct pollfd watched[MAX_PROCESSES];
    if (n_processes > MAX_PROCESSES)
        return gouw_fail(error, GOUW_EINTERNAL, _("more than %d processes at a time"),
                         MAX_PROCESSES);
    *which = n_processes;
    *over = false;
    for (size_t i = 0; i < n_processes; i++)
        watched[i] = (struct pollfd){.fd = processes[i].descriptor, .events = POLLIN};
    if (poll(watched, (nfds_t)n_processes, -1) < 0)
        return errno == EINTR
                   ? GOUW_OK
                   : gouw_fail(error, GOUW_EIO, _("cannot wait for gnuplot: %s"), strerror(errno));
    for (size_t i = 0; i < n_processes; i++) {
        if (processes[i].descriptor < 0 || watched[i].revents == 0)
            continue;
        *which = i;
        *over = drained(&processes[i]);
        if (!*over)
            break;
        (void)close(processes[i].descriptor);
        processes[i].descriptor = -1;
        *exit_code = exit_code_of(processes[i].id);
        break;
    }
    return GOUW_OK;
}
