/* Where text goes: a file descriptor, or memory. Writers write to a sink and never to a stream,
 * so the same code serves a terminal, a file that is renamed into place, and a test.
 *
 * A sink remembers its first failure; writing on is harmless. Check once, with gouw_sink_close.
 */
#ifndef GOUW_SINK_H
#define GOUW_SINK_H

#include <stdbool.h>
#include <stddef.h>

#include "gouw/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gouw_sink {
    char *data; /* what is not yet written; all of it when descriptor is -1 */
    size_t length, capacity;
    int descriptor;
    int fault; /* the errno of the first failure; 0 = none */
} gouw_sink;

/* Text kept in memory: data[0..length) with a NUL behind it. */
void gouw_sink_open_memory(gouw_sink *sink);

/* Text written to an open descriptor through a buffer. The descriptor stays the caller's. */
void gouw_sink_open_descriptor(gouw_sink *sink, int descriptor);

void gouw_sink_write(gouw_sink *sink, const char *text, size_t length);
void gouw_sink_text(gouw_sink *sink, const char *text);
void gouw_sink_char(gouw_sink *sink, char c);
void gouw_sink_format(gouw_sink *sink, const char *format, ...) GOUW_PRINTF(2, 3);

/* A text as a JSON string, quotes included (RFC 8259). */
void gouw_sink_json(gouw_sink *sink, const char *text);

/* Makes the failure of a part, a sink in memory whose text goes into this one, its own. */
void gouw_sink_take_fault(gouw_sink *sink, const gouw_sink *part);

/* Remembers that what should have been written could not be made for want of memory. */
void gouw_sink_lacks_memory(gouw_sink *sink);

/* Forgets the text of a sink in memory, and keeps its room. */
void gouw_sink_clear(gouw_sink *sink);

/* Writes what is left; GOUW_EIO or GOUW_EMEMORY with what (a file name, say) and the system's
 * reason when anything failed since opening. The memory stays until gouw_sink_release. */
gouw_status gouw_sink_close(gouw_sink *sink, const char *what, gouw_error *error);

/* Frees the buffer. */
void gouw_sink_release(gouw_sink *sink);

#ifdef __cplusplus
}
#endif

#endif
