/* All-pairs Jaccard as float32: pairs FILE N M THREADS. Seconds a cell of the matrix, which is
 * touched before, as a program that computes more than once would find it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"
#include "bench.h"
#include "stat/pairs.h"

int main(int argc, char **argv) {
    const size_t n = bench_number(argc, argv, 2), m = bench_number(argc, argv, 3);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_bits bits = bench_sets(argv[1], n, m, &arena);
    uint32_t *size = gouw_arena_array(&arena, n, sizeof *size);
    gouw_bits_sizes(&bits, size);
    float *matrix = gouw_pages_alloc(n * n * sizeof *matrix);
    if (matrix == NULL)
        return 1;
    memset(matrix, 1, n * n * sizeof *matrix);
    const gouw_pairs pairs = {.measure = GOUW_JACCARD,
                              .bits = &bits,
                              .size = size,
                              .empty = NAN,
                              .threads = (unsigned)bench_number(argc, argv, 4)};
    bench_clock since = bench_start();
    bench_need(gouw_pairs_matrix(&pairs, 0, n, matrix, &error), &error);
    double answers[2] = {0, (double)matrix[n - 1]};
    const bench_clock done = bench_start();
    for (size_t i = 0; i < n * n; i += n + 1)
        matrix[i] = 0;
    for (size_t i = 0; i < n * n; i++)
        answers[0] += (double)matrix[i];
    since.seconds += bench_start().seconds - done.seconds;
    bench_report(since, (double)n * (double)n, answers, 2);
    free(matrix);
    gouw_arena_release(&arena);
    return 0;
}
