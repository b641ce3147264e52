#include "gouw/limits.h"

#include "base/i18n.h"

const gouw_limit gouw_limits[] = {
    {"line", GOUW_LIMIT_LINE, N_("bytes"),
     N_("a line, and a record with line breaks inside quotes; so a field, too")},
    {"columns", GOUW_LIMIT_COLUMNS, N_("columns"), N_("a CSV file")},
    {"id", GOUW_LIMIT_ID, N_("bytes"), N_("the id of a region, theme or stage")},
    {"package", GOUW_LIMIT_PACKAGE, N_("bytes"), "datapackage.json"},
    {"regions", GOUW_LIMIT_REGIONS, N_("rows"), "regions.csv"},
    {"themes", GOUW_LIMIT_THEMES, N_("rows"), "themes.csv"},
    {"stages", GOUW_LIMIT_STAGES, N_("rows"), "stages.csv"},
    {"findings", GOUW_LIMIT_FINDINGS, N_("findings"),
     N_("one kind in one file: the rest are counted, not listed")},
};
const size_t gouw_n_limits = sizeof gouw_limits / sizeof gouw_limits[0];
