#include "base/quote.h"

#include <stdbool.h>
#include <string.h>

#include "gouw/text.h"

/* The length of the well-formed character at text, 0 if there is none. */
static size_t well_formed(const char *text, size_t length) {
    const unsigned char lead = (unsigned char)text[0];
    const size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return n <= length && gouw_utf8_check(text, n) == n ? n : 0;
}

size_t gouw_character_length(const char *text, size_t length) {
    const size_t n = well_formed(text, length);
    return n > 0 ? n : 1;
}

size_t gouw_control_length(const char *text) {
    const unsigned char *c = (const unsigned char *)text;
    if ((c[0] < 0x20 && c[0] != '\0') || c[0] == 0x7F)
        return 1;
    if (c[0] == 0xC2)
        return c[1] >= 0x80 && c[1] < 0xA0 ? 2 : 0;
    const bool turns = c[0] == 0xE2 && ((c[1] == 0x80 && c[2] >= 0xAA && c[2] <= 0xAE) ||
                                        (c[1] == 0x81 && c[2] >= 0xA6 && c[2] <= 0xA9));
    return turns ? 3 : 0;
}

char *gouw_quote(const char *text, size_t length, char out[GOUW_QUOTE]) {
    size_t at = 0, used = 0;
    while (at < length) {
        const size_t n = well_formed(text + at, length - at);
        const bool shown = n > 0 && text[at] != '\0' && gouw_control_length(text + at) == 0;
        if (used + (shown ? n : 1) > GOUW_QUOTE_SHOWN)
            break;
        if (shown)
            memcpy(out + used, text + at, n);
        else
            out[used] = '?';
        used += shown ? n : 1;
        at += n > 0 ? n : 1;
    }
    static const char ellipsis[] = "\xE2\x80\xA6";
    if (at < length)
        memcpy(out + used, ellipsis, sizeof ellipsis);
    else
        out[used] = '\0';
    return out;
}

void gouw_make_plain(char *text) {
    const size_t length = strlen(text);
    size_t used = 0;
    for (size_t at = 0, n; at < length; at += n) {
        n = gouw_character_length(text + at, length - at);
        if (text[at] >= '\t' && text[at] <= '\r')
            text[used++] = ' ';
        else if (gouw_control_length(text + at) > 0)
            text[used++] = '?';
        else {
            memmove(text + used, text + at, n);
            used += n;
        }
    }
    text[used] = '\0';
}

/* The length of the blank at text, 0 if there is none. */
static size_t blank_at(const char *text, size_t length) {
    if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r'))
        return 1;
    return length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

void gouw_trim(const char **text, size_t *length) {
    size_t n;
    while (*length > 0 && (n = blank_at(*text, *length)) > 0) {
        *text += n;
        *length -= n;
    }
    while (*length > 0) {
        n = blank_at(*text + *length - 1, 1);
        if (n == 0 && *length >= 2)
            n = blank_at(*text + *length - 2, 2) == 2 ? 2 : 0;
        if (n == 0)
            break;
        *length -= n;
    }
}
