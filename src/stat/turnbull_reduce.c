/* From intervals to the runs of innermost intervals that they cover.
 *
 * All ends are put in order, at equal days left ends first since intervals are closed. Wherever a
 * left end is followed by a right end, the two make an innermost interval:
 *
 *     observations   [--------]      [=====]        left ends  L, right ends R
 *                        [-------------]
 *     order          L   L    R      L R   R
 *     innermost          [----]      [-]            m counts those completed so far
 *
 * An observation covers those from the count at its left end to the count at its right end. Rows
 * with equal runs are merged; dates are named by month or quarter, so there are many. The sorts
 * are by counting (least significant digit first), so everything is linear in n.
 *
 * Reference: Turnbull, B. W. (1976), The empirical distribution function with arbitrarily grouped,
 * censored and truncated data, JRSS B 38: 290-295. */
#include "stat/turnbull_problem.h"

#include <string.h>

#include "base/i18n.h"

/* Bits of a digit: few for few keys, since each place of a digit costs as much as a key. */
enum { FEW_BITS = 8, MANY_BITS = 12, FEW = 1 << MANY_BITS };

/* Puts order[0..n) into ascending order of key[order[i]], equal keys in the order they had. */
static void sort_by(const uint32_t *key, size_t n, uint32_t *order, uint32_t *spare) {
    const unsigned n_bits = n < FEW ? FEW_BITS : MANY_BITS;
    const uint32_t n_digits = UINT32_C(1) << n_bits, mask = n_digits - 1;
    uint32_t largest = 0;
    for (size_t i = 0; i < n; i++)
        largest |= key[i];
    for (unsigned shift = 0; shift < 32 && largest >> shift != 0; shift += n_bits) {
        uint32_t start[(1 << MANY_BITS) + 1];
        memset(start, 0, (n_digits + 1) * sizeof *start);
        for (size_t i = 0; i < n; i++)
            start[(key[i] >> shift & mask) + 1]++;
        for (size_t d = 1; d < n_digits; d++)
            start[d] += start[d - 1];
        for (size_t i = 0; i < n; i++)
            spare[start[key[order[i]] >> shift & mask]++] = order[i];
        memcpy(order, spare, n * sizeof *order);
    }
}

typedef struct sorting {
    uint32_t *left, *right;               /* ends, counted from GOUW_DAY_MIN; later low and high */
    uint32_t *by_left, *by_right, *spare; /* orders */
} sorting;

static bool sorting_alloc(sorting *s, size_t n, gouw_arena *arena) {
    uint32_t *all = gouw_arena_array(arena, n, 5 * sizeof *all);
    if (all == NULL)
        return false;
    *s = (sorting){all, all + n, all + 2 * n, all + 3 * n, all + 4 * n};
    return true;
}

static gouw_status read_ends(const gouw_interval *intervals, size_t n, sorting *s,
                             gouw_error *error) {
    for (size_t i = 0; i < n; i++) {
        if (intervals[i].earliest < GOUW_DAY_MIN || intervals[i].earliest > intervals[i].latest ||
            intervals[i].latest > GOUW_DAY_MAX)
            return gouw_fail(error, GOUW_EINTERNAL,
                             _("interval %zu, days %d to %d, is no interval of days"), i + 1,
                             (int)intervals[i].earliest, (int)intervals[i].latest);
        s->left[i] = (uint32_t)(intervals[i].earliest - GOUW_DAY_MIN);
        s->right[i] = (uint32_t)(intervals[i].latest - GOUW_DAY_MIN);
        s->by_left[i] = s->by_right[i] = (uint32_t)i;
    }
    sort_by(s->left, n, s->by_left, s->spare);
    sort_by(s->right, n, s->by_right, s->spare);
    return GOUW_OK;
}

/* Finds the innermost intervals and turns left and right into low and high. */
static void merge_ends(const gouw_interval *intervals, size_t n, sorting *s, gouw_npmle *problem) {
    bool open = false;
    size_t i = 0, m = 0;
    for (size_t j = 0; j < n;) {
        const uint32_t ends = s->by_right[j];
        if (i < n && intervals[s->by_left[i]].earliest <= intervals[ends].latest) {
            const uint32_t begins = s->by_left[i++];
            problem->innermost[m].earliest = intervals[begins].earliest;
            s->left[begins] = (uint32_t)m;
            open = true;
            continue;
        }
        if (open)
            problem->innermost[m++].latest = intervals[ends].latest;
        open = false;
        s->right[ends] = (uint32_t)m;
        j++;
    }
    problem->m = m;
}

static void merge_rows(size_t n, sorting *s, gouw_npmle *problem) {
    uint32_t *order = s->by_right; /* in order of high already */
    sort_by(s->left, n, order, s->spare);
    size_t rows = 0;
    for (size_t k = 0; k < n; k++) {
        const uint32_t low = s->left[order[k]], high = s->right[order[k]];
        if (rows == 0 || problem->low[rows - 1] != low || problem->high[rows - 1] != high) {
            problem->low[rows] = low;
            problem->high[rows] = high;
            problem->weight[rows++] = 0.0;
        }
        problem->weight[rows - 1] += 1.0;
    }
    problem->n_rows = rows;
}

gouw_status gouw_npmle_reduce(const gouw_interval *intervals, size_t n, gouw_arena *arena,
                              gouw_npmle *problem, gouw_error *error) {
    sorting s;
    *problem = (gouw_npmle){.n = n,
                            .low = gouw_arena_array(arena, n, sizeof(uint32_t)),
                            .high = gouw_arena_array(arena, n, sizeof(uint32_t)),
                            .weight = gouw_arena_array(arena, n, sizeof(double)),
                            .innermost = gouw_arena_array(arena, n, sizeof(gouw_interval))};
    if (n > UINT32_MAX / 2 || problem->low == NULL || problem->high == NULL ||
        problem->weight == NULL || problem->innermost == NULL || !sorting_alloc(&s, n, arena))
        return gouw_fail_memory(error, n * sizeof(gouw_interval));
    const gouw_status status = read_ends(intervals, n, &s, error);
    if (status != GOUW_OK)
        return status;
    merge_ends(intervals, n, &s, problem);
    merge_rows(n, &s, problem);
    return GOUW_OK;
}
