/* SipHash (Aumasson & Bernstein 2012, "SipHash: a fast short-input PRF", INDOCRYPT), with one
 * round a word and three at the end: the variant that language runtimes use for their tables. */
#include "base/hash.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static uint64_t rotate(uint64_t x, int k) {
    return x << k | x >> (64 - k);
}

static void mix(uint64_t v[4]) {
    v[0] += v[1];
    v[2] += v[3];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] = rotate(v[0], 32);
    v[2] += v[1];
    v[0] += v[3];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] = rotate(v[2], 32);
}

static void absorb(uint64_t v[4], uint64_t word) {
    v[3] ^= word;
    mix(v);
    v[0] ^= word;
}

uint64_t gouw_hash(const uint64_t key[2], const void *data, size_t length) {
    const unsigned char *bytes = data;
    uint64_t v[4] = {key[0] ^ UINT64_C(0x736f6d6570736575), key[1] ^ UINT64_C(0x646f72616e646f6d),
                     key[0] ^ UINT64_C(0x6c7967656e657261), key[1] ^ UINT64_C(0x7465646279746573)};
    size_t left = length;
    for (; left >= 8; left -= 8, bytes += 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        absorb(v, word);
    }
    uint64_t last = (uint64_t)length << 56;
    for (size_t i = 0; i < left; i++)
        last |= (uint64_t)bytes[i] << (8 * i);
    absorb(v, last);
    v[2] ^= 0xff;
    mix(v);
    mix(v);
    mix(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
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
