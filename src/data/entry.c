#include "data/entry.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

#define FAULT(v, ...)                                                                              \
    gouw_findings_add((v)->sheet->findings, GOUW_FINDING_ERROR, (v)->field->line, (v)->at,         \
                      __VA_ARGS__)

enum { HINT = GOUW_QUOTE + 40 };

/* Whether the field holds that name. */
static inline bool same_as(const gouw_name *name, const gouw_field *field) {
    return name->text != NULL && name->length == field->length &&
           memcmp(name->text, field->text, field->length) == 0;
}

/* A copy of the text; NULL, and out_of_memory, when memory is out. */
static const char *copied(const gouw_entry *v) {
    const char *text = gouw_arena_text(v->sheet->texts->texts, v->field->text, v->field->length);
    v->sheet->out_of_memory = v->sheet->out_of_memory || text == NULL;
    return text;
}

/* The text in the pool; NULL, and out_of_memory, when memory is out. */
static const char *pooled(const gouw_entry *v) {
    gouw_name *last = &v->use->last;
    if (same_as(last, v->field))
        return last->text;
    const gouw_name *item = gouw_names_add(v->sheet->texts, v->field->text, v->field->length);
    if (item == NULL) {
        v->sheet->out_of_memory = true;
        return NULL;
    }
    *last = *item;
    return last->text;
}

