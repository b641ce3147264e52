/* A list of names to begin a dataset with: a CSV file with a column `name` (or `naam`), and perhaps
 * `id`, or a plain list without a header. Ids that are missing are made from the names. Columns
 * that mean the same in every dataset (taken) come along as they are written; numbers with a plain
 * mark.
 *
 *     "Noord- en Midden-Limburg"  ->  noord-en-midden-limburg
 *     "Súdwest-Fryslân"           ->  sudwest-fryslan
 */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "data/csv.h"
#include "data/decimal.h"
#include "gouw/dataset.h"
#include "gouw/number.h"
#include "gouw/text.h"

/* The letter without its accent, of U+00C0 to U+00FF; '-' where there is none. */
static char bare_letter(unsigned char second) {
    static const char bare[] = "aaaaaaaceeeeiiiidnooooo-ouuuuy-saaaaaaaceeeeiiiidnooooo-ouuuuy-y";
    return second >= 0x80 && second < 0xC0 ? bare[second - 0x80] : '-';
}

static void make_id(const char *name, char id[GOUW_ID_MAX + 1]) {
    size_t n = 0;
    for (const unsigned char *c = (const unsigned char *)name; *c != '\0' && n < 48; c++) {
        char letter = (char)*c;
        if (*c >= 'A' && *c <= 'Z')
            letter = (char)(*c - 'A' + 'a');
        else if (*c == 0xC3 && c[1] != '\0')
            letter = bare_letter(*++c);
        else if (*c == '\'')
            continue;
        else if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9'))
            letter = '-';
        if (letter != '-' || (n > 0 && id[n - 1] != '-'))
            id[n++] = letter;
    }
    while (n > 0 && id[n - 1] == '-')
        n--;
    id[n] = '\0';
}

static bool is_taken(const gouw_named_region *list, size_t n, const char *id) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].id, id) == 0)
            return true;
    return false;
}

/* The id of the next region: made from its name, and numbered where that is taken. */
static const char *next_id(const gouw_named_region *list, size_t n, const char *name,
                           gouw_arena *arena) {
    char base[GOUW_ID_MAX + 1], id[GOUW_ID_MAX + 1];
    make_id(name, base);
    if (base[0] == '\0')
        (void)snprintf(base, sizeof base, "region");
    (void)snprintf(id, sizeof id, "%s", base);
    for (unsigned number = 2; is_taken(list, n, id); number++)
        (void)snprintf(id, sizeof id, "%.48s-%u", base, number);
    return gouw_arena_format(arena, "%s", id);
}

/* The columns that regions.csv knows, beside id and name. */
const char *const gouw_region_columns[GOUW_N_REGION_COLUMNS] = {"province", "area_km2", "lat",
                                                                "lon", "former_id"};

typedef struct name_list {
    gouw_named_region *items;
    size_t n, capacity;
    size_t id_field, name_field;          /* from 1; id_field 0 = none */
    size_t fields[GOUW_N_REGION_COLUMNS]; /* 0 = none */
    gouw_decimal_format numbers;
} name_list;

static size_t find_field(const gouw_record *header, const char *name) {
    for (size_t i = 0; i < header->n; i++)
        if (gouw_equal_nocase(header->fields[i].text, name))
            return i + 1;
    return 0;
}

/* A value as regions.csv has it: of a number that can be read, its plain form. */
static const char *value_of(const name_list *list, const gouw_field *field, gouw_arena *arena) {
    double value;
    char text[GOUW_NUMBER_TEXT];
    if (gouw_decimal_read(field->text, field->length, &list->numbers, &value) != GOUW_DECIMAL_READ)
        return gouw_arena_text(arena, field->text, field->length);
    return gouw_arena_format(arena, "%s", gouw_number_shortest(value, text));
}

/* The values of the columns that are taken; false when memory is out. */
static bool take_values(const name_list *list, const gouw_record *record, gouw_named_region *region,
                        gouw_arena *arena) {
    for (size_t c = 0; c < GOUW_N_REGION_COLUMNS; c++) {
        const size_t at = list->fields[c];
        if (at == 0 || at > record->n || record->fields[at - 1].length == 0)
            continue;
        region->values[c] = value_of(list, &record->fields[at - 1], arena);
        if (region->values[c] == NULL)
            return false;
    }
    return true;
}

/* Finds the columns to take; false when memory is out. left lists the names of the others, with
 * commas between; NULL = none. */
