/* Ways to find the merges of a linkage, as tests call them. */
#ifndef GOUW_TESTS_LINKAGE_WAYS_H
#define GOUW_TESTS_LINKAGE_WAYS_H

#include "stat/linkage_steps.h"

/* In stages to the end, where the chain would take over before. */
static inline gouw_status stages(const gouw_distances *d, gouw_linkage linkage, gouw_step *steps,
                                 gouw_error *error) {
    return gouw_linkage_stages(d, linkage, 2, steps, error);
}

static inline gouw_status exact_stages(const gouw_distances *d, gouw_linkage linkage,
                                       gouw_step *steps, gouw_error *error) {
    if (linkage == GOUW_LINKAGE_SINGLE)
        return gouw_linkage_spanning(d, steps, error);
    const gouw_status status = stages(d, linkage, steps, error);
    return status == GOUW_OK ? gouw_linkage_heights(d, linkage, steps, error) : status;
}

#endif
