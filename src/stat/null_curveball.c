/* The curveball null model of all pairs of sets.
 *
 * CHAINS independent chains (stat/curveball.h) start at the observed table, each with its own
 * stream of random numbers; each makes the same number of draws and keeps its own tallies, added
 * up in order at the end. The number of chains is fixed, so neither the number of threads nor
 * their timing shows in the result, and the spread between chains says whether they mixed:
 * Gelman & Rubin's R-hat (1992, Statistical Science 7:457), largest over the pairs.
 *
 * p = (count + 1) / (draws + 1): the observed table is one of the draws under the null, so the
 * test keeps its level and no p is 0 (Phipson & Smyth 2010, SAGMB 9:39).
 */
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/parallel.h"
#include "stat/curveball.h"
#include "stat/null.h"
#include "stat/pairs.h"

/* How often each number shared was drawn is counted as long as the counts stay few enough not to
 * slow the draws. */
enum { CHAINS = 8, MOST_COUNTS = 4000000, TURN = 64 };

/* Of one pair in one chain; sums of how far each draw lies from what is observed. The numbers
 * themselves would be large beside their spread, and the variance lose its digits. */
typedef struct tally {
    int64_t sum, squares;
    uint32_t upper, lower;
} tally;

typedef struct test {
    const gouw_null_run *run;
    size_t n_rows, n_pairs;
    uint64_t draws; /* of a chain */
    gouw_mixing mixing;
    const uint32_t *observed;
    gouw_curveball chain[CHAINS];
    uint32_t *shared[CHAINS]; /* one draw's counts of one row */
    tally *tallies;           /* CHAINS x n_pairs */
    size_t *first;            /* of each pair in the counts of a chain, n_pairs + 1; NULL: none */
    uint32_t *counts;         /* CHAINS x first[n_pairs]: draws that shared 0, 1, ... */
    atomic_size_t n_done;     /* draws of all chains */
    atomic_bool stopped;
} test;

static void count_row(const uint32_t *shared, const size_t *first, uint32_t *counts, size_t n) {
    for (size_t i = 0; i < n; i++)
        counts[first[i] + shared[i]]++;
}

/* Adds one draw to the tallies of the pairs of row a with those behind it. */
static void add_row(const uint32_t *shared, const uint32_t *observed, tally *tallies, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const uint32_t s = shared[i];
        const int64_t off = (int64_t)s - observed[i];
        tallies[i].sum += off;
        tallies[i].squares += off * off;
        tallies[i].upper += s >= observed[i];
        tallies[i].lower += s <= observed[i];
    }
}

static void add_draw(const test *t, size_t index) {
    const gouw_bits *bits = &t->chain[index].bits;
    const size_t n = t->n_rows;
    tally *tallies = t->tallies + index * t->n_pairs;
    const uint32_t *observed = t->observed;
    const size_t *first = t->first;
    for (size_t a = 0; a + 1 < n; a++) {
        gouw_pairs_shared(bits, (gouw_block){a, a + 1, a + 1, n}, t->shared[index]);
        add_row(t->shared[index], observed, tallies, n - a - 1);
        if (first != NULL) {
            count_row(t->shared[index], first, t->counts + index * t->first[t->n_pairs], n - a - 1);
            first += n - a - 1;
        }
        tallies += n - a - 1;
        observed += n - a - 1;
    }
}

static bool stop(test *t) {
    if (t->run->interrupted != NULL && t->run->interrupted(t->run->watch))
        atomic_store(&t->stopped, true);
    return atomic_load(&t->stopped);
}

static void say_done(test *t, size_t n) {
    const double n_done = (double)(atomic_fetch_add(&t->n_done, n) + n);
    if (t->run->progress != NULL)
        t->run->progress(t->run->watch, n_done / ((double)t->draws * CHAINS));
}

