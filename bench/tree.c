/* Single linkage from sets, without a matrix: tree FILE N M. Distances are 1 - Jaccard. The answer
 * is the sum of the heights and the last one. */
#include <math.h>

#include "bench.h"
#include "stat/linkage.h"
#include "stat/pairs_distance.h"

int main(int argc, char **argv) {
    const size_t n = bench_number(argc, argv, 2), m = bench_number(argc, argv, 3);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_bits bits = bench_sets(argv[1], n, m, &arena);
    const bench_clock since = bench_start();
    uint32_t *size = gouw_arena_array(&arena, n, sizeof *size);
    gouw_bits_sizes(&bits, size);
    const gouw_pairs pairs = {
        .measure = GOUW_JACCARD, .bits = &bits, .size = size, .empty = NAN, .threads = 1};
    const gouw_distances distances = gouw_pairs_distances(&pairs);
    gouw_tree tree;
    bench_need(gouw_linkage_tree(&distances, GOUW_LINKAGE_SINGLE, &arena, &tree, &error), &error);
    double answers[2] = {0, 0};
    for (size_t s = 0; s + 1 < n; s++)
        answers[0] += tree.merges[s].height;
    answers[1] = tree.merges[n - 2].height;
    bench_report(since, 1, answers, 2);
    gouw_arena_release(&arena);
    return 0;
}
