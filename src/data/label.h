/* Reads labels.csv: how people see the words of the other files, in English and in Dutch. */
#ifndef GOUW_DATA_LABEL_H
#define GOUW_DATA_LABEL_H

#include "data/check.h"
#include "data/model.h"

/* "indicator", "unit", ..., NULL at the end. */
extern const char *const gouw_label_kind_names[GOUW_N_LABEL_KINDS + 1];

gouw_row_check gouw_check_label;
gouw_finish gouw_finish_labels;

#endif
