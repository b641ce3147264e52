/* SipHash (Aumasson & Bernstein 2012, "SipHash: a fast short-input PRF", INDOCRYPT), with one
 * round a word and three at the end: the variant that language runtimes use for their tables. */
#include "base/hash.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct state {
    uint64_t a, b, c, d;
} state;

static inline uint64_t rotate(uint64_t x, int k) {
    return x << k | x >> (64 - k);
}

static inline state mix(state v) {
    v.a += v.b;
    v.c += v.d;
    v.b = rotate(v.b, 13) ^ v.a;
    v.d = rotate(v.d, 16) ^ v.c;
    v.a = rotate(v.a, 32);
    v.c += v.b;
    v.a += v.d;
    v.b = rotate(v.b, 17) ^ v.c;
    v.d = rotate(v.d, 21) ^ v.a;
    v.c = rotate(v.c, 32);
    return v;
}

static inline state absorb(state v, uint64_t word) {
    v.d ^= word;
    v = mix(v);
    v.a ^= word;
    return v;
}

uint64_t gouw_hash(const uint64_t key[2], const void *data, size_t length) {
    const unsigned char *bytes = data;
    state v = {key[0] ^ UINT64_C(0x736f6d6570736575), key[1] ^ UINT64_C(0x646f72616e646f6d),
               key[0] ^ UINT64_C(0x6c7967656e657261), key[1] ^ UINT64_C(0x7465646279746573)};
    size_t left = length;
    for (; left >= 8; left -= 8, bytes += 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        v = absorb(v, word);
    }
    uint64_t last = (uint64_t)length << 56;
    for (size_t i = 0; i < left; i++)
        last |= (uint64_t)bytes[i] << (8 * i);
    v = absorb(v, last);
    v.c ^= 0xff;
    v = mix(mix(mix(v)));
    return v.a ^ v.b ^ v.c ^ v.d;
}

void gouw_hash_make_key(uint64_t key[2]) {
    key[0] = UINT64_C(0x243F6A8885A308D3); /* the first digits of pi */
    key[1] = UINT64_C(0x13198A2E03707344);
    const int descriptor = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    uint64_t fresh[2];
    if (read(descriptor, fresh, sizeof fresh) == (ssize_t)sizeof fresh)
        memcpy(key, fresh, sizeof fresh);
    (void)close(descriptor);
}