static bool find_columns(name_list *list, const gouw_record *header, gouw_arena *arena,
                         const char **left) {
    *left = NULL;
    for (size_t f = 0; f < header->n; f++) {
        const char *name = header->fields[f].text;
        size_t c = 0;
        while (c < GOUW_N_REGION_COLUMNS && !gouw_equal_nocase(name, gouw_region_columns[c]))
            c++;
        if (c < GOUW_N_REGION_COLUMNS && list->fields[c] == 0) {
            list->fields[c] = f + 1;
        } else if (f + 1 != list->id_field && f + 1 != list->name_field && *name != '\0') {
            *left = gouw_arena_format(arena, *left == NULL ? "%s%s" : "%s, %s",
                                      *left == NULL ? "" : *left, name);
            if (*left == NULL)
                return false;
        }
    }
    return true;
}

static gouw_status add(name_list *list, const gouw_record *record, gouw_arena *arena,
                       gouw_error *error) {
    const char *name = record->n < list->name_field ? ""
                                                    : record->fields[list->name_field - 1].text;
    const char *id = list->id_field == 0 || record->n < list->id_field
                         ? ""
                         : record->fields[list->id_field - 1].text;
    if (*name == '\0')
        return GOUW_OK;
    if (list->n == list->capacity) {
        const size_t wider = list->capacity == 0 ? 32 : list->capacity * 2;
        list->items = gouw_arena_grow(arena, list->items, list->n, wider, sizeof *list->items);
        if (list->items == NULL)
            return gouw_fail_memory(error, wider * sizeof *list->items);
        list->capacity = wider;
    }
    gouw_named_region *region = &list->items[list->n];
    region->name = gouw_arena_format(arena, "%s", name);
    region->id = gouw_id_valid(id, strlen(id)) && !is_taken(list->items, list->n, id)
                     ? gouw_arena_format(arena, "%s", id)
                     : next_id(list->items, list->n, name, arena);
    list->n++;
    const bool kept = take_values(list, record, region, arena);
    return region->name == NULL || region->id == NULL || !kept
               ? gouw_fail_memory(error, strlen(name))
               : GOUW_OK;
}

static gouw_status read_list(const char *path, gouw_csv *csv, name_list *list, const char **left,
                             gouw_arena *arena, gouw_error *error) {
    const gouw_record *record = NULL;
    gouw_status status = gouw_csv_next(csv, &record, error);
    if (status == GOUW_OK && record != NULL) {
        list->numbers = gouw_decimal_format_of(gouw_csv_delimiter(csv), '\0', '\0');
        list->id_field = find_field(record, "id");
        list->name_field = find_field(record, "name");
        if (list->name_field == 0)
            list->name_field = find_field(record, "naam");
        if (list->name_field == 0 && record->n > 1)
            return gouw_fail(error, GOUW_EDATA,
                             _("'%s' has several columns and none is called 'name': give the one "
                               "with the names that header, or put names with a comma in quotes"),
                             path);
        if (list->name_field == 0) {
            list->id_field = 0;
            list->name_field = 1;
            status = add(list, record, arena, error);
        } else if (!find_columns(list, record, arena, left)) {
            status = gouw_fail_memory(error, record->n);
        }
    }
    while (status == GOUW_OK && record != NULL) {
        status = gouw_csv_next(csv, &record, error);
        if (status == GOUW_OK && record != NULL)
            status = add(list, record, arena, error);
    }
    return status;
}

gouw_status gouw_region_names_load(const char *path, gouw_arena *arena, gouw_named_region **regions,
                                   size_t *n_regions, const char **left, gouw_error *error) {
    gouw_findings findings;
    gouw_source source;
    gouw_csv *csv = NULL;
    name_list list = {.items = NULL};
    bool found = false;
    gouw_findings_init(&findings, arena, arena);
    gouw_findings_begin(&findings, path);
    gouw_status status = gouw_source_open(path, &source, &found, error);
    if (status == GOUW_OK && !found)
        return gouw_fail(error, GOUW_EIO, _("there is no file '%s'"), path);
    if (status != GOUW_OK)
        return status;
    *left = NULL;
    status = gouw_csv_open(&source, '\0', &findings, arena, &csv, error);
    if (status == GOUW_OK)
        status = read_list(path, csv, &list, left, arena, error);
    gouw_csv_close(csv);
    gouw_source_close(&source);
    if (status == GOUW_OK && findings.n > 0)
        return gouw_fail(error, GOUW_EDATA, "%s:%zu: %s", path, findings.items[0].finding.line,
                         findings.items[0].finding.message);
    if (status == GOUW_OK && list.n == 0)
        return gouw_fail(error, GOUW_EDATA,
                         _("'%s' holds no names; it should have a column 'name'"), path);
    *regions = list.items;
    *n_regions = list.n;
    return status;
}