static void run_chain(void *context, size_t index) {
    test *t = context;
    gouw_curveball_trade(&t->chain[index], t->mixing.burn_in);
    for (uint64_t draw = 0; draw < t->draws; draw++) {
        if (draw % TURN == 0 && stop(t))
            return;
        if (draw % TURN == 0 && draw > 0)
            say_done(t, TURN);
        gouw_curveball_trade(&t->chain[index], t->mixing.thinning);
        add_draw(t, index);
    }
}

/* Between and within chains; 1 where nothing varies. */
static double r_hat(const test *t, size_t pair) {
    const double n = (double)t->draws;
    double mean[CHAINS], middle = 0, within = 0, between = 0;
    for (size_t c = 0; c < CHAINS; c++) {
        const tally *of = &t->tallies[c * t->n_pairs + pair];
        mean[c] = (double)of->sum / n;
        middle += mean[c] / CHAINS;
        within += ((double)of->squares / n - mean[c] * mean[c]) * n / (n - 1) / CHAINS;
    }
    for (size_t c = 0; c < CHAINS; c++)
        between += (mean[c] - middle) * (mean[c] - middle) / (CHAINS - 1);
    return within > 0 && t->draws > 1 ? sqrt((n - 1) / n + between / within) : 1;
}

/* The least number that a share q of the draws do not exceed. */
static double quantile(const test *t, size_t pair, double q) {
    if (t->first == NULL)
        return NAN;
    const size_t most = t->first[pair + 1] - t->first[pair] - 1;
    const double least = q * (double)t->draws * CHAINS - 1e-6;
    double sum = 0;
    for (size_t k = 0; k < most; k++) {
        for (size_t c = 0; c < CHAINS; c++)
            sum += t->counts[c * t->first[t->n_pairs] + t->first[pair] + k];
        if (sum >= least)
            return (double)k;
    }
    return (double)most;
}

static gouw_null add_up(const test *t, size_t pair) {
    double sum = 0, squares = 0, upper = 0, lower = 0;
    for (size_t c = 0; c < CHAINS; c++) {
        const tally *of = &t->tallies[c * t->n_pairs + pair];
        sum += (double)of->sum;
        squares += (double)of->squares;
        upper += of->upper;
        lower += of->lower;
    }
    const double n = (double)t->draws * CHAINS;
    const double variance = fmax(0, squares - sum / n * sum) / (n - 1);
    return (gouw_null){.expected = (n * t->observed[pair] + sum) / n,
                       .sd = sqrt(variance),
                       .p_upper = (upper + 1) / (n + 1),
                       .p_lower = (lower + 1) / (n + 1),
                       .low = quantile(t, pair, GOUW_NULL_TAIL),
                       .high = quantile(t, pair, 1 - GOUW_NULL_TAIL)};
}

static gouw_status set_up(test *t, const gouw_bits *bits, gouw_arena *arena, gouw_error *error) {
    const gouw_deals *deals;
    gouw_status status = gouw_deals_init(&deals, arena, error);
    uint32_t *observed = gouw_arena_array(arena, t->n_pairs, sizeof *observed);
    if (status == GOUW_OK && observed == NULL)
        status = gouw_fail_memory(error, t->n_pairs * sizeof *observed);
    for (size_t c = 0; c < CHAINS && status == GOUW_OK; c++) {
        status = gouw_curveball_init(&t->chain[c], bits, deals, t->run->seed, c, arena, error);
        t->shared[c] = gouw_arena_array(arena, t->n_rows, sizeof **t->shared);
        if (status == GOUW_OK && t->shared[c] == NULL)
            status = gouw_fail_memory(error, t->n_rows * sizeof **t->shared);
    }
    if (status != GOUW_OK)
        return status;
    t->observed = observed;
    for (size_t a = 0; a + 1 < t->n_rows; a++) {
        gouw_pairs_shared(bits, (gouw_block){a, a + 1, a + 1, t->n_rows}, observed);
        observed += t->n_rows - a - 1;
    }
    return GOUW_OK;
}

