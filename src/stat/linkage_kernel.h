/* What the chain does with whole rows of float32, for the processor at hand: the same numbers from
 * each. Internal to linkage_chain.c and distance.c. */
#ifndef GOUW_STAT_LINKAGE_KERNEL_H
#define GOUW_STAT_LINKAGE_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* Columns stand in groups of so many: one cache line of float32. Every n below is a multiple. */
enum { GOUW_LINE = 16 };

enum { GOUW_NEAR = 12 }; /* nearest in a list of linkage_lists.c */

typedef struct gouw_linkage_kernel {
    /* The first k with the smallest row[k] + penalty[k], which is *lowest; 0 where all are
     * infinite. */
    size_t (*nearest)(const float *row, const float *penalty, size_t n, float *lowest);

    /* to[0..n) = from[0..n), rounded; any n. */
    void (*convert)(const double *from, size_t n, float *to);

    /* Moves the numbers whose penalty is 0 to the front, in their order. May spoil the others. */
    void (*pack)(float *row, const float *penalty, size_t n);

    /* to[r][c] = from[c][r] for r and c < GOUW_LINE; a NULL to[r] is passed over. */
    void (*transpose)(const float *const *from, float *const *to);

    /* The same, past the cache where rows begin with a line: for what is not read soon. */
    void (*transpose_past)(const float *const *from, float *const *to);

    /* apart[0..GOUW_NEAR) ascends; puts x among them, behind those as near, and item among those it
     * belongs to. The last go out. x is less than the last. */
    void (*insert)(float *apart, uint32_t *to, float x, uint32_t item);
} gouw_linkage_kernel;

/* Never changes once the processor is known; NULL is never returned. */
const gouw_linkage_kernel *gouw_linkage_kernel_pick(void);

#endif
