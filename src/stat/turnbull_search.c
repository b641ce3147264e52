/* The log-likelihood of Turnbull's estimate, and the search along a way up. */
#include <math.h>

#include "base/cpu.h"
#include "stat/turnbull_problem.h"

/* A sum of logarithms as the logarithm of few products: AT_ONCE of them, so that one need not wait
 * for the other, each taken before it could underflow. */
enum { AT_ONCE = 4 };
static const double SMALLEST_CHANCE = 1e-100;

typedef struct logs {
    double sum, product[AT_ONCE];
} logs;

static logs no_logs(void) {
    return (logs){0.0, {1.0, 1.0, 1.0, 1.0}};
}

/* Adds weight * ln(p), p of row i; false where p is none. */
static GOUW_INLINE bool add_log(logs *l, size_t i, double weight, double p) {
    if (!(p > SMALLEST_CHANCE))
        return false;
    if (weight != 1.0) {
        l->sum += weight * log(p);
        return true;
    }
    double *product = &l->product[i % AT_ONCE];
    *product *= p;
    if (*product < SMALLEST_CHANCE) {
        l->sum += log(*product);
        *product = 1.0;
    }
    return true;
}

static double total(const logs *l) {
    double sum = l->sum;
    for (size_t k = 0; k < AT_ONCE; k++)
        sum += log(l->product[k]);
    return sum;
}

double gouw_npmle_log_likelihood(const gouw_npmle *problem, const double *g) {
    logs l = no_logs();
    for (size_t i = 0; i < problem->n_rows; i++) {
        const double p = g[problem->high[i]] - g[problem->low[i]];
        if (!add_log(&l, i, problem->weight[i], p))
            return -(double)INFINITY;
    }
    return total(&l);
}

bool gouw_npmle_search(const gouw_npmle *problem, gouw_npmle_work *work) {
    /* A loss within rounding is none: near the maximum the sum has no more digits to show. */
    const double floor = work->log_likelihood - 1e-14 * fabs(work->log_likelihood);
    for (int halvings = 0; halvings < 30; halvings++) {
        const double reached = gouw_npmle_log_likelihood(problem, work->trial);
        if (reached >= floor) {
            double *kept = work->g;
            work->g = work->trial;
            work->trial = kept;
            work->log_likelihood = reached;
            return true;
        }
        for (size_t j = 1; j < problem->m; j++)
            work->trial[j] = 0.5 * (work->trial[j] + work->g[j]);
    }
    return false;
}
