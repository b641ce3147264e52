#include "data/csv_check.h"

#include "base/i18n.h"
#include "gouw/text.h"

bool gouw_check_text(const gouw_record *record, gouw_findings *findings) {
    bool good = true;
    for (size_t i = 0; i < record->n; i++) {
        const gouw_field *field = &record->fields[i];
        if (gouw_text_plain(field->text, field->length))
            continue;
        const size_t at = gouw_utf8_check(field->text, field->length);
        if (at == field->length)
            continue;
        char shown[GOUW_QUOTE];
        const unsigned byte = (unsigned char)field->text[at];
        good = false;
        if (byte == 0)
            gouw_findings_add(findings, GOUW_FINDING_ERROR, field->line, i + 1,
                              _("a NUL byte at byte %zu of the field: is this a text file?"),
                              at + 1);
        else
            gouw_findings_add(findings, GOUW_FINDING_ERROR, field->line, i + 1,
                              _("'%s' is not UTF-8 (byte %zu of the field is 0x%02X): save the "
                                "file as UTF-8"),
                              gouw_quote(field->text, field->length, shown), at + 1, byte);
    }
    return good;
}

static const char *delimiter_name(char delimiter) {
    static const struct {
        char mark;
        const char *name;
    } names[] = {{',', N_("comma")}, {';', N_("semicolon")}, {'\t', N_("tab")}, {'|', N_("bar")}};
    size_t i = 0;
    while (i + 1 < sizeof names / sizeof names[0] && names[i].mark != delimiter)
        i++;
    return _(names[i].name);
}

void gouw_say_count(gouw_findings *findings, size_t line, size_t n, size_t n_fields,
                    char delimiter) {
    gouw_findings_add(findings, GOUW_FINDING_ERROR, line, 0,
                      n < n_fields
                          ? _("this row has %zu of the %zu fields: is a %s missing?")
                          : _("this row has %zu fields, the header names %zu: text that holds a "
                              "%s must stand in quotes"),
                      n, n_fields, delimiter_name(delimiter));
}

char gouw_guess_delimiter(const char *line, size_t length) {
    static const char candidates[] = {',', ';', '\t'};
    size_t count[sizeof candidates] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        quoted = quoted != (line[i] == '"');
        for (size_t c = 0; c < sizeof candidates; c++)
            count[c] += !quoted && line[i] == candidates[c];
    }
    for (size_t c = 1; c < sizeof candidates; c++)
        if (count[c] > count[best])
            best = c;
    return candidates[best];
}
