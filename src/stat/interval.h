/* A closed interval of whole days: what is known of when something happened or will. */
#ifndef GOUW_STAT_INTERVAL_H
#define GOUW_STAT_INTERVAL_H

#include "gouw/date.h"

/* Both ends inclusive; GOUW_DAY_MIN and GOUW_DAY_MAX stand for an open start and end. */
typedef struct gouw_interval {
    gouw_day earliest, latest;
} gouw_interval;

#endif
