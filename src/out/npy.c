/* NumPy's format, version 1.0 (numpy.lib.format):
 *
 *     93 'NUMPY' 01 00   length of what follows, two bytes, low one first
 *     {'descr': '<f4', 'fortran_order': False, 'shape': (3, 3), }   blanks   newline
 *
 * so long that the values begin at a multiple of 64 bytes and can be mapped into memory. The
 * first sign of descr is the byte order of this machine.
 */
#include "out/npy.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MAGIC = 10, UNIT = 64 };

static char byte_order(void) {
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 1 ? '<' : '>';
}

void gouw_npy_header(gouw_sink *sink, size_t n_rows, size_t n_columns) {
    char text[3 * UNIT];
    memset(text, ' ', sizeof text);
    const int length = snprintf(text, sizeof text,
                                "{'descr': '%cf4', 'fortran_order': False, 'shape': (%zu, %zu), }",
                                byte_order(), n_rows, n_columns);
    text[length] = ' ';
    const size_t end = (MAGIC + (size_t)length + 1 + UNIT - 1) / UNIT * UNIT - MAGIC;
    text[end - 1] = '\n';
    const char magic[MAGIC] = {'\x93',          'N', 'U', 'M', 'P', 'Y', 1, 0, (char)(end & 0xFF),
                               (char)(end >> 8)};
    gouw_sink_write(sink, magic, sizeof magic);
    gouw_sink_write(sink, text, end);
}
