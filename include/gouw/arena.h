/* An arena: memory that is given out piece by piece and taken back all at once.
 *
 * gouw uses two: one holds the model of a dataset for as long as it is looked at, one the work of
 * an analysis. Nothing in them is freed on its own, so nothing has an owner to remember.
 *
 *     block -> block -> block          the newest block first; each twice as large as the last,
 *     [used......|free]                from 4 KiB up to 16 MiB; a larger piece gets its own block
 *
 * Tests set fail_at to make the n-th allocation fail, and single to give every piece its own
 * malloc, so that valgrind and AddressSanitizer see each boundary.
 */
#ifndef GOUW_ARENA_H
#define GOUW_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gouw_arena_block gouw_arena_block;

typedef struct gouw_arena {
    gouw_arena_block *newest;
    size_t n_allocations; /* asked for so far, failed ones too */
    size_t fail_at;       /* the allocation, counted from 1, that fails; 0 = none */
    bool single;          /* every piece its own malloc */
} gouw_arena;

#ifdef __cplusplus
#define GOUW_ARENA_INIT                                                                            \
    {}
#else
#define GOUW_ARENA_INIT                                                                            \
    { .newest = NULL }
#endif

/* Gives back all memory of the arena and leaves it empty, settings kept. */
void gouw_arena_release(gouw_arena *arena);

/* size bytes, zeroed, aligned for any type; NULL when memory is out. size 0 gives a valid
 * pointer that must not be read. */
void *gouw_arena_alloc(gouw_arena *arena, size_t size);

/* n items of size bytes, zeroed; NULL also when n * size overflows. */
void *gouw_arena_array(gouw_arena *arena, size_t n, size_t size);

/* An array that grows: the first n_old of n_new items are copied from old (which may be NULL) and
 * the rest zeroed. The old array stays valid until the arena is released. Grow by doubling. */
void *gouw_arena_grow(gouw_arena *arena, const void *old, size_t n_old, size_t n_new, size_t size);

/* A copy of text[0..length) with a NUL behind it. */
char *gouw_arena_text(gouw_arena *arena, const char *text, size_t length);

/* A formatted string. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
char *
gouw_arena_format(gouw_arena *arena, const char *format, ...);

#ifdef __cplusplus
}
#endif

#endif
