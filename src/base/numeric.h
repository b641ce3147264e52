/* Dates in figures as spreadsheets and people write them: 13-6-2026, 06/2026, 46174. */
#ifndef GOUW_BASE_NUMERIC_H
#define GOUW_BASE_NUMERIC_H

#include "gouw/date.h"

/* Whether text[0..length) has such a form. If so, *out, *reading and message say what it is: a
 * date that can mean one thing only is dated, with a notice; every other is undated. */
bool gouw_numeric_read(const char *text, size_t length, gouw_when *out, gouw_reading *reading,
                       char message[GOUW_MESSAGE_MAX]);

#endif
