#include "data/schema.h"

#include <string.h>

#include "base/i18n.h"
#include "data/entry.h"
#include "data/fixes.h"

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
        if (sheet->fixes != NULL)
            gouw_fix_column(sheet->fixes, field, near + 1, rule->name);
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
    if (meant != NULL && sheet->fixes != NULL)
        gouw_fix_column(sheet->fixes, field, at, meant);
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

/* From here on it pays to keep what texts were read as; most files are shorter. */
enum { MEMO_FROM = 2048 };

/* Bytes that a field of a column takes in the row; 0 where what it was read as is not kept. What a
 * text is read as must hang on the text alone, which is so of all but the ids that a file defines.
 */
static size_t kept_size(const gouw_use *use) {
    static const unsigned char sizes[GOUW_N_RULE_KINDS] = {
        [GOUW_RULE_TEXT] = sizeof(const char *), [GOUW_RULE_REGION] = sizeof(uint32_t),
        [GOUW_RULE_THEME] = sizeof(uint32_t),    [GOUW_RULE_STAGE] = sizeof(uint32_t),
        [GOUW_RULE_NUMBER] = sizeof(double),     [GOUW_RULE_WEIGHT] = sizeof(float),
        [GOUW_RULE_INTEGER] = sizeof(int32_t),   [GOUW_RULE_YESNO] = sizeof(bool),
        [GOUW_RULE_CHOICE] = sizeof(uint32_t),
    };
    const gouw_rule *rule = use->rule;
    if (rule == NULL || rule->offset == GOUW_RULE_NOWHERE || use->attribute != SIZE_MAX ||
        (rule->flags & GOUW_RULE_UNLIKE) != 0)
        return 0;
    return sizes[rule->kind];
}

/* Proposals look at every field, so nothing is kept where they are asked for. */
static void keep_memos(gouw_sheet *sheet) {
    for (size_t f = 0; sheet->fixes == NULL && f < sheet->n_fields; f++) {
        gouw_use *use = &sheet->uses[f];
        use->size = kept_size(use);
        if (use->size == 0)
            continue;
        use->offset = use->rule->offset;
        use->memo = gouw_arena_array(sheet->work, GOUW_MEMO_PLACES, sizeof *use->memo);
        sheet->out_of_memory = sheet->out_of_memory || use->memo == NULL;
    }
}

static inline bool may_recall(const gouw_use *use, const gouw_field *field) {
    return use->memo != NULL && field->length > 0 && field->length <= GOUW_MEMO_LONGEST;
}

/* Whether the text was read before, and well; then the row gets what it was read as. */
static inline bool recall(const gouw_use *use, const gouw_field *field, char *row) {
    if (!may_recall(use, field))
        return false;
    const gouw_memo text = gouw_memo_of(field);
    const gouw_memo *found = gouw_memo_find(use->memo, &text);
    if (found == NULL)
        return false;
    if (use->size == sizeof(uint32_t))
        memcpy(row + use->offset, &found->value, sizeof(uint32_t));
    else
        memcpy(row + use->offset, &found->value, use->size);
    return true;
}

static void remember(const gouw_use *use, const gouw_field *field, const char *row) {
    if (!may_recall(use, field))
        return;
    gouw_memo text = gouw_memo_of(field);
    memcpy(&text.value, row + use->offset, use->size);
    gouw_memo_keep(use->memo, &text);
}

static bool is_beside(const gouw_rule *rule) {
    return rule != NULL && (rule->flags & GOUW_RULE_BESIDE) != 0;
}

bool gouw_sheet_has_beside(const gouw_sheet *sheet) {
    for (size_t f = 0; f < sheet->n_fields; f++)
        if (is_beside(sheet->uses[f].rule))
            return true;
    return false;
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
    gouw_entry entry = {.sheet = sheet, .use = use, .field = field, .at = f + 1, .out = &nowhere};
    if (field->length == 0) {
        if (rule == NULL || (rule->flags & GOUW_RULE_FILLED) == 0)
            return true;
        gouw_findings_add(sheet->findings, GOUW_FINDING_ERROR, field->line, f + 1, _("%s is empty"),
                          rule->name);
        return false;
    }
    bool good = true;
    if (rule != NULL && rule->offset != GOUW_RULE_NOWHERE)
        entry.out = row + rule->offset;
    else if (is_beside(rule))
        entry.out = &sheet->beside;
    if (rule != NULL && (entry.out != &nowhere || rule->kind != GOUW_RULE_TEXT))
        good = gouw_entry_read(&entry);
    if (sheet->fixes != NULL)
        gouw_fix_field(sheet->fixes, &entry, good);
    if (use->attribute != SIZE_MAX) {
        entry.out = &gouw_sheet_attributes(sheet, row)[use->attribute];
        good = gouw_entry_text(&entry) && good;
    }
    return good;
}

static bool is_reference(const gouw_rule *rule) {
    return rule != NULL && (rule->kind == GOUW_RULE_REGION || rule->kind == GOUW_RULE_THEME ||
                            rule->kind == GOUW_RULE_STAGE);
}

bool gouw_sheet_read(gouw_sheet *sheet, const gouw_record *record, void *row) {
    const gouw_schema *schema = sheet->schema;
    sheet->values_good = sheet->complete && !record->faulty;
    if (record->faulty) {
        learn_id(sheet, record);
        return false;
    }
    sheet->beside = NULL;
    memcpy(row, schema->blank, schema->row_size);
    if (sheet->n_attributes > 0)
        memset(gouw_sheet_attributes(sheet, row), 0, sheet->row_size - schema->row_size);
    if (schema->line_offset != GOUW_RULE_NOWHERE)
        *(size_t *)(void *)((char *)row + schema->line_offset) = record->line;
    if (sheet->n_read++ == MEMO_FROM)
        keep_memos(sheet);
    bool good = sheet->complete;
    for (size_t f = 0; f < sheet->n_fields; f++) {
        const gouw_use *use = &sheet->uses[f];
        const gouw_field *field = &record->fields[f];
        if (recall(use, field, row))
            continue;
        if (read_field(sheet, field, f, row)) {
            remember(use, field, row);
            continue;
        }
        good = false;
        sheet->values_good = sheet->values_good && is_reference(use->rule);
    }
    return good;
}
