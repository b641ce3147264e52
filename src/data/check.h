/* What can be wrong with a row although each of its fields is fine by itself. */
#ifndef GOUW_DATA_CHECK_H
#define GOUW_DATA_CHECK_H

#include <stdbool.h>

#include "data/loader.h"

/* Checks one row, and fills what follows from several fields; false, with findings, when it is to
 * be left out. */
typedef bool gouw_row_check(gouw_loader *loader, const gouw_sheet *sheet, const gouw_record *record,
                            void *row);

gouw_row_check gouw_check_mention, gouw_check_milestone, gouw_check_target, gouw_check_forecast,
    gouw_check_phrase;

#endif
