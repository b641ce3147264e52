/* Distance by themes: 1 - similarity, with the measures of stat/similarity.h.
 *
 * Resampled: as many themes as there are, drawn with replacement, as pvclust does; two regions
 * that keep no theme are at distance 1. Without structure: the curveball null, every region and
 * theme keeping its number among the regions that are compared; where weights count, each region's
 * are dealt anew over its themes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/apart.h"
#include "analysis/theme_sets.h"
#include "base/i18n.h"
#include "gouw/measure.h"
#include "stat/curveball.h"
#include "stat/pair_index.h"
#include "stat/pairs.h"
#include "stat/pairs_distance.h"
#include "stat/similarity.h"

typedef struct theme_data {
    gouw_measure measure;
    gouw_bits bits;        /* of all regions of the dataset */
    const double *weights; /* n_rows x n_columns as stated; NULL unless the measure looks at them */
    double empty;          /* similarity of two regions without themes */
    gouw_mixing mixing;
    const gouw_deals *deals;
} theme_data;

/* What a measure reads: rows of bits, their sizes, and weights. */
typedef struct sets {
    gouw_bits bits;
    uint32_t *size;
    double *weights;
} sets;

static bool weighted(const theme_data *t) {
    return gouw_measures[t->measure].weighted;
}

static gouw_status new_sets(const theme_data *t, gouw_arena *arena, sets *s, gouw_error *error) {
    const size_t n = t->bits.n_rows, m = t->bits.n_columns;
    const gouw_status status = gouw_bits_init(&s->bits, n, m, arena, error);
    if (status != GOUW_OK)
        return status;
    s->size = gouw_arena_array(arena, n, sizeof *s->size);
    s->weights = weighted(t) ? gouw_arena_array(arena, n, m * sizeof *s->weights) : NULL;
    if (s->size == NULL || (weighted(t) && s->weights == NULL))
        return gouw_fail_memory(error, n * m * sizeof *s->weights);
    return GOUW_OK;
}

static void copy_sets(const theme_data *t, sets *s) {
    memcpy(s->bits.words, t->bits.words, t->bits.n_rows * t->bits.stride * sizeof(uint64_t));
    if (weighted(t))
        memcpy(s->weights, t->weights, t->bits.n_rows * t->bits.n_columns * sizeof *s->weights);
}

/* Column c of s is a column of t drawn at random. */
static void resample_columns(const theme_data *t, gouw_random *random, sets *s) {
    const size_t m = t->bits.n_columns;
    for (size_t c = 0; c < m; c++) {
        const size_t from = gouw_random_below(random, (uint32_t)m);
        for (size_t r = 0; r < t->bits.n_rows; r++) {
            if (gouw_bits_test(&t->bits, r, from))
                gouw_bits_set(&s->bits, r, c);
            if (weighted(t))
                s->weights[r * m + c] = t->weights[r * m + from];
        }
    }
}

/* The weights of row r of t in random order, onto the themes of row r of s. deck: room for m. */
static void deal_weights(const theme_data *t, size_t r, gouw_random *random, uint32_t *deck,
                         sets *s) {
    const size_t m = t->bits.n_columns;
    uint32_t n_deck = 0;
    for (uint32_t c = 0; c < m; c++)
        if (gouw_bits_test(&t->bits, r, c))
            deck[n_deck++] = c;
    gouw_random_shuffle(random, deck, n_deck);
    for (size_t c = 0; c < m; c++)
        s->weights[r * m + c] = gouw_bits_test(&s->bits, r, c) ? t->weights[r * m + deck[--n_deck]]
                                                               : 0;
}

/* The rows of the regions that are compared, in their order. */
static gouw_status pick_rows(const theme_data *t, const uint32_t *regions, size_t n,
                             gouw_arena *arena, gouw_bits *rows, gouw_error *error) {
    const size_t stride = t->bits.stride;
    const gouw_status status = gouw_bits_init(rows, n, t->bits.n_columns, arena, error);
    for (size_t i = 0; i < n && status == GOUW_OK; i++)
        memcpy(rows->words + i * stride, t->bits.words + regions[i] * stride,
               stride * sizeof(uint64_t));
    return status;
}

static gouw_status draw_null(const theme_data *t, const uint32_t *regions, size_t n,
                             gouw_random *random, gouw_arena *arena, sets *s, gouw_error *error) {
    gouw_curveball chain;
    gouw_bits rows;
    const size_t stride = t->bits.stride;
    const uint64_t seed = gouw_random_next(random);
    gouw_status status = pick_rows(t, regions, n, arena, &rows, error);
    if (status == GOUW_OK)
        status = gouw_curveball_init(&chain, &rows, t->deals, seed, 0, arena, error);
    if (status != GOUW_OK)
        return status;
    gouw_curveball_trade(&chain, t->mixing.burn_in);
    for (size_t i = 0; i < n; i++)
        memcpy(s->bits.words + regions[i] * stride, chain.bits.words + i * stride,
               stride * sizeof(uint64_t));
    uint32_t *deck = gouw_arena_array(arena, t->bits.n_columns, sizeof *deck);
    if (deck == NULL)
        return gouw_fail_memory(error, t->bits.n_columns * sizeof *deck);
    for (size_t i = 0; i < n && weighted(t); i++)
        deal_weights(t, regions[i], random, deck, s);
    return GOUW_OK;
}

