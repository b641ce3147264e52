/* Reads a large region_themes.csv on several threads. */
#ifndef GOUW_DATA_PARTS_H
#define GOUW_DATA_PARTS_H

#include "data/csv.h"
#include "data/input.h"
#include "data/loader.h"

/* Reads all rows behind the header, which csv has just read, into rows, which is empty. False, and
 * rows has at most more room, where the file is small or not plain or something is to be said of
 * it, or one thread is asked for: then csv reads on as if nothing had happened. */
bool gouw_parts_read(const gouw_loader *loader, const gouw_sheet *sheet, const gouw_csv *csv,
                     const gouw_source *source, gouw_rows *rows);

#endif
