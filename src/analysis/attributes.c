/* What is stated of each region beyond the contract: the further columns of regions.csv, one row a
 * region and attribute, with what kind of value the column holds. The chart attributes draws it.
 *
 * Where a region lies (lat, lon) and what it was called (former_id) say nothing of what it is like
 * and are left out. O(regions x attributes).
 */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "gouw/analysis.h"

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"attribute", GOUW_TEXT, "", N_("column of regions.csv"), GOUW_LOOK_PLAIN},
    {"kind", GOUW_TEXT, "", N_("of the whole column: number, yesno, text, or list (with ';')"),
     GOUW_LOOK_PLAIN},
    {"value", GOUW_TEXT, "", N_("as it is written; empty: not stated"), GOUW_LOOK_PLAIN},
    {"number", GOUW_REAL, "", N_("the value of a number; of yes 1, of no 0"), GOUW_LOOK_STATED},
};
static const gouw_table_spec attributes_spec = {.name = "attributes",
                                                .title = N_("Attributes of regions"),
                                                .columns = columns,
                                                .n_columns = sizeof columns / sizeof *columns};

static const char *const kind_names[] = {[GOUW_ATTRIBUTE_NUMBER] = "number",
                                         [GOUW_ATTRIBUTE_YESNO] = "yesno",
                                         [GOUW_ATTRIBUTE_TEXT] = "text",
                                         [GOUW_ATTRIBUTE_LIST] = "list"};

static bool is_told(const gouw_attribute *attribute) {
    static const char *const not_told[] = {"lat", "lon", "former_id"};
    for (size_t i = 0; i < sizeof not_told / sizeof *not_told; i++)
        if (strcmp(attribute->name, not_told[i]) == 0)
            return false;
    return attribute->kind != GOUW_ATTRIBUTE_EMPTY;
}

static gouw_status add_row(const gouw_dataset *d, size_t r, const gouw_attribute *attribute,
                           gouw_table *table, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(table, "region", d->regions[r].id);
    gouw_table_set_text(table, "attribute", attribute->name);
    gouw_table_set_text(table, "kind", kind_names[attribute->kind]);
    gouw_table_set_text(table, "value", attribute->text[r]);
    if (attribute->number != NULL)
        gouw_table_set_real(table, "number", attribute->number[r]);
    return GOUW_OK;
}

typedef struct coverage {
    size_t n, n_complete;
    const char *least; /* the attribute stated least often, the first of equals */
    size_t n_least;
} coverage;

static coverage count_stated(const gouw_dataset *d) {
    coverage c = {.n_least = SIZE_MAX};
    for (size_t a = 0; a < d->region_attributes.n; a++) {
        const gouw_attribute *attribute = &d->region_attributes.items[a];
        size_t n = 0;
        if (!is_told(attribute))
            continue;
        for (size_t r = 0; r < d->n_regions; r++)
            n += attribute->text[r] != NULL;
        c.n++;
        c.n_complete += n == d->n_regions;
        if (n >= c.n_least)
            continue;
        c.n_least = n;
        c.least = attribute->name;
    }
    return c;
}

static gouw_status say_stated(const gouw_dataset *d, const coverage *c, gouw_results *results,
                              gouw_error *error) {
    if (c->n_complete == c->n)
        return gouw_results_remark(results, error, GOUW_HEADLINE,
                                   _n("%zu attribute, stated for every region.",
                                      "%zu attributes, all stated for every "
                                      "region.",
                                      c->n),
                                   c->n);
    return gouw_results_remark(
        results, error, GOUW_HEADLINE,
        _n("Of %zu attribute, %zu is stated for every region; least often is "
           "\"%s\", for %zu of %zu.",
           "Of %zu attributes, %zu are stated for every region; least often is "
           "\"%s\", for %zu of %zu.",
           c->n),
        c->n, c->n_complete, gouw_dataset_label(d, GOUW_LABEL_ATTRIBUTE, c->least), c->n_least,
        d->n_regions);
}

static gouw_status run_attributes(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const coverage stated = count_stated(d);
    gouw_table *table;
    if (stated.n == 0)
        return gouw_fail(error, GOUW_EDATA,
                         _("nothing but names and places is stated in regions.csv; add columns of "
                           "your own"));
    gouw_status status = gouw_results_add(results, &attributes_spec, &table, error);
    for (size_t r = 0; r < d->n_regions; r++)
        for (size_t a = 0; a < d->region_attributes.n && status == GOUW_OK; a++)
            if (is_told(&d->region_attributes.items[a]))
                status = add_row(d, r, &d->region_attributes.items[a], table, error);
    return status == GOUW_OK ? say_stated(d, &stated, results, error) : status;
}

static const gouw_table_spec *const tables[] = {&attributes_spec};

const gouw_analysis gouw_analysis_attributes = {
    .name = "attributes",
    .summary = N_("List what else is stated of each region"),
    .details = N_("The columns of regions.csv beyond id and name, one row a region and attribute. "
                  "What kind of value a column holds follows from all its values together. Where a "
                  "region lies (lat, lon) is left out."),
    .n_datasets = 1,
    .tables = tables,
    .n_tables = 1,
    .chart = "attributes",
    .section = GOUW_SECTION_REGIONS,
    .run = run_attributes,
};
