/* What the tests of clustering share: public datasets as condensed distances, random ones, and
 * comparison of numbers. */
#ifndef CLUSTER_FIXTURE_H
#define CLUSTER_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/cluster_data.h"
#include "gouw/random.h"
#include "stat/distance.h"

enum { FIXTURE_MOST = 150 };

typedef struct fixture {
    const char *name;
    size_t n, n_columns;
    const double *values;    /* n rows of n_columns; or NULL and */
    const double *condensed; /* n (n - 1) / 2 */
} fixture;

static const fixture fixtures[] = {
    {"usarrests", 50, 4, usarrests_values, NULL},  {"iris", 150, 4, iris_values, NULL},
    {"ruspini", 75, 2, ruspini_values, NULL},      {"agriculture", 12, 2, agriculture_values, NULL},
    {"eurodist", 21, 0, NULL, eurodist_distances}, {"votes", 50, 0, NULL, votes_distances},
};

enum { N_FIXTURES = sizeof fixtures / sizeof fixtures[0] };

static inline void *must(void *memory) {
    assert_non_null(memory);
    return memory;
}

static inline double *new_doubles(size_t n) {
    return must(calloc(n + 1, sizeof(double)));
}

/* Condensed distances, to be freed. */
static inline double *fixture_distances(const fixture *f) {
    double *d = new_doubles(gouw_pair_count(f->n));
    for (size_t i = 0, at = 0; i < f->n; i++)
        for (size_t j = i + 1; j < f->n; j++, at++) {
            double sum = 0;
            for (size_t c = 0; c < f->n_columns; c++) {
                const double x = f->values[i * f->n_columns + c] - f->values[j * f->n_columns + c];
                sum += x * x;
            }
            d[at] = f->values == NULL ? f->condensed[at] : sqrt(sum);
        }
    return d;
}

/* n (n - 1) / 2 distances: uniform on [0, 1), or, with levels > 0, of that many values only. */
static inline double *random_distances(gouw_random *random, size_t n, uint32_t levels) {
    double *d = new_doubles(gouw_pair_count(n));
    for (size_t k = 0; k < gouw_pair_count(n); k++)
        d[k] = levels == 0 ? gouw_random_unit(random)
                           : (1 + (double)gouw_random_below(random, levels)) / levels;
    return d;
}

/* Distances of the same items, item i of the result being item old[i] of d. */
static inline double *permuted_distances(const double *d, size_t n, const uint32_t *old) {
    double *out = new_doubles(gouw_pair_count(n));
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            const size_t a = old[i] < old[j] ? old[i] : old[j];
            const size_t b = old[i] < old[j] ? old[j] : old[i];
            out[gouw_pair_index(n, i, j)] = d[gouw_pair_index(n, a, b)];
        }
    return out;
}

static inline void assert_close(double got, double expected, double tolerance, const char *what) {
    if (isnan(expected) ? !isnan(got)
                        : !(fabs(got - expected) <= tolerance * fmax(1, fabs(expected))))
        fail_msg("%s: got %.17g, expected %.17g", what, got, expected);
}

#endif