static void compare(const theme_data *t, sets *s, double empty, const uint32_t *regions, size_t n,
                    double *out) {
    gouw_bits_sizes(&s->bits, s->size);
    if (t->measure == GOUW_COSINE_IDF)
        gouw_weights_scale_idf(s->weights, s->bits.n_rows, s->bits.n_columns);
    const gouw_pairs pairs = {.measure = t->measure,
                              .bits = &s->bits,
                              .size = s->size,
                              .weights = s->weights,
                              .empty = empty};
    for (size_t a = 0, at = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++)
            out[at++] = 1 - gouw_pairs_similarity(&pairs, regions[a], regions[b]);
}

static gouw_status fill(const void *data, const uint32_t *regions, size_t n, gouw_apart_data which,
                        gouw_random *random, double *out, gouw_error *error) {
    const theme_data *t = data;
    gouw_arena arena = GOUW_ARENA_INIT;
    sets s;
    gouw_status status = new_sets(t, &arena, &s, error);
    if (status == GOUW_OK && which == GOUW_DATA_OBSERVED)
        copy_sets(t, &s);
    if (status == GOUW_OK && which == GOUW_DATA_RESAMPLED)
        resample_columns(t, random, &s);
    if (status == GOUW_OK && which == GOUW_DATA_NULL)
        status = draw_null(t, regions, n, random, &arena, &s, error);
    if (status == GOUW_OK)
        compare(t, &s, which != GOUW_DATA_OBSERVED && isnan(t->empty) ? 0 : t->empty, regions, n,
                out);
    gouw_arena_release(&arena);
    return status;
}

static gouw_status source(const void *data, const gouw_run *run, const uint32_t *regions, size_t n,
                          gouw_distances *out, gouw_error *error) {
    const theme_data *t = data;
    gouw_bits *rows = gouw_arena_alloc(run->arena, sizeof *rows);
    uint32_t *size = gouw_arena_array(run->arena, n, sizeof *size);
    gouw_pairs *pairs = gouw_arena_alloc(run->arena, sizeof *pairs);
    if (rows == NULL || size == NULL || pairs == NULL)
        return gouw_fail_memory(error, n * sizeof *size);
    const gouw_status status = pick_rows(t, regions, n, run->arena, rows, error);
    if (status != GOUW_OK)
        return status;
    gouw_bits_sizes(rows, size);
    *pairs = (gouw_pairs){.measure = t->measure,
                          .bits = rows,
                          .size = size,
                          .empty = t->empty,
                          .threads = run->threads,
                          .interrupted = run->interrupted,
                          .progress = run->progress,
                          .watch = run->watch};
    *out = gouw_pairs_distances(pairs);
    return gouw_pairs_lay_out(pairs, run->arena, error);
}

/* A region without themes is compared only where the measure or the user says how. */
static bool *find_regions(const gouw_run *run, const gouw_theme_view *view,
                          const gouw_apart_options *options) {
    const size_t n = run->datasets[0]->n_regions;
    const bool all = options->empty != GOUW_EMPTY_NA ||
                     gouw_measures[options->measure].counts_absence;
    bool *has = gouw_arena_array(run->arena, n, sizeof *has);
    for (size_t r = 0; r < n && has != NULL; r++)
        has[r] = all || view->mention_start[r] < view->mention_start[r + 1];
    return has;
}

static gouw_status read_view(const gouw_run *run, const gouw_theme_view *view, theme_data *t,
                             gouw_error *error) {
    /* A measure that looks at weights as they are stated leaves them so. */
    const gouw_measure plain = weighted(t) ? GOUW_RUZICKA : t->measure;
    gouw_theme_sets stated;
    gouw_status status = gouw_theme_sets_fill(run, view, plain, t->empty, &stated, error);
    if (status == GOUW_OK)
        status = gouw_deals_init(&t->deals, run->arena, error);
    if (status != GOUW_OK)
        return status;
    t->bits = stated.bits;
    t->weights = stated.pairs.weights;
    t->mixing = gouw_mixing_of(&t->bits);
    return GOUW_OK;
}

gouw_status gouw_apart_themes(const gouw_run *run, const gouw_apart_options *options,
                              gouw_results *results, gouw_apart_part *part, gouw_error *error) {
    gouw_theme_view view;
    if ((run->datasets[0]->has & GOUW_HAS_THEMES) == 0)
        return GOUW_OK;
    gouw_status status = gouw_themes_view(run, &options->view, results, &view, error);
    theme_data *t = gouw_arena_alloc(run->arena, sizeof *t);
    if (status == GOUW_OK && t == NULL)
        status = gouw_fail_memory(error, sizeof *t);
    if (status != GOUW_OK)
        return status;
    static const double empties[] = {[GOUW_EMPTY_NA] = NAN, [GOUW_EMPTY_0] = 0, [GOUW_EMPTY_1] = 1};
    t->measure = (gouw_measure)options->measure;
    t->empty = empties[options->empty];
    const bool *has = find_regions(run, &view, options);
    if (has == NULL)
        return gouw_fail_memory(error, run->datasets[0]->n_regions);
    status = read_view(run, &view, t, error);
    if (status == GOUW_OK)
        status = gouw_theme_sets_say_weights(&view, t->measure, results, error);
    *part = (gouw_apart_part){.name = N_("themes"),
                              .has = has,
                              .resample = N_("themes drawn with replacement"),
                              .null = N_("tables in which every region and every theme keeps its "
                                         "number of mentions"),
                              .data = t,
                              .fill = fill,
                              .source = weighted(t) ? NULL : source};
    return status;
}