bool gouw_entry_text(const gouw_entry *v) {
    const gouw_rule *rule = v->use->rule;
    const bool unlike = rule != NULL && (rule->flags & GOUW_RULE_UNLIKE) != 0;
    const char *text = unlike ? copied(v) : pooled(v);
    *(const char **)v->out = text;
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

bool gouw_id_form(const char *text, size_t length, char id[GOUW_ID_MAX + 1]) {
    size_t n = 0, step;
    for (size_t i = 0; i < length && n < GOUW_ID_MAX; i += step) {
        step = gouw_character_length(text + i, length - i);
        const char c = id_letter(text + i, step);
        if (c == '\0')
            return false;
        const bool joins = c == '-' || c == '_';
        if (!joins || (n > 0 && id[n - 1] != '-' && id[n - 1] != '_'))
            id[n++] = c;
    }
    while (n > 0 && !gouw_id_valid(id + n - 1, 1))
        n--;
    id[n] = '\0';
    return n > 0;
}

/* What an id could be written as, in a hint; empty when gouw would have to guess. */
static const char *id_hint(const gouw_field *field, char hint[HINT]) {
    char id[GOUW_ID_MAX + 1];
    hint[0] = '\0';
    if (gouw_id_form(field->text, field->length, id))
        (void)snprintf(hint, HINT, _(" (try '%s')"), id);
    return hint;
}

static bool id_check(const gouw_entry *v, const gouw_field *id) {
    char shown[GOUW_QUOTE], hint[HINT];
    if (gouw_id_valid(id->text, id->length))
        return true;
    FAULT(v,
          _("'%s' is no id: a small letter or digit, then small letters, digits, '-' and '_', at "
            "most %d%s"),
          gouw_quote(id->text, id->length, shown), GOUW_ID_MAX, id_hint(id, hint));
    return false;
}

/* Whether one more id would be more than there may be; a finding then. */
static bool is_full(const gouw_entry *v, const gouw_names *names) {
    static const size_t most[GOUW_N_VOCABULARIES] = {
        [GOUW_VOCABULARY_REGIONS] = GOUW_LIMIT_REGIONS,
        [GOUW_VOCABULARY_THEMES] = GOUW_LIMIT_THEMES,
        [GOUW_VOCABULARY_STAGES] = GOUW_LIMIT_STAGES,
    };
    const size_t limit = most[v->sheet->schema->defines];
    if (names->n < limit || gouw_names_find(names, v->field->text, v->field->length) != NULL)
        return false;
    FAULT(v, _("more than %zu rows with an id cannot be read"), limit);
    return true;
}

static bool read_id(const gouw_entry *v) {
    gouw_names *names = &v->sheet->vocabularies[v->sheet->schema->defines].names;
    if (is_full(v, names))
        return false;
    const bool valid = id_check(v, v->field);
    gouw_name *item = gouw_names_add(names, v->field->text, v->field->length);
    if (item == NULL) {
        v->sheet->out_of_memory = true;
        return false;
    }
    *(const char **)v->out = item->text;
    if (item->line == 0) {
        item->line = v->field->line;
        return valid;
    }
    if (valid)
        FAULT(v, _("duplicate id '%s' (first in line %zu)"), item->text, item->line);
    return false;
}

static bool read_ids(const gouw_entry *v) {
    const char *at = v->field->text, *end = at + v->field->length;
    bool valid = true;
    while (at <= end) {
        const char *stop = memchr(at, ';', (size_t)(end - at));
        if (stop == NULL)
            stop = end;
        gouw_field id = {.text = at, .length = (size_t)(stop - at)};
        gouw_trim(&id.text, &id.length);
        valid = id_check(v, &id) && valid;
        at = stop + 1;
    }
    return gouw_entry_text(v) && valid;
}

bool gouw_vocabulary_list(gouw_vocabulary *vocabulary) {
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
static const char *reference_hint(const gouw_entry *v, gouw_vocabulary *vocabulary,
                                  const char *file, char hint[HINT]) {
    if (!gouw_vocabulary_list(vocabulary)) {
        v->sheet->out_of_memory = true;
        return "";
    }
    const char *nearest = gouw_nearest(v->field->text, vocabulary->list, vocabulary->n_list);
    if (nearest != NULL)
        (void)snprintf(hint, HINT, _(" (did you mean '%s'?)"), nearest);
    else
        (void)snprintf(hint, HINT, _(" (not in %s)"), file);
    return hint;
}

/* The item of an id. Files mostly name the regions in the order of regions.csv: the one behind the
 * last is tried first, which costs no look-up in a table larger than the cache. */
static const gouw_name *find(const gouw_names *names, gouw_use *use, const gouw_field *field) {
    const gouw_name *item = use->next < names->n ? &names->items[use->next] : NULL;
    if (item == NULL || !same_as(item, field))
        item = gouw_names_find(names, field->text, field->length);
    if (item != NULL)
        use->next = (size_t)(item - names->items) + 1;
    return item;
}

static bool read_reference(const gouw_entry *v, gouw_vocabulary_kind kind, const char *file,
                           const char *message) {
    gouw_vocabulary *vocabulary = &v->sheet->vocabularies[kind];
    gouw_name *last = &v->use->last;
    static const gouw_name none = {.text = NULL};
    if (!same_as(last, v->field)) {
        const gouw_name *item = find(&vocabulary->names, v->use, v->field);
        *last = item == NULL ? none : *item;
    }
    if (last->text != NULL) {
        *(uint32_t *)v->out = last->row;
        return last->row != GOUW_INDEX_NONE;
    }
    if (vocabulary->known) {
        char shown[GOUW_QUOTE], hint[HINT] = "";
        FAULT(v, _(message), gouw_quote(v->field->text, v->field->length, shown),
              gouw_findings_listed(v->sheet->findings, _(message))
                  ? reference_hint(v, vocabulary, file, hint)
                  : hint);
    }
    return false;
}

static bool read_region(const gouw_entry *v) {
    return read_reference(v, GOUW_VOCABULARY_REGIONS, "regions.csv", N_("unknown region '%s'%s"));
}

static bool read_theme(const gouw_entry *v) {
    return read_reference(v, GOUW_VOCABULARY_THEMES, "themes.csv", N_("unknown theme '%s'%s"));
}

static bool read_stage(const gouw_entry *v) {
    return read_reference(v, GOUW_VOCABULARY_STAGES, "stages.csv", N_("unknown stage '%s'%s"));
}

bool gouw_rule_allows(const gouw_rule *rule, double value) {
    const bool limited = rule->least != 0 || rule->most != 0;
    const bool whole = rule->kind != GOUW_RULE_INTEGER || value == trunc(value);
    return whole && (!limited || (value >= rule->least && value <= rule->most));
}

/* A number within the limits of its rule, or a finding. */
static bool number(const gouw_entry *v, double *value) {
    const gouw_rule *rule = v->use->rule;
    char shown[GOUW_QUOTE];
    const gouw_decimal_reading reading = gouw_decimal_read(v->field->text, v->field->length,
                                                           &v->sheet->numbers, value);
    if (reading != GOUW_DECIMAL_READ) {
        FAULT(v, _(gouw_decimal_messages[reading]), rule->name,
              gouw_quote(v->field->text, v->field->length, shown));
        return false;
    }
    if (gouw_rule_allows(rule, *value))
        return true;
    FAULT(v, _("%s '%s' is not %s"), rule->name,
          gouw_quote(v->field->text, v->field->length, shown), _(rule->expects));
    return false;
}

static bool read_number(const gouw_entry *v) {
    return number(v, v->out);
}

static bool read_weight(const gouw_entry *v) {
    double value;
    if (!number(v, &value))
        return false;
    *(float *)v->out = (float)value;
    return true;
}

static bool read_integer(const gouw_entry *v) {
    double value;
    if (!number(v, &value))
        return false;
    *(int32_t *)v->out = (int32_t)value;
    return true;
}

static bool read_yesno(const gouw_entry *v) {
    char shown[GOUW_QUOTE];
    const bool yes = gouw_equal_nocase(v->field->text, "yes");
    *(bool *)v->out = yes;
    if (yes || gouw_equal_nocase(v->field->text, "no"))
        return true;
    FAULT(v, _("%s '%s' is neither yes nor no"), v->use->rule->name,
          gouw_quote(v->field->text, v->field->length, shown));
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

static bool read_choice(const gouw_entry *v) {
    const gouw_rule *rule = v->use->rule;
    uint32_t n = 0;
    for (; rule->choices[n] != NULL; n++) {
        if (strcmp(rule->choices[n], v->field->text) != 0)
            continue;
        *(uint32_t *)v->out = n;
        return true;
    }
    char shown[GOUW_QUOTE], list[HINT];
    const char *nearest = gouw_nearest(v->field->text, rule->choices, n);
    gouw_quote(v->field->text, v->field->length, shown);
    if (nearest != NULL)
        FAULT(v, _("unknown %s '%s' (did you mean '%s'?)"), rule->name, shown, nearest);
    else
        FAULT(v, _("unknown %s '%s': write one of %s"), rule->name, shown,
              choices_list(rule->choices, list));
    return false;
}

static bool (*const READ[GOUW_N_RULE_KINDS])(const gouw_entry *) = {
    [GOUW_RULE_TEXT] = gouw_entry_text, [GOUW_RULE_ID] = read_id,
    [GOUW_RULE_IDS] = read_ids,         [GOUW_RULE_REGION] = read_region,
    [GOUW_RULE_THEME] = read_theme,     [GOUW_RULE_STAGE] = read_stage,
    [GOUW_RULE_NUMBER] = read_number,   [GOUW_RULE_WEIGHT] = read_weight,
    [GOUW_RULE_INTEGER] = read_integer, [GOUW_RULE_YESNO] = read_yesno,
    [GOUW_RULE_CHOICE] = read_choice,
};

bool gouw_entry_read(const gouw_entry *v) {
    return READ[v->use->rule->kind](v);
}
