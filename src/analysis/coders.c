#include "analysis/coders.h"

#include <string.h>

#include "base/i18n.h"
#include "gouw/file.h"
#include "gouw/text.h"
#include "gouw/writer.h"

static gouw_status fail_name(const gouw_dataset *dataset, const char *name, gouw_error *error) {
    const char *names[32];
    size_t n = 0;
    for (; n < dataset->n_codings && n < sizeof names / sizeof *names; n++)
        names[n] = dataset->codings[n].name;
    const char *near = gouw_nearest(name, names, n);
    if (near != NULL)
        return gouw_fail(error, GOUW_EUSAGE, _("%s has no coding '%s' (did you mean '%s'?)"),
                         dataset->folder, name, near);
    return gouw_fail(error, GOUW_EUSAGE, _("%s has no coding '%s'; its first is '%s'"),
                     dataset->folder, name, n > 0 ? names[0] : "");
}

static gouw_status pick_named(const gouw_run *run, gouw_coders *coders, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    for (size_t i = 0; i < run->n_operands; i++) {
        const char *name = run->operands[i];
        size_t at = 0;
        while (at < dataset->n_codings && strcmp(dataset->codings[at].name, name) != 0)
            at++;
        if (at == dataset->n_codings)
            return fail_name(dataset, name, error);
        for (size_t c = 0; c < coders->n; c++) {
            if (coders->coding[c] == &dataset->codings[at])
                return gouw_fail(error, GOUW_EUSAGE, _("coding '%s' is named twice"), name);
        }
        coders->coding[coders->n++] = &dataset->codings[at];
    }
    return GOUW_OK;
}

gouw_status gouw_coders_pick(const gouw_run *run, gouw_coders *coders, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const size_t most = dataset->n_codings + run->n_operands;
    *coders = (gouw_coders){.run = run, .dataset = dataset};
    coders->coding = gouw_arena_array(run->arena, most, sizeof *coders->coding);
    if (coders->coding == NULL)
        return gouw_fail_memory(error, most * sizeof *coders->coding);
    const gouw_status status = pick_named(run, coders, error);
    if (status != GOUW_OK)
        return status;
    for (size_t c = 0; c < dataset->n_codings && run->n_operands == 0; c++)
        coders->coding[coders->n++] = &dataset->codings[c];
    if (run->n_operands == 1)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("name another coding besides '%s', or none to compare all"),
                         run->operands[0]);
    if (coders->n < 2)
        return gouw_fail(error, GOUW_EDATA,
                         _("agreement takes two codings or more; %s has %zu under codings/"),
                         dataset->folder, dataset->n_codings);
    return GOUW_OK;
}

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"kind", GOUW_TEXT, "", N_("theme or step"), GOUW_LOOK_PLAIN},
    {"item", GOUW_TEXT, "", N_("theme id, or stage id and item; a column a coder follows"),
     GOUW_LOOK_PLAIN},
};
const gouw_table_spec gouw_disagreements_spec = {.name = "disagreements",
                                                 .title = N_("Where coders disagree"),
                                                 .columns = columns,
                                                 .n_columns = sizeof columns / sizeof *columns};

static gouw_status add_text_column(gouw_table *table, const char *name, const char *description,
                                   gouw_error *error) {
    const gouw_column column = {.name = name,
                                .type = GOUW_TEXT,
                                .unit = "",
                                .description = description,
                                .look = GOUW_LOOK_WORDS};
    return gouw_table_add_column(table, &column, error);
}

static gouw_status add_coder_columns(const gouw_coders *coders, gouw_table *table,
                                     gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (size_t c = 0; c < coders->n && status == GOUW_OK; c++)
        status = add_text_column(table, coders->coding[c]->name,
                                 N_("what this coder says; empty: did not code the region"), error);
    return status;
}

gouw_status gouw_disagreements_open(const gouw_coders *coders, gouw_results *results,
                                    gouw_disagreements *list, gouw_error *error) {
    *list = (gouw_disagreements){.table = NULL};
    const gouw_status status = gouw_results_add(results, &gouw_disagreements_spec, &list->table,
                                                error);
    return status == GOUW_OK ? add_coder_columns(coders, list->table, error) : status;
}

/* Cells by position: a coder may be called what another column is. */
static void set_row(gouw_table *table, const char *const *first, const char *const *said,
                    size_t n_said) {
    const size_t row = table->n_rows - 1, n_first = sizeof columns / sizeof *columns;
    for (size_t c = 0; c < n_first; c++)
        table->cells[c][row].text = first[c];
    for (size_t c = 0; c < n_said; c++)
        table->cells[n_first + c][row].text = said[c];
}

gouw_status gouw_disagreements_add(const gouw_coders *coders, const char *region, const char *kind,
                                   const char *item, const char *const *said,
                                   gouw_disagreements *list, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(list->table, error);
    if (status != GOUW_OK)
        return status;
    list->n++;
    set_row(list->table, (const char *const[]){region, kind, item}, said, coders->n);
    return GOUW_OK;
}

/* The table once more, with the two columns to fill in. */
static gouw_status make_sheet(const gouw_coders *coders, const gouw_table *from, gouw_table **sheet,
                              gouw_error *error) {
    const size_t n_first = sizeof columns / sizeof *columns;
    *sheet = gouw_table_new(coders->run->arena, &gouw_disagreements_spec);
    if (*sheet == NULL)
        return gouw_fail_memory(error, sizeof **sheet);
    gouw_status status = add_coder_columns(coders, *sheet, error);
    if (status == GOUW_OK)
        status = add_text_column(*sheet, "settled", N_("what was agreed on"), error);
    if (status == GOUW_OK)
        status = add_text_column(*sheet, "reason", N_("why"), error);
    for (size_t row = 0; row < from->n_rows && status == GOUW_OK; row++) {
        status = gouw_table_add_row(*sheet, error);
        for (size_t c = 0; c < n_first + coders->n && status == GOUW_OK; c++)
            (*sheet)->cells[c][row] = from->cells[c][row];
    }
    return status;
}

gouw_status gouw_disagreements_write(const gouw_coders *coders, const gouw_disagreements *list,
                                     const char *path, gouw_error *error) {
    gouw_table *sheet;
    gouw_file file;
    gouw_status status = make_sheet(coders, list->table, &sheet, error);
    if (status == GOUW_OK)
        status = gouw_file_open(path, coders->run->replace, coders->run->arena, &file, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_write(sheet, GOUW_FORMAT_CSV, &file.sink);
    return gouw_file_commit(&file, error);
}
