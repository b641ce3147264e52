/* Random numbers that are the same on every machine.
 *
 * xoshiro256++ (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators", ACM
 * TOMS 47:36), seeded through splitmix64. A (seed, stream) pair names an independent sequence:
 * give each chain or draw its own stream and the result does not depend on the number of threads.
 */
#ifndef GOUW_RANDOM_H
#define GOUW_RANDOM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gouw_random {
    uint64_t state[4];
} gouw_random;

void gouw_random_init(gouw_random *random, uint64_t seed, uint64_t stream);

/* 64 random bits. */
uint64_t gouw_random_next(gouw_random *random);

/* Uniform on 0 .. n - 1, without bias (Lemire 2019); n >= 1. */
uint32_t gouw_random_below(gouw_random *random, uint32_t n);

/* Uniform on [0, 1), a multiple of 2^-53. */
double gouw_random_unit(gouw_random *random);

/* Shuffles items[0..n) uniformly (Fisher-Yates). */
void gouw_random_shuffle(gouw_random *random, uint32_t *items, uint32_t n);

#ifdef __cplusplus
}
#endif

#endif
