/* The stochastic degree sequence model (Neal 2014, Social Networks 39:84; Neal, Domagalski & Sagan
 * 2021, Scientific Reports 11:23929): cells are independent coins with the chances of the bipartite
 * configuration model, so the number of items that sets a and b share is a sum of independent
 * coins with chances p_aj p_bj, a Poisson-binomial variable, whose tails are computed exactly.
 *
 * One task a row; each has its own piece of scratch. O(m^2) a pair.
 */
#include <math.h>
#include <stdatomic.h>

#include "base/i18n.h"
#include "base/parallel.h"
#include "stat/bicm.h"
#include "stat/null.h"
#include "stat/poisson_binomial.h"

typedef struct test {
    const gouw_bits *bits;
    const gouw_null_run *run;
    const double *chance; /* n x m */
    double *scratch;      /* n x (2 m + 1): chances and masses of a pair */
    gouw_null *out;
    atomic_int status;
} test;

static gouw_null tails(const double *both, const double *mass, size_t m, uint32_t shared) {
    double expected = 0, variance = 0;
    for (size_t j = 0; j < m; j++) {
        expected += both[j];
        variance += both[j] * (1 - both[j]);
    }
    return (gouw_null){.expected = expected,
                       .sd = sqrt(variance),
                       .p_upper = gouw_poisson_binomial_upper(mass, m, shared),
                       .p_lower = gouw_poisson_binomial_lower(mass, m, shared),
                       .low = (double)gouw_poisson_binomial_quantile(mass, m, GOUW_NULL_TAIL),
                       .high = (double)gouw_poisson_binomial_quantile(mass, m, 1 - GOUW_NULL_TAIL)};
}

static void test_row(void *context, size_t a) {
    test *t = context;
    const size_t n = t->bits->n_rows, m = t->bits->n_columns;
    double *both = t->scratch + a * (2 * m + 1), *mass = both + m;
    gouw_null *out = t->out + (a + 1 < n ? gouw_pair_index(n, a, a + 1) : 0);
    if (t->run->interrupted != NULL && t->run->interrupted(t->run->watch))
        atomic_store(&t->status, GOUW_EINTERRUPT);
    if (t->run->progress != NULL)
        t->run->progress(t->run->watch, (double)a / (double)n);
    for (size_t b = a + 1; b < n && atomic_load(&t->status) == GOUW_OK; b++) {
        for (size_t j = 0; j < m; j++)
            both[j] = t->chance[a * m + j] * t->chance[b * m + j];
        if (gouw_poisson_binomial(both, m, mass, NULL) != GOUW_OK)
            atomic_store(&t->status, GOUW_EINTERNAL);
        *out++ = tails(both, mass, m, gouw_bits_shared(t->bits, a, b));
    }
}

static gouw_status test_pairs(test *t, gouw_error *error) {
    atomic_init(&t->status, GOUW_OK);
    gouw_parallel(t->run->threads, t->bits->n_rows, test_row, t);
    const gouw_status status = (gouw_status)atomic_load(&t->status);
    if (status == GOUW_EINTERRUPT)
        return gouw_fail(error, status, _("stopped on request"));
    if (status != GOUW_OK)
        return gouw_fail(error, status, _("the configuration model gave an impossible chance"));
    return GOUW_OK;
}

gouw_status gouw_null_sdsm(const gouw_bits *bits, const gouw_null_run *run, gouw_null *out,
                           double *residual, gouw_arena *arena, gouw_error *error) {
    const size_t n = bits->n_rows, m = bits->n_columns;
    if (n > 0 && 2 * m + 1 > SIZE_MAX / sizeof(double) / n)
        return gouw_fail_memory(error, SIZE_MAX);
    uint32_t *size = gouw_arena_array(arena, n, sizeof *size);
    uint32_t *degree = gouw_arena_array(arena, m, sizeof *degree);
    double *chance = gouw_arena_array(arena, n * m, sizeof *chance);
    double *scratch = gouw_arena_array(arena, n * (2 * m + 1), sizeof *scratch);
    if (size == NULL || degree == NULL || chance == NULL || scratch == NULL)
        return gouw_fail_memory(error, n * (3 * m + 1) * sizeof *chance);
    gouw_bits_sizes(bits, size);
    gouw_bits_degrees(bits, degree);
    const gouw_status status = gouw_bicm(size, n, degree, m, chance, residual, arena, error);
    if (status != GOUW_OK)
        return status;
    test t = {.bits = bits, .run = run, .chance = chance, .scratch = scratch, .out = out};
    return test_pairs(&t, error);
}
