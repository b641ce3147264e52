/* What changed besides steps: lists of themes and stages, themes named, targets, attributes. */
#include <math.h>
#include <string.h>

#include "analysis/diff.h"
#include "base/i18n.h"
#include "gouw/number.h"

/* ---- vocabulary ----------------------------------------------------------------------------- */

/* One entry of a list that both editions have: its id, and what it means as one text. */
typedef struct entry {
    const char *id, *meaning;
} entry;

typedef struct entries {
    const char *what; /* theme, stage, attribute */
    size_t n;
    entry *items;
} entries;

typedef gouw_status read_entries(const gouw_diff *diff, const gouw_dataset *d, entries *list,
                                 gouw_error *error);

static gouw_status entries_alloc(const gouw_diff *diff, size_t n, entries *list,
                                 gouw_error *error) {
    list->n = n;
    list->items = gouw_arena_array(diff->arena, n, sizeof *list->items);
    return list->items != NULL ? GOUW_OK : gouw_fail_memory(error, n * sizeof *list->items);
}

static gouw_status read_themes(const gouw_diff *diff, const gouw_dataset *d, entries *list,
                               gouw_error *error) {
    list->what = "theme";
    const gouw_status status = entries_alloc(diff, d->n_themes, list, error);
    for (size_t i = 0; status == GOUW_OK && i < d->n_themes; i++)
        list->items[i] = (entry){d->themes[i].id, d->themes[i].label};
    return status;
}

static gouw_status read_stages(const gouw_diff *diff, const gouw_dataset *d, entries *list,
                               gouw_error *error) {
    list->what = "stage";
    const gouw_status status = entries_alloc(diff, d->n_stages, list, error);
    for (size_t i = 0; status == GOUW_OK && i < d->n_stages; i++) {
        const gouw_stage *s = &d->stages[i];
        const char *meaning = s->label;
        if (s->order != GOUW_ORDER_NONE)
            meaning = gouw_arena_format(diff->arena, "%s (%d)", s->label, (int)s->order);
        if (meaning == NULL)
            return gouw_fail_memory(error, strlen(s->label));
        list->items[i] = (entry){s->id, meaning};
    }
    return status;
}

static gouw_status read_attributes(const gouw_diff *diff, const gouw_dataset *d, entries *list,
                                   gouw_error *error) {
    list->what = "attribute";
    const gouw_status status = entries_alloc(diff, d->region_attributes.n, list, error);
    for (size_t i = 0; status == GOUW_OK && i < d->region_attributes.n; i++)
        list->items[i] = (entry){d->region_attributes.items[i].name, NULL};
    return status;
}

static const entry *find_entry(const entries *list, const char *id) {
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}

static gouw_status add_entry(gouw_diff *diff, const char *what, const char *id, const char *before,
                             const char *after, gouw_error *error) {
    if (strcmp(id, "former_id") == 0)
        return GOUW_OK;
    const char *item = gouw_arena_format(diff->arena, "%s %s", what, id);
    if (item == NULL)
        return gouw_fail_memory(error, strlen(id));
    return gouw_diff_add(diff, "vocabulary_changed", NULL, item, before, after, error);
}

static gouw_status compare_entries(gouw_diff *diff, read_entries *read, gouw_error *error) {
    entries before = {0}, after = {0};
    gouw_status status = read(diff, diff->before, &before, error);
    if (status == GOUW_OK)
        status = read(diff, diff->after, &after, error);
    if (before.n == 0 || after.n == 0)
        return status;
    for (size_t i = 0; i < before.n && status == GOUW_OK; i++) {
        const entry *a = &before.items[i], *b = find_entry(&after, a->id);
        if (b == NULL)
            status = add_entry(diff, before.what, a->id, a->meaning != NULL ? a->meaning : a->id,
                               NULL, error);
        else if (!gouw_diff_same(a->meaning, b->meaning))
            status = add_entry(diff, before.what, a->id, a->meaning, b->meaning, error);
    }
    for (size_t i = 0; i < after.n && status == GOUW_OK; i++) {
        const entry *b = &after.items[i];
        if (find_entry(&before, b->id) == NULL)
            status = add_entry(diff, after.what, b->id, NULL,
                               b->meaning != NULL ? b->meaning : b->id, error);
    }
    return status;
}

gouw_status gouw_diff_vocabulary(gouw_diff *diff, gouw_error *error) {
    static read_entries *const lists[] = {read_themes, read_stages, read_attributes};
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < sizeof lists / sizeof *lists && status == GOUW_OK; i++)
        status = compare_entries(diff, lists[i], error);
    return status;
}

/* ---- themes --------------------------------------------------------------------------------- */

