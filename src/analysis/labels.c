#include "gouw/labels.h"

#include "base/i18n.h"

static const gouw_column columns[] = {
    {"kind", GOUW_TEXT, "", N_("region, theme, stage, or a kind of labels.csv"), GOUW_LOOK_PLAIN},
    {"id", GOUW_TEXT, "", N_("id"), GOUW_LOOK_PLAIN},
    {"label", GOUW_TEXT, "", N_("name"), GOUW_LOOK_PLAIN},
    {"group", GOUW_TEXT, "", N_("group of a theme"), GOUW_LOOK_PLAIN},
    {"order", GOUW_INTEGER, "", N_("place of a stage in the sequence; empty: outside it"),
     GOUW_LOOK_PLAIN},
};
static const gouw_table_spec labels_spec = {.name = "labels",
                                            .title = N_("Names"),
                                            .columns = columns,
                                            .n_columns = sizeof columns / sizeof columns[0]};

typedef struct named {
    const char *kind, *id, *label, *group;
    int32_t order;
} named;

static gouw_status add(gouw_table *labels, named n, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(labels, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(labels, "kind", n.kind);
    gouw_table_set_text(labels, "id", n.id);
    gouw_table_set_text(labels, "label", n.label);
    gouw_table_set_text(labels, "group", n.group);
    if (n.order != GOUW_ORDER_NONE)
        gouw_table_set_integer(labels, "order", n.order);
    return GOUW_OK;
}

gouw_status gouw_labels_make(const gouw_dataset *d, gouw_arena *arena, const gouw_table **labels,
                             gouw_error *error) {
    gouw_table *table = gouw_table_new(arena, &labels_spec);
    if (table == NULL)
        return gouw_fail_memory(error, sizeof *table);
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < d->n_regions && status == GOUW_OK; i++)
        status = add(table,
                     (named){"region", d->regions[i].id, gouw_dataset_region_name(d, i), NULL,
                             GOUW_ORDER_NONE},
                     error);
    for (size_t i = 0; i < d->n_themes && status == GOUW_OK; i++)
        status = add(table,
                     (named){"theme", d->themes[i].id,
                             gouw_language_label(d->themes[i].label, d->themes[i].label_nl),
                             gouw_dataset_label(d, GOUW_LABEL_GROUP, d->themes[i].group),
                             GOUW_ORDER_NONE},
                     error);
    for (size_t i = 0; i < d->n_stages && status == GOUW_OK; i++)
        status = add(table,
                     (named){"stage", d->stages[i].id,
                             gouw_language_label(d->stages[i].label, d->stages[i].label_nl), NULL,
                             d->stages[i].order},
                     error);
    for (size_t i = 0; i < d->n_labels && status == GOUW_OK; i++) {
        const gouw_label *own = &d->labels[i];
        if (own->kind == GOUW_LABEL_REGION) /* told with the regions */
            continue;
        const char *label = gouw_dataset_label(d, (gouw_label_kind)own->kind, own->text);
        if (label != own->text) /* else this language has none of its own */
            status = add(
                table,
                (named){gouw_label_kind_name(own->kind), own->text, label, NULL, GOUW_ORDER_NONE},
                error);
    }
    *labels = table;
    return status;
}
