#include "data/fixes.h"

#include <stdlib.h>
#include <string.h>

#include "gouw/text.h"

void gouw_fixes_init(gouw_fixes *fixes, const gouw_dataset *model, gouw_arena *arena,
                     gouw_arena *keep) {
    *fixes = (gouw_fixes){.model = model, .arena = arena, .keep = keep};
}

void gouw_fixes_begin(gouw_fixes *fixes, const char *file, const uint64_t key[2],
                      gouw_arena *work) {
    fixes->file = file;
    fixes->n_files++;
    gouw_names_init(&fixes->rows, key, work, work);
}

static gouw_proposal *item_add(gouw_fixes *fixes) {
    if (fixes->n == fixes->capacity) {
        const size_t capacity = fixes->capacity == 0 ? 16 : fixes->capacity * 2;
        gouw_proposal *items = gouw_arena_grow(fixes->keep, fixes->items, fixes->n, capacity,
                                               sizeof *items);
        if (items == NULL)
            return NULL;
        fixes->items = items;
        fixes->capacity = capacity;
    }
    return &fixes->items[fixes->n++];
}

/* A copy; NULL, and out_of_memory, when there is no room. */
static const char *copy(gouw_fixes *fixes, const char *text) {
    const char *kept = gouw_arena_text(fixes->arena, text, strlen(text));
    fixes->out_of_memory = fixes->out_of_memory || kept == NULL;
    return kept;
}

void gouw_fixes_add(gouw_fixes *fixes, const gouw_fix *fix) {
    gouw_fix kept = *fix;
    kept.file = fixes->file;
    kept.column = fix->column == NULL ? NULL : copy(fixes, fix->column);
    kept.found = copy(fixes, fix->found);
    kept.proposed = copy(fixes, fix->proposed);
    gouw_proposal *item = fixes->out_of_memory ? NULL : item_add(fixes);
    if (item == NULL) {
        fixes->out_of_memory = true;
        return;
    }
    *item = (gouw_proposal){.fix = kept, .rank = fixes->n_files, .number = fixes->n};
}

/* The record as one text, in which no field can be taken for two; NULL when memory is out. */
static char *join(gouw_fixes *fixes, const gouw_record *record, char delimiter, size_t *length) {
    size_t n = 1, used = 0;
    for (size_t i = 0; i < record->n; i++)
        n += record->fields[i].length + 1;
    char *text = gouw_arena_alloc(fixes->rows.texts, n);
    for (size_t i = 0; text != NULL && i < record->n; i++) {
        memcpy(text + used, record->fields[i].text, record->fields[i].length);
        used += record->fields[i].length;
        text[used++] = i + 1 < record->n ? delimiter : '\0';
    }
    *length = used;
    return text;
}

void gouw_fix_row(gouw_fixes *fixes, const gouw_record *record, char delimiter) {
    size_t length;
    if (record->n == 1 && record->fields[0].length == 0)
        return;
    const char *key = join(fixes, record, '\x1F', &length);
    gouw_name *item = key == NULL ? NULL : gouw_names_add(&fixes->rows, key, length);
    if (item == NULL) {
        fixes->out_of_memory = true;
        return;
    }
    if (item->line == 0) {
        item->line = record->line;
        return;
    }
    const char *shown = join(fixes, record, delimiter, &length);
    if (shown == NULL)
        fixes->out_of_memory = true;
    else
        gouw_fixes_add(fixes, &(gouw_fix){.line = record->line,
                                          .found = shown,
                                          .proposed = "",
                                          .rule = "same row",
                                          .confidence = GOUW_CERTAIN});
}

void gouw_fix_column(gouw_fixes *fixes, const gouw_field *field, size_t at, const char *meant) {
    const bool only_case = gouw_equal_nocase(field->text, meant);
    gouw_fixes_add(fixes, &(gouw_fix){.line = field->line,
                                      .field = at,
                                      .column = meant,
                                      .found = field->text,
                                      .proposed = meant,
                                      .rule = "column name",
                                      .confidence = only_case ? GOUW_CERTAIN : GOUW_LIKELY});
}

static int order(size_t a, size_t b) {
    return (a > b) - (a < b);
}

static int by_place(const void *left, const void *right) {
    const gouw_proposal *a = left, *b = right;
    int by = order(a->rank, b->rank);
    if (by == 0)
        by = order(a->fix.line, b->fix.line);
    if (by == 0)
        by = order(a->fix.field, b->fix.field);
    return by != 0 ? by : order(a->number, b->number);
}

gouw_status gouw_fixes_finish(gouw_fixes *fixes, gouw_dataset *dataset, gouw_error *error) {
    const size_t n = fixes->n;
    gouw_fix *list = gouw_arena_array(fixes->arena, n, sizeof *list);
    if (fixes->out_of_memory || list == NULL)
        return gouw_fail_memory(error, (n + 1) * sizeof *list);
    if (n > 1)
        qsort(fixes->items, n, sizeof *fixes->items, by_place);
    for (size_t i = 0; i < n; i++)
        list[i] = fixes->items[i].fix;
    dataset->fixes = list;
    dataset->n_fixes = n;
    dataset->more_fixes = fixes->n_tried > GOUW_FIXES_TRIED;
    return GOUW_OK;
}
