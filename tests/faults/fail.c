/* Makes one call into the system fail: loaded before the C library (LD_PRELOAD) of a program that
 * is linked dynamically.
 *
 *     FAIL_KIND    memory: malloc, calloc, realloc, aligned_alloc, posix_memalign
 *                  files:  open, read, write, close, rename, mkdir, stat, ... (the table below)
 *                  start:  posix_spawn, pipe, poll, waitpid, pthread_create
 *     FAIL_AT      which call of that kind fails, counted from 1; 0 = none
 *     FAIL_PLACE   a place, as FAIL_PLACES names it: only calls from there are counted
 *     FAIL_LOG     at the end of the program this file gets "CALLS LIVE NAME": how many calls of
 *                  that kind there were, how many pieces of memory were not given back, and the
 *                  function that was made to fail ("-" = none)
 *     FAIL_TRACE   if set, the way to the call that fails is shown
 *     FAIL_PLACES  and this one a line "PLACE CALLS" for each place from which there were calls
 *
 * A place is a way to come to a call: the functions that called each other on the way, each at its
 * line. Calls from one place, in a loop say, meet the same code behind them when they fail.
 *
 * Memory that libxlsxwriter asks for never fails: version 1.1 crashes then, whatever its caller
 * does; nor that of GSL's singular values, for which gouw tries whether there is enough before.
 *
 * For glibc, whose own names for its allocator (__libc_malloc) spare us to look them up while it
 * starts.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *piece);

enum { NONE, MEMORY, FILES, START };

static int kind;
static long fail_at;
static atomic_long n_calls, n_live;
static const char *failed = "-";
static const char *log_path;

/* ---- places --------------------------------------------------------------------------------- */

enum { DEEPEST = 64, N_PLACES = 1 << 16, MOST_LIBRARIES = 64 };

typedef struct place {
    uint64_t name; /* 0 = free */
    long n_calls;
} place;

static uint64_t fail_place;
static const char *places_path;
static place places[N_PLACES];
static atomic_flag places_used = ATOMIC_FLAG_INIT;
static _Thread_local bool looking; /* what finds out where we are may ask for memory, too */

/* Where the libraries stand, which is another place in each run. */
static uintptr_t library_from[MOST_LIBRARIES], library_to[MOST_LIBRARIES];
static int n_libraries;

static int note_library(struct dl_phdr_info *library, size_t size, void *nothing) {
    (void)size;
    (void)nothing;
    for (int i = 0; i < library->dlpi_phnum && n_libraries < MOST_LIBRARIES; i++) {
        const ElfW(Phdr) *part = &library->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X) != 0) {
            library_from[n_libraries] = library->dlpi_addr + part->p_vaddr;
            library_to[n_libraries] = library_from[n_libraries] + part->p_memsz;
            n_libraries++;
        }
    }
    return 0;
}

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* For who looks for the place: addr2line -e PROGRAM ADDRESS. */
static void show_way(void) {
    void *way[DEEPEST];
    looking = true;
    backtrace_symbols_fd(way, backtrace(way, DEEPEST), STDERR_FILENO);
    looking = false;
}

/* The name of the place from which a call comes; 0 while it is being found out. */
static uint64_t where(void) {
    void *way[DEEPEST];
    uint64_t name = 1;
    if (looking)
        return 0;
    looking = true;
    const int depth = backtrace(way, DEEPEST);
    looking = false;
    for (int d = 0; d < depth; d++)
        for (int l = 0; l < n_libraries; l++)
            if ((uintptr_t)way[d] >= library_from[l] && (uintptr_t)way[d] < library_to[l])
                name = mix(mix(name, (uint64_t)l), (uintptr_t)way[d] - library_from[l]);
    return name == 0 ? 1 : name;
}

/* Which call from this place it is, counted from 1. */
static long count_place(uint64_t name) {
    long n = 0;
    while (atomic_flag_test_and_set(&places_used))
        continue;
    for (size_t at = name % N_PLACES, tried = 0; tried < N_PLACES;
         at = (at + 1) % N_PLACES, tried++)
        if (places[at].name == 0 || places[at].name == name) {
            places[at].name = name;
            n = ++places[at].n_calls;
            break;
        }
    atomic_flag_clear(&places_used);
    return n;
}

