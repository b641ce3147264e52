/* Two or more regions side by side: attributes, themes, steps with the chance of who comes first,
 * and targets. Every table but the order and the targets has one column a region, after its id.
 */
#include <math.h>
#include <string.h>

#include "analysis/join.h"
#include "analysis/reach.h"
#include "base/i18n.h"
#include "gouw/text.h"

typedef struct comparison {
    const gouw_dataset *dataset;
    uint32_t *regions; /* those asked for */
    size_t n;
    gouw_arena *arena;
    gouw_results *results;
} comparison;

static const gouw_column attribute_columns[] = {
    {"attribute", GOUW_TEXT, "", N_("column of regions.csv; one column a region follows"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec attribute_spec = {.name = "compare_attributes",
                                               .title = N_("Attributes side by side"),
                                               .columns = attribute_columns,
                                               .n_columns = 1};

static const gouw_column theme_columns[] = {
    {"theme", GOUW_TEXT, "", N_("theme id, of themes that one of the regions names"),
     GOUW_LOOK_PLAIN},
    {"named_by", GOUW_INTEGER, "regions",
     N_("how many of these regions name it; their weights "
        "follow, one column a region"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec theme_spec = {.name = "compare_themes",
                                           .title = N_("Themes side by side"),
                                           .columns = theme_columns,
                                           .n_columns = 2};

static const gouw_column step_columns[] = {
    {"stage", GOUW_TEXT, "",
     N_("stage id, of stages that one of the regions names; what each says of it follows, one "
        "column a region"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec step_spec = {.name = "compare_steps",
                                          .title = N_("Steps side by side"),
                                          .columns = step_columns,
                                          .n_columns = 1};

static const gouw_column order_columns[] = {
    {"stage", GOUW_TEXT, "", N_("stage id, of stages that both regions date"), GOUW_LOOK_PLAIN},
    {"region_a", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"region_b", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"p_before", GOUW_REAL, "", N_("chance that region_a is first"), GOUW_LOOK_P},
    {"p_same", GOUW_REAL, "", N_("chance of the same day"), GOUW_LOOK_P},
    {"p_after", GOUW_REAL, "", N_("chance that region_b is first"), GOUW_LOOK_P},
};
static const gouw_table_spec order_spec = {.name = "compare_order",
                                           .title = N_("Who comes first"),
                                           .columns = order_columns,
                                           .n_columns = sizeof order_columns /
                                                        sizeof *order_columns};

static const gouw_column target_columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"indicator", GOUW_TEXT, "", N_("what is counted"), GOUW_LOOK_PLAIN},
    {"target", GOUW_REAL, "", N_("the level to reach"), GOUW_LOOK_WHOLE},
    {"change", GOUW_REAL, "", N_("from baseline to target"), GOUW_LOOK_WHOLE},
    {"target_year", GOUW_INTEGER, "", N_("as stated; empty where no year is stated"),
     GOUW_LOOK_PLAIN},
    {"per_year", GOUW_REAL, "a year", N_("change a year that the target asks"), GOUW_LOOK_WHOLE},
    {"observed_per_year", GOUW_REAL, "a year", N_("change a year over the whole series"),
     GOUW_LOOK_WHOLE},
};
static const gouw_table_spec target_spec = {.name = "compare_targets",
                                            .title = N_("Growth targets side by side"),
                                            .columns = target_columns,
                                            .n_columns = sizeof target_columns /
                                                         sizeof *target_columns};

/* ---- which regions -------------------------------------------------------------------------- */

static gouw_status fail_region(const gouw_dataset *d, const char *id, gouw_arena *arena,
                               gouw_error *error) {
    const char **ids = gouw_arena_array(arena, d->n_regions, sizeof *ids);
    if (ids == NULL)
        return gouw_fail_memory(error, d->n_regions * sizeof *ids);
    for (size_t r = 0; r < d->n_regions; r++)
        ids[r] = d->regions[r].id;
    const char *near = gouw_nearest(id, ids, d->n_regions);
    if (near != NULL)
        return gouw_fail(error, GOUW_EUSAGE, _("%s has no region '%s' (did you mean '%s'?)"),
                         d->folder, id, near);
    return gouw_fail(error, GOUW_EUSAGE, _("%s has no region '%s'"), d->folder, id);
}

static gouw_status find_regions(const gouw_run *run, comparison *c, gouw_error *error) {
    c->regions = gouw_arena_array(run->arena, run->n_operands, sizeof *c->regions);
    if (c->regions == NULL)
        return gouw_fail_memory(error, run->n_operands * sizeof *c->regions);
    for (size_t i = 0; i < run->n_operands; i++) {
        const uint32_t region = gouw_dataset_region(c->dataset, run->operands[i]);
        if (region == GOUW_INDEX_NONE)
            return fail_region(c->dataset, run->operands[i], run->arena, error);
        for (size_t k = 0; k < c->n; k++)
            if (c->regions[k] == region)
                return gouw_fail(error, GOUW_EUSAGE, _("'%s' is named twice"), run->operands[i]);
        c->regions[c->n++] = region;
    }
    return GOUW_OK;
}

/* A table with one column a region at its end. */
static gouw_status add_table(const comparison *c, const gouw_table_spec *spec, gouw_type type,
                             gouw_look look, gouw_table **table, gouw_error *error) {
    gouw_status status = gouw_results_add(c->results, spec, table, error);
    for (size_t i = 0; i < c->n && status == GOUW_OK; i++) {
        const gouw_region *region = &c->dataset->regions[c->regions[i]];
        const gouw_column column = {.name = region->id,
                                    .type = type,
                                    .unit = "",
                                    .description = region->name,
                                    .look = look};
        status = gouw_table_add_column(*table, &column, error);
    }
    return status;
}

static const char *id_of(const comparison *c, size_t i) {
    return c->dataset->regions[c->regions[i]].id;
}

/* ---- the tables ----------------------------------------------------------------------------- */

static gouw_status add_attributes(const comparison *c, gouw_error *error) {
    const gouw_attributes *attributes = &c->dataset->region_attributes;
    gouw_table *table;
    gouw_status status = GOUW_OK;
    if (attributes->n == 0)
        return GOUW_OK;
    status = add_table(c, &attribute_spec, GOUW_TEXT, GOUW_LOOK_PLAIN, &table, error);
    for (size_t a = 0; a < attributes->n && status == GOUW_OK; a++) {
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        gouw_table_set_text(table, "attribute", attributes->items[a].name);
        for (size_t i = 0; i < c->n; i++)
            gouw_table_set_text(table, id_of(c, i), attributes->items[a].text[c->regions[i]]);
    }
    return status;
}

static const gouw_mention *find_mention(const gouw_dataset *d, uint32_t region, uint32_t theme) {
    for (size_t m = d->mention_start[region]; m < d->mention_start[region + 1]; m++)
        if (d->mentions[m].theme == theme)
            return &d->mentions[m];
    return NULL;
}

/* Weights are whole numbers but for a dataset with a scale of its own. */
static gouw_look look_of_weights(const gouw_dataset *d) {
    for (size_t m = 0; m < d->n_mentions; m++)
        if (floorf(d->mentions[m].weight) != d->mentions[m].weight)
            return GOUW_LOOK_ONE;
    return GOUW_LOOK_WHOLE;
}

static gouw_status say_themes(const comparison *c, size_t n_all, size_t n_any, gouw_error *error) {
    if (c->n == 2)
        return gouw_results_remark(c->results, error, GOUW_HEADLINE,
                                   _("Themes that both name: %zu of the %zu that either names."),
                                   n_all, n_any);
    return gouw_results_remark(
        c->results, error, GOUW_HEADLINE,
        _("Themes that all %zu regions name: %zu of the %zu that any of them names."), c->n, n_all,
        n_any);
}

static gouw_status add_themes(const comparison *c, gouw_error *error) {
    const gouw_dataset *d = c->dataset;
    size_t n_all = 0;
    gouw_table *table;
    gouw_status status = add_table(c, &theme_spec, GOUW_REAL, look_of_weights(d), &table, error);
    for (uint32_t t = 0; t < d->n_themes && status == GOUW_OK; t++) {
        size_t n_named = 0;
        for (size_t i = 0; i < c->n; i++)
            n_named += find_mention(d, c->regions[i], t) != NULL;
        if (n_named == 0)
            continue;
        n_all += n_named == c->n;
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        gouw_table_set_text(table, "theme", d->themes[t].id);
        gouw_table_set_integer(table, "named_by", (int64_t)n_named);
        for (size_t i = 0; i < c->n; i++) {
            const gouw_mention *mention = find_mention(d, c->regions[i], t);
            if (mention != NULL)
                gouw_table_set_real(table, id_of(c, i), (double)mention->weight);
        }
    }
    return status == GOUW_OK ? say_themes(c, n_all, table->n_rows, error) : status;
}

/* "regional session: januari 2026 (done);no date", as GOUW_LOOK_STEPS has it; missing where the
 * stage is not named. */
static gouw_status describe_steps(const comparison *c, uint32_t region, uint32_t stage,
                                  const char **text, gouw_error *error) {
    const gouw_dataset *d = c->dataset;
    gouw_join list = {.arena = c->arena};
    for (size_t i = 0; i < d->n_milestones; i++) {
        const gouw_milestone *m = &d->milestones[i];
        if (m->region != region || m->stage != stage)
            continue;
        const char *step = gouw_arena_format(c->arena, "%s%s%s%s", m->item == NULL ? "" : m->item,
                                             m->item == NULL ? "" : ": ",
                                             m->when_text == NULL ? "no date" : m->when_text,
                                             m->status == GOUW_DONE      ? " (done)"
                                             : m->status == GOUW_DROPPED ? " (dropped)"
                                                                         : "");
        if (step == NULL || !gouw_join_add(&list, step))
            return gouw_fail_memory(error, 64);
    }
    *text = list.text;
    return GOUW_OK;
}

static gouw_status add_stage(const comparison *c, uint32_t stage, gouw_table *table,
                             gouw_error *error) {
    bool any = false;
    for (size_t i = 0; i < c->n; i++) {
        const char *text = NULL;
        gouw_status status = describe_steps(c, c->regions[i], stage, &text, error);
        if (status == GOUW_OK && text != NULL && !any)
            status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            return status;
        if (text == NULL)
            continue;
        any = true;
        gouw_table_set_text(table, "stage", c->dataset->stages[stage].id);
        gouw_table_set_text(table, id_of(c, i), text);
    }
    return GOUW_OK;
}

static gouw_status add_order(const comparison *c, const gouw_reaches *reaches, uint32_t stage,
                             gouw_table *table, gouw_error *error) {
    for (size_t a = 0; a < c->n; a++)
        for (size_t b = a + 1; b < c->n; b++) {
            const gouw_reach *x = gouw_reach_at(reaches, c->regions[a], stage);
            const gouw_reach *y = gouw_reach_at(reaches, c->regions[b], stage);
            double before, same, after;
            if (x->kind != GOUW_REACH_DATED || y->kind != GOUW_REACH_DATED)
                continue;
            const gouw_status status = gouw_table_add_row(table, error);
            if (status != GOUW_OK)
                return status;
            gouw_day_cdf_order(&x->cdf, &y->cdf, &before, &same, &after);
            gouw_table_set_text(table, "stage", c->dataset->stages[stage].id);
            gouw_table_set_text(table, "region_a", id_of(c, a));
            gouw_table_set_text(table, "region_b", id_of(c, b));
            gouw_table_set_real(table, "p_before", before);
            gouw_table_set_real(table, "p_same", same);
            gouw_table_set_real(table, "p_after", after);
        }
    return GOUW_OK;
}

static gouw_status add_steps(const gouw_run *run, const comparison *c, gouw_error *error) {
    gouw_reaches reaches;
    gouw_table *steps, *order = NULL;
    gouw_status status = add_table(c, &step_spec, GOUW_TEXT, GOUW_LOOK_STEPS, &steps, error);
    for (uint32_t s = 0; s < c->dataset->n_stages && status == GOUW_OK; s++)
        status = add_stage(c, s, steps, error);
    if (status != GOUW_OK || run->as_of == GOUW_DAY_NONE)
        return status;
    status = gouw_reach_all(c->dataset, run->as_of, run->arena, &reaches, error);
    if (status == GOUW_OK)
        status = gouw_results_add(c->results, &order_spec, &order, error);
    for (uint32_t s = 0; s < c->dataset->n_stages && status == GOUW_OK; s++)
        status = add_order(c, &reaches, s, order, error);
    return status;
}

/* The rows of the analysis growth that are about these regions. */
static gouw_status add_targets(const gouw_run *run, const comparison *c, gouw_error *error) {
    gouw_results inner;
    gouw_table *table;
    gouw_run plain = *run;
    plain.options = NULL;
    plain.given = NULL;
    gouw_results_init(&inner, run->arena);
    gouw_status status = gouw_analysis_run(gouw_analysis_find("growth"), &plain, &inner, error);
    if (status == GOUW_OK)
        status = gouw_results_add(c->results, &target_spec, &table, error);
    const gouw_table *from = gouw_results_find(&inner, "growth");
    for (size_t i = 0; i < c->n && status == GOUW_OK; i++)
        for (size_t r = 0; r < from->n_rows && status == GOUW_OK; r++) {
            if (strcmp(gouw_table_text(from, r, "region"), id_of(c, i)) != 0)
                continue;
            status = gouw_table_add_row(table, error);
            for (size_t k = 0; k < table->n_columns && status == GOUW_OK; k++)
                table->cells[k][table->n_rows - 1] =
                    from->cells[gouw_table_find(from, table->columns[k].name)][r];
        }
    return status;
}

static gouw_status run_compare(const gouw_run *run, gouw_results *results, gouw_error *error) {
    comparison c = {.dataset = run->datasets[0], .arena = run->arena, .results = results};
    gouw_status status = find_regions(run, &c, error);
    if (status == GOUW_OK && (c.dataset->has & GOUW_HAS_THEMES) != 0)
        status = add_themes(&c, error);
    if (status == GOUW_OK && (c.dataset->has & GOUW_HAS_STAGES) != 0)
        status = add_steps(run, &c, error);
    if (status == GOUW_OK && (c.dataset->has & GOUW_HAS_TARGETS) != 0)
        status = add_targets(run, &c, error);
    if (status == GOUW_OK)
        status = add_attributes(&c, error);
    if (status == GOUW_OK && results->n_tables == 0)
        status = gouw_fail(error, GOUW_EDATA, _("%s has nothing to compare but names"),
                           c.dataset->folder);
    return status;
}

static const gouw_table_spec *const tables[] = {&theme_spec, &step_spec, &order_spec, &target_spec,
                                                &attribute_spec};

const gouw_analysis gouw_analysis_compare = {
    .name = "compare",
    .summary = N_("Put two or more regions side by side"),
    .details = N_("Shared and own themes, steps stage by stage with the chance of who comes first, "
                  "growth targets, and attributes. What the dataset has no data for is left out. "
                  "With an --output that ends in .html, one page to send on, with a card for each "
                  "region."),
    .n_datasets = 1,
    .operands = N_("REGION REGION..."),
    .min_operands = 2,
    .tables = tables,
    .n_tables = sizeof tables / sizeof *tables,
    .run = run_compare,
};
