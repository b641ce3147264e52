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
    if (size >= 4 * HUGE_PAGE && size <= SIZE_MAX - HUGE_PAGE &&
        posix_memalign(&memory, HUGE_PAGE, size) == 0) {
        /* A hint: where it is refused the memory is as good. Whole pages only, so that no
         * neighbour is drawn in. */
        (void)madvise(memory, size / HUGE_PAGE * HUGE_PAGE, MADV_HUGEPAGE);
        return memory;
    }
#endif
    return malloc(size);
}
