/* Krippendorff's alpha, Cohen's kappa and plain agreement.
 *
 *     alpha = 1 - Do / De
 *     Do = 1/n sum over units u  1/(m_u - 1) sum over its pairs of values  d(v, v')
 *     De = 1/(n (n - 1))         sum over all pairs of values              d(v, v')
 *
 * with m_u the number of values of unit u, n their sum over units with at least two, and pairs
 * ordered (Krippendorff 2019, Content Analysis, 4th edition, chapter 12). Missing values drop out
 * by themselves. d is 0 or 1 (nominal), the square of the number of values between two ranks, ends
 * counted half (ordinal), or a table: MASI for sets (Passonneau 2006, LREC), taken as it is.
 *
 * The interval resamples groups of units with replacement and computes alpha anew each time (Zapf
 * et al. 2016, BMC Medical Research Methodology 16:93), so it shows how far the result hangs on the
 * few regions there are; Hayes & Krippendorff's resampling of single deviations holds De fixed and
 * takes values of one region as independent. Percentiles by linear interpolation. Draws in which
 * every value is the same have no alpha and are left out.
 */
#include "stat/agreement.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "gouw/random.h"
#include "stat/sum.h"

const char *gouw_agreement_state_text(gouw_agreement_state state) {
    static const char *const text[] = {
        [GOUW_AGREEMENT_FOUND] = "",
        [GOUW_AGREEMENT_NO_PAIRS] = N_("nothing was coded by two coders"),
        [GOUW_AGREEMENT_ONE_UNIT] = N_("only one unit was coded by two coders"),
        [GOUW_AGREEMENT_ONE_CATEGORY] = N_("every coder gave the same value everywhere"),
    };
    return text[state];
}

static uint32_t value_of(const gouw_ratings *r, size_t coder, size_t unit) {
    return r->value[coder * r->n_units + unit];
}

static size_t n_values(const gouw_ratings *r, size_t unit) {
    size_t n = 0;
    for (size_t coder = 0; coder < r->n_coders; coder++)
        n += value_of(r, coder, unit) != GOUW_RATING_NONE;
    return n;
}

static size_t group_of(const gouw_ratings *r, size_t unit) {
    return r->group == NULL ? unit : r->group[unit];
}

typedef struct work {
    const gouw_ratings *ratings;
    const gouw_alpha_options *options;
    double *times; /* how often each group was drawn */
    double *count; /* of each category, among values that have a partner */
    double *below; /* values in categories before it, half of itself included */
    double *alphas;
    uint32_t *n_of; /* values of each unit */
    size_t *split;  /* the units whose values are not all the same: others have no distance */
    size_t n_split;
    double *in_group; /* of each group, values of each category that have a partner; or NULL */
} work;

static double distance(const work *w, uint32_t a, uint32_t b) {
    if (w->options->metric == GOUW_ALPHA_NOMINAL)
        return a == b ? 0 : 1;
    if (w->options->metric == GOUW_ALPHA_TABLE)
        return w->options->distance[a * w->ratings->n_categories + b];
    const double between = w->below[b] - w->below[a];
    return between * between;
}

/* Adds to counts the values of a unit that have a partner, each so many times. */
static void count_unit(const work *w, size_t unit, double times, double *counts) {
    for (size_t coder = 0; coder < w->ratings->n_coders && w->n_of[unit] > 1; coder++) {
        const uint32_t value = value_of(w->ratings, coder, unit);
        if (value != GOUW_RATING_NONE)
            counts[value] += times;
    }
}

/* Counts are whole numbers, so the order in which they are added does not tell. */
static double count_values(const work *w) {
    const gouw_ratings *r = w->ratings;
    const size_t n_categories = r->n_categories;
    double n = 0;
    memset(w->count, 0, n_categories * sizeof *w->count);
    for (size_t g = 0; w->in_group != NULL && g < r->n_groups; g++)
        for (size_t c = 0; c < n_categories && w->times[g] > 0; c++)
            w->count[c] += w->times[g] * w->in_group[g * n_categories + c];
    for (size_t unit = 0; w->in_group == NULL && unit < r->n_units; unit++)
        count_unit(w, unit, w->times[group_of(r, unit)], w->count);
    for (size_t c = 0; c < r->n_categories; c++) {
        w->below[c] = n + w->count[c] / 2;
        n += w->count[c];
    }
    return n;
}

