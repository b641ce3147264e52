/* Steps as an iCalendar file (RFC 5545), for the calendars that people keep.
 *
 * One all-day event a row whose two ends are known: it runs from the first to the last possible
 * day, so DTEND, which is exclusive, is the day after. Rows without both ends, and those outside
 * the years 1 to 9998, have no place in a calendar and are left out.
 */
#ifndef GOUW_CALENDAR_H
#define GOUW_CALENDAR_H

#include <stddef.h>

#include "gouw/date.h"
#include "gouw/sink.h"
#include "gouw/status.h"
#include "gouw/table.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct gouw_calendar {
    const char *name;         /* as people see it */
    const char *scope;        /* makes the ids of events unique: the name of the dataset */
    gouw_day stamp;           /* DTSTAMP of every event: the edition date, so that bytes repeat */
    const gouw_table *labels; /* names for ids, see labels.h; NULL = ids */
} gouw_calendar;

/* Writes a table with the columns region, stage, item, status, earliest and latest, as the
 * analysis timeline gives it, and when, precision and state where they are there. n_left_out, which
 * may be NULL, counts the rows without a place. GOUW_EUSAGE when a column is missing, or the
 * stamp is missing or outside those years. */
gouw_status gouw_calendar_write(const gouw_table *table, const gouw_calendar *calendar,
                                gouw_sink *sink, size_t *n_left_out, gouw_error *error);

#ifdef __cplusplus
}
#endif

#endif
