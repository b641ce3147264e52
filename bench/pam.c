/* k medoids from a matrix that is there: pam FILE N K. The answer is the total distance. */
#include <stdlib.h>

#include "bench.h"
#include "stat/pam.h"

int main(int argc, char **argv) {
    const size_t n = bench_number(argc, argv, 2), k = bench_number(argc, argv, 3);
    gouw_error error = GOUW_ERROR_INIT;
    double *values = bench_read(argv[1], n * (n - 1) / 2 * sizeof *values), total;
    const gouw_distances distances = gouw_distances_condensed(values, n);
    uint32_t *medoid = malloc(k * sizeof *medoid), *cluster = malloc(n * sizeof *cluster);
    if (medoid == NULL || cluster == NULL)
        return 1;
    const bench_clock since = bench_start();
    bench_need(gouw_pam(&distances, k, medoid, cluster, &total, &error), &error);
    bench_report(since, 1, &total, 1);
    free(values);
    free(medoid);
    free(cluster);
    return 0;
}
