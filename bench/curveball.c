/* Trades of the curveball chain: curveball FILE N M TRADES. Seconds a trade. The answers are the
 * sums of the table, which no trade may change. */
#include "stat/curveball.h"
#include "bench.h"

int main(int argc, char **argv) {
    const size_t n = bench_number(argc, argv, 2), m = bench_number(argc, argv, 3);
    const size_t trades = bench_number(argc, argv, 4);
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_bits bits = bench_sets(argv[1], n, m, &arena);
    const gouw_deals *deals;
    gouw_curveball chain;
    bench_need(gouw_deals_init(&deals, &arena, &error), &error);
    bench_need(gouw_curveball_init(&chain, &bits, deals, 1, 0, &arena, &error), &error);
    const bench_clock since = bench_start();
    gouw_curveball_trade(&chain, trades);
    double answers[2] = {0, 0};
    uint32_t *degree = gouw_arena_array(&arena, m, sizeof *degree);
    gouw_bits_degrees(&chain.bits, degree);
    for (size_t j = 0; j < m; j++) {
        answers[0] += degree[j];
        answers[1] += (double)degree[j] * degree[j];
    }
    bench_report(since, (double)trades, answers, 2);
    gouw_arena_release(&arena);
    return 0;
}
