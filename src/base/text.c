#include "gouw/text.h"

#include <stdint.h>
#include <string.h>
#include <wchar.h>

static bool is_id_start(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool gouw_id_valid(const char *text, size_t length) {
    if (length == 0 || length > GOUW_ID_MAX || !is_id_start((unsigned char)text[0]))
        return false;
    for (size_t i = 1; i < length; i++) {
        const unsigned char c = (unsigned char)text[i];
        if (!is_id_start(c) && c != '_' && c != '-')
            return false;
    }
    return true;
}

/* Length of the well-formed sequence at s[0..left), 0 if there is none (RFC 3629, section 4). */
static size_t utf8_sequence(const unsigned char *s, size_t left, uint32_t *code) {
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } form[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
    for (size_t n = 1; n <= 4; n++) {
        if ((s[0] & form[n - 1].mask) != form[n - 1].lead)
            continue;
        if (n > left)
            return 0;
        uint32_t value = s[0] & (unsigned char)~form[n - 1].mask;
        for (size_t i = 1; i < n; i++) {
            if ((s[i] & 0xC0) != 0x80)
                return 0;
            value = value << 6 | (s[i] & 0x3F);
        }
        if (value < form[n - 1].least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
            return 0;
        *code = value;
        return n;
    }
    return 0;
}

size_t gouw_utf8_check(const char *text, size_t length) {
    const unsigned char *s = (const unsigned char *)text;
    size_t i = 0;
    while (i < length) {
        uint32_t code = 0;
        const size_t n = s[i] == 0 ? 0 : utf8_sequence(s + i, length - i, &code);
        if (n == 0)
            break;
        i += n;
    }
    return i;
}

typedef struct range {
    uint32_t first, last;
} range;

/* Blocks of marks that take no column and of scripts that take two (Unicode 14, simplified to
 * whole blocks: enough to align a table). */
static const range ZERO_WIDTH[] = {{0x0300, 0x036F}, {0x0591, 0x05BD}, {0x064B, 0x065F},
                                   {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
                                   {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
static const range WIDE[] = {{0x1100, 0x115F}, {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                             {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                             {0xFF00, 0xFF60}, {0x1F300, 0x1F64F}, {0x20000, 0x3FFFD}};

static bool in_ranges(uint32_t code, const range *ranges, size_t n_ranges) {
    for (size_t i = 0; i < n_ranges; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

size_t gouw_utf8_width(const char *text) {
    const unsigned char *s = (const unsigned char *)text;
    size_t left = strlen(text), width = 0;
    while (left > 0) {
        uint32_t code = 0;
        size_t n = utf8_sequence(s, left, &code);
        if (n == 0)
            n = 1;
        if (in_ranges(code, WIDE, sizeof WIDE / sizeof WIDE[0]))
            width += 2;
        else if (!in_ranges(code, ZERO_WIDTH, sizeof ZERO_WIDTH / sizeof ZERO_WIDTH[0]))
            width += 1;
        s += n;
        left -= n;
    }
    return width;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool gouw_equal_nocase(const char *a, const char *b) {
    while (*a != '\0' && lower(*a) == lower(*b))
        a++, b++;
    return lower(*a) == lower(*b);
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Optimal string alignment distance; three rows of the table suffice. */
static size_t edit_distance(const char *a, size_t n_a, const char *b, size_t n_b) {
    enum { MAX = GOUW_ID_MAX + 1 };
    size_t rows[3][MAX + 1];
    if (n_a >= MAX || n_b >= MAX)
        return SIZE_MAX;
    for (size_t j = 0; j <= n_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n_a; i++) {
        size_t *now = rows[i % 3];
        const size_t *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            now[j] = least(least(up[j] + 1, now[j - 1] + 1), up[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = least(now[j], up2[j - 2] + 1);
        }
    }
    return rows[n_a % 3][n_b];
}

const char *gouw_nearest(const char *text, const char *const *candidates, size_t n_candidates) {
    const size_t n = strlen(text);
    size_t best = least(n / 3 > 1 ? n / 3 : 1, 3) + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < n_candidates; i++) {
        const size_t n_i = strlen(candidates[i]);
        if ((n > n_i ? n - n_i : n_i - n) >= best)
            continue;
        const size_t d = edit_distance(text, n, candidates[i], n_i);
        if (d < best) {
            best = d;
            nearest = candidates[i];
        }
    }
    return nearest;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A sign, digits with or without a point, an exponent: what a spreadsheet takes for a number. */
static bool is_number(const char *text, size_t length) {
    size_t i = length > 0 && (text[0] == '+' || text[0] == '-');
    const size_t start = i;
    while (i < length && is_digit(text[i]))
        i++;
    if (i == start)
        return false;
    if (i + 1 < length && text[i] == '.' && is_digit(text[i + 1]))
        for (i++; i < length && is_digit(text[i]);)
            i++;
    if (i + 1 < length && (text[i] == 'e' || text[i] == 'E')) {
        const size_t sign = text[i + 1] == '+' || text[i + 1] == '-';
        if (i + 1 + sign < length && is_digit(text[i + 1 + sign]))
            for (i += 1 + sign; i < length && is_digit(text[i]);)
                i++;
    }
    return i == length;
}

bool gouw_text_runs(const char *text, size_t length) {
    while (length > 0 && *text == '\'') {
        text++;
        length--;
    }
    return length > 0 && *text != '\0' && strchr("=+-@\t\r", *text) != NULL &&
           !is_number(text, length);
}