static void write_places(void) {
    FILE *file = places_path == NULL ? NULL : fopen(places_path, "w");
    for (size_t at = 0; file != NULL && at < N_PLACES; at++)
        if (places[at].name != 0)
            (void)fprintf(file, "%llx %ld\n", (unsigned long long)places[at].name,
                          places[at].n_calls);
    if (file != NULL)
        (void)fclose(file);
}

/* ---- which call fails ----------------------------------------------------------------------- */

/* Where the libraries stand whose calls never fail. */
static const char *const spared[] = {"libxlsxwriter", "libminizip", "libz.", "libcrypto"};
enum { N_SPARED = sizeof spared / sizeof spared[0] };
static uintptr_t spared_from[N_SPARED], spared_to[N_SPARED];

static int find_spared(struct dl_phdr_info *library, size_t size, void *nothing) {
    (void)size;
    (void)nothing;
    for (size_t s = 0; s < N_SPARED; s++)
        for (int i = 0; i < library->dlpi_phnum && strstr(library->dlpi_name, spared[s]) != NULL;
             i++) {
            const ElfW(Phdr) *part = &library->dlpi_phdr[i];
            if (part->p_type == PT_LOAD && (part->p_flags & PF_X) != 0) {
                spared_from[s] = library->dlpi_addr + part->p_vaddr;
                spared_to[s] = spared_from[s] + part->p_memsz;
            }
        }
    return 0;
}

static bool is_spared(const void *caller) {
    const uintptr_t at = (uintptr_t)caller;
    for (size_t s = 0; s < N_SPARED; s++)
        if (at >= spared_from[s] && at < spared_to[s])
            return true;
    return false;
}

/* Whether this call is the one. */
static bool fails(int of_kind, const char *name) {
    if (of_kind != kind || looking)
        return false;
    long turn = atomic_fetch_add(&n_calls, 1) + 1;
    if (places_path != NULL || fail_place != 0) {
        const uint64_t here = where();
        turn = here == 0 || (fail_place != 0 && here != fail_place) ? -1 : count_place(here);
    }
    if (turn != fail_at)
        return false;
    if (getenv("FAIL_TRACE") != NULL)
        show_way();
    failed = name;
    return true;
}

__attribute__((constructor)) static void begin(void) {
    const char *asked = getenv("FAIL_KIND"), *at = getenv("FAIL_AT");
    const char *from = getenv("FAIL_PLACE");
    void *here[1];
    log_path = getenv("FAIL_LOG");
    places_path = getenv("FAIL_PLACES");
    fail_at = at == NULL ? 0 : atol(at);
    fail_place = from == NULL ? 0 : strtoull(from, NULL, 16);
    (void)backtrace(here, 1); /* loads what it needs */
    (void)dl_iterate_phdr(note_library, NULL);
    n_live = 0;
    (void)dl_iterate_phdr(find_spared, NULL);
    if (asked != NULL)
        kind = asked[0] == 'm' ? MEMORY : asked[0] == 'f' ? FILES : START;
}

/* What runs after main is not the program's own: a build with counters writes them then. */
typedef int program_main(int argc, char **argv, char **environment);
typedef int start_main(program_main *start, int argc, char **argv, void (*first)(void),
                       void (*last)(void), void (*loader_last)(void), void *stack_end);
static program_main *started;

static int watched(int argc, char **argv, char **environment) {
    const int code = started(argc, argv, environment);
    kind = NONE;
    return code;
}

start_main __libc_start_main;
int __libc_start_main(program_main *start, int argc, char **argv, void (*first)(void),
                      void (*last)(void), void (*loader_last)(void), void *stack_end) {
    void *const found = dlsym(RTLD_NEXT, "__libc_start_main");
    start_main *usual;
    memcpy(&usual, &found, sizeof usual);
    started = start;
    return usual(watched, argc, argv, first, last, loader_last, stack_end);
}

