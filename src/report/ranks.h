/* By what the rows of a table are sorted on the page. */
#ifndef GOUW_REPORT_RANKS_H
#define GOUW_REPORT_RANKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gouw/sink.h"
#include "gouw/table.h"

enum { GOUW_MOST_RANKS = 300 };

/* Writes to ranks[0 .. n) the places of the first n values of a column of reals, equal values at
 * the same place; a missing one leaves its rank as it is. n is at most GOUW_MOST_RANKS. Gives
 * whether they are needed: false where the numbers that the cells show put the rows in the same
 * order. scratch is a sink in memory, its text is lost. */
bool gouw_page_ranks(const gouw_table *table, size_t column, size_t n, gouw_sink *scratch,
                     uint16_t *ranks);

#endif
