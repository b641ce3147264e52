/* How a function of gouw says what went wrong.
 *
 * Every function that can fail returns a gouw_status and takes a caller-owned gouw_error as its
 * last parameter. The error carries one message with the offending values. The first message
 * wins: a caller further up may add a place (file, line, field) but never replaces the text.
 *
 * Faults in a dataset are not errors of the program: they are findings, see dataset.h.
 */
#ifndef GOUW_STATUS_H
#define GOUW_STATUS_H

#include <stddef.h>
#include <stdint.h>

typedef enum gouw_status {
    GOUW_OK = 0,
    GOUW_EDATA,      /* the data do not allow it; the message says which and what to do */
    GOUW_EUSAGE,     /* the request itself is wrong */
    GOUW_EIO,        /* cannot read, write or start something */
    GOUW_EMEMORY,    /* an allocation failed */
    GOUW_EINTERRUPT, /* the user asked to stop */
    GOUW_EINTERNAL   /* a fault of gouw, or a numeric method that did not converge */
} gouw_status;

#define GOUW_MESSAGE_MAX 1024

typedef struct gouw_error {
    gouw_status status;
    char message[GOUW_MESSAGE_MAX]; /* one sentence, UTF-8, no newline at the end */
} gouw_error;

#ifdef __cplusplus
#define GOUW_ERROR_INIT                                                                            \
    {}
#else
#define GOUW_ERROR_INIT                                                                            \
    { .status = GOUW_OK, .message = "" }
#endif

#if defined(__GNUC__)
#define GOUW_PRINTF(format_at, args_at) __attribute__((format(printf, format_at, args_at)))
#define GOUW_MUST_CHECK                 __attribute__((warn_unused_result))
#else
#define GOUW_PRINTF(format_at, args_at)
#define GOUW_MUST_CHECK
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Records status and message unless an earlier one stands, and returns the status that stands.
 * error may be NULL; then only the status is returned. */
gouw_status gouw_fail(gouw_error *error, gouw_status status, const char *format, ...)
    GOUW_PRINTF(3, 4);

/* gouw_fail for a failed allocation of size bytes. */
gouw_status gouw_fail_memory(gouw_error *error, size_t size);

/* The exit code of a program for a status: 0 fine, 1 data, 2 usage, 3 input/output, 4 internal;
 * 130 for an interrupt, as shells expect. */
int gouw_exit_code(gouw_status status);

#ifdef __cplusplus
}
#endif

#endif
