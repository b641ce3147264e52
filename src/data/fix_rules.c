/* What is most likely meant by a field that its column does not accept.
 *
 *     found --tidy--> text --rules, in order--> proposal --fits the column?--> kept
 *
 * Tidying turns the blanks that word processors and web pages leave (no-break and thin spaces,
 * zero-width characters) into plain ones and runs of them into one. No proposal is kept that the
 * column would refuse, so what a rule proposes may be rash. Near is what gouw_nearest says:
 * Damerau-Levenshtein, no more than a third of the letters.
 *
 * Numbers are read in each way in which people write them. Where all readings agree there is one
 * proposal that is certain: 1.234,5 or 12 000. Where they do not (1,234) the digits may be
 * thousands or a fraction; then thousands are proposed, but unsure.
 *
 * O(ids * length^2) a field, for the rules that look for what is near.
 */
#include <stdio.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/quote.h"
#include "data/fixes.h"
#include "gouw/text.h"

enum { LONGEST = GOUW_FIX_LONGEST, ROOM = GOUW_FIX_ROOM };

typedef struct fixing {
    gouw_fixes *fixes;
    gouw_sheet *sheet;
    const gouw_rule *column; /* NULL = one of the user's own */
    const char *found;       /* as written */
    char text[ROOM];         /* tidied */
    gouw_vocabulary *vocabulary;
    const gouw_known *known; /* of it; NULL where the column refers to none */
} fixing;

/* ---- what a column accepts ------------------------------------------------------------------ */

static bool is_number(const fixing *f, const char *text) {
    double value;
    return gouw_decimal_read(text, strlen(text), &f->sheet->numbers, &value) == GOUW_DECIMAL_READ &&
           gouw_rule_allows(f->column, value);
}

static bool is_choice(const fixing *f, const char *text) {
    for (size_t i = 0; f->column->choices[i] != NULL; i++)
        if (strcmp(f->column->choices[i], text) == 0)
            return true;
    return false;
}

static bool is_yesno(const fixing *f, const char *text) {
    (void)f;
    return gouw_equal_nocase(text, "yes") || gouw_equal_nocase(text, "no");
}

/* An id that is no id is proposed to be changed where it is defined: then here, too. */
static bool is_known(const fixing *f, const char *text) {
    const gouw_names *names = &f->vocabulary->names;
    return gouw_id_valid(text, strlen(text)) &&
           (gouw_names_find(names, text, strlen(text)) != NULL ||
            gouw_names_find(names, f->found, strlen(f->found)) != NULL);
}

static bool is_free_id(const fixing *f, const char *text) {
    return gouw_id_valid(text, strlen(text)) &&
           gouw_names_find(&f->vocabulary->names, text, strlen(text)) == NULL;
}

static bool is_text(const fixing *f, const char *text) {
    (void)f;
    return text[0] != '\0';
}

static bool (*const FITS[GOUW_N_RULE_KINDS])(const fixing *, const char *) = {
    [GOUW_RULE_TEXT] = is_text,     [GOUW_RULE_ID] = is_free_id,    [GOUW_RULE_IDS] = NULL,
    [GOUW_RULE_REGION] = is_known,  [GOUW_RULE_THEME] = is_known,   [GOUW_RULE_STAGE] = is_known,
    [GOUW_RULE_NUMBER] = is_number, [GOUW_RULE_WEIGHT] = is_number, [GOUW_RULE_INTEGER] = is_number,
    [GOUW_RULE_YESNO] = is_yesno,   [GOUW_RULE_CHOICE] = is_choice,
};

/* ---- names ---------------------------------------------------------------------------------- */

static void know(gouw_known *known, const char *name, const char *id) {
    if (name == NULL)
        return;
    known->names[known->n] = name;
    known->ids[known->n++] = id;
}

static void know_labels(gouw_known *known, const gouw_dataset *model, gouw_vocabulary_kind kind) {
    for (size_t i = 0; kind == GOUW_VOCABULARY_REGIONS && i < model->n_regions; i++)
        know(known, model->regions[i].name, model->regions[i].id);
    for (size_t i = 0; kind == GOUW_VOCABULARY_THEMES && i < model->n_themes; i++) {
        know(known, model->themes[i].label, model->themes[i].id);
        know(known, model->themes[i].label_nl, model->themes[i].id);
    }
    for (size_t i = 0; kind == GOUW_VOCABULARY_STAGES && i < model->n_stages; i++) {
        know(known, model->stages[i].label, model->stages[i].id);
        know(known, model->stages[i].label_nl, model->stages[i].id);
    }
}

