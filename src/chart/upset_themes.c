/* The combinations of themes beside those of regions. How they are laid out stands in upset.c. */
#include "base/i18n.h"
#include "chart/upset.h"

static gouw_status layout(const gouw_chart_job *job, gouw_canvas *canvas, gouw_error *error) {
    return gouw_upset_layout(job, canvas, "intersect_themes", error);
}

static const gouw_chart_need needs[] = {{"intersect_themes", "size sets members", false}};

const gouw_chart gouw_chart_upset_themes = {
    .name = "upset_themes",
    .summary = N_("which themes are named together, how often, and by whom"),
    .needs = needs,
    .n_needs = sizeof needs / sizeof needs[0],
    .layers = "bbd",
    .layout = layout,
};
