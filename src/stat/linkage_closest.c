/* Merges the closest pair of all, again and again (Anderberg 1973; the algorithm of R's hclust).
 *
 * Each cluster, standing in the slot of its lowest item, remembers its nearest neighbour among
 * the higher slots. A merge into slot i empties slot j > i; only clusters whose neighbour was i or
 * j look again. In a full square a row is read in one sweep.
 *
 *     nearest[k]    the lowest of the closest slots above k
 *     alive[k]      slot k holds a cluster
 */
#include <math.h>
#include <stdlib.h>

#include "stat/linkage_steps.h"
#include "stat/linkage_update.h"

typedef struct state {
    size_t n, stride; /* stride: n, and what fills up the lanes */
    double *square, *size;
    uint32_t *nearest;
    double *distance; /* to nearest; infinite where there is none */
} state;

static void look_up(state *s, size_t k) {
    const double *row = s->square + k * s->stride;
    double best = (double)INFINITY;
    size_t at = k;
    for (size_t j = k + 1; j < s->n; j++)
        if (row[j] < best) {
            best = row[j];
            at = j;
        }
    s->nearest[k] = (uint32_t)at;
    s->distance[k] = best;
}

static size_t closest(const state *s) {
    size_t at = 0;
    for (size_t k = 1; k < s->n; k++)
        if (s->distance[k] < s->distance[at])
            at = k;
    return at;
}

/* Slot i becomes the merged cluster, slot j infinitely far from all. */
static void merge(state *s, const gouw_linkage_rule *rule, size_t i, size_t j) {
    const size_t n = s->n, stride = s->stride;
    double *into = s->square + i * stride, *other = s->square + j * stride;
    const double between = into[j];
    const gouw_linkage_pair pair = {between, s->size[i], s->size[j]};
    rule->update(&pair, s->size, into, other, stride);
    into[i] = into[j] = (double)INFINITY;
    for (size_t k = 0; k < n; k++) {
        s->square[k * stride + i] = into[k];
        s->square[k * stride + j] = other[k] = (double)INFINITY;
    }
    s->size[i] += s->size[j];
    s->size[j] = 0;
    s->distance[j] = (double)INFINITY;
    s->nearest[j] = (uint32_t)j;
    for (size_t k = 0; k < j; k++) {
        if (k == i || s->nearest[k] == i || s->nearest[k] == j) {
            look_up(s, k);
        } else if (k < i &&
                   (into[k] < s->distance[k] || (into[k] == s->distance[k] && i < s->nearest[k]))) {
            s->nearest[k] = (uint32_t)i;
            s->distance[k] = into[k];
        }
    }
}

static void run(state *s, const gouw_linkage_rule *rule, gouw_step *steps) {
    const size_t n = s->n;
    for (size_t i = 0; i < n; i++) {
        s->size[i] = 1;
        double *row = s->square + i * s->stride;
        row[i] = (double)INFINITY;
        for (size_t j = 0; rule->squares && j < n; j++)
            row[j] *= row[j];
    }
    for (size_t i = 0; i < n; i++)
        look_up(s, i);
    for (size_t step = 0; step + 1 < n; step++) {
        const size_t i = closest(s), j = s->nearest[i];
        const double height = s->distance[i];
        steps[step] = (gouw_step){(uint32_t)i, (uint32_t)j, rule->squares ? sqrt(height) : height};
        merge(s, rule, i, j);
    }
}

gouw_status gouw_linkage_closest(const gouw_distances *distances, gouw_linkage linkage,
                                 gouw_step *steps, gouw_error *error) {
    const size_t n = distances->n;
    state s = {.n = n};
    s.stride = (n + GOUW_LINKAGE_LANES - 1) / GOUW_LINKAGE_LANES * GOUW_LINKAGE_LANES;
    gouw_status status = gouw_distances_square(distances, s.stride, &s.square, error);
    if (status != GOUW_OK)
        return status;
    s.size = calloc(2 * s.stride, sizeof *s.size);
    s.nearest = malloc(n * sizeof *s.nearest);
    if (s.size == NULL || s.nearest == NULL) {
        status = gouw_fail_memory(error, 2 * s.stride * sizeof *s.size);
    } else {
        s.distance = s.size + s.stride;
        run(&s, &gouw_linkage_rules[linkage], steps);
    }
    free(s.square);
    free(s.size);
    free(s.nearest);
    return status;
}