/* Two rows share at most what the smaller one holds. Too many counts: none are kept. */
static gouw_status set_up_counts(test *t, const gouw_bits *bits, gouw_arena *arena,
                                 gouw_error *error) {
    size_t n = 0, pair = 0;
    if (t->n_pairs > MOST_COUNTS / CHAINS)
        return GOUW_OK;
    size_t *first = gouw_arena_array(arena, t->n_pairs + 1, sizeof *first);
    if (first == NULL)
        return gouw_fail_memory(error, t->n_pairs * sizeof *first);
    for (size_t a = 0; a < t->n_rows; a++)
        for (size_t b = a + 1; b < t->n_rows; b++) {
            const uint32_t n_a = gouw_bits_count(bits, a), n_b = gouw_bits_count(bits, b);
            first[pair++] = n;
            n += (n_a < n_b ? n_a : n_b) + 1;
        }
    first[pair] = n;
    if (n > MOST_COUNTS / CHAINS)
        return GOUW_OK;
    t->counts = gouw_arena_array(arena, CHAINS * n, sizeof *t->counts);
    if (t->counts == NULL)
        return gouw_fail_memory(error, CHAINS * n * sizeof *t->counts);
    t->first = first;
    return GOUW_OK;
}

/* The table is the only one with its sums: nothing to draw. */
static void fill_rigid(const gouw_bits *bits, gouw_null *out) {
    for (size_t a = 0; a < bits->n_rows; a++) {
        for (size_t b = a + 1; b < bits->n_rows; b++) {
            const double shared = gouw_bits_shared(bits, a, b);
            *out++ = (gouw_null){
                .expected = shared, .p_upper = 1, .p_lower = 1, .low = shared, .high = shared};
        }
    }
}

static gouw_status run_chains(test *t, gouw_null *out, gouw_curveball_report *report,
                              gouw_error *error) {
    if (t->n_pairs > SIZE_MAX / sizeof *t->tallies / CHAINS)
        return gouw_fail_memory(error, SIZE_MAX);
    t->tallies = calloc(t->n_pairs * CHAINS, sizeof *t->tallies);
    if (t->tallies == NULL)
        return gouw_fail_memory(error, t->n_pairs * CHAINS * sizeof *t->tallies);
    gouw_parallel(t->run->threads, CHAINS, run_chain, t);
    const bool stopped = atomic_load(&t->stopped);
    for (size_t pair = 0; pair < t->n_pairs && !stopped; pair++) {
        out[pair] = add_up(t, pair);
        report->r_hat = fmax(report->r_hat, r_hat(t, pair));
    }
    free(t->tallies);
    return stopped ? gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request")) : GOUW_OK;
}

gouw_status gouw_null_curveball(const gouw_bits *bits, const gouw_null_run *run, gouw_null *out,
                                gouw_curveball_report *report, gouw_arena *arena,
                                gouw_error *error) {
    test t = {.run = run,
              .n_rows = bits->n_rows,
              .n_pairs = gouw_pair_count(bits->n_rows),
              .draws = (run->draws + CHAINS - 1) / CHAINS,
              .mixing = gouw_mixing_of(bits)};
    atomic_init(&t.stopped, false);
    atomic_init(&t.n_done, 0);
    *report = (gouw_curveball_report){.chains = CHAINS,
                                      .draws = t.draws * CHAINS,
                                      .burn_in = t.mixing.burn_in,
                                      .thinning = t.mixing.thinning,
                                      .tradeable = t.mixing.tradeable,
                                      .r_hat = 1};
    if (t.mixing.thinning == 0) {
        fill_rigid(bits, out);
        return GOUW_OK;
    }
    gouw_status status = set_up(&t, bits, arena, error);
    if (status == GOUW_OK)
        status = set_up_counts(&t, bits, arena, error);
    return status == GOUW_OK ? run_chains(&t, out, report, error) : status;
}
