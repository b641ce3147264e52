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

/* C0, DEL and C1. */
static bool is_control(const char *text) {
    const unsigned char lead = (unsigned char)text[0];
    return lead < 0x20 || lead == 0x7F || (lead == 0xC2 && (unsigned char)text[1] < 0xA0);
}

char *gouw_quote(const char *text, size_t length, char out[GOUW_QUOTE]) {
    size_t at = 0, used = 0;
    while (at < length) {
        const size_t n = well_formed(text + at, length - at);
        const bool shown = n > 0 && !is_control(text + at);
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
