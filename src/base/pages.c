#if defined(__linux__)
#define _DEFAULT_SOURCE /* madvise, anonymous maps */
#endif

#include "base/pages.h"

#include <stdint.h>
#include <stdlib.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

/* Of x86-64 and most of arm64; elsewhere the request is a hint that fits less well. */
#define HUGE_PAGE ((size_t)2 << 20)

void *gouw_pages_alloc(size_t size) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    void *memory = NULL;
    /* Rounded up: a rest of nearly a huge page would be hundreds of faults. */
    const size_t whole = size <= SIZE_MAX - HUGE_PAGE ? (size + HUGE_PAGE - 1) / HUGE_PAGE : 0;
    if (whole >= 4 && posix_memalign(&memory, HUGE_PAGE, whole * HUGE_PAGE) == 0) {
        /* A hint: where it is refused the memory is as good. */
        (void)madvise(memory, whole * HUGE_PAGE, MADV_HUGEPAGE);
        return memory;
    }
#endif
    return malloc(size);
}

#if defined(__linux__) && defined(MADV_HUGEPAGE)

static size_t whole_pages(size_t size) {
    return (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
}

void *gouw_pages_zeroed(size_t size) {
    if (size > SIZE_MAX - 2 * HUGE_PAGE)
        return NULL;
    const size_t whole = whole_pages(size);
    char *map = mmap(NULL, whole + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                     -1, 0);
    if (map == MAP_FAILED)
        return NULL;
    /* A page more than needed was mapped; what lies before the first huge page, and behind the
     * last, goes back. */
    const size_t before = (HUGE_PAGE - (uintptr_t)map % HUGE_PAGE) % HUGE_PAGE;
    if (before > 0)
        (void)munmap(map, before);
    (void)munmap(map + before + whole, HUGE_PAGE - before);
    (void)madvise(map + before, whole, MADV_HUGEPAGE);
    return map + before;
}

void gouw_pages_return(void *memory, size_t size) {
    (void)munmap(memory, whole_pages(size));
}

#else

void *gouw_pages_zeroed(size_t size) {
    return calloc(1, size);
}

void gouw_pages_return(void *memory, size_t size) {
    (void)size;
    free(memory);
}

#endif
