/* The estimation problem behind Turnbull's NPMLE, reduced to what matters: which run of innermost
 * intervals each observation covers, equal runs counted once. Callers use "stat/turnbull.h". */
#ifndef GOUW_STAT_TURNBULL_PROBLEM_H
#define GOUW_STAT_TURNBULL_PROBLEM_H

#include <stdint.h>

#include "stat/turnbull.h"

/* Row i: weight[i] observations cover the innermost intervals low[i] .. high[i] - 1. With
 * cumulative masses g[0] = 0, ..., g[m] = 1 their chance is g[high[i]] - g[low[i]]. */
typedef struct gouw_npmle {
    size_t n, n_rows, m;
    uint32_t *low, *high;
    double *weight;
    gouw_interval *innermost; /* m */
} gouw_npmle;

/* O(n): radix sorts and one merge of the ends. */
gouw_status gouw_npmle_reduce(const gouw_interval *intervals, size_t n, gouw_arena *arena,
                              gouw_npmle *problem, gouw_error *error);

/* Cumulative masses g[0..m] with gap at most tolerance; the gap reached and the rounds out. */
gouw_status gouw_npmle_solve(const gouw_npmle *problem, double tolerance, gouw_arena *arena,
                             double *g, double *gap, size_t *n_rounds, gouw_error *error);

/* What the steps work on: the iterate g, a trial, and sums over the rows. */
typedef struct gouw_npmle_work {
    double *g, *trial;      /* m + 1: cumulative masses */
    double *slope, *curve;  /* m + 1: first and minus second derivatives by g[j] */
    double *mass_slope;     /* m: by the mass of interval j: sum of a_ij / (A p)_i */
    double *level, *weight; /* m + 1: blocks of the isotonic fit */
    uint32_t *length;       /* m + 1 */
    double log_likelihood;  /* of g */
} gouw_npmle_work;

double gouw_npmle_log_likelihood(const gouw_npmle *problem, const double *g);

/* Moves g towards trial by the first of the steps 1, 1/2, 1/4, ... that loses no likelihood;
 * false when none of 30 does. */
bool gouw_npmle_search(const gouw_npmle *problem, gouw_npmle_work *work);

/* Newton's method on the masses that are positive. */
typedef struct gouw_npmle_newton {
    uint32_t *block; /* m + 1: the block of equal g that g[j] belongs to */
    uint32_t *first; /* a block: first column of its row in the factor */
    size_t *row;     /* a block: where its diagonal stands in factor */
    double *step;    /* a block */
    double *factor;  /* the envelope of the Hessian, row by row */
    size_t capacity; /* of factor */
} gouw_npmle_newton;

/* To be given back with gouw_npmle_newton_release. */
gouw_status gouw_npmle_newton_init(const gouw_npmle *problem, gouw_arena *arena,
                                   gouw_npmle_newton *newton, gouw_error *error);
void gouw_npmle_newton_release(gouw_npmle_newton *newton);

/* One step from work->g, shortened where a mass would turn negative (it becomes 0 then). True
 * when another step may help: it moved, but not the whole way. */
bool gouw_npmle_newton_step(const gouw_npmle *problem, gouw_npmle_work *work,
                            gouw_npmle_newton *newton);

#endif
