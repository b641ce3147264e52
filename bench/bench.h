/* What the benchmark programs share: reading their input, the clock, memory, the line they print.
 *
 * A program does one job once, on data that synth made, and prints one line for run.py:
 *
 *     seconds  megabytes  answer answer ...
 *
 * seconds of processor time, all threads together, without reading the input: on a machine that
 * others use too the time on the wall says little. A program that says so at its head gives that
 * nevertheless. megabytes above what the program held when the
 * job began; the answers are what a peer must agree on. Programs end with exit(1) and a message on
 * any error.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"
#include "gouw/status.h"
#include "stat/bits.h"

/* The n-th argument, from 1, as a number. */
size_t bench_number(int argc, char **argv, int at);

/* The first size bytes of a file; to be freed. */
void *bench_read(const char *path, size_t size);

/* Sets from a file of n x m bytes, 1 where row i holds item j. */
gouw_bits bench_sets(const char *path, size_t n, size_t m, gouw_arena *arena);

/* Ends the program where a call failed. */
void bench_need(gouw_status status, const gouw_error *error);

typedef struct bench_clock {
    double seconds, wall, megabytes;
} bench_clock;

bench_clock bench_start(void);

/* Prints the line; per is what seconds are divided by, such as the number of trades. */
void bench_report(bench_clock since, double per, const double *answers, size_t n_answers);

/* The same with the seconds that went by, for a job whose work is shared by threads. */
void bench_report_wall(bench_clock since, const double *answers, size_t n_answers);

/* How many processors there are. */
unsigned bench_processors(void);

#endif
