/* Turnbull's estimate: turnbull FILE N ROUNDS. Seconds a fit; the answer is the log-likelihood. */
#include <stdlib.h>

#include "bench.h"
#include "stat/turnbull.h"

int main(int argc, char **argv) {
    const size_t n = bench_number(argc, argv, 2), rounds = bench_number(argc, argv, 3);
    gouw_error error = GOUW_ERROR_INIT;
    int32_t *ends = bench_read(argv[1], n * 2 * sizeof *ends);
    gouw_interval *intervals = malloc(n * sizeof *intervals);
    if (intervals == NULL)
        return 1;
    for (size_t i = 0; i < n; i++)
        intervals[i] = (gouw_interval){ends[2 * i], ends[2 * i + 1]};
    double answer = 0;
    void *last = NULL;
    const bench_clock since = bench_start();
    for (size_t round = 0; round < rounds; round++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_turnbull fit;
        bench_need(gouw_turnbull_fit(intervals, n, &arena, &fit, &error), &error);
        answer = fit.log_likelihood;
        if (last == NULL)
            last = malloc(1); /* keeps what the first round took from going back to the system */
        gouw_arena_release(&arena);
    }
    bench_report(since, (double)rounds, &answer, 1);
    free(last);
    free(ends);
    free(intervals);
    return 0;
}
