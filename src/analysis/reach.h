/* When each region reaches each stage, as known on the reporting date.
 *
 * A region can have several items of one stage; it has reached the stage when the latest of them
 * is done. Items are cut at the reporting date first (schedule.h). Dropped items do not count; one
 * planned item without a date makes the whole undated; a done item without a date does not, as
 * long as another has one.
 */
#ifndef GOUW_ANALYSIS_REACH_H
#define GOUW_ANALYSIS_REACH_H

#include "gouw/analysis.h"
#include "stat/day_cdf.h"

typedef enum gouw_reach_kind {
    GOUW_REACH_NOT_NAMED, /* no item, or dropped ones only */
    GOUW_REACH_UNDATED,   /* a planned item has no date */
    GOUW_REACH_OPEN,      /* dated, but an end stays open: passed without report, before, after */
    GOUW_REACH_DATED,     /* both ends known */
    GOUW_N_REACH_KINDS
} gouw_reach_kind;

typedef struct gouw_reach {
    gouw_reach_kind kind;
    bool done;           /* every item that counts is done */
    gouw_day_cdf cdf;    /* the cut intervals of the items; no parts where not named */
    gouw_interval range; /* first and last possible day; open ends GOUW_DAY_MIN and _MAX */
} gouw_reach;

/* All regions and stages of a dataset: cells[region * n_stages + stage]. */
typedef struct gouw_reaches {
    const gouw_dataset *dataset;
    gouw_day reporting;
    gouw_reach *cells;
} gouw_reaches;

gouw_status gouw_reach_all(const gouw_dataset *dataset, gouw_day as_of, gouw_arena *arena,
                           gouw_reaches *reaches, gouw_error *error);

const gouw_reach *gouw_reach_at(const gouw_reaches *reaches, size_t region, size_t stage);

/* How many regions are of each kind for a stage: counts[GOUW_N_REACH_KINDS]. */
void gouw_reach_count(const gouw_reaches *reaches, size_t stage, size_t *counts);

/* The stage of that id, or with NULL the one to speak of where none is asked for: the adoption of
 * plans where a region dates it; of the stages with an order, else of all, one that some region
 * has still to reach; of these the one that most regions date; the later where equal. GOUW_EUSAGE
 * with the nearest id; GOUW_EDATA where there is no stage. */
gouw_status gouw_reach_stage(const gouw_reaches *reaches, const char *id, uint32_t *stage,
                             gouw_error *error);

/* The id that the stage has in which plans are adopted, where there is such a stage. */
#define GOUW_ADOPTION "plan_adopted"

/* The option --stage, for the options table of a command whose struct begins with it. */
typedef struct gouw_stage_options {
    const char *stage; /* an id; NULL = see gouw_reach_stage */
} gouw_stage_options;

#define GOUW_STAGE_OPTION                                                                          \
    {                                                                                              \
        .kind = GOUW_OPTION_TEXT, .name = "stage", .offset = offsetof(gouw_stage_options, stage),  \
        .argument = N_("ID"),                                                                      \
        .help = N_(                                                                                \
            "the stage to look at; if left out plan_adopted, or else the one still under way "     \
            "that most regions date")                                                              \
    }

#endif
