#include "data/schema.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

/* ---- the header ----------------------------------------------------------------------------- */

static size_t rule_named(const gouw_schema *schema, const char *name) {
    for (size_t r = 0; r < schema->n_rules; r++)
        if (strcmp(schema->rules[r].name, name) == 0)
            return r;
    return SIZE_MAX;
}

size_t gouw_sheet_field(const gouw_sheet *sheet, const char *column) {
    const size_t r = rule_named(sheet->schema, column);
    return r == SIZE_MAX ? 0 : sheet->field_of[r];
}

/* The first field in front of f with the same name; SIZE_MAX if there is none. */
static size_t same_name(const gouw_record *header, size_t f) {
    for (size_t i = 0; i < f; i++)
        if (strcmp(header->fields[i].text, header->fields[f].text) == 0)
            return i;
    return SIZE_MAX;
}

/* Gives each field its rule. claimed[f] is set for what needs no further word. */
static void match_rules(gouw_sheet *sheet, const gouw_record *header, bool *claimed) {
    for (size_t f = 0; f < header->n; f++) {
        const gouw_field *field = &header->fields[f];
        const size_t before = same_name(header, f);
        char shown[GOUW_QUOTE];
        claimed[f] = true;
        if (field->length == 0) {
            if (before == SIZE_MAX)
                gouw_findings_add(sheet->findings, GOUW_FINDING_WARNING, field->line, f + 1,
                                  _("field %zu has no column name: fields without are not read"),
                                  f + 1);
            continue;
        }
        if (before != SIZE_MAX) {
            gouw_findings_add(sheet->findings, GOUW_FINDING_ERROR, field->line, f + 1,
                              _("column '%s' is there twice (first as field %zu)"),
                              gouw_quote(field->text, field->length, shown), before + 1);
            continue;
        }
        const size_t r = rule_named(sheet->schema, field->text);
        claimed[f] = r != SIZE_MAX;
        if (r == SIZE_MAX)
            continue;
        sheet->field_of[r] = f + 1;
        sheet->uses[f].rule = &sheet->schema->rules[r];
    }
}

/* Says which columns are missing; a column of a similar name is taken to be meant. */
static void find_missing(gouw_sheet *sheet, const gouw_record *header, bool *claimed) {
    for (size_t r = 0; r < sheet->schema->n_rules; r++) {
        const gouw_rule *rule = &sheet->schema->rules[r];
        if (sheet->field_of[r] != 0 || (rule->flags & GOUW_RULE_COLUMN) == 0)
            continue;
        sheet->complete = false;
        size_t near = 0;
        while (near < header->n &&
               (claimed[near] || gouw_nearest(rule->name, &header->fields[near].text, 1) == NULL))
            near++;
        if (near == header->n) {
            gouw_findings_add(sheet->findings, GOUW_FINDING_ERROR, header->line, 0,
                              _("column '%s' is missing"), rule->name);
            continue;
        }
        char shown[GOUW_QUOTE];
        const gouw_field *field = &header->fields[near];
        claimed[near] = true;
        gouw_findings_add(sheet->findings, GOUW_FINDING_ERROR, field->line, near + 1,
                          _("column '%s' is missing: is '%s' meant?"), rule->name,
                          gouw_quote(field->text, field->length, shown));
    }
}

/* The known column, not in the file, that a name may have been meant for; NULL = none. */
static const char *column_meant(const gouw_sheet *sheet, const char *name) {
    for (size_t r = 0; r < sheet->schema->n_rules; r++) {
        const char *known = sheet->schema->rules[r].name;
        if (sheet->field_of[r] == 0 && gouw_nearest(name, &known, 1) != NULL)
            return known;
    }
    return NULL;
}

static void warn_unused(gouw_sheet *sheet, const gouw_field *field, size_t at) {
    char shown[GOUW_QUOTE];
    const char *meant = column_meant(sheet, field->text);
    gouw_quote(field->text, field->length, shown);
    if (meant != NULL)
        gouw_findings_add(sheet->findings, GOUW_FINDING_WARNING, field->line, at,
                          _("unused column '%s' (did you mean '%s'?)"), shown, meant);
    else
        gouw_findings_add(sheet->findings, GOUW_FINDING_WARNING, field->line, at,
                          _("unused column '%s'"), shown);
}

