/* Texts and the numbers they stand for: the ids of a file, and a pool that keeps each text once.
 *
 *     items    [0] achterhoek  [1] twente  ...       in the order they came
 *     slots    hash, item + 1; open addressing, at most half full
 */
#ifndef GOUW_DATA_NAMES_H
#define GOUW_DATA_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "gouw/arena.h"

typedef struct gouw_name {
    const char *text; /* NUL behind it */
    uint32_t length;
    uint32_t row; /* of an id: its index in the model; GOUW_INDEX_NONE when its row was left out */
    size_t line;  /* of an id: where it was defined */
} gouw_name;

typedef struct gouw_name_slot {
    uint32_t hash, item; /* item counts from 1; 0 = free */
} gouw_name_slot;

typedef struct gouw_names {
    gouw_arena *texts;  /* for the texts */
    gouw_arena *tables; /* for the table, needed no longer than the load */
    uint64_t key[2];
    gouw_name *items;
    gouw_name_slot *slots;
    size_t n, n_slots;
} gouw_names;

/* The key is one that nobody outside can know, as gouw_hash_make_key makes it. */
void gouw_names_init(gouw_names *names, const uint64_t key[2], gouw_arena *texts,
                     gouw_arena *tables);

/* Makes room for n items in all; -1 when memory is out. */
int gouw_names_reserve(gouw_names *names, size_t n);

/* The item of that text; NULL if there is none. */
gouw_name *gouw_names_find(const gouw_names *names, const char *text, size_t length);

/* Fetches into fast memory where the text stands or will stand, for one that is added soon: the
 * table of a large file is larger than the cache. */
void gouw_names_prepare(const gouw_names *names, const char *text, size_t length);

/* The item of that text, added with a copy if it is new (then line is 0, for the caller to set).
 * NULL when memory is out. Adding moves the items: do not keep the pointer. */
gouw_name *gouw_names_add(gouw_names *names, const char *text, size_t length);

#endif
