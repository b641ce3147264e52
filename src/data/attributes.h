/* The columns of regions.csv and themes.csv that the contract does not name. */
#ifndef GOUW_DATA_ATTRIBUTES_H
#define GOUW_DATA_ATTRIBUTES_H

#include "data/loader.h"

/* Makes columns of what stands behind the rows, and finds their kinds. */
gouw_status gouw_attributes_make(gouw_loader *loader, const gouw_sheet *sheet,
                                 const gouw_rows *rows, gouw_attributes *attributes,
                                 gouw_error *error);

#endif
