/* Combinations of sets.
 *
 * Distinct: items with equal columns belong to the same combination, so the columns are sorted.
 *
 * Closed: LCM (Uno, Asai, Uchida & Arimura 2004, "An efficient algorithm for enumerating closed
 * patterns in transaction databases", Discovery Science). From a closed combination C with core
 * set i, every set j > i that is not in C is added, and the result closed by adding all sets that
 * hold what remains of the items. The closure is kept only if it brought in no set before j:
 *
 *     C = {2, 5}, j = 7, closure {2, 5, 7, 9}      kept: 9 > 7
 *                        closure {2, 3, 5, 7}      dropped: 3 < 7; reached elsewhere, from 3
 *
 * so that each closed combination has one parent, nothing need be remembered, and every step
 * yields one. A closure only grows on the way down, so the search stops at max_degree.
 *
 * Union: the items outside a union are those in all complements, so the same search runs on
 * complements, where no items left (the union is everything) is a result like any other.
 */
#include "stat/intersect.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct search {
    const gouw_bits *sets; /* complements for a union */
    bool is_union;
    uint32_t max_degree;
    size_t limit, found;
    gouw_combination_visit visit;
    void *context;
    gouw_bits chosen; /* one row a level: the combination */
    gouw_bits left;   /* one row a level: the items in all of it */
    uint64_t *shown;  /* items as the visitor sees them */
} search;

static uint64_t *level(const gouw_bits *of, size_t depth) {
    return of->words + depth * of->stride;
}

static bool over(const search *s) {
    return s->found > s->limit;
}

/* The items of a level; for a union, all others. */
static const uint64_t *show(const search *s, size_t depth) {
    const uint64_t *left = level(&s->left, depth);
    if (!s->is_union)
        return left;
    const size_t m = s->sets->n_columns, stride = s->sets->stride;
    for (size_t w = 0; w < stride; w++)
        s->shown[w] = ~left[w];
    if (m % 64 != 0 || m == 0)
        s->shown[stride - 1] &= (UINT64_C(1) << m % 64) - 1;
    return s->shown;
}

static uint32_t ones(const uint64_t *words, size_t n) {
    uint32_t count = 0;
    for (size_t w = 0; w < n; w++)
        count += gouw_bits_ones(words[w]);
    return count;
}

static gouw_status report(search *s, size_t depth) {
    s->found++;
    if (over(s) || s->visit == NULL)
        return GOUW_OK;
    const uint64_t *items = show(s, depth);
    const gouw_combination is = {.sets = level(&s->chosen, depth),
                                 .items = items,
                                 .degree = gouw_bits_count(&s->chosen, depth),
                                 .size = ones(items, s->sets->stride)};
    return s->visit(s->context, &is);
}

static bool contains(const uint64_t *set, const uint64_t *items, size_t n_words) {
    for (size_t w = 0; w < n_words; w++) {
        if ((items[w] & ~set[w]) != 0)
            return false;
    }
    return true;
}

/* Adds to the level every set that holds all its items; false as soon as it would add one before
 * core, or more than max_degree in all. */
static bool close_level(search *s, size_t depth, size_t core) {
    const uint64_t *left = level(&s->left, depth);
    for (size_t set = 0; set < s->sets->n_rows; set++) {
        if (gouw_bits_test(&s->chosen, depth, set) ||
            !contains(gouw_bits_row(s->sets, set), left, s->sets->stride))
            continue;
        if (set < core)
            return false;
        gouw_bits_set(&s->chosen, depth, set);
    }
    return gouw_bits_count(&s->chosen, depth) <= s->max_degree;
}

/* Makes level depth + 1 from level depth and one more set; false if it is not to be followed. */
static bool add_set(search *s, size_t depth, size_t set) {
    const uint64_t *items = gouw_bits_row(s->sets, set), *from = level(&s->left, depth);
    uint64_t *to = level(&s->left, depth + 1), any = 0;
    for (size_t w = 0; w < s->sets->stride; w++)
        any |= to[w] = from[w] & items[w];
    if (any == 0 && !s->is_union)
        return false;
    memcpy(level(&s->chosen, depth + 1), level(&s->chosen, depth),
           s->chosen.stride * sizeof(uint64_t));
    gouw_bits_set(&s->chosen, depth + 1, set);
    return close_level(s, depth + 1, set);
}

static gouw_status expand(search *s, size_t depth, size_t first) {
    for (size_t set = first; set < s->sets->n_rows && !over(s); set++) {
        if (gouw_bits_test(&s->chosen, depth, set) || !add_set(s, depth, set))
            continue;
        gouw_status status = report(s, depth + 1);
        if (status == GOUW_OK)
            status = expand(s, depth + 1, set + 1);
        if (status != GOUW_OK)
            return status;
    }
    return GOUW_OK;
}