static double observed(const work *w) {
    const gouw_ratings *r = w->ratings;
    gouw_sum sum = {0};
    for (size_t i = 0; i < w->n_split; i++) {
        const size_t unit = w->split[i];
        const double times = w->times[group_of(r, unit)];
        double of_unit = 0;
        for (size_t a = 0; a < r->n_coders && times > 0; a++) {
            for (size_t b = a + 1; b < r->n_coders; b++) {
                const uint32_t x = value_of(r, a, unit), y = value_of(r, b, unit);
                if (x != GOUW_RATING_NONE && y != GOUW_RATING_NONE)
                    of_unit += 2 * distance(w, x, y);
            }
        }
        if (of_unit > 0)
            gouw_sum_add(&sum, times * of_unit / (w->n_of[unit] - 1));
    }
    return gouw_sum_total(&sum);
}

static double by_chance(const work *w) {
    const size_t n = w->ratings->n_categories;
    gouw_sum sum = {0};
    for (uint32_t a = 0; a < n; a++) {
        for (uint32_t b = a + 1; b < n && w->count[a] > 0; b++)
            gouw_sum_add(&sum, 2 * w->count[a] * w->count[b] * distance(w, a, b));
    }
    return gouw_sum_total(&sum);
}

/* For the groups as often as times says; NaN when not defined. The difference first: counts are
 * whole numbers, so that an alpha near 0 keeps its digits. */
static double find_alpha(const work *w) {
    const double n = count_values(w), chance = by_chance(w);
    return chance > 0 ? (chance - (n - 1) * observed(w)) / chance : NAN;
}

