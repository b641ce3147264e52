#include "gouw/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"

enum { FIRST_BLOCK = 4 << 10, LARGEST_BLOCK = 16 << 20 };
enum { ZEROED = 1 << 20, PAGES = 4 << 20 }; /* sizes from which a block comes otherwise */

struct gouw_arena_block {
    gouw_arena_block *older;
    size_t capacity, used;
    bool is_zero;       /* all of it; else each piece is cleared when it is handed out */
    bool is_pages;      /* from gouw_pages_zeroed */
    max_align_t data[]; /* aligned for any type */
};

void gouw_arena_release(gouw_arena *arena) {
    while (arena->newest != NULL) {
        gouw_arena_block *older = arena->newest->older;
        if (arena->newest->is_pages)
            gouw_pages_return(arena->newest, sizeof *older + arena->newest->capacity);
        else
            free(arena->newest);
        arena->newest = older;
    }
}

/* Of a block that pieces share only what is used is cleared: pages cost more than bytes. Large ones
 * come zeroed from the system, page by page as they are touched, the largest on huge pages. */
static gouw_arena_block *block_make(const gouw_arena *arena, size_t capacity) {
    if (capacity > SIZE_MAX - sizeof(gouw_arena_block))
        return NULL;
    const size_t size = sizeof(gouw_arena_block) + capacity;
    const bool is_pages = size >= PAGES && !arena->single;
    const bool is_zero = size >= ZEROED || arena->single;
    gouw_arena_block *block = is_pages  ? gouw_pages_zeroed(size)
                              : is_zero ? calloc(1, size)
                                        : malloc(size);
    if (block == NULL)
        return NULL;
    block->used = 0;
    block->is_zero = is_zero;
    block->is_pages = is_pages;
    block->capacity = capacity;
    return block;
}

/* The capacity of the next block for a piece of size bytes. */
static size_t next_capacity(const gouw_arena *arena, size_t size) {
    if (arena->single)
        return size;
    size_t capacity = FIRST_BLOCK;
    if (arena->newest != NULL && arena->newest->capacity >= FIRST_BLOCK)
        capacity = arena->newest->capacity * 2;
    if (capacity > LARGEST_BLOCK)
        capacity = LARGEST_BLOCK;
    return size > capacity ? size : capacity;
}

/* A block with room for size bytes. One that a large piece fills goes behind the newest, of which
 * the rest stays in use. */
static gouw_arena_block *block_add(gouw_arena *arena, size_t size) {
    const size_t capacity = next_capacity(arena, size);
    gouw_arena_block *block = block_make(arena, capacity);
    if (block == NULL)
        return NULL;
    gouw_arena_block **place = &arena->newest;
    if (arena->newest != NULL && capacity == size && !arena->single)
        place = &arena->newest->older;
    block->older = *place;
    *place = block;
    return block;
}

void *gouw_arena_alloc(gouw_arena *arena, size_t size) {
    arena->n_allocations++;
    if (arena->n_allocations == arena->fail_at)
        return NULL;
    const size_t unit = _Alignof(max_align_t);
    if (size > SIZE_MAX - unit)
        return NULL;
    const size_t rounded = arena->single ? size : (size + unit - 1) / unit * unit;
    gouw_arena_block *block = arena->newest;
    if (block == NULL || arena->single || block->capacity - block->used < rounded)
        block = block_add(arena, rounded);
    if (block == NULL)
        return NULL;
    char *piece = (char *)block->data + block->used;
    block->used += rounded;
    return block->is_zero ? piece : memset(piece, 0, rounded);
}

void *gouw_arena_array(gouw_arena *arena, size_t n, size_t size) {
    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    return gouw_arena_alloc(arena, n * size);
}

void *gouw_arena_grow(gouw_arena *arena, const void *old, size_t n_old, size_t n_new, size_t size) {
    void *items = gouw_arena_array(arena, n_new, size);
    if (items != NULL && n_old > 0)
        memcpy(items, old, n_old * size);
    return items;
}

char *gouw_arena_text(gouw_arena *arena, const char *text, size_t length) {
    if (length == SIZE_MAX)
        return NULL;
    char *copy = gouw_arena_alloc(arena, length + 1);
    if (copy != NULL && length > 0)
        memcpy(copy, text, length);
    return copy;
}

char *gouw_arena_format(gouw_arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        return NULL;
    char *text = gouw_arena_alloc(arena, (size_t)length + 1);
    if (text == NULL)
        return NULL;
    va_start(args, format);
    (void)vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}