static gouw_status complement(const gouw_bits *sets, gouw_bits *out, gouw_arena *arena,
                              gouw_error *error) {
    const gouw_status status = gouw_bits_init(out, sets->n_rows, sets->n_columns, arena, error);
    for (size_t i = 0; status == GOUW_OK && i < sets->n_rows * sets->n_columns; i++) {
        if (!gouw_bits_test(sets, i / sets->n_columns, i % sets->n_columns))
            gouw_bits_set(out, i / sets->n_columns, i % sets->n_columns);
    }
    return status;
}

static gouw_status search_closed(search *s, gouw_arena *arena, gouw_error *error) {
    const size_t n = s->sets->n_rows, m = s->sets->n_columns;
    /* Each set that is added takes an item away, or it had been there already. */
    const size_t most = n < m + 1 ? n : m + 1;
    const size_t deepest = s->max_degree < most ? s->max_degree : most;
    gouw_status status = gouw_bits_init(&s->chosen, deepest + 2, n, arena, error);
    if (status == GOUW_OK)
        status = gouw_bits_init(&s->left, deepest + 2, m, arena, error);
    s->shown = gouw_arena_array(arena, s->sets->stride, sizeof *s->shown);
    if (status == GOUW_OK && s->shown == NULL)
        status = gouw_fail_memory(error, s->sets->stride * sizeof *s->shown);
    if (status != GOUW_OK)
        return status;
    for (size_t item = 0; item < m; item++)
        gouw_bits_set(&s->left, 0, item);
    if (!close_level(s, 0, 0))
        return GOUW_OK;
    if (gouw_bits_count(&s->chosen, 0) > 0 && (m > 0 || s->is_union))
        status = report(s, 0);
    return status == GOUW_OK ? expand(s, 0, 0) : status;
}

/* An item and the sets that hold it. */
typedef struct column {
    const uint64_t *sets;
    size_t n_words;
    uint32_t item;
} column;

static int by_sets(const void *x, const void *y) {
    const column *a = x, *b = y;
    for (size_t w = 0; w < a->n_words; w++) {
        if (a->sets[w] != b->sets[w])
            return a->sets[w] < b->sets[w] ? -1 : 1;
    }
    return a->item < b->item ? -1 : a->item > b->item;
}

static bool same_sets(const column *a, const column *b) {
    return memcmp(a->sets, b->sets, a->n_words * sizeof *a->sets) == 0;
}

static column *sorted_columns(const gouw_bits *turned, gouw_arena *arena, gouw_error *error) {
    column *columns = gouw_arena_array(arena, turned->n_rows, sizeof *columns);
    if (columns == NULL) {
        (void)gouw_fail_memory(error, turned->n_rows * sizeof *columns);
        return NULL;
    }
    for (size_t item = 0; item < turned->n_rows; item++)
        columns[item] = (column){gouw_bits_row(turned, item), turned->stride, (uint32_t)item};
    qsort(columns, turned->n_rows, sizeof *columns, by_sets);
    return columns;
}

static gouw_status search_distinct(search *s, gouw_arena *arena, gouw_error *error) {
    gouw_bits turned;
    gouw_status status = gouw_bits_transpose(s->sets, &turned, arena, error);
    if (status == GOUW_OK)
        status = gouw_bits_init(&s->left, 1, s->sets->n_columns, arena, error);
    const column *columns = status == GOUW_OK ? sorted_columns(&turned, arena, error) : NULL;
    if (columns == NULL)
        return status == GOUW_OK ? GOUW_EMEMORY : status;
    for (size_t at = 0, end = 0; at < turned.n_rows && !over(s) && status == GOUW_OK; at = end) {
        memset(s->left.words, 0, s->left.stride * sizeof *s->left.words);
        for (end = at; end < turned.n_rows && same_sets(&columns[at], &columns[end]); end++)
            gouw_bits_set(&s->left, 0, columns[end].item);
        const gouw_combination is = {.sets = columns[at].sets,
                                     .items = s->left.words,
                                     .degree = ones(columns[at].sets, turned.stride),
                                     .size = (uint32_t)(end - at)};
        s->found++;
        if (!over(s) && s->visit != NULL)
            status = s->visit(s->context, &is);
    }
    return status;
}

gouw_status gouw_intersect(const gouw_bits *sets, gouw_intersect_mode mode, uint32_t max_degree,
                           size_t limit, gouw_combination_visit visit, void *context,
                           size_t *n_combinations, gouw_arena *arena, gouw_error *error) {
    search s = {.sets = sets,
                .is_union = mode == GOUW_INTERSECT_UNION,
                .max_degree = max_degree,
                .limit = limit,
                .visit = visit,
                .context = context};
    gouw_bits complements;
    gouw_status status = GOUW_OK;
    if (s.is_union) {
        status = complement(sets, &complements, arena, error);
        s.sets = &complements;
    }
    if (status == GOUW_OK)
        status = mode == GOUW_INTERSECT_DISTINCT ? search_distinct(&s, arena, error)
                                                 : search_closed(&s, arena, error);
    *n_combinations = s.found;
    return status;
}