/* Makes attributes of the columns that are kept as such. */
static void take_attributes(gouw_sheet *sheet, const gouw_record *header, const bool *claimed) {
    for (size_t f = 0; f < header->n; f++) {
        const gouw_field *field = &header->fields[f];
        gouw_use *use = &sheet->uses[f];
        const bool typed = use->rule != NULL && (use->rule->flags & GOUW_RULE_ATTRIBUTE) != 0;
        use->attribute = SIZE_MAX;
        if (claimed[f] && !typed)
            continue;
        if (!typed && !sheet->schema->keeps_unknown) {
            warn_unused(sheet, field, f + 1);
            continue;
        }
        const gouw_name *name = gouw_names_add(sheet->texts, field->text, field->length);
        if (name == NULL) {
            sheet->out_of_memory = true;
            return;
        }
        use->attribute = sheet->n_attributes++;
        sheet->attributes[use->attribute] = name->text;
        sheet->attribute_fields[use->attribute] = f + 1;
    }
}

gouw_status gouw_sheet_open(gouw_sheet *sheet, const gouw_record *header, gouw_error *error) {
    const size_t n = header->n;
    sheet->n_fields = n;
    sheet->uses = gouw_arena_array(sheet->work, n, sizeof *sheet->uses);
    sheet->field_of = gouw_arena_array(sheet->work, sheet->schema->n_rules,
                                       sizeof *sheet->field_of);
    sheet->attributes = gouw_arena_array(sheet->work, n, sizeof *sheet->attributes);
    sheet->attribute_fields = gouw_arena_array(sheet->work, n, sizeof *sheet->attribute_fields);
    bool *claimed = gouw_arena_array(sheet->work, n, sizeof *claimed);
    if (sheet->uses == NULL || sheet->field_of == NULL || sheet->attributes == NULL ||
        sheet->attribute_fields == NULL || claimed == NULL)
        return gouw_fail_memory(error, n * sizeof *sheet->uses);
    sheet->complete = true;
    match_rules(sheet, header, claimed);
    find_missing(sheet, header, claimed);
    take_attributes(sheet, header, claimed);
    sheet->row_size = sheet->schema->row_size + sheet->n_attributes * sizeof(const char *);
    return sheet->out_of_memory ? gouw_fail_memory(error, n) : GOUW_OK;
}

/* ---- fields --------------------------------------------------------------------------------- */

/* One field on its way into a row. */
typedef struct cell {
    gouw_sheet *sheet;
    gouw_use *use;
    const gouw_field *field;
    size_t at; /* its number, from 1 */
    void *out;
} cell;

#define FAULT(c, ...)                                                                              \
    gouw_findings_add((c)->sheet->findings, GOUW_FINDING_ERROR, (c)->field->line, (c)->at,         \
                      __VA_ARGS__)

enum { HINT = GOUW_QUOTE + 40 };

/* Whether the field holds what was looked up last. */
static bool same_as_last(const gouw_name *last, const gouw_field *field) {
    return last->text != NULL && last->length == field->length &&
           memcmp(last->text, field->text, field->length) == 0;
}

/* The text in the pool; NULL, and out_of_memory, when memory is out. */
static const char *pooled(const cell *c) {
    gouw_name *last = &c->use->last;
    if (same_as_last(last, c->field))
        return last->text;
    const gouw_name *item = gouw_names_add(c->sheet->texts, c->field->text, c->field->length);
    if (item == NULL) {
        c->sheet->out_of_memory = true;
        return NULL;
    }
    *last = *item;
    return last->text;
}

static bool read_text(const cell *c) {
    const char *text = pooled(c);
    *(const char **)c->out = text;
    return text != NULL;
}

/* The letter, without its accent, that an id takes for the character at text; '-' for what is no
 * letter of western Europe, NUL for what is beyond. */
