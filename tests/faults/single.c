/* Gives every piece of every arena its own malloc, so that each can be made to fail (fail.c). Put
 * around the library's functions by the linker (--wrap). */
#include "gouw/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void *__real_gouw_arena_alloc(gouw_arena *arena, size_t size);
void *__wrap_gouw_arena_alloc(gouw_arena *arena, size_t size);
void *__real_gouw_arena_array(gouw_arena *arena, size_t n, size_t size);
void *__wrap_gouw_arena_array(gouw_arena *arena, size_t n, size_t size);
void *__real_gouw_arena_grow(gouw_arena *arena, const void *old, size_t n_old, size_t n_new,
                             size_t size);
void *__wrap_gouw_arena_grow(gouw_arena *arena, const void *old, size_t n_old, size_t n_new,
                             size_t size);
char *__real_gouw_arena_text(gouw_arena *arena, const char *text, size_t length);
char *__wrap_gouw_arena_text(gouw_arena *arena, const char *text, size_t length);
char *__wrap_gouw_arena_format(gouw_arena *arena, const char *format, ...);

void *__wrap_gouw_arena_alloc(gouw_arena *arena, size_t size) {
    arena->single = true;
    return __real_gouw_arena_alloc(arena, size);
}

void *__wrap_gouw_arena_array(gouw_arena *arena, size_t n, size_t size) {
    arena->single = true;
    return __real_gouw_arena_array(arena, n, size);
}

void *__wrap_gouw_arena_grow(gouw_arena *arena, const void *old, size_t n_old, size_t n_new,
                             size_t size) {
    arena->single = true;
    return __real_gouw_arena_grow(arena, old, n_old, n_new, size);
}

char *__wrap_gouw_arena_text(gouw_arena *arena, const char *text, size_t length) {
    arena->single = true;
    return __real_gouw_arena_text(arena, text, length);
}

char *__wrap_gouw_arena_format(gouw_arena *arena, const char *format, ...) {
    char words[4096];
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(words, sizeof words, format, args);
    va_end(args);
    return length < 0 || (size_t)length >= sizeof words
               ? NULL
               : __wrap_gouw_arena_text(arena, words, (size_t)length);
}