__attribute__((destructor)) static void end(void) {
    char line[128];
    kind = NONE;
    write_places();
    const int n = snprintf(line, sizeof line, "%ld %ld %s\n", (long)n_calls, (long)n_live, failed);
    const int log = log_path == NULL ? -1 : open(log_path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (log >= 0 && n > 0) {
        (void)!write(log, line, (size_t)n);
        (void)close(log);
    }
}

/* ---- memory --------------------------------------------------------------------------------- */

/* Whether a function is on the way here that never looks at what it gets. */
static bool is_careless(void) {
    void *way[DEEPEST];
    Dl_info function;
    if (looking)
        return true;
    looking = true;
    bool found = false;
    const int depth = backtrace(way, DEEPEST);
    for (int d = 0; d < depth && !found; d++)
        found = dladdr(way[d], &function) != 0 && function.dli_sname != NULL &&
                strcmp(function.dli_sname, "gsl_linalg_SV_decomp") == 0;
    looking = false;
    return found;
}

/* Whether the allocation that returns to caller fails. */
static bool denied(const void *caller, const char *name) {
    return !is_spared(caller) && fails(MEMORY, name) && !is_careless();
}

static void *given(void *piece) {
    if (piece == NULL)
        errno = ENOMEM;
    else
        n_live++;
    return piece;
}

void *malloc(size_t size) {
    return given(denied(__builtin_return_address(0), "malloc") ? NULL : __libc_malloc(size));
}

void *calloc(size_t n, size_t size) {
    return given(denied(__builtin_return_address(0), "calloc") ? NULL : __libc_calloc(n, size));
}

void *realloc(void *old, size_t size) {
    void *piece = denied(__builtin_return_address(0), "realloc") ? NULL : __libc_realloc(old, size);
    if (piece == NULL)
        errno = ENOMEM;
    else
        n_live += old == NULL;
    return piece;
}

void *aligned_alloc(size_t alignment, size_t size) {
    return given(denied(__builtin_return_address(0), "aligned_alloc")
                     ? NULL
                     : __libc_memalign(alignment, size));
}

int posix_memalign(void **piece, size_t alignment, size_t size) {
    void *found = given(denied(__builtin_return_address(0), "posix_memalign")
                            ? NULL
                            : __libc_memalign(alignment, size));
    if (found == NULL)
        return ENOMEM;
    *piece = found;
    return 0;
}

/* Here, so that it is known who asks. */
char *strdup(const char *words) {
    const size_t size = strlen(words) + 1;
    char *copy = given(denied(__builtin_return_address(0), "strdup") ? NULL : __libc_malloc(size));
    return copy == NULL ? NULL : memcpy(copy, words, size);
}

void free(void *piece) {
    n_live -= piece != NULL;
    __libc_free(piece);
}

/* ---- files and processes -------------------------------------------------------------------- */

/* A function pointer is no object pointer; its bytes are the same. */
#define NEXT(type, name)                                                                           \
    static type next;                                                                              \
    if (next == NULL) {                                                                            \
        void *symbol = dlsym(RTLD_NEXT, name);                                                     \
        memcpy(&next, &symbol, sizeof next);                                                       \
    }

/* name(parameters) gives failure and sets errno when its turn has come. */
#define CALL(of_kind, result, name, parameters, arguments, reason, failure)                        \
    result name parameters {                                                                       \
        typedef result(*function) parameters;                                                      \
        NEXT(function, #name)                                                                      \
        if (!is_spared(__builtin_return_address(0)) && fails(of_kind, #name)) {                    \
            errno = reason;                                                                        \
            return failure;                                                                        \
        }                                                                                          \
        return next arguments;                                                                     \
    }

CALL(FILES, ssize_t, read, (int d, void *b, size_t n), (d, b, n), EIO, -1)
CALL(FILES, ssize_t, pread, (int d, void *b, size_t n, off_t at), (d, b, n, at), EIO, -1)
CALL(FILES, ssize_t, write, (int d, const void *b, size_t n), (d, b, n), ENOSPC, -1)
CALL(FILES, int, rename, (const char *a, const char *b), (a, b), EACCES, -1)
CALL(FILES, int, mkstemp, (char *name), (name), ENOSPC, -1)
CALL(FILES, int, mkdir, (const char *p, mode_t m), (p, m), ENOSPC, -1)
CALL(FILES, int, fstat, (int d, struct stat *s), (d, s), EIO, -1)
CALL(FILES, off_t, lseek, (int d, off_t o, int w), (d, o, w), EIO, -1)
CALL(FILES, char *, mkdtemp, (char *name), (name), ENOSPC, NULL)
CALL(FILES, int, rmdir, (const char *p), (p), EIO, -1)
CALL(FILES, int, stat, (const char *p, struct stat *s), (p, s), EACCES, -1)
CALL(FILES, int, lstat, (const char *p, struct stat *s), (p, s), EACCES, -1)
CALL(FILES, int, access, (const char *p, int m), (p, m), EACCES, -1)
CALL(FILES, int, fchmod, (int d, mode_t m), (d, m), EPERM, -1)
CALL(FILES, char *, getcwd, (char *b, size_t n), (b, n), ENOENT, NULL)
CALL(FILES, int, fputs, (const char *s, FILE *f), (s, f), ENOSPC, EOF)
CALL(FILES, int, unlink, (const char *p), (p), EIO, -1)
CALL(FILES, DIR *, opendir, (const char *p), (p), EMFILE, NULL)
CALL(FILES, struct dirent *, readdir, (DIR * d), (d), EIO, NULL)
CALL(FILES, FILE *, fopen, (const char *p, const char *m), (p, m), EMFILE, NULL)
CALL(FILES, FILE *, fdopen, (int d, const char *m), (d, m), ENOMEM, NULL)
CALL(FILES, int, fflush, (FILE * f), (f), ENOSPC, EOF)
CALL(FILES, size_t, fwrite, (const void *b, size_t s, size_t n, FILE *f), (b, s, n, f), ENOSPC, 0)
CALL(START, int, pipe, (int ends[2]), (ends), EMFILE, -1)
CALL(START, int, poll, (struct pollfd * p, nfds_t n, int t), (p, n, t), ENOMEM, -1)
CALL(START, int, posix_spawn_file_actions_addopen,
     (posix_spawn_file_actions_t * a, int d, const char *p, int f, mode_t m), (a, d, p, f, m),
     ENOMEM, ENOMEM)
CALL(START, int, posix_spawn_file_actions_adddup2, (posix_spawn_file_actions_t * a, int d, int e),
     (a, d, e), ENOMEM, ENOMEM)
CALL(START, int, posix_spawn_file_actions_init, (posix_spawn_file_actions_t * a), (a), ENOMEM,
     ENOMEM)
CALL(START, int, posix_spawn,
     (pid_t * id, const char *p, const posix_spawn_file_actions_t *f, const posix_spawnattr_t *a,
      char *const *v, char *const *e),
     (id, p, f, a, v, e), EAGAIN, EAGAIN)

CALL(START, int, pthread_create,
     (pthread_t * id, const pthread_attr_t *a, void *(*f)(void *), void *x), (id, a, f, x), EAGAIN,
     EAGAIN)

/* A stream whose reading fails remembers it, as ferror tells. */
#define READ_CALL(result, name, parameters, arguments, failure)                                    \
    result name parameters {                                                                       \
        typedef result(*function) parameters;                                                      \
        NEXT(function, #name)                                                                      \
        if (!is_spared(__builtin_return_address(0)) && fails(FILES, #name)) {                      \
            f->_flags |= _IO_ERR_SEEN;                                                             \
            errno = EIO;                                                                           \
            return failure;                                                                        \
        }                                                                                          \
        return next arguments;                                                                     \
    }

READ_CALL(char *, fgets, (char *b, int n, FILE *f), (b, n, f), NULL)
READ_CALL(size_t, fread, (void *b, size_t s, size_t n, FILE *f), (b, s, n, f), 0)

/* The process is waited for all the same, but who asked is not told. */
pid_t waitpid(pid_t id, int *how, int options) {
    typedef pid_t (*function)(pid_t, int *, int);
    NEXT(function, "waitpid")
    const bool turn = fails(START, "waitpid");
    const pid_t result = next(id, how, options);
    if (turn)
        errno = ECHILD;
    return turn ? -1 : result;
}

/* Closes all the same, as a full network file system does. */
int close(int descriptor) {
    typedef int (*function)(int);
    NEXT(function, "close")
    const bool turn = fails(FILES, "close");
    const int result = next(descriptor);
    if (turn)
        errno = EIO;
    return turn ? -1 : result;
}

static int open_as(const char *name, const char *path, int flags, mode_t mode) {
    typedef int (*function)(const char *, int, ...);
    NEXT(function, "open")
    if (fails(FILES, name)) {
        errno = EMFILE;
        return -1;
    }
    return next(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_as("open", path, flags, mode);
}

/* What open becomes under FORTIFY. */
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags) {
    return open_as("open", path, flags, 0);
}

ssize_t __read_chk(int d, void *b, size_t n, size_t size);
ssize_t __read_chk(int d, void *b, size_t n, size_t size) {
    return n > size ? -1 : read(d, b, n);
}