static char id_letter(const char *text, size_t n) {
    static const char latin1[] = "aaaaaaaceeeeiiiidnooooo-ouuuuy-saaaaaaaceeeeiiiidnooooo-ouuuuy-y";
    const unsigned char lead = (unsigned char)text[0];
    if (n == 2 && lead == 0xC3)
        return latin1[(unsigned char)text[1] - 0x80];
    if (n > 1 || lead >= 0x80)
        return '\0';
    const char small = lead >= 'A' && lead <= 'Z' ? (char)(lead - 'A' + 'a') : text[0];
    return gouw_id_valid(&small, 1) || small == '_' ? small : '-';
}

/* What an id could be written as, in a hint; empty when gouw would have to guess. */
static const char *id_hint(const gouw_field *field, char hint[HINT]) {
    char id[GOUW_ID_MAX + 1];
    size_t n = 0, step;
    hint[0] = '\0';
    for (size_t i = 0; i < field->length && n < GOUW_ID_MAX; i += step) {
        step = gouw_character_length(field->text + i, field->length - i);
        const char c = id_letter(field->text + i, step);
        if (c == '\0')
            return hint;
        const bool joins = c == '-' || c == '_';
        if (!joins || (n > 0 && id[n - 1] != '-' && id[n - 1] != '_'))
            id[n++] = c;
    }
    while (n > 0 && !gouw_id_valid(id + n - 1, 1))
        n--;
    id[n] = '\0';
    if (n > 0)
        (void)snprintf(hint, HINT, _(" (try '%s')"), id);
    return hint;
}

static bool id_check(const cell *c, const gouw_field *id) {
    char shown[GOUW_QUOTE], hint[HINT];
    if (gouw_id_valid(id->text, id->length))
        return true;
    FAULT(c,
          _("'%s' is no id: a small letter or digit, then small letters, digits, '-' and '_', at "
            "most %d%s"),
          gouw_quote(id->text, id->length, shown), GOUW_ID_MAX, id_hint(id, hint));
    return false;
}

static bool read_id(const cell *c) {
    gouw_names *names = &c->sheet->vocabularies[c->sheet->schema->defines].names;
    const bool valid = id_check(c, c->field);
    gouw_name *item = gouw_names_add(names, c->field->text, c->field->length);
    if (item == NULL) {
        c->sheet->out_of_memory = true;
        return false;
    }
    *(const char **)c->out = item->text;
    if (item->line == 0) {
        item->line = c->field->line;
        return valid;
    }
    if (valid)
        FAULT(c, _("duplicate id '%s' (first in line %zu)"), item->text, item->line);
    return false;
}

static bool read_ids(const cell *c) {
    const char *at = c->field->text, *end = at + c->field->length;
    bool valid = true;
    while (at <= end) {
        const char *stop = memchr(at, ';', (size_t)(end - at));
        if (stop == NULL)
            stop = end;
        gouw_field id = {.text = at, .length = (size_t)(stop - at)};
        gouw_trim(&id.text, &id.length);
        valid = id_check(c, &id) && valid;
        at = stop + 1;
    }
    return read_text(c) && valid;
}

/* Lists the ids that can be suggested, which those of faulty rows need not be. */
static bool list_ids(gouw_vocabulary *vocabulary) {
    const gouw_names *names = &vocabulary->names;
    if (vocabulary->list != NULL)
        return true;
    vocabulary->list = gouw_arena_array(names->tables, names->n, sizeof *vocabulary->list);
    for (size_t i = 0; vocabulary->list != NULL && i < names->n; i++)
        if (gouw_id_valid(names->items[i].text, names->items[i].length))
            vocabulary->list[vocabulary->n_list++] = names->items[i].text;
    return vocabulary->list != NULL;
}

/* ": did you mean", or where the id would have to stand. */
static const char *reference_hint(const cell *c, gouw_vocabulary *vocabulary, const char *file,
                                  char hint[HINT]) {
    if (!list_ids(vocabulary)) {
        c->sheet->out_of_memory = true;
        return "";
    }
    const char *nearest = gouw_nearest(c->field->text, vocabulary->list, vocabulary->n_list);
    if (nearest != NULL)
        (void)snprintf(hint, HINT, _(" (did you mean '%s'?)"), nearest);
    else
        (void)snprintf(hint, HINT, _(" (not in %s)"), file);
    return hint;
}

