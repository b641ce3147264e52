/* What `gouw check --fix-plan` prints: what could be corrected mechanically, for a person or a
 * script of theirs to do. gouw itself never changes a file. */
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"

static const gouw_column columns[] = {
    {"file", GOUW_TEXT, "", N_("the file"), GOUW_LOOK_PLAIN},
    {"line", GOUW_INTEGER, "",
     N_("line in the file, from 1; empty: the file should have the name proposed"),
     GOUW_LOOK_PLAIN},
    {"field", GOUW_INTEGER, "",
     N_("number of the field in its line, from 1; empty: the whole line should go"),
     GOUW_LOOK_PLAIN},
    {"column", GOUW_TEXT, "", N_("name of the column"), GOUW_LOOK_PLAIN},
    {"found", GOUW_TEXT, "", N_("what is there"), GOUW_LOOK_PLAIN},
    {"proposed", GOUW_TEXT, "", N_("what could be there"), GOUW_LOOK_PLAIN},
    {"rule", GOUW_TEXT, "", N_("why"), GOUW_LOOK_PLAIN},
    {"confidence", GOUW_TEXT, "",
     N_("certain: it can be nothing else; likely: it is near, look at it; unsure: one of several"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec fixes_spec = {.name = "fixes",
                                           .title = N_("What could be corrected"),
                                           .columns = columns,
                                           .n_columns = sizeof columns / sizeof columns[0]};

gouw_status cli_fix_plan(const gouw_dataset *dataset, gouw_arena *arena, const gouw_table **plan,
                         gouw_error *error) {
    gouw_table *table = gouw_table_new(arena, &fixes_spec);
    if (table == NULL)
        return gouw_fail_memory(error, sizeof *table);
    *plan = table;
    for (size_t i = 0; i < dataset->n_fixes; i++) {
        const gouw_fix *fix = &dataset->fixes[i];
        const gouw_status status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            return status;
        gouw_table_set_text(table, "file", fix->file);
        if (fix->line > 0)
            gouw_table_set_integer(table, "line", (int64_t)fix->line);
        if (fix->field > 0)
            gouw_table_set_integer(table, "field", (int64_t)fix->field);
        if (fix->column != NULL)
            gouw_table_set_text(table, "column", fix->column);
        gouw_table_set_text(table, "found", fix->found);
        if (fix->field > 0 || fix->line == 0)
            gouw_table_set_text(table, "proposed", fix->proposed);
        gouw_table_set_text(table, "rule", fix->rule);
        gouw_table_set_text(table, "confidence", gouw_confidence_name(fix->confidence));
    }
    return GOUW_OK;
}

/* Whether a proposal is about what is found: the same field, or one of both about the line. */
static bool is_about(const gouw_fix *fix, const gouw_finding *finding) {
    return fix->line == finding->line && strcmp(fix->file, finding->file) == 0 &&
           (fix->field == finding->field || fix->field == 0 || finding->field == 0);
}

static size_t count_left(const gouw_dataset *dataset) {
    size_t n = dataset->n_more_errors + dataset->n_more_warnings;
    for (size_t f = 0; f < dataset->n_findings; f++) {
        size_t i = 0;
        while (i < dataset->n_fixes && !is_about(&dataset->fixes[i], &dataset->findings[f]))
            i++;
        n += i == dataset->n_fixes;
    }
    return n;
}

void cli_fix_plan_sum(const gouw_dataset *dataset, gouw_sink *sink) {
    const size_t left = count_left(dataset);
    gouw_sink_format(sink, "%s: ", dataset->folder);
    gouw_sink_format(sink,
                     _n("%zu correction proposed, nothing changed\n",
                        "%zu corrections proposed, nothing changed\n", dataset->n_fixes),
                     dataset->n_fixes);
    if (left > 0)
        gouw_sink_format(sink,
                         _n("%zu finding has no proposal: gouw check %s\n",
                            "%zu findings have no proposal: gouw check %s\n", left),
                         left, dataset->folder);
    if (dataset->more_fixes)
        gouw_sink_text(sink, _("not everything was looked at: correct this first\n"));
}
