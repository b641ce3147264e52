#include "stat/gower.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/i18n.h"

/* A column and the range of its numbers; the range is 1 where they do not vary. */
typedef struct scale {
    const gouw_gower_column *column;
    double range;
} scale;

/* Each compares rows i and j in one column: d_c, or NaN where delta_c is 0. */
static double compare_number(const scale *s, size_t i, size_t j) {
    return fabs(s->column->number[i] - s->column->number[j]) / s->range;
}

static double compare_yesno(const scale *s, size_t i, size_t j) {
    const double x = s->column->number[i], y = s->column->number[j];
    if (isnan(x) || isnan(y))
        return (double)NAN;
    return x != y;
}

static double compare_yes_only(const scale *s, size_t i, size_t j) {
    const bool both_no = s->column->number[i] == 0 && s->column->number[j] == 0;
    return both_no ? (double)NAN : compare_yesno(s, i, j);
}

static double compare_category(const scale *s, size_t i, size_t j) {
    const uint32_t x = s->column->code[i], y = s->column->code[j];
    if (x == GOUW_GOWER_NONE || y == GOUW_GOWER_NONE)
        return (double)NAN;
    return x != y;
}

static double compare_set(const scale *s, size_t i, size_t j) {
    const uint32_t *start = s->column->start, *member = s->column->member;
    uint32_t a = start[i], b = start[j];
    const uint32_t a_end = start[i + 1], b_end = start[j + 1];
    if (a == a_end || b == b_end)
        return (double)NAN;
    const uint32_t n_listed = (a_end - a) + (b_end - b);
    uint32_t n_both = 0;
    while (a < a_end && b < b_end) {
        const uint32_t x = member[a], y = member[b];
        n_both += x == y;
        a += x <= y;
        b += y <= x;
    }
    const uint32_t n_either = n_listed - n_both;
    return (double)(n_either - n_both) / (double)n_either;
}

static double (*const comparisons[])(const scale *, size_t, size_t) = {
    [GOUW_GOWER_NUMBER] = compare_number,     [GOUW_GOWER_YESNO] = compare_yesno,
    [GOUW_GOWER_YES_ONLY] = compare_yes_only, [GOUW_GOWER_CATEGORY] = compare_category,
    [GOUW_GOWER_SET] = compare_set,
};

static gouw_status find_range(scale *s, size_t n, size_t place, gouw_error *error) {
    double low = (double)INFINITY, high = -(double)INFINITY;
    s->range = 1;
    if (!(s->column->weight > 0 && s->column->weight < (double)INFINITY))
        return gouw_fail(error, GOUW_EDATA, _("the weight of column %zu is %g; it must be above 0"),
                         place + 1, s->column->weight);
    if (s->column->kind != GOUW_GOWER_NUMBER)
        return GOUW_OK;
    for (size_t i = 0; i < n; i++) {
        const double x = s->column->number[i];
        if (isinf(x))
            return gouw_fail(error, GOUW_EDATA, _("row %zu of column %zu is infinite"), i + 1,
                             place + 1);
        low = x < low ? x : low;
        high = x > high ? x : high;
    }
    if (high > low)
        s->range = high - low;
    if (isinf(s->range))
        return gouw_fail(error, GOUW_EDATA, _("the numbers of column %zu lie too far apart"),
                         place + 1);
    return GOUW_OK;
}

static double compare_rows(const scale *scales, size_t n_columns, size_t i, size_t j,
                           uint32_t *n_compared) {
    double sum = 0, weight = 0;
    *n_compared = 0;
    for (size_t c = 0; c < n_columns; c++) {
        const double d = comparisons[scales[c].column->kind](&scales[c], i, j);
        if (isnan(d))
            continue;
        sum += scales[c].column->weight * d;
        weight += scales[c].column->weight;
        ++*n_compared;
    }
    return *n_compared == 0 ? (double)NAN : sum / weight;
}

gouw_status gouw_gower(const gouw_gower_column *columns, size_t n_columns, size_t n,
                       double *distance, uint32_t *compared, size_t *n_incomparable,
                       gouw_error *error) {
    *n_incomparable = 0;
    scale *scales = calloc(n_columns + 1, sizeof *scales);
    if (scales == NULL)
        return gouw_fail_memory(error, (n_columns + 1) * sizeof *scales);
    gouw_status status = GOUW_OK;
    for (size_t c = 0; c < n_columns && status == GOUW_OK; c++) {
        scales[c].column = &columns[c];
        status = find_range(&scales[c], n, c, error);
    }
    size_t at = 0;
    for (size_t i = 0; i < n && status == GOUW_OK; i++)
        for (size_t j = i + 1; j < n; j++, at++) {
            uint32_t n_compared;
            distance[at] = compare_rows(scales, n_columns, i, j, &n_compared);
            *n_incomparable += n_compared == 0;
            if (compared != NULL)
                compared[at] = n_compared;
        }
    free(scales);
    return status;
}
