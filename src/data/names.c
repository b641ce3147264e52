#include "data/names.h"

#include <string.h>

#include "base/hash.h"
#include "base/prefetch.h"
#include "gouw/dataset.h"

enum { FIRST_SLOTS = 64, MOST = 1 << 30 };

void gouw_names_init(gouw_names *names, const uint64_t key[2], gouw_arena *texts,
                     gouw_arena *tables) {
    *names = (gouw_names){.texts = texts, .tables = tables, .key = {key[0], key[1]}};
}

/* The slot that holds the text, or the free one where it would go. */
static gouw_name_slot *seek(const gouw_names *names, uint32_t hash, const char *text,
                            size_t length) {
    const size_t mask = names->n_slots - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        gouw_name_slot *slot = &names->slots[at];
        if (slot->item == 0)
            return slot;
        const gouw_name *item = &names->items[slot->item - 1];
        if (slot->hash == hash && item->length == length && memcmp(item->text, text, length) == 0)
            return slot;
    }
}

gouw_name *gouw_names_find(const gouw_names *names, const char *text, size_t length) {
    if (names->n_slots == 0)
        return NULL;
    const uint32_t hash = (uint32_t)gouw_hash(names->key, text, length);
    const gouw_name_slot *slot = seek(names, hash, text, length);
    return slot->item == 0 ? NULL : &names->items[slot->item - 1];
}

/* There is one item for every two slots. */
int gouw_names_reserve(gouw_names *names, size_t n) {
    size_t n_slots = names->n_slots == 0 ? FIRST_SLOTS : names->n_slots;
    while (n_slots / 2 < n && n_slots / 2 < MOST)
        n_slots *= 2;
    if (n_slots == names->n_slots)
        return 0;
    gouw_name_slot *slots = gouw_arena_array(names->tables, n_slots, sizeof *slots);
    gouw_name *items = gouw_arena_grow(names->tables, names->items, names->n, n_slots / 2,
                                       sizeof *items);
    if (slots == NULL || items == NULL)
        return -1;
    for (size_t i = 0; i < names->n_slots; i++) {
        if (names->slots[i].item == 0)
            continue;
        size_t at = names->slots[i].hash & (n_slots - 1);
        while (slots[at].item != 0)
            at = (at + 1) & (n_slots - 1);
        slots[at] = names->slots[i];
    }
    names->slots = slots;
    names->items = items;
    names->n_slots = n_slots;
    return 0;
}

void gouw_names_prepare(const gouw_names *names, const char *text, size_t length) {
    if (names->n_slots > 0)
        GOUW_PREFETCH_READ(
            &names->slots[(uint32_t)gouw_hash(names->key, text, length) & (names->n_slots - 1)]);
}

gouw_name *gouw_names_add(gouw_names *names, const char *text, size_t length) {
    if (length > UINT32_MAX || names->n >= MOST)
        return NULL;
    if (names->n == names->n_slots / 2 && gouw_names_reserve(names, names->n + 1) != 0)
        return NULL;
    const uint32_t hash = (uint32_t)gouw_hash(names->key, text, length);
    gouw_name_slot *slot = seek(names, hash, text, length);
    if (slot->item != 0)
        return &names->items[slot->item - 1];
    gouw_name *item = &names->items[names->n];
    *item = (gouw_name){.text = gouw_arena_text(names->texts, text, length),
                        .length = (uint32_t)length,
                        .row = GOUW_INDEX_NONE};
    if (item->text == NULL)
        return NULL;
    *slot = (gouw_name_slot){.hash = hash, .item = (uint32_t)++names->n};
    return item;
}
