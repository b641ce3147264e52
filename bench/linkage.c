/* A tree from a matrix that is there: linkage FILE N LINKAGE. The answer is the sum of the heights
 * and the last one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "stat/linkage.h"

int main(int argc, char **argv) {
    const size_t n = bench_number(argc, argv, 2);
    if (argc < 4 || n < 2)
        return 2;
    size_t linkage = 0;
    while (linkage + 1 < GOUW_N_LINKAGES && strcmp(gouw_linkage_names[linkage], argv[3]) != 0)
        linkage++;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    double *values = bench_read(argv[1], n * (n - 1) / 2 * sizeof *values);
    const gouw_distances distances = gouw_distances_condensed(values, n);
    gouw_tree tree;
    const bench_clock since = bench_start();
    bench_need(gouw_linkage_tree(&distances, (gouw_linkage)linkage, &arena, &tree, &error), &error);
    double answers[2] = {0, 0};
    for (size_t s = 0; s + 1 < n; s++)
        answers[0] += tree.merges[s].height;
    answers[1] = tree.merges[n - 2].height;
    bench_report(since, 1, answers, 2);
    free(values);
    gouw_arena_release(&arena);
    return 0;
}
