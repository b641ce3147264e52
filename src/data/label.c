/* Labels are few and are looked up by kind and text: they are kept in that order, and found by
 * halving. A label that nothing in the dataset bears is a warning, since it is likely misspelt;
 * but not where the dataset has nothing of that kind yet, as in a new edition.
 */
#include "data/label.h"

#include <string.h>

#include "base/i18n.h"
#include "data/sort.h"

const char *const gouw_label_kind_names[GOUW_N_LABEL_KINDS + 1] = {
    [GOUW_LABEL_INDICATOR] = "indicator", [GOUW_LABEL_UNIT] = "unit",
    [GOUW_LABEL_GROUP] = "group",         [GOUW_LABEL_ITEM] = "item",
    [GOUW_LABEL_ATTRIBUTE] = "attribute", [GOUW_LABEL_REGION] = "region",
    [GOUW_LABEL_TEXT] = "text",
};

bool gouw_check_label(gouw_loader *loader, const gouw_sheet *sheet, const gouw_record *record,
                      void *row) {
    const gouw_label *this = row;
    (void)sheet;
    if (this->label != NULL || this->label_nl != NULL)
        return true;
    gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, record->line, 0,
                      _("neither %s nor %s is stated"), "label", "label_nl");
    return false;
}

const char *gouw_label_kind_name(uint32_t kind) {
    return kind < GOUW_N_LABEL_KINDS ? gouw_label_kind_names[kind] : "";
}

static int by_kind_and_text(const void *left, const void *right) {
    const gouw_label *a = left, *b = right;
    const int by = (a->kind > b->kind) - (a->kind < b->kind);
    return by != 0 ? by : strcmp(a->text, b->text);
}

static const gouw_label *find(const gouw_dataset *d, gouw_label_kind kind, const char *text) {
    const gouw_label wanted = {.kind = (uint32_t)kind, .text = text};
    size_t low = 0, high = d->n_labels;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int by = by_kind_and_text(&d->labels[middle], &wanted);
        if (by == 0)
            return &d->labels[middle];
        *(by < 0 ? &low : &high) = by < 0 ? middle + 1 : middle;
    }
    return NULL;
}

const char *gouw_dataset_label(const gouw_dataset *dataset, gouw_label_kind kind,
                               const char *text) {
    const gouw_label *found = text == NULL ? NULL : find(dataset, kind, text);
    if (found == NULL)
        return text;
    return gouw_language_label(found->label == NULL ? text : found->label, found->label_nl);
}

const char *gouw_dataset_region_name(const gouw_dataset *dataset, size_t region) {
    return gouw_dataset_label(dataset, GOUW_LABEL_REGION, dataset->regions[region].name);
}

/* ---- which are used ------------------------------------------------------------------------- */

typedef struct usage {
    const gouw_dataset *dataset;
    bool *used;                           /* one a label */
    bool any[GOUW_N_LABEL_KINDS];         /* whether the dataset has anything of the kind */
    const char *last[GOUW_N_LABEL_KINDS]; /* neighbouring rows often agree, and texts are pooled */
} usage;

static void use(usage *u, gouw_label_kind kind, const char *text) {
    if (text == NULL || text == u->last[kind])
        return;
    u->any[kind] = true;
    u->last[kind] = text;
    const gouw_label *label = find(u->dataset, kind, text);
    if (label != NULL)
        u->used[label - u->dataset->labels] = true;
}

static void use_attributes(usage *u, const gouw_attributes *attributes) {
    for (size_t i = 0; i < attributes->n; i++)
        use(u, GOUW_LABEL_ATTRIBUTE, attributes->items[i].name);
    for (size_t i = 0; i < u->dataset->n_regions; i++)
        use(u, GOUW_LABEL_REGION, u->dataset->regions[i].name);
}

static void use_all(usage *u) {
    const gouw_dataset *d = u->dataset;
    for (size_t i = 0; i < d->region_attributes.n; i++)
        for (size_t r = 0; r < d->n_regions; r++)
            use(u, GOUW_LABEL_TEXT, d->region_attributes.items[i].text[r]);
    for (size_t i = 0; i < d->n_targets; i++) {
        use(u, GOUW_LABEL_TEXT, d->targets[i].note);
        use(u, GOUW_LABEL_INDICATOR, d->targets[i].indicator);
        use(u, GOUW_LABEL_UNIT, d->targets[i].unit);
    }
    for (size_t i = 0; i < d->n_observations; i++)
        use(u, GOUW_LABEL_INDICATOR, d->observations[i].indicator);
    for (size_t i = 0; i < d->n_forecasts; i++)
        use(u, GOUW_LABEL_INDICATOR, d->forecasts[i].indicator);
    for (size_t i = 0; i < d->n_themes; i++)
        use(u, GOUW_LABEL_GROUP, d->themes[i].group);
    for (size_t i = 0; i < d->n_milestones; i++)
        use(u, GOUW_LABEL_ITEM, d->milestones[i].item);
    use_attributes(u, &d->region_attributes);
    use_attributes(u, &d->theme_attributes);
}

static bool warn_unused(gouw_loader *loader, const gouw_sheet *sheet) {
    const gouw_dataset *d = loader->dataset;
    usage u = {.dataset = d, .used = gouw_arena_array(loader->work, d->n_labels, sizeof *u.used)};
    if (u.used == NULL)
        return false;
    use_all(&u);
    for (size_t i = 0; i < d->n_labels; i++) {
        const gouw_label *label = &d->labels[i];
        char shown[GOUW_QUOTE];
        if (u.used[i] || !u.any[label->kind])
            continue;
        gouw_findings_add(&loader->findings, GOUW_FINDING_WARNING, label->line,
                          gouw_sheet_field(sheet, "text"),
                          _("this label is not used: the dataset has no %s '%s'"),
                          gouw_label_kind_names[label->kind],
                          gouw_quote(label->text, strlen(label->text), shown));
    }
    return true;
}

/* ---- the whole file ------------------------------------------------------------------------- */

static void repeat_label(gouw_loader *loader, const gouw_label *label, const gouw_label *first) {
    char shown[GOUW_QUOTE];
    gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, label->line, 0,
                      _("%s '%s' is there twice (first in line %zu)"),
                      gouw_label_kind_names[label->kind],
                      gouw_quote(label->text, strlen(label->text), shown), first->line);
}

gouw_status gouw_finish_labels(gouw_loader *loader, const gouw_sheet *sheet, gouw_rows *rows,
                               gouw_error *error) {
    gouw_dataset *model = loader->dataset;
    const void **items = gouw_arena_array(loader->work, rows->n, sizeof *items);
    const void **spare = gouw_arena_array(loader->work, rows->n, sizeof *spare);
    gouw_label *labels = gouw_arena_array(loader->arena, rows->n, sizeof *labels);
    if (items == NULL || spare == NULL || labels == NULL)
        return gouw_fail_memory(error, rows->n * sizeof *labels);
    for (size_t i = 0; i < rows->n; i++)
        items[i] = gouw_rows_at(rows, i);
    gouw_sort(items, spare, rows->n, by_kind_and_text);
    size_t n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        if (n > 0 && by_kind_and_text(&labels[n - 1], items[i]) == 0)
            repeat_label(loader, items[i], &labels[n - 1]);
        else
            labels[n++] = *(const gouw_label *)items[i];
    }
    model->labels = labels;
    model->n_labels = n;
    return n == 0 || warn_unused(loader, sheet) ? GOUW_OK
                                                : gouw_fail_memory(error, n * sizeof *labels);
}
