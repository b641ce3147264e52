#include "gouw/random.h"

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

static uint64_t rotate(uint64_t x, int k) {
    return x << k | x >> (64 - k);
}

uint64_t gouw_random_next(gouw_random *random) {
    uint64_t *s = random->state;
    const uint64_t result = rotate(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

uint32_t gouw_random_below(gouw_random *random, uint32_t n) {
    uint64_t product = (gouw_random_next(random) >> 32) * n;
    if ((uint32_t)product < n) {
        const uint32_t reject = (uint32_t)(0u - n) % n;
        while ((uint32_t)product < reject)
            product = (gouw_random_next(random) >> 32) * n;
    }
    return (uint32_t)(product >> 32);
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
