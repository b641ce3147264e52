/* Turns the rows of a file that was read into the arrays of the model: sorted where the model
 * promises it, without rows whose key was there before, which are findings. */
#ifndef GOUW_DATA_MODEL_H
#define GOUW_DATA_MODEL_H

#include "data/loader.h"

/* What to do with the rows of one file. */
typedef gouw_status gouw_finish(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                                gouw_error *error);

gouw_finish gouw_finish_regions, gouw_finish_themes, gouw_finish_stages, gouw_finish_mentions,
    gouw_finish_milestones, gouw_finish_targets, gouw_finish_observations, gouw_finish_forecasts,
    gouw_finish_phrases;

#endif
