#include "gouw/sink.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

enum { BUFFER = 1 << 16 };

void gouw_sink_open_memory(gouw_sink *sink) {
    *sink = (gouw_sink){.descriptor = -1};
}

void gouw_sink_open_descriptor(gouw_sink *sink, int descriptor) {
    *sink = (gouw_sink){.descriptor = descriptor};
}

static void flush(gouw_sink *sink) {
    size_t done = 0;
    while (done < sink->length && sink->fault == 0) {
        const ssize_t n = write(sink->descriptor, sink->data + done, sink->length - done);
        if (n >= 0)
            done += (size_t)n;
        else if (errno != EINTR)
            sink->fault = errno;
    }
    sink->length = 0;
}

/* Makes room for length more bytes and a NUL. */
static bool reserve(gouw_sink *sink, size_t length) {
    if (sink->fault != 0)
        return false;
    if (length < sink->capacity - sink->length)
        return true;
    if (length > SIZE_MAX / 4 || sink->length > SIZE_MAX / 4) {
        sink->fault = ENOMEM;
        return false;
    }
    size_t capacity = sink->capacity < 256 ? 256 : sink->capacity;
    while (capacity - sink->length <= length)
        capacity *= 2;
    char *data = realloc(sink->data, capacity);
    if (data == NULL) {
        sink->fault = ENOMEM;
        return false;
    }
    sink->data = data;
    sink->capacity = capacity;
    return true;
}

void gouw_sink_write(gouw_sink *sink, const char *text, size_t length) {
    if (!reserve(sink, length))
        return;
    if (length > 0)
        memcpy(sink->data + sink->length, text, length);
    sink->length += length;
    sink->data[sink->length] = '\0';
    if (sink->descriptor >= 0 && sink->length >= BUFFER)
        flush(sink);
}

void gouw_sink_text(gouw_sink *sink, const char *text) {
    gouw_sink_write(sink, text, strlen(text));
}

void gouw_sink_char(gouw_sink *sink, char c) {
    gouw_sink_write(sink, &c, 1);
}

void gouw_sink_format(gouw_sink *sink, const char *format, ...) {
    char small[256];
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (length < 0)
        return;
    if ((size_t)length < sizeof small) {
        gouw_sink_write(sink, small, (size_t)length);
        return;
    }
    if (!reserve(sink, (size_t)length))
        return;
    va_start(args, format);
    (void)vsnprintf(sink->data + sink->length, (size_t)length + 1, format, args);
    va_end(args);
    sink->length += (size_t)length;
    if (sink->descriptor >= 0 && sink->length >= BUFFER)
        flush(sink);
}

void gouw_sink_json(gouw_sink *sink, const char *text) {
    gouw_sink_char(sink, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            gouw_sink_char(sink, '\\');
        if ((unsigned char)*c < 0x20)
            gouw_sink_format(sink, "\\u%04x", (unsigned)(unsigned char)*c);
        else
            gouw_sink_char(sink, *c);
    }
    gouw_sink_char(sink, '"');
}

void gouw_sink_take_fault(gouw_sink *sink, const gouw_sink *part) {
    if (sink->fault == 0)
        sink->fault = part->fault;
}

void gouw_sink_lacks_memory(gouw_sink *sink) {
    if (sink->fault == 0)
        sink->fault = ENOMEM;
}

void gouw_sink_clear(gouw_sink *sink) {
    sink->length = 0;
    gouw_sink_write(sink, "", 0);
}

gouw_status gouw_sink_close(gouw_sink *sink, const char *what, gouw_error *error) {
    if (sink->descriptor >= 0)
        flush(sink);
    if (sink->fault == ENOMEM && sink->descriptor < 0)
        return gouw_fail_memory(error, sink->capacity);
    if (sink->fault != 0)
        return gouw_fail(error, GOUW_EIO, _("cannot write %s: %s"), what, strerror(sink->fault));
    return GOUW_OK;
}

void gouw_sink_release(gouw_sink *sink) {
    free(sink->data);
    sink->data = NULL;
    sink->length = sink->capacity = 0;
}
