/* The whole curveball test of all pairs: overlap_test FILE N M DRAWS THREADS. The answer is the
 * mean over the pairs of the items that chance would have them share. */
#include <stdlib.h>

#include "bench.h"
#include "stat/null.h"

int main(int argc, char **argv) {
    const size_t n = bench_number(argc, argv, 2), m = bench_number(argc, argv, 3);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_bits bits = bench_sets(argv[1], n, m, &arena);
    const size_t n_pairs = gouw_pair_count(n);
    gouw_null *nulls = malloc(n_pairs * sizeof *nulls);
    const gouw_null_run run = {.draws = bench_number(argc, argv, 4),
                               .seed = 1,
                               .threads = (unsigned)bench_number(argc, argv, 5)};
    gouw_curveball_report report;
    if (nulls == NULL)
        return 1;
    const bench_clock since = bench_start();
    bench_need(gouw_null_curveball(&bits, &run, nulls, &report, &arena, &error), &error);
    double mean = 0;
    for (size_t i = 0; i < n_pairs; i++)
        mean += nulls[i].expected / (double)n_pairs;
    bench_report(since, 1, &mean, 1);
    free(nulls);
    gouw_arena_release(&arena);
    return 0;
}