static const gouw_mention *find_mention(const gouw_dataset *d, uint32_t region, const char *theme) {
    if (d->mention_start == NULL)
        return NULL;
    for (size_t i = d->mention_start[region]; i < d->mention_start[region + 1]; i++)
        if (strcmp(d->themes[d->mentions[i].theme].id, theme) == 0)
            return &d->mentions[i];
    return NULL;
}

/* "weight 2", with the basis where it is not stated. */
static const char *mention_words(const gouw_diff *diff, const gouw_mention *m) {
    char number[GOUW_NUMBER_TEXT];
    (void)gouw_number_shortest((double)m->weight, number);
    if (m->basis == GOUW_BASIS_STATED)
        return gouw_arena_format(diff->arena, "weight %s", number);
    return gouw_arena_format(diff->arena, "weight %s, %s", number, gouw_basis_name(m->basis));
}

static gouw_status add_mention(gouw_diff *diff, const char *kind, uint32_t region,
                               const char *theme, const gouw_mention *a, const gouw_mention *b,
                               gouw_error *error) {
    const char *before = a != NULL ? mention_words(diff, a) : NULL;
    const char *after = b != NULL ? mention_words(diff, b) : NULL;
    if ((a != NULL && before == NULL) || (b != NULL && after == NULL))
        return gouw_fail_memory(error, 32);
    return gouw_diff_add(diff, kind, diff->after->regions[region].id, theme, before, after, error);
}

gouw_status gouw_diff_themes(gouw_diff *diff, uint32_t before, uint32_t after, gouw_error *error) {
    const gouw_dataset *d = diff->before, *e = diff->after;
    gouw_status status = GOUW_OK;
    const size_t n_before = d->mention_start != NULL ? d->mention_start[before + 1] : 0;
    const size_t n_after = e->mention_start != NULL ? e->mention_start[after + 1] : 0;
    for (size_t i = n_before > 0 ? d->mention_start[before] : 0; i < n_before && status == GOUW_OK;
         i++) {
        const gouw_mention *a = &d->mentions[i];
        const char *theme = d->themes[a->theme].id;
        const gouw_mention *b = find_mention(e, after, theme);
        if (b == NULL)
            status = add_mention(diff, "theme_gone", after, theme, a, NULL, error);
        else if (a->weight < b->weight || a->weight > b->weight || a->basis != b->basis)
            status = add_mention(diff, "theme_changed", after, theme, a, b, error);
    }
    for (size_t i = n_after > 0 ? e->mention_start[after] : 0; i < n_after && status == GOUW_OK;
         i++) {
        const gouw_mention *b = &e->mentions[i];
        const char *theme = e->themes[b->theme].id;
        if (find_mention(d, before, theme) == NULL)
            status = add_mention(diff, "theme_new", after, theme, NULL, b, error);
    }
    return status;
}

/* ---- targets -------------------------------------------------------------------------------- */

/* What a target says, field by field. */
typedef struct field {
    const char *name;
    size_t offset;
    enum { NUMBER, YEAR, TEXT } type;
} field;

static const field target_fields[] = {
    {"target", offsetof(gouw_target, target), NUMBER},
    {"change", offsetof(gouw_target, change), NUMBER},
    {"target_year", offsetof(gouw_target, target_year), YEAR},
    {"baseline", offsetof(gouw_target, baseline), NUMBER},
    {"baseline_year", offsetof(gouw_target, baseline_year), YEAR},
    {"unit", offsetof(gouw_target, unit), TEXT},
};
enum { N_FIELDS = sizeof target_fields / sizeof *target_fields };

/* The field as text; NULL where it is not stated. */
static gouw_status field_text(const gouw_diff *diff, const gouw_target *t, const field *f,
                              const char **text, gouw_error *error) {
    const char *at = (const char *)t + f->offset;
    char number[GOUW_NUMBER_TEXT];
    *text = NULL;
    if (f->type == TEXT) {
        memcpy(text, at, sizeof *text);
        return GOUW_OK;
    }
    double value;
    int32_t year;
    if (f->type == NUMBER) {
        memcpy(&value, at, sizeof value);
    } else {
        memcpy(&year, at, sizeof year);
        value = year == GOUW_YEAR_NONE ? (double)NAN : year;
    }
    if (isnan(value))
        return GOUW_OK;
    *text = gouw_arena_format(diff->arena, "%s", gouw_number_shortest(value, number));
    return *text != NULL ? GOUW_OK : gouw_fail_memory(error, sizeof number);
}

