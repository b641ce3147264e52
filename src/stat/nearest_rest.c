#include "stat/nearest_rest.h"

#include <math.h>
#include <string.h>

/* ---- into the order given ------------------------------------------------------------------- */

/* Where the list at a place belongs: behind the sets that were searched come those left out. */
static size_t place_of(const gouw_by_size *sets, size_t at) {
    const uint32_t *all = sets->order - sets->n_left_out;
    return all[(at + sets->n_left_out) % (sets->bits.n_rows + sets->n_left_out)];
}

static void swap(gouw_neighbour *x, gouw_neighbour *y, size_t k) {
    for (size_t i = 0; i < k; i++) {
        const gouw_neighbour kept = x[i];
        x[i] = y[i];
        y[i] = kept;
    }
}

/* One cycle after the other. */
gouw_status gouw_nearest_put_back(const gouw_by_size *sets, size_t k, gouw_neighbour *lists,
                                  gouw_arena *arena, gouw_error *error) {
    const size_t n = sets->bits.n_rows + sets->n_left_out;
    bool *moved = gouw_arena_array(arena, n, sizeof *moved);
    gouw_neighbour *carried = gouw_arena_array(arena, k, sizeof *carried);
    if (moved == NULL || carried == NULL)
        return gouw_fail_memory(error, n);
    for (size_t i = 0; i < n; i++) {
        if (moved[i])
            continue;
        memcpy(carried, lists + i * k, k * sizeof *carried);
        for (size_t at = place_of(sets, i);; at = place_of(sets, at)) {
            swap(carried, lists + at * k, k);
            moved[at] = true;
            if (at == i)
                break;
        }
    }
    return GOUW_OK;
}

/* ---- sets that share nothing ---------------------------------------------------------------- */

/* A list that is being filled. */
typedef struct filling {
    gouw_neighbour *list;
    size_t n, k;
    uint32_t row;
    uint32_t *seen; /* by row: the last set, plus one, that has it in its list */
} filling;

static void fill_from(filling *f, uint32_t row, double similarity) {
    if (f->n == f->k || row == f->row || f->seen[row] == f->row + 1)
        return;
    f->list[f->n++] = (gouw_neighbour){row, similarity};
}

/* Others of an empty set: empty ones, which are as alike as the caller says, and those that are
 * not, of which the first k + 1 are given. */
static void fill_of_empty(const gouw_by_size *sets, filling *f, const uint32_t *full,
                          size_t n_full) {
    const uint32_t *empty = sets->order - sets->n_left_out;
    const size_t n_empty = sets->n_left_out < f->k + 1 ? sets->n_left_out : f->k + 1;
    const double alike = sets->pairs.empty;
    size_t e = isnan(alike) ? n_empty : 0, o = 0;
    while (e < n_empty || o < n_full) {
        const bool take = e < n_empty && (alike > 0 || o == n_full || empty[e] < full[o]);
        fill_from(f, take ? empty[e] : full[o], take ? alike : 0);
        e += take;
        o += !take;
    }
}

gouw_status gouw_nearest_fill_up(const gouw_pairs *given, const gouw_by_size *sets, size_t k,
                                 gouw_neighbour *lists, gouw_arena *arena, gouw_error *error) {
    const size_t n = given->bits->n_rows;
    uint32_t *seen = gouw_arena_array(arena, n, sizeof *seen);
    uint32_t *full = gouw_arena_array(arena, n < k + 1 ? n : k + 1, sizeof *full);
    size_t n_full = 0;
    if (seen == NULL || full == NULL)
        return gouw_fail_memory(error, n * sizeof *seen);
    for (uint32_t row = 0; row < n && n_full <= k; row++) {
        if (given->size[row] > 0)
            full[n_full++] = row;
    }
    for (uint32_t row = 0; row < n; row++) {
        filling f = {.list = lists + row * k, .k = k, .row = row, .seen = seen};
        for (; f.n < k && f.list[f.n].row != UINT32_MAX; f.n++)
            seen[f.list[f.n].row] = row + 1;
        if (given->size[row] == 0)
            fill_of_empty(sets, &f, full, n_full);
        for (uint32_t other = 0; other < n && f.n < k && given->size[row] > 0; other++)
            fill_from(&f, other, 0);
    }
    return GOUW_OK;
}