static bool read_reference(const cell *c, gouw_vocabulary_kind kind, const char *file,
                           const char *message) {
    gouw_vocabulary *vocabulary = &c->sheet->vocabularies[kind];
    gouw_name *last = &c->use->last;
    static const gouw_name none = {.text = NULL};
    if (!same_as_last(last, c->field)) {
        const gouw_name *item = gouw_names_find(&vocabulary->names, c->field->text,
                                                c->field->length);
        *last = item == NULL ? none : *item;
    }
    if (last->text != NULL) {
        *(uint32_t *)c->out = last->row;
        return last->row != GOUW_INDEX_NONE;
    }
    if (vocabulary->known) {
        char shown[GOUW_QUOTE], hint[HINT] = "";
        FAULT(c, message, gouw_quote(c->field->text, c->field->length, shown),
              gouw_findings_listed(c->sheet->findings, message)
                  ? reference_hint(c, vocabulary, file, hint)
                  : hint);
    }
    return false;
}

static bool read_region(const cell *c) {
    return read_reference(c, GOUW_VOCABULARY_REGIONS, "regions.csv", _("unknown region '%s'%s"));
}

static bool read_theme(const cell *c) {
    return read_reference(c, GOUW_VOCABULARY_THEMES, "themes.csv", _("unknown theme '%s'%s"));
}

static bool read_stage(const cell *c) {
    return read_reference(c, GOUW_VOCABULARY_STAGES, "stages.csv", _("unknown stage '%s'%s"));
}

/* A number within the limits of its rule, or a finding. */
static bool number(const cell *c, double *value) {
    const gouw_rule *rule = c->use->rule;
    char shown[GOUW_QUOTE];
    const gouw_decimal_reading reading = gouw_decimal_read(c->field->text, c->field->length,
                                                           &c->sheet->numbers, value);
    if (reading != GOUW_DECIMAL_READ) {
        FAULT(c, _(gouw_decimal_messages[reading]), rule->name,
              gouw_quote(c->field->text, c->field->length, shown));
        return false;
    }
    const bool limited = rule->least != 0 || rule->most != 0;
    const bool whole = rule->kind != GOUW_RULE_INTEGER || *value == trunc(*value);
    if (whole && (!limited || (*value >= rule->least && *value <= rule->most)))
        return true;
    FAULT(c, _("%s '%s' is not %s"), rule->name,
          gouw_quote(c->field->text, c->field->length, shown), _(rule->expects));
    return false;
}

static bool read_number(const cell *c) {
    return number(c, c->out);
}

static bool read_weight(const cell *c) {
    double value;
    if (!number(c, &value))
        return false;
    *(float *)c->out = (float)value;
    return true;
}

static bool read_integer(const cell *c) {
    double value;
    if (!number(c, &value))
        return false;
    *(int32_t *)c->out = (int32_t)value;
    return true;
}

static bool read_yesno(const cell *c) {
    char shown[GOUW_QUOTE];
    const bool yes = gouw_equal_nocase(c->field->text, "yes");
    *(bool *)c->out = yes;
    if (yes || gouw_equal_nocase(c->field->text, "no"))
        return true;
    FAULT(c, _("%s '%s' is neither yes nor no"), c->use->rule->name,
          gouw_quote(c->field->text, c->field->length, shown));
    return false;
}

/* "stated, provisional, borrowed" */
static const char *choices_list(const char *const *choices, char out[HINT]) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; choices[i] != NULL && used < HINT; i++)
        used += (size_t)snprintf(out + used, HINT - used, i == 0 ? "%s" : ", %s", choices[i]);
    return out;
}