static int by_size(const void *x, const void *y) {
    const double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

static double quantile(const double *sorted, size_t n, double q) {
    const double at = q * (double)(n - 1);
    const size_t below = (size_t)at;
    if (below + 1 >= n)
        return sorted[n - 1];
    return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

static void find_interval(work *w, gouw_alpha *out) {
    const size_t n_groups = w->ratings->n_groups;
    gouw_random random;
    gouw_random_init(&random, w->options->seed, 0);
    for (uint32_t draw = 0; draw < w->options->n_draws; draw++) {
        memset(w->times, 0, n_groups * sizeof *w->times);
        for (size_t i = 0; i < n_groups; i++)
            w->times[gouw_random_below(&random, (uint32_t)n_groups)] += 1;
        const double alpha = find_alpha(w);
        if (!isnan(alpha))
            w->alphas[out->n_draws++] = alpha;
    }
    if (out->n_draws == 0)
        return;
    qsort(w->alphas, out->n_draws, sizeof *w->alphas, by_size);
    out->low = quantile(w->alphas, out->n_draws, (1 - w->options->level) / 2);
    out->high = quantile(w->alphas, out->n_draws, (1 + w->options->level) / 2);
}

static gouw_status get_memory(work *w, gouw_error *error) {
    const gouw_ratings *r = w->ratings;
    w->times = calloc(r->n_groups + 1, sizeof *w->times);
    w->count = calloc(r->n_categories + 1, sizeof *w->count);
    w->below = calloc(r->n_categories + 1, sizeof *w->below);
    w->alphas = calloc((size_t)w->options->n_draws + 1, sizeof *w->alphas);
    w->n_of = calloc(r->n_units + 1, sizeof *w->n_of);
    w->split = calloc(r->n_units + 1, sizeof *w->split);
    if (r->n_categories <= r->n_units * r->n_coders / (r->n_groups + 1))
        w->in_group = calloc(r->n_groups * r->n_categories + 1, sizeof *w->in_group);
    if (w->times == NULL || w->count == NULL || w->below == NULL || w->alphas == NULL ||
        w->n_of == NULL || w->split == NULL)
        return gouw_fail_memory(error, r->n_units * sizeof *w->n_of);
    return GOUW_OK;
}

static void give_back(work *w) {
    free(w->times);
    free(w->count);
    free(w->below);
    free(w->alphas);
    free(w->n_of);
    free(w->split);
    free(w->in_group);
}

static gouw_agreement_state state_of(size_t n_units, double value) {
    if (n_units == 0)
        return GOUW_AGREEMENT_NO_PAIRS;
    if (isnan(value))
        return GOUW_AGREEMENT_ONE_CATEGORY;
    return n_units == 1 ? GOUW_AGREEMENT_ONE_UNIT : GOUW_AGREEMENT_FOUND;
}

/* Whether two coders give the unit different values. */
static bool is_split(const gouw_ratings *r, size_t unit) {
    uint32_t first = GOUW_RATING_NONE;
    for (size_t coder = 0; coder < r->n_coders; coder++) {
        const uint32_t value = value_of(r, coder, unit);
        if (value != GOUW_RATING_NONE && first != GOUW_RATING_NONE && value != first)
            return true;
        first = value != GOUW_RATING_NONE ? value : first;
    }
    return false;
}

static void find_all(work *w, gouw_alpha *out) {
    const gouw_ratings *r = w->ratings;
    for (size_t unit = 0; unit < r->n_units; unit++) {
        w->n_of[unit] = (uint32_t)n_values(r, unit);
        out->n_units += w->n_of[unit] > 1;
        if (is_split(r, unit))
            w->split[w->n_split++] = unit;
        if (w->in_group != NULL)
            count_unit(w, unit, 1, &w->in_group[group_of(r, unit) * r->n_categories]);
    }
    for (size_t group = 0; group < r->n_groups; group++)
        w->times[group] = 1;
    out->alpha = find_alpha(w);
    out->state = state_of(out->n_units, out->alpha);
    if (out->state != GOUW_AGREEMENT_FOUND)
        out->alpha = NAN;
    else if (r->n_groups > 1)
        find_interval(w, out);
}

gouw_status gouw_alpha_find(const gouw_ratings *ratings, const gouw_alpha_options *options,
                            gouw_alpha *out, gouw_error *error) {
    *out = (gouw_alpha){.alpha = NAN, .low = NAN, .high = NAN};
    work w = {.ratings = ratings, .options = options};
    const gouw_status status = get_memory(&w, error);
    if (status == GOUW_OK)
        find_all(&w, out);
    give_back(&w);
    return status;
}

/* Passonneau's monotonicity, in thirds. */
static double closeness(double n_a, double n_b, double shared) {
    if (n_a == n_b && shared == n_a)
        return 3;
    if (shared == fmin(n_a, n_b) && shared > 0)
        return 2;
    return shared > 0 ? 1 : 0;
}

void gouw_masi_distances(const gouw_bits *sets, double *masi) {
    const size_t n = sets->n_rows;
    for (size_t i = 0; i < n * n; i++) {
        const double n_a = gouw_bits_count(sets, i / n), n_b = gouw_bits_count(sets, i % n);
        const double shared = gouw_bits_shared(sets, i / n, i % n), either = n_a + n_b - shared;
        const double jaccard = either > 0 ? shared / either : 1;
        masi[i] = 1 - jaccard * closeness(n_a, n_b, shared) / 3;
    }
}

gouw_status gouw_kappa_find(const gouw_ratings *ratings, size_t coder_a, size_t coder_b,
                            gouw_kappa *out, gouw_error *error) {
    double *of_a = calloc(2 * ratings->n_categories + 1, sizeof *of_a);
    *out = (gouw_kappa){.kappa = NAN};
    if (of_a == NULL)
        return gouw_fail_memory(error, 2 * ratings->n_categories * sizeof *of_a);
    double *of_b = of_a + ratings->n_categories, equal = 0, chance = 0;
    for (size_t unit = 0; unit < ratings->n_units; unit++) {
        const uint32_t a = value_of(ratings, coder_a, unit), b = value_of(ratings, coder_b, unit);
        if (a == GOUW_RATING_NONE || b == GOUW_RATING_NONE)
            continue;
        out->n_units++;
        of_a[a]++;
        of_b[b]++;
        equal += a == b;
    }
    const double n = (double)out->n_units;
    for (size_t c = 0; c < ratings->n_categories; c++)
        chance += of_a[c] * of_b[c];
    free(of_a);
    /* In whole numbers, so that agreement by chance alone is exactly 1 when it is. */
    out->kappa = n * n > chance ? (n * equal - chance) / (n * n - chance) : NAN;
    out->state = state_of(out->n_units, out->kappa);
    if (out->state != GOUW_AGREEMENT_FOUND)
        out->kappa = NAN;
    return GOUW_OK;
}

double gouw_agreement_share(const gouw_ratings *ratings, size_t *n_units) {
    double equal = 0, pairs = 0;
    *n_units = 0;
    for (size_t unit = 0; unit < ratings->n_units; unit++) {
        const double before = pairs;
        for (size_t a = 0; a < ratings->n_coders; a++) {
            for (size_t b = a + 1; b < ratings->n_coders; b++) {
                const uint32_t x = value_of(ratings, a, unit), y = value_of(ratings, b, unit);
                if (x == GOUW_RATING_NONE || y == GOUW_RATING_NONE)
                    continue;
                pairs++;
                equal += x == y;
            }
        }
        *n_units += pairs > before;
    }
    return pairs > 0 ? equal / pairs : NAN;
}
