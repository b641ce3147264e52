#include "gouw/random.h"

#include "base/random_step.h"

static uint64_t splitmix64(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

void gouw_random_init(gouw_random *random, uint64_t seed, uint64_t stream) {
    /* Hashing the stream first keeps (1, 2) and (2, 1) apart. */
    uint64_t mix = stream;
    uint64_t state = seed ^ splitmix64(&mix);
    for (int i = 0; i < 4; i++)
        random->state[i] = splitmix64(&state);
}

uint64_t gouw_random_next(gouw_random *random) {
    return gouw_random_step(random);
}

uint32_t gouw_random_below(gouw_random *random, uint32_t n) {
    return gouw_random_step_below(random, n);
}

double gouw_random_unit(gouw_random *random) {
    return (double)(gouw_random_next(random) >> 11) * 0x1.0p-53;
}

void gouw_random_shuffle(gouw_random *random, uint32_t *items, uint32_t n) {
    for (uint32_t i = n; i > 1; i--) {
        const uint32_t j = gouw_random_below(random, i);
        const uint32_t kept = items[i - 1];
        items[i - 1] = items[j];
        items[j] = kept;
    }
}
