#include "stat/gsl.h"

#include <gsl/gsl_errno.h>
#include <pthread.h>

#include "base/i18n.h"

static void turn_off(void) {
    (void)gsl_set_error_handler_off();
}

void gouw_gsl_quiet(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, turn_off);
}

gouw_status gouw_gsl_check(int gsl_status, const char *what, gouw_error *error) {
    if (gsl_status == GSL_SUCCESS)
        return GOUW_OK;
    const gouw_status status = gsl_status == GSL_ENOMEM ? GOUW_EMEMORY : GOUW_EINTERNAL;
    return gouw_fail(error, status, _("%s: %s (GSL)"), what, gsl_strerror(gsl_status));
}