static bool read_choice(const cell *c) {
    const gouw_rule *rule = c->use->rule;
    uint32_t n = 0;
    for (; rule->choices[n] != NULL; n++) {
        if (strcmp(rule->choices[n], c->field->text) != 0)
            continue;
        *(uint32_t *)c->out = n;
        return true;
    }
    char shown[GOUW_QUOTE], list[HINT];
    const char *nearest = gouw_nearest(c->field->text, rule->choices, n);
    gouw_quote(c->field->text, c->field->length, shown);
    if (nearest != NULL)
        FAULT(c, _("unknown %s '%s' (did you mean '%s'?)"), rule->name, shown, nearest);
    else
        FAULT(c, _("unknown %s '%s': write one of %s"), rule->name, shown,
              choices_list(rule->choices, list));
    return false;
}

static bool (*const READ[GOUW_N_RULE_KINDS])(const cell *) = {
    [GOUW_RULE_TEXT] = read_text,       [GOUW_RULE_ID] = read_id,
    [GOUW_RULE_IDS] = read_ids,         [GOUW_RULE_REGION] = read_region,
    [GOUW_RULE_THEME] = read_theme,     [GOUW_RULE_STAGE] = read_stage,
    [GOUW_RULE_NUMBER] = read_number,   [GOUW_RULE_WEIGHT] = read_weight,
    [GOUW_RULE_INTEGER] = read_integer, [GOUW_RULE_YESNO] = read_yesno,
    [GOUW_RULE_CHOICE] = read_choice,
};

/* ---- rows ----------------------------------------------------------------------------------- */

const char **gouw_sheet_attributes(const gouw_sheet *sheet, void *row) {
    return (const char **)(void *)((char *)row + sheet->schema->row_size);
}

/* Makes the id of a row that cannot be read known, so that references to it are not blamed. */
static void learn_id(gouw_sheet *sheet, const gouw_record *record) {
    for (size_t f = 0; f < sheet->n_fields && f < record->n; f++) {
        const gouw_use *use = &sheet->uses[f];
        const gouw_field *id = &record->fields[f];
        if (use->rule == NULL || use->rule->kind != GOUW_RULE_ID || id->length == 0)
            continue;
        gouw_vocabulary *vocabulary = &sheet->vocabularies[sheet->schema->defines];
        gouw_name *item = gouw_names_add(&vocabulary->names, id->text, id->length);
        if (item == NULL)
            sheet->out_of_memory = true;
        else if (item->line == 0)
            item->line = id->line;
    }
}

static bool read_field(gouw_sheet *sheet, const gouw_field *field, size_t f, char *row) {
    gouw_use *use = &sheet->uses[f];
    const gouw_rule *rule = use->rule;
    union {
        double number;
        const char *text;
        uint32_t index;
        bool yes;
    } nowhere;
    cell c = {.sheet = sheet, .use = use, .field = field, .at = f + 1, .out = &nowhere};
    if (field->length == 0) {
        if (rule == NULL || (rule->flags & GOUW_RULE_FILLED) == 0)
            return true;
        FAULT(&c, _("%s is empty"), rule->name);
        return false;
    }
    bool good = true;
    if (rule != NULL && rule->offset != GOUW_RULE_NOWHERE)
        c.out = row + rule->offset;
    if (rule != NULL && (rule->offset != GOUW_RULE_NOWHERE || rule->kind != GOUW_RULE_TEXT))
        good = READ[rule->kind](&c);
    if (use->attribute != SIZE_MAX) {
        c.out = &gouw_sheet_attributes(sheet, row)[use->attribute];
        good = read_text(&c) && good;
    }
    return good;
}

bool gouw_sheet_read(gouw_sheet *sheet, const gouw_record *record, void *row) {
    const gouw_schema *schema = sheet->schema;
    if (record->faulty) {
        learn_id(sheet, record);
        return false;
    }
    memcpy(row, schema->blank, schema->row_size);
    if (sheet->n_attributes > 0)
        memset(gouw_sheet_attributes(sheet, row), 0, sheet->row_size - schema->row_size);
    if (schema->line_offset != GOUW_RULE_NOWHERE)
        *(size_t *)(void *)((char *)row + schema->line_offset) = record->line;
    bool good = sheet->complete;
    for (size_t f = 0; f < sheet->n_fields; f++)
        good = read_field(sheet, &record->fields[f], f, row) && good;
    return good;
}
