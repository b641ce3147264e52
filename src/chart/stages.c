/* The timeline turned round: one row a stage, one bar a region's step. How it is laid out, and
 * what it is drawn from, stands in timeline.c. */
#include "base/i18n.h"
#include "chart/timeline.h"

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    return gouw_timeline_layout(job, canvas, true, error);
}

const gouw_chart gouw_chart_stages = {
    .name = "stages",
    .summary = N_("when each step is taken, and by whom"),
    .needs = gouw_timeline_needs,
    .n_needs = 2,
    .layers = "bbdb",
    .layout = layout,
};