/* The names of a vocabulary, listed when they are first needed; NULL when memory is out. */
static const gouw_known *known_of(fixing *f, gouw_vocabulary_kind kind) {
    gouw_known *known = &f->fixes->known[kind];
    const gouw_dataset *model = f->fixes->model;
    if (known->names != NULL)
        return known;
    if (!gouw_vocabulary_list(f->vocabulary))
        return NULL;
    const size_t room = f->vocabulary->n_list + model->n_regions +
                        2 * (model->n_themes + model->n_stages);
    const char **names = gouw_arena_array(f->fixes->keep, room, sizeof *names);
    known->ids = gouw_arena_array(f->fixes->keep, room, sizeof *known->ids);
    if (names == NULL || known->ids == NULL)
        return NULL;
    known->names = names;
    for (size_t i = 0; i < f->vocabulary->n_list; i++)
        know(known, f->vocabulary->list[i], f->vocabulary->list[i]);
    known->n_ids = known->n;
    know_labels(known, model, kind);
    return known;
}

/* ---- rules ---------------------------------------------------------------------------------- */

static bool tidied(const fixing *f, char out[ROOM]) {
    return strcmp(f->text, f->found) != 0 && gouw_fix_put(out, f->text);
}

static bool without_capitals(const fixing *f, char out[ROOM]) {
    gouw_fix_put(out, f->text);
    for (char *c = out; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return true;
}

static char joint(char c) {
    return c == '_' ? '-' : c;
}

/* "Plan Adopted" is the form of plan_adopted. */
static bool known_form(const fixing *f, char out[ROOM]) {
    char id[GOUW_ID_MAX + 1];
    if (!gouw_id_form(f->text, strlen(f->text), id))
        return false;
    for (size_t i = 0; i < f->known->n_ids; i++) {
        const char *known = f->known->names[i], *at = id;
        while (*known != '\0' && joint(*known) == joint(*at))
            known++, at++;
        if (*known == '\0' && *at == '\0')
            return gouw_fix_put(out, f->known->names[i]);
    }
    return false;
}

static bool label(const fixing *f, char out[ROOM]) {
    for (size_t i = f->known->n_ids; i < f->known->n; i++)
        if (gouw_equal_nocase(f->known->names[i], f->text))
            return gouw_fix_put(out, f->known->ids[i]);
    return false;
}

/* Whether id is one of a list with ';' between. */
static bool lists(const char *list, const char *id) {
    for (const char *at = list; at != NULL; at = strchr(at, ';')) {
        at += strspn(at, "; ");
        const size_t n = strcspn(at, "; ");
        if (n > 0 && n == strlen(id) && memcmp(at, id, n) == 0)
            return true;
    }
    return false;
}

static bool former_id(const fixing *f, char out[ROOM]) {
    const gouw_dataset *model = f->fixes->model;
    const gouw_attribute *former = gouw_attributes_find(&model->region_attributes, "former_id");
    for (size_t i = 0; former != NULL && i < model->n_regions; i++)
        if (former->text[i] != NULL && lists(former->text[i], f->text))
            return gouw_fix_put(out, model->regions[i].id);
    return false;
}

/* What defines an id that is none, or names one: where both are changed they still agree. */
static bool new_id(const fixing *f, char out[ROOM]) {
    char id[GOUW_ID_MAX + 1];
    return !gouw_id_valid(f->found, strlen(f->found)) &&
           gouw_names_find(&f->vocabulary->names, f->found, strlen(f->found)) != NULL &&
           gouw_id_form(f->text, strlen(f->text), id) && gouw_fix_put(out, id);
}

/* The index of the nearest of names[from..to); SIZE_MAX = none is near. */
static size_t nearest(const fixing *f, size_t from, size_t to) {
    const char *found = gouw_nearest(f->text, f->known->names + from, to - from);
    for (size_t i = from; found != NULL && i < to; i++)
        if (f->known->names[i] == found)
            return i;
    return SIZE_MAX;
}

/* Whether one of names[from..to) that stands for something else is as near as names[best]. */
static bool has_rival(const fixing *f, size_t best, size_t from, size_t to) {
    const char *const *names = f->known->names;
    for (size_t i = from; i < to; i++) {
        const char *pair[] = {names[i], names[best]};
        if (strcmp(f->known->ids[i], f->known->ids[best]) != 0 &&
            gouw_nearest(f->text, pair, 2) == names[i])
            return true;
    }
    return false;
}

static bool near(const fixing *f, size_t from, size_t to, bool rivals, char out[ROOM]) {
    const size_t best = nearest(f, from, to);
    return best != SIZE_MAX && has_rival(f, best, from, to) == rivals &&
           gouw_fix_put(out, f->known->ids[best]);
}

static bool near_id(const fixing *f, char out[ROOM]) {
    return near(f, 0, f->known->n_ids, false, out);
}

static bool near_label(const fixing *f, char out[ROOM]) {
    return near(f, f->known->n_ids, f->known->n, false, out);
}

static bool near_ids(const fixing *f, char out[ROOM]) {
    return near(f, 0, f->known->n_ids, true, out);
}

static bool near_choice(const fixing *f, char out[ROOM]) {
    size_t n = 0;
    while (f->column->choices[n] != NULL)
        n++;
    const char *found = gouw_nearest(f->text, f->column->choices, n);
    return found != NULL && gouw_fix_put(out, found);
}

/* What spreadsheets and Dutch coders write for the words of fixed lists. */
static bool translated(const fixing *f, char out[ROOM]) {
    static const char *const words[][2] = {
        {"ja", "yes"},
        {"nee", "no"},
        {"j", "yes"},
        {"y", "yes"},
        {"n", "no"},
        {"true", "yes"},
        {"false", "no"},
        {"waar", "yes"},
        {"onwaar", "no"},
        {"1", "yes"},
        {"0", "no"},
        {"gepland", "planned"},
        {"gereed", "done"},
        {"afgerond", "done"},
        {"vervallen", "dropped"},
        {"genoemd", "stated"},
        {"voorlopig", "provisional"},
        {"ontleend", "borrowed"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (gouw_equal_nocase(f->text, words[i][0]) && FITS[f->column->kind](f, words[i][1]))
            return gouw_fix_put(out, words[i][1]);
    return false;
}

/* ---- numbers -------------------------------------------------------------------------------- */

/* How people write numbers: decimal mark, mark between thousands. */
static const gouw_decimal_format WAYS[] = {
    {'.', ',', false}, {',', '.', false}, {'.', ' ', false}, {',', ' ', false}};

/* The text with a plain minus. */
static void plain_sign(const char *text, char out[ROOM]) {
    static const char *const minus[] = {"\xE2\x88\x92", "\xE2\x80\x93"}; /* U+2212, U+2013 */
    gouw_fix_put(out, text);
    for (size_t i = 0; i < sizeof minus / sizeof minus[0]; i++)
        if (strncmp(text, minus[i], strlen(minus[i])) == 0)
            (void)snprintf(out, ROOM, "-%s", text + strlen(minus[i]));
}

/* The number as the file writes it. */
static void write_number(const fixing *f, const char *text, const gouw_decimal_format *way,
                         char out[ROOM]) {
    const char mark = f->sheet->numbers.decimal == ',' ? ',' : '.';
    size_t n = 0;
    for (const char *c = text; *c != '\0'; c++)
        if (*c != way->group)
            out[n++] = *c == way->decimal ? mark : *c;
    out[n] = '\0';
}

/* How many different numbers the text may be; out is the one with thousands, where there is one. */
static size_t read_number(const fixing *f, char out[ROOM]) {
    char text[ROOM];
    double value, last = 0;
    size_t n = 0;
    plain_sign(f->text, text);
    for (size_t w = 0; w < sizeof WAYS / sizeof WAYS[0]; w++) {
        if (gouw_decimal_read(text, strlen(text), &WAYS[w], &value) != GOUW_DECIMAL_READ ||
            (n > 0 && value == last))
            continue;
        if (n++ == 0 || strchr(text, WAYS[w].group) != NULL)
            write_number(f, text, &WAYS[w], out);
        last = value;
    }
    return n;
}

static bool number_form(const fixing *f, char out[ROOM]) {
    return read_number(f, out) == 1;
}

static bool thousands(const fixing *f, char out[ROOM]) {
    return read_number(f, out) > 1;
}

/* ---- the table ------------------------------------------------------------------------------ */

#define KIND(kind) (1u << GOUW_RULE_##kind)

enum {
    REFERENCES = KIND(REGION) | KIND(THEME) | KIND(STAGE),
    NUMBERS = KIND(NUMBER) | KIND(WEIGHT) | KIND(INTEGER),
    WORDS = KIND(CHOICE) | KIND(YESNO)
};

static const struct {
    const char *name;
    gouw_confidence confidence;
    unsigned kinds; /* of the columns it is for */
    bool (*propose)(const fixing *, char out[ROOM]);
} RULES[] = {
    {"new id", GOUW_LIKELY, REFERENCES | KIND(ID), new_id},
    {"blanks", GOUW_CERTAIN, REFERENCES | NUMBERS | WORDS | KIND(TEXT), tidied},
    {"case", GOUW_CERTAIN, REFERENCES | WORDS, without_capitals},
    {"id form", GOUW_CERTAIN, REFERENCES, known_form},
    {"former id", GOUW_CERTAIN, KIND(REGION), former_id},
    {"label", GOUW_CERTAIN, REFERENCES, label},
    {"near id", GOUW_LIKELY, REFERENCES, near_id},
    {"near label", GOUW_LIKELY, REFERENCES, near_label},
    {"several near", GOUW_UNSURE, REFERENCES, near_ids},
    {"word", GOUW_CERTAIN, WORDS, translated},
    {"near word", GOUW_LIKELY, KIND(CHOICE), near_choice},
    {"number form", GOUW_CERTAIN, NUMBERS, number_form},
    {"thousands", GOUW_UNSURE, NUMBERS, thousands},
};

/* Finds the vocabulary that the column is of, if any; false when nothing can be said of it. */
static bool find_vocabulary(fixing *f, gouw_rule_kind kind) {
    const bool defines = kind == GOUW_RULE_ID, refers = (REFERENCES >> kind & 1) != 0;
    if (!defines && !refers)
        return true;
    const gouw_vocabulary_kind which = defines                    ? f->sheet->schema->defines
                                       : kind == GOUW_RULE_REGION ? GOUW_VOCABULARY_REGIONS
                                       : kind == GOUW_RULE_THEME  ? GOUW_VOCABULARY_THEMES
                                                                  : GOUW_VOCABULARY_STAGES;
    f->vocabulary = &f->sheet->vocabularies[which];
    if (defines)
        return true;
    if (!f->vocabulary->known || is_known(f, f->found))
        return false; /* the row that it refers to is at fault */
    f->known = known_of(f, which);
    f->fixes->out_of_memory = f->fixes->out_of_memory || f->known == NULL;
    return f->known != NULL;
}

/* The name of the column; NULL = it is not read, or a quotation, which stays as it was. */
static const char *column_of(const gouw_entry *entry) {
    const gouw_use *use = entry->use;
    if (use->attribute != SIZE_MAX)
        return entry->sheet->attributes[use->attribute];
    return use->rule == NULL || use->rule->offset == GOUW_RULE_NOWHERE ? NULL : use->rule->name;
}

void gouw_fix_field(gouw_fixes *fixes, const gouw_entry *entry, bool good) {
    const gouw_rule *rule = entry->use->rule;
    const gouw_rule_kind kind = rule == NULL ? GOUW_RULE_TEXT : rule->kind;
    const char *found = entry->field->text, *column = column_of(entry);
    if (column == NULL || (good && kind != GOUW_RULE_TEXT) || FITS[kind] == NULL ||
        entry->field->length > LONGEST || strlen(found) != entry->field->length ||
        (!good && fixes->n_tried++ >= GOUW_FIXES_TRIED))
        return;
    fixing f = {.fixes = fixes, .sheet = entry->sheet, .column = rule, .found = found};
    gouw_fix_tidy(found, f.text);
    if (!find_vocabulary(&f, kind))
        return;
    for (size_t r = 0; r < sizeof RULES / sizeof RULES[0]; r++) {
        char proposed[ROOM];
        if ((RULES[r].kinds >> kind & 1) == 0 || !RULES[r].propose(&f, proposed) ||
            !FITS[kind](&f, proposed))
            continue;
        gouw_fix_keep(fixes, entry->field, entry->at, column, RULES[r].name, RULES[r].confidence,
                      proposed);
        return;
    }
}
