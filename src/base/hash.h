/* A keyed hash for tables whose keys come from files. With a key that the writer of a file cannot
 * know, chosen ids cannot be made to collide. Nothing that a person sees depends on the key:
 * tables made with it are looked up, never walked. */
#ifndef GOUW_BASE_HASH_H
#define GOUW_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* SipHash-1-3 of data[0..length). */
uint64_t gouw_hash(const uint64_t key[2], const void *data, size_t length);

/* A fresh key from the system's random device; a fixed one where there is none. */
void gouw_hash_make_key(uint64_t key[2]);

#endif
