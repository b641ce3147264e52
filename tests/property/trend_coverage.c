/* Does an 80 percent interval hold the truth eight times in ten? The table of docs/methods.md is
 * made here and compared with what stands there.
 *
 * Series of twelve counts in nineteen years, with gaps and a break, and the truth some years
 * later, in four worlds: the growth of each year is independent of the others (a random walk), or
 * the level keeps to a line but for noise in which a year resembles the one before by 0, 0.5 or
 * 0.8. 3000 series each: the standard error of a share is 0.007. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gouw/random.h"
#include "stat/trend.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { N = 12, SPAN = 19, FAR = 25, SERIES = 3000, METHODS = 3, HORIZONS = 3, BREAK = 4 };

static const int years[N] = {0, 1, 2, 5, 6, 7, 8, 11, 13, 14, 15, 18};
static const int ahead[HORIZONS] = {1, 10, 25};

/* likeness below 0: a random walk; else noise about a line that is so much like the year before. */
typedef struct world {
    const char *name; /* as in the document */
    double likeness;
} world;

static const world worlds[] = {{"random walk", -1.0},
                               {"line, independent noise", 0.0},
                               {"line, noise alike by 0.5", 0.5},
                               {"line, noise alike by 0.8", 0.8}};

static double normal(gouw_random *random) {
    const double radius = sqrt(-2.0 * log(1.0 - gouw_random_unit(random)));
    return radius * cos(6.283185307179586 * gouw_random_unit(random));
}

/* ln(value) year by year, 0.4 percent growth a year, moves of 1 percent. */
static void simulate(const world *w, gouw_random *random, double y[SPAN + FAR]) {
    double walk = 0.0, noise = normal(random);
    for (int t = 0; t < SPAN + FAR; t++) {
        walk += normal(random);
        if (t > 0)
            noise = w->likeness * noise + sqrt(1.0 - w->likeness * w->likeness) * normal(random);
        y[t] = 11.0 + 0.004 * t + 0.01 * (w->likeness < 0.0 ? walk : noise);
    }
}

typedef struct coverage {
    double share80[METHODS][HORIZONS], share95[METHODS][HORIZONS];
    double quarter[METHODS][HORIZONS]; /* how often P(value >= truth) is at most a quarter */
    double settled[METHODS];           /* how often there was a trend; the others do not count */
} coverage;

static void count(const gouw_trend *trend, const double y[SPAN + FAR], int method, coverage *c) {
    if (trend->unsettled)
        return;
    c->settled[method]++;
    for (int h = 0; h < HORIZONS; h++) {
        const double year = years[N - 1] + ahead[h], truth = exp(y[years[N - 1] + ahead[h]]);
        double middle, low, high;
        gouw_trend_at(trend, year, 0.8, &middle, &low, &high);
        c->share80[method][h] += low <= truth && truth <= high;
        gouw_trend_at(trend, year, 0.95, &middle, &low, &high);
        c->share95[method][h] += low <= truth && truth <= high;
        c->quarter[method][h] += gouw_trend_reach(trend, year, truth, true) <= 0.25;
    }
}

static void divide(coverage *c) {
    for (int method = 0; method < METHODS; method++) {
        for (int h = 0; h < HORIZONS; h++) {
            c->share80[method][h] /= c->settled[method];
            c->share95[method][h] /= c->settled[method];
            c->quarter[method][h] /= c->settled[method];
        }
        c->settled[method] /= (double)SERIES;
    }
}

static coverage cover(size_t which) {
    gouw_random random;
    gouw_random_init(&random, 20260201, which);
    coverage c = {0};
    for (int s = 0; s < SERIES; s++) {
        double y[SPAN + FAR];
        gouw_trend_point points[N];
        simulate(&worlds[which], &random, y);
        /* What was counted otherwise before the break lies at another level. */
        for (size_t i = 0; i < N; i++)
            points[i] = (gouw_trend_point){years[i], exp(y[years[i]] - (i < BREAK ? 0.5 : 0.0)),
                                           i == BREAK};
        for (int method = 0; method < METHODS; method++) {
            gouw_trend trend;
            assert_int_equal(gouw_trend_fit((gouw_trend_method)method, points, N, &trend, NULL),
                             GOUW_OK);
            count(&trend, y, method, &c);
        }
    }
    divide(&c);
    return c;
}

/* The whole document; static, and read once. */
static const char *document(void) {
    static char text[1 << 18];
    FILE *in = fopen("docs/methods.md", "rb");
    assert_non_null(in);
    text[fread(text, 1, sizeof text - 1, in)] = '\0';
    assert_int_equal(fclose(in), 0);
    return text;
}

/* "| random walk | 10 | 0.80 | 0.55 | 0.56 |" says the shares of the three methods. */
static void assert_documented(const world *w, int h, const coverage *c) {
    char start[96];
    double stated[METHODS];
    (void)snprintf(start, sizeof start, "| %s | %d |", w->name, ahead[h]);
    print_message("%s %.3f | %.3f | %.3f |\n", start, c->share80[0][h], c->share80[1][h],
                  c->share80[2][h]);
    const char *row = strstr(document(), start);
    if (row == NULL)
        fail_msg("docs/methods.md has no row %s", start);
    assert_int_equal(
        sscanf(row + strlen(start), " %lf | %lf | %lf |", &stated[0], &stated[1], &stated[2]),
        METHODS);
    for (int method = 0; method < METHODS; method++)
        assert_true(fabs(stated[method] - c->share80[method][h]) < 0.0055);
}

static void test_the_document_is_right(void **state) {
    (void)state;
    for (size_t w = 0; w < COUNT(worlds); w++) {
        const coverage c = cover(w);
        print_message("%s: the robust trend settled in %.4f\n", worlds[w].name,
                      c.settled[GOUW_TREND_ROBUST]);
        assert_true(c.settled[GOUW_TREND_ROBUST] > 0.99);
        for (int h = 0; h < HORIZONS; h++)
            assert_documented(&worlds[w], h, &c);
    }
}

static void test_drift_covers_a_walk(void **state) {
    (void)state;
    const coverage c = cover(0);
    for (int h = 0; h < HORIZONS; h++) {
        assert_true(fabs(c.share80[GOUW_TREND_DRIFT][h] - 0.80) < 0.025);
        assert_true(fabs(c.share95[GOUW_TREND_DRIFT][h] - 0.95) < 0.015);
        assert_true(fabs(c.quarter[GOUW_TREND_DRIFT][h] - 0.25) < 0.025);
        assert_true(ahead[h] < 10 || c.share80[GOUW_TREND_LOGLINEAR][h] < 0.65);
    }
}

/* Least squares is exact in its own world, and falls short as soon as years resemble each other. */
static void test_loglinear_covers_independent_noise(void **state) {
    (void)state;
    const coverage alone = cover(1), alike = cover(3);
    for (int h = 0; h < HORIZONS; h++) {
        assert_true(fabs(alone.share80[GOUW_TREND_LOGLINEAR][h] - 0.80) < 0.025);
        assert_true(ahead[h] < 10 || alike.share80[GOUW_TREND_LOGLINEAR][h] < 0.65);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_document_is_right),
        cmocka_unit_test(test_drift_covers_a_walk),
        cmocka_unit_test(test_loglinear_covers_independent_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
