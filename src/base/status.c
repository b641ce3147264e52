#include "gouw/status.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/quote.h"

gouw_status gouw_fail(gouw_error *error, gouw_status status, const char *format, ...) {
    if (error == NULL)
        return status;
    if (error->status != GOUW_OK)
        return error->status;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    gouw_make_plain(error->message);
    error->status = status;
    return status;
}

gouw_status gouw_fail_memory(gouw_error *error, size_t size) {
    return gouw_fail(error, GOUW_EMEMORY, _("out of memory: could not get %zu bytes"), size);
}

int gouw_exit_code(gouw_status status) {
    static const int code[] = {
        [GOUW_OK] = 0,      [GOUW_EDATA] = 1,        [GOUW_EUSAGE] = 2,    [GOUW_EIO] = 3,
        [GOUW_EMEMORY] = 4, [GOUW_EINTERRUPT] = 130, [GOUW_EINTERNAL] = 4,
    };
    return code[status];
}
