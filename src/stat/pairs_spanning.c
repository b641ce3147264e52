/* Prim's method (1957; Jarník 1930) on sets that are compared when they are needed: of each set
 * that is not in the tree yet the nearest in the tree is known. The nearest of all goes next, and
 * is compared with those left, which stand side by side in lanes:
 *
 *     left      [ 7 ][ 2 ][ 9 ][ 4 ][ 5 ]          set 9 is the nearest: it goes into the tree,
 *     most       .2   .5   .8   .1   .5            5 takes its place,
 *                                                  and 9 is compared with 7, 2, 5 and 4
 *     left      [ 7 ][ 2 ][ 5 ][ 4 ]
 *
 * So each pair is counted once, in n^2 / 2 counts over lanes that grow fewer.
 */
#include "stat/pairs_spanning.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "stat/lanes.h"

enum { SOME_ROWS = 256 }; /* rows between two looks at the clock */

typedef struct left {
    gouw_lanes lanes;
    size_t n;
    uint32_t *item, *size, *to; /* by lane */
    float *most;
    uint64_t *row; /* the set that went last */
} left;

bool gouw_pairs_spans(const gouw_pairs *pairs) {
    size_t n_empty = 0;
    for (size_t i = 0; i < pairs->bits->n_rows; i++)
        n_empty += pairs->size[i] == 0;
    return n_empty < 2 && gouw_lanes_approaches(pairs->measure, pairs->bits->n_columns);
}

/* Takes a lane out; the last one moves there. */
static void take(left *l, size_t lane) {
    const size_t last = --l->n;
    for (size_t w = 0; w < l->lanes.stride; w++) {
        l->row[w] = *gouw_lanes_word(&l->lanes, lane, w);
        *gouw_lanes_word(&l->lanes, lane, w) = *gouw_lanes_word(&l->lanes, last, w);
    }
    l->item[lane] = l->item[last];
    l->size[lane] = l->size[last];
    l->to[lane] = l->to[last];
    l->most[lane] = l->most[last];
}

static gouw_status span(const gouw_pairs *pairs, left *l, gouw_step *edges, gouw_error *error) {
    const gouw_approach approach = {.measure = pairs->measure,
                                    .universe = (uint32_t)pairs->bits->n_columns,
                                    .size = l->size,
                                    .most = l->most,
                                    .to = l->to};
    const size_t n = l->n;
    size_t next = 0;
    for (size_t e = 0; e < n; e++) {
        const uint32_t item = l->item[next], size = l->size[next], to = l->to[next];
        if (e > 0)
            edges[e - 1] = (gouw_step){item < to ? item : to, item < to ? to : item,
                                       1 - gouw_pairs_similarity(pairs, item, to)};
        take(l, next);
        if (l->n == 0)
            break;
        next = gouw_lanes_approach(&l->lanes, l->row, size, item, l->n, &approach);
        if (e % SOME_ROWS != 0)
            continue;
        if (pairs->interrupted != NULL && pairs->interrupted(pairs->watch))
            return gouw_fail(error, GOUW_EINTERRUPT, _("stopped on request"));
        const double share = (double)l->n / (double)n;
        if (pairs->progress != NULL)
            pairs->progress(pairs->watch, 1 - share * share);
    }
    return GOUW_OK;
}

gouw_status gouw_pairs_spanning(const gouw_pairs *pairs, gouw_step *edges, gouw_error *error) {
    const size_t n = pairs->bits->n_rows, stride = pairs->bits->stride;
    if (n < 2)
        return GOUW_OK;
    left l = {.n = n, .most = malloc(n * sizeof *l.most)};
    uint32_t *numbers = malloc(3 * n * sizeof *numbers);
    l.row = malloc(stride * sizeof *l.row);
    gouw_status status = GOUW_OK;
    if (l.most == NULL || numbers == NULL || l.row == NULL)
        status = gouw_fail_memory(error, 3 * n * sizeof *numbers);
    if (status == GOUW_OK)
        status = gouw_lanes_init(&l.lanes, pairs->bits, error);
    if (status == GOUW_OK) {
        l.item = numbers;
        l.size = numbers + n;
        l.to = numbers + 2 * n;
        for (uint32_t i = 0; i < n; i++) {
            l.item[i] = i;
            l.size[i] = pairs->size[i];
            l.to[i] = i;
            l.most[i] = -1;
        }
        status = span(pairs, &l, edges, error);
    }
    gouw_lanes_release(&l.lanes);
    free(l.row);
    free(numbers);
    free(l.most);
    return status;
}
