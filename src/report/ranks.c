/* Cells show rounded numbers: 0.5231 and 0.5234 are both 0.523, yet a reader who sorts expects the
 * larger one last.
 *
 * Method: the values are sorted once here and the cells carry their places, two or three digits
 * instead of the seventeen of a value, and none in columns whose shown numbers rise with the
 * values. The script of the page reads a shown number as this file does: digits, a sign and the
 * mark before the decimals count, all else is passed over.
 *
 * O(n log n) a column. */
#include "report/ranks.h"

#include <stdlib.h>
#include <string.h>

#include "gouw/language.h"
#include "gouw/writer.h"

typedef struct place {
    double value, shown;
    size_t row;
} place;

static int by_value(const void *a, const void *b) {
    const place *x = a, *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

static double read_shown(const char *text) {
    const char mark = gouw_language_get() == GOUW_DUTCH ? ',' : '.';
    double value = 0, unit = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == mark)
            unit = 1;
        if (*at < '0' || *at > '9')
            continue;
        value = unit == 0 ? value * 10 + (*at - '0') : value + (unit /= 10) * (*at - '0');
    }
    return strchr(text, '-') != NULL ? -value : value;
}

bool gouw_page_ranks(const gouw_table *table, size_t column, size_t n, gouw_sink *scratch,
                     uint16_t *ranks) {
    place places[GOUW_MOST_RANKS] = {{0}};
    size_t n_places = 0;
    uint16_t rank = 0;
    bool needed = false;
    for (size_t r = 0; r < n; r++) {
        const gouw_cell cell = table->cells[column][r];
        if (gouw_cell_missing(GOUW_REAL, cell))
            continue;
        gouw_sink_clear(scratch);
        gouw_cell_write_rounded(&table->columns[column], cell, scratch);
        const double shown = scratch->data == NULL ? 0 : read_shown(scratch->data);
        places[n_places++] = (place){cell.real, shown, r};
    }
    qsort(places, n_places, sizeof *places, by_value);
    for (size_t i = 0; i < n_places; i++) {
        if (i > 0 && places[i].value > places[i - 1].value) {
            rank++;
            needed = needed || !(places[i].shown > places[i - 1].shown);
        }
        ranks[places[i].row] = rank;
    }
    return needed;
}
