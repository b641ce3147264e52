/* GSL, made safe for a library: its error handler aborts the program unless it is turned off. */
#ifndef GOUW_STAT_GSL_H
#define GOUW_STAT_GSL_H

#include "gouw/status.h"

/* Turns GSL's error handler off, once a process. Call before the first call of GSL in a function;
 * any thread may. */
void gouw_gsl_quiet(void);

/* GOUW_OK for GSL_SUCCESS; GOUW_EMEMORY or GOUW_EINTERNAL with what was computed ("robust
 * trend") and GSL's own words otherwise. */
gouw_status gouw_gsl_check(int gsl_status, const char *what, gouw_error *error);

#endif
