/* What is most likely meant by a date about which there was something to say. As for other fields
 * (fix_rules.c) the rules are a table, tried in order; no proposal is kept that does not read as a
 * date without remark.
 */
#include <stdio.h>
#include <string.h>

#include "base/between.h"
#include "base/lexicon.h"
#include "data/fixes.h"

/* A date that is read, but with a warning: the same in EDTF. */
static bool date_as_read(const char *text, const gouw_when *when, char out[GOUW_FIX_ROOM]) {
    char edtf[GOUW_EDTF_TEXT];
    (void)text;
    return gouw_fix_put(out, gouw_when_format(when, edtf)) && out[0] != '\0';
}

/* 20260613, or a day with a time behind it; with a plain hyphen for a dash, unless there are both:
 * "2026-06–08" may be a day or three months. */
static bool date_form(const char *text, const gouw_when *when, char out[GOUW_FIX_ROOM]) {
    (void)when;
    const size_t n_figures = strspn(text, "0123456789");
    if (n_figures == 8 && text[8] == '\0')
        return snprintf(out, GOUW_FIX_ROOM, "%.4s-%.2s-%.2s", text, text + 4, text + 6) > 0;
    if (gouw_day_parse(text, strlen(text) < 10 ? 0 : 10) != GOUW_DAY_NONE &&
        (text[10] == ' ' || text[10] == 'T') &&
        strspn(text + 11, "0123456789:.Z") == strlen(text + 11))
        return snprintf(out, GOUW_FIX_ROOM, "%.10s", text) > 0;
    size_t n = 0;
    bool dashed = false;
    for (const char *c = text; *c != '\0'; c++) {
        const bool longer = strncmp(c, "\xE2\x80\x93", 3) == 0;
        const bool dash = longer || strncmp(c, "\xE2\x80\x91", 3) == 0;
        dashed |= longer;
        out[n++] = dash ? '-' : *c;
        c += dash ? 2 : 0;
    }
    out[n] = '\0';
    return strcmp(out, text) != 0 && !(dashed && strchr(text, '-') != NULL);
}

/* Two dates run together. */
static bool date_interval(const char *text, const gouw_when *when, char out[GOUW_FIX_ROOM]) {
    char edtf[GOUW_EDTF_TEXT];
    (void)when;
    return gouw_between_offer(text, strlen(text), NULL, gouw_when_read, edtf) &&
           gouw_fix_put(out, edtf);
}

/* The phrase with one word replaced by the known one it is near. */
static bool date_near(const char *text, const gouw_when *when, char out[GOUW_FIX_ROOM]) {
    (void)when;
    for (const char *word = text; *word != '\0';) {
        const size_t n = strcspn(word, " ");
        char one[GOUW_ID_MAX + 1];
        if (n > 0 && n <= GOUW_ID_MAX) {
            (void)snprintf(one, sizeof one, "%.*s", (int)n, word);
            const char *meant = gouw_lexicon_nearest(one);
            gouw_when read;
            char message[GOUW_MESSAGE_MAX];
            if (meant != NULL &&
                snprintf(out, GOUW_FIX_ROOM, "%.*s%s%s", (int)(word - text), text, meant,
                         word + n) < GOUW_FIX_ROOM &&
                gouw_when_read(out, strlen(out), NULL, GOUW_DAY_NONE, &read, message) == GOUW_READ)
                return true;
        }
        word += n + strspn(word + n, " ");
    }
    return false;
}

static const struct {
    const char *name;
    gouw_confidence confidence;
    bool read; /* for dates that gouw reads; else for those that it does not */
    bool (*propose)(const char *text, const gouw_when *when, char out[GOUW_FIX_ROOM]);
} DATE_RULES[] = {
    {"date as read", GOUW_CERTAIN, true, date_as_read},
    {"date form", GOUW_CERTAIN, false, date_form},
    {"interval", GOUW_LIKELY, false, date_interval},
    {"near word", GOUW_LIKELY, false, date_near},
};

void gouw_fix_date(gouw_fixes *fixes, const gouw_field *field, size_t at, gouw_reading reading,
                   const gouw_when *when) {
    if (field->length > GOUW_FIX_LONGEST || fixes->n_tried++ >= GOUW_FIXES_TRIED)
        return;
    char text[GOUW_FIX_ROOM];
    gouw_fix_tidy(field->text, text);
    for (size_t r = 0; r < sizeof DATE_RULES / sizeof DATE_RULES[0]; r++) {
        char proposed[GOUW_FIX_ROOM], message[GOUW_MESSAGE_MAX];
        gouw_when read;
        if (DATE_RULES[r].read != (reading == GOUW_READ_NOTICE) ||
            !DATE_RULES[r].propose(text, when, proposed) ||
            gouw_when_read(proposed, strlen(proposed), NULL, GOUW_DAY_NONE, &read, message) !=
                GOUW_READ)
            continue;
        const bool open = DATE_RULES[r].read && when->precision == GOUW_PRECISION_OPEN;
        gouw_fix_keep(fixes, field, at, "when", DATE_RULES[r].name,
                      open ? GOUW_LIKELY : DATE_RULES[r].confidence, proposed);
        return;
    }
}
