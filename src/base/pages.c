#if defined(__linux__)
#define _DEFAULT_SOURCE /* madvise */
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
