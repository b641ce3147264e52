#include <stdio.h>
#include <string.h>

#include "data/fixes.h"

/* Characters that pass for a blank or for nothing at all. */
static const struct {
    const char *bytes, *plain;
} INVISIBLE[] = {
    {"\xC2\xA0", " "},                           /* U+00A0 no-break space */
    {"\xE2\x80\x87", " "},                       /* U+2007 figure space */
    {"\xE2\x80\x89", " "},                       /* U+2009 thin space */
    {"\xE2\x80\xAF", " "},                       /* U+202F narrow no-break space */
    {"\t", " "},           {"\xE2\x80\x8B", ""}, /* U+200B zero-width space */
    {"\xEF\xBB\xBF", ""},                        /* U+FEFF byte-order mark */
    {"\xC2\xAD", ""},                            /* U+00AD soft hyphen */
};

/* What the character at text stands for, and its length; NULL for one that is as it seems. */
static const char *plain_of(const char *text, size_t *length) {
    for (size_t i = 0; i < sizeof INVISIBLE / sizeof INVISIBLE[0]; i++) {
        *length = strlen(INVISIBLE[i].bytes);
        if (strncmp(text, INVISIBLE[i].bytes, *length) == 0)
            return INVISIBLE[i].plain;
    }
    *length = 1;
    return NULL;
}

void gouw_fix_tidy(const char *text, char out[GOUW_FIX_ROOM]) {
    size_t n = 0, step;
    for (; *text != '\0'; text += step) {
        const char *plain = plain_of(text, &step);
        const char c = plain == NULL ? *text : *plain;
        if (c != '\0' && (c != ' ' || (n > 0 && out[n - 1] != ' ')))
            out[n++] = c;
    }
    while (n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
}

bool gouw_fix_put(char out[GOUW_FIX_ROOM], const char *text) {
    return snprintf(out, GOUW_FIX_ROOM, "%s", text) < GOUW_FIX_ROOM;
}

void gouw_fix_keep(gouw_fixes *fixes, const gouw_field *field, size_t at, const char *column,
                   const char *rule, gouw_confidence confidence, const char *proposed) {
    gouw_fixes_add(fixes, &(gouw_fix){.line = field->line,
                                      .field = at,
                                      .column = column,
                                      .found = field->text,
                                      .proposed = proposed,
                                      .rule = rule,
                                      .confidence = confidence});
}
