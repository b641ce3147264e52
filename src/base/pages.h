/* Memory for a big numeric buffer.
 *
 * Linux hands out fresh memory 4 KiB at a time, on first touch, which can take longer than the
 * work done in it. A big buffer is put on huge pages where the system lets a program ask for them:
 * 512 times fewer faults, and columns of a square cost fewer address translations.
 */
#ifndef GOUW_BASE_PAGES_H
#define GOUW_BASE_PAGES_H

#include <stddef.h>

/* size bytes, not zeroed, for free(); NULL when memory is out. */
void *gouw_pages_alloc(size_t size);

/* size bytes, zeroed, fresh from the system; NULL when memory is out. For sizes of several MiB. */
void *gouw_pages_zeroed(size_t size);

/* Gives them back. */
void gouw_pages_return(void *memory, size_t size);

#endif
