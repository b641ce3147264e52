#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/pages.h"

static void give_up(const char *what, const char *which) {
    fprintf(stderr, "%s: %s\n", what, which);
    exit(1);
}

size_t bench_number(int argc, char **argv, int at) {
    if (at >= argc)
        give_up(argv[0], "too few arguments");
    return (size_t)strtoull(argv[at], NULL, 10);
}

void *bench_read(const char *path, size_t size) {
    FILE *file = fopen(path, "rb");
    void *data = gouw_pages_alloc(size + 1); /* as numpy does: its first look is not free */
    if (file == NULL || data == NULL || fread(data, 1, size, file) != size)
        give_up(path, "cannot be read");
    fclose(file);
    return data;
}

gouw_bits bench_sets(const char *path, size_t n, size_t m, gouw_arena *arena) {
    gouw_error error = GOUW_ERROR_INIT;
    gouw_bits bits;
    unsigned char *cells = bench_read(path, n * m);
    bench_need(gouw_bits_init(&bits, n, m, arena, &error), &error);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < m; j++) {
            if (cells[i * m + j] != 0)
                gouw_bits_set(&bits, i, j);
        }
    }
    free(cells);
    return bits;
}

void bench_need(gouw_status status, const gouw_error *error) {
    if (status != GOUW_OK)
        give_up("gouw", error->message);
}

static double megabytes(const char *field) {
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    double value = 0;
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, field, strlen(field)) == 0)
            value = strtod(line + strlen(field) + 1, NULL) / 1024;
    }
    if (file != NULL)
        fclose(file);
    return value;
}

static double now(clockid_t clock) {
    struct timespec at;
    clock_gettime(clock, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

bench_clock bench_start(void) {
    const double held = megabytes("VmRSS");
    return (bench_clock){now(CLOCK_PROCESS_CPUTIME_ID), now(CLOCK_MONOTONIC), held};
}

static void report(double seconds, bench_clock since, const double *answers, size_t n_answers) {
    printf("%.9g %.1f", seconds, megabytes("VmHWM") - since.megabytes);
    for (size_t i = 0; i < n_answers; i++)
        printf(" %.9g", answers[i]);
    printf("\n");
}

void bench_report(bench_clock since, double per, const double *answers, size_t n_answers) {
    report((now(CLOCK_PROCESS_CPUTIME_ID) - since.seconds) / per, since, answers, n_answers);
}

void bench_report_wall(bench_clock since, const double *answers, size_t n_answers) {
    report(now(CLOCK_MONOTONIC) - since.wall, since, answers, n_answers);
}

unsigned bench_processors(void) {
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (unsigned)online : 1;
}