static gouw_status compare_targets(gouw_diff *diff, const gouw_target *a, const gouw_target *b,
                                   gouw_error *error) {
    for (size_t f = 0; f < N_FIELDS; f++) {
        const char *before, *after;
        gouw_status status = field_text(diff, a, &target_fields[f], &before, error);
        if (status == GOUW_OK)
            status = field_text(diff, b, &target_fields[f], &after, error);
        if (status != GOUW_OK)
            return status;
        if (gouw_diff_same(before, after))
            continue;
        const char *item = gouw_arena_format(diff->arena, "%s: %s", b->indicator,
                                             target_fields[f].name);
        if (item == NULL)
            return gouw_fail_memory(error, strlen(b->indicator));
        status = gouw_diff_add(diff, "target_changed", diff->after->regions[b->region].id, item,
                               before, after, error);
        if (status != GOUW_OK)
            return status;
    }
    return GOUW_OK;
}

/* "125000 by 2050", "+20000". */
static gouw_status target_words(const gouw_diff *diff, const gouw_target *t, const char **words,
                                gouw_error *error) {
    char number[GOUW_NUMBER_TEXT];
    const bool level = !isnan(t->target);
    const double value = level ? t->target : t->change;
    const char *sign = !level && value > 0 ? "+" : "";
    (void)gouw_number_shortest(value, number);
    *words = t->target_year != GOUW_YEAR_NONE
                 ? gouw_arena_format(diff->arena, "%s%s by %d", sign, number, (int)t->target_year)
                 : gouw_arena_format(diff->arena, "%s%s", sign, number);
    return *words != NULL ? GOUW_OK : gouw_fail_memory(error, sizeof number);
}

/* The targets of one edition, by region. */
typedef struct edition {
    const gouw_dataset *dataset;
    const gouw_by_region *of;
} edition;

/* The k-th target of the region and indicator, in file order; NULL if there are fewer. */
static const gouw_target *nth_target(const edition *e, uint32_t region, const char *indicator,
                                     size_t k) {
    for (size_t i = e->of->start[region]; i < e->of->start[region + 1]; i++) {
        const gouw_target *t = &e->dataset->targets[e->of->rows[i]];
        if (strcmp(t->indicator, indicator) == 0 && k-- == 0)
            return t;
    }
    return NULL;
}

/* The place of a target among those of its region and indicator. */
static size_t place_of(const edition *e, const gouw_target *t) {
    size_t k = 0;
    while (nth_target(e, t->region, t->indicator, k) != t)
        k++;
    return k;
}

static gouw_status add_target(gouw_diff *diff, const char *kind, uint32_t after,
                              const gouw_target *t, bool gone, gouw_error *error) {
    const char *words;
    const gouw_status status = target_words(diff, t, &words, error);
    if (status != GOUW_OK)
        return status;
    return gouw_diff_add(diff, kind, diff->after->regions[after].id, t->indicator,
                         gone ? words : NULL, gone ? NULL : words, error);
}

gouw_status gouw_diff_targets(gouw_diff *diff, uint32_t before, uint32_t after, gouw_error *error) {
    const edition d = {diff->before, &diff->targets_before};
    const edition e = {diff->after, &diff->targets_after};
    gouw_status status = GOUW_OK;
    for (size_t i = d.of->start[before]; i < d.of->start[before + 1] && status == GOUW_OK; i++) {
        const gouw_target *a = &d.dataset->targets[d.of->rows[i]];
        const gouw_target *b = nth_target(&e, after, a->indicator, place_of(&d, a));
        status = b != NULL ? compare_targets(diff, a, b, error)
                           : add_target(diff, "target_gone", after, a, true, error);
    }
    for (size_t i = e.of->start[after]; i < e.of->start[after + 1] && status == GOUW_OK; i++) {
        const gouw_target *b = &e.dataset->targets[e.of->rows[i]];
        if (nth_target(&d, before, b->indicator, place_of(&e, b)) == NULL)
            status = add_target(diff, "target_new", after, b, false, error);
    }
    return status;
}

/* ---- attributes ----------------------------------------------------------------------------- */

gouw_status gouw_diff_attributes(gouw_diff *diff, uint32_t before, uint32_t after,
                                 gouw_error *error) {
    const gouw_dataset *d = diff->before, *e = diff->after;
    const char *region = e->regions[after].id;
    gouw_status status = GOUW_OK;
    if (!gouw_diff_same(d->regions[before].name, e->regions[after].name))
        status = gouw_diff_add(diff, "attribute_changed", region, "name", d->regions[before].name,
                               e->regions[after].name, error);
    for (size_t i = 0; i < e->region_attributes.n && status == GOUW_OK; i++) {
        const gouw_attribute *b = &e->region_attributes.items[i];
        const gouw_attribute *a = gouw_attributes_find(&d->region_attributes, b->name);
        if (a == NULL || strcmp(b->name, "former_id") == 0 ||
            gouw_diff_same(a->text[before], b->text[after]))
            continue;
        status = gouw_diff_add(diff, "attribute_changed", region, b->name, a->text[before],
                               b->text[after], error);
    }
    return status;
}
