/* The generator's step, for the few inner loops in which a call would cost as much as the step.
 * Everyone else uses gouw/random.h; both give the same numbers. */
#ifndef GOUW_BASE_RANDOM_STEP_H
#define GOUW_BASE_RANDOM_STEP_H

#include "gouw/random.h"

static inline uint64_t gouw_random_rotate(uint64_t x, int k) {
    return x << k | x >> (64 - k);
}

static inline uint64_t gouw_random_step(gouw_random *random) {
    uint64_t *s = random->state;
    const uint64_t result = gouw_random_rotate(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = gouw_random_rotate(s[3], 45);
    return result;
}

static inline uint32_t gouw_random_step_below(gouw_random *random, uint32_t n) {
    uint64_t product = (gouw_random_step(random) >> 32) * n;
    if ((uint32_t)product < n) {
        const uint32_t reject = (uint32_t)(0u - n) % n;
        while ((uint32_t)product < reject)
            product = (gouw_random_step(random) >> 32) * n;
    }
    return (uint32_t)(product >> 32);
}

#endif
