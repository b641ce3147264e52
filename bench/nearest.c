/* The ten most similar of each set: nearest FILE N M THREADS QUERIES. The answers are those of the
 * first so many sets, which a slow peer looks at alone. */
#include <math.h>
#include <stdlib.h>

#include "bench.h"
#include "stat/pairs.h"

enum { K = 10 };

int main(int argc, char **argv) {
    const size_t n = bench_number(argc, argv, 2), m = bench_number(argc, argv, 3);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_bits bits = bench_sets(argv[1], n, m, &arena);
    uint32_t *size = gouw_arena_array(&arena, n, sizeof *size);
    gouw_bits_sizes(&bits, size);
    const gouw_pairs pairs = {.measure = GOUW_JACCARD,
                              .bits = &bits,
                              .size = size,
                              .empty = NAN,
                              .threads = (unsigned)bench_number(argc, argv, 4)};
    const bench_clock since = bench_start();
    gouw_neighbour *nearest = malloc(n * K * sizeof *nearest);
    if (nearest == NULL)
        return 1;
    bench_need(gouw_pairs_nearest(&pairs, K, nearest, &error), &error);
    double answers[2] = {0, 0};
    const size_t n_queries = bench_number(argc, argv, 5);
    for (size_t i = 0; i < (n_queries < n ? n_queries : n) * K; i++) {
        answers[0] += nearest[i].similarity;
        answers[1] += i % K == K - 1 ? nearest[i].similarity : 0;
    }
    bench_report(since, 1, answers, 2);
    free(nearest);
    gouw_arena_release(&arena);
    return 0;
}
