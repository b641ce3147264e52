#include "chart/measure.h"

#include <stdint.h>
#include <string.h>

#include "chart/font_widths.h"
#include "gouw/text.h"

enum { AVERAGE = 600, AVERAGE_BOLD = 690 }; /* thousandths of an em */

static const char ELLIPSIS[] = "\xE2\x80\xA6";

size_t gouw_utf8_length(const char *text) {
    const unsigned char c = (unsigned char)text[0];
    const size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    return strnlen(text, n) == n && gouw_utf8_check(text, n) == n ? n : 0;
}

/* The character at text and its length in bytes; malformed bytes count as one character each. */
static uint32_t character(const char *text, size_t *length) {
    const unsigned char *s = (const unsigned char *)text;
    const size_t n = gouw_utf8_length(text);
    *length = n > 0 ? n : 1;
    if (n < 2)
        return n == 0 ? 0xFFFD : s[0];
    uint32_t code = s[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++)
        code = code << 6 | (s[i] & 0x3Fu);
    return code;
}

bool gouw_utf8_unseen(const char *text) {
    size_t length = 0;
    const uint32_t code = character(text, &length);
    return (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

/* Thousandths of an em of the character at text[0..length). */
static unsigned advance(uint32_t code, const char *text, size_t length, bool bold) {
    const unsigned short *widths = bold ? WIDTHS_BOLD : WIDTHS_REGULAR;
    size_t at = 0;
    for (size_t b = 0; b < sizeof WIDTH_BLOCKS / sizeof WIDTH_BLOCKS[0]; b++) {
        if (code >= WIDTH_BLOCKS[b].first && code <= WIDTH_BLOCKS[b].last)
            return widths[at + code - WIDTH_BLOCKS[b].first];
        at += WIDTH_BLOCKS[b].last - WIDTH_BLOCKS[b].first + 1;
    }
    char one[5] = {0};
    memcpy(one, text, length);
    const size_t columns = gouw_utf8_width(one);
    return columns == 2 ? 1000 : (unsigned)columns * (bold ? AVERAGE_BOLD : AVERAGE);
}

/* The width of text[0..n). */
static double width_of(const char *text, size_t n, gouw_face face) {
    unsigned long sum = 0;
    size_t length = 0;
    for (size_t i = 0; i < n; i += length) {
        const uint32_t code = character(text + i, &length);
        sum += advance(code, text + i, length, face.bold);
    }
    return (double)sum * face.size / 1000;
}

double gouw_text_width(const char *text, gouw_face face) {
    return width_of(text, strlen(text), face);
}

/* The most bytes of text[0..n), in whole characters, that are no wider than width. */
static size_t bytes_within(const char *text, size_t n, gouw_face face, double width) {
    const double room = width * 1000 / face.size;
    double sum = 0;
    size_t i = 0, length = 0;
    while (i < n) {
        const uint32_t code = character(text + i, &length);
        sum += advance(code, text + i, length, face.bold);
        if (sum > room)
            break;
        i += length;
    }
    return i;
}

static const char *shorten(gouw_arena *arena, const char *text, size_t n, gouw_face face,
                           double width) {
    size_t keep = bytes_within(text, n, face, width - gouw_text_width(ELLIPSIS, face));
    while (keep > 0 && (text[keep - 1] == ' ' || text[keep - 1] == ',' || text[keep - 1] == '-'))
        keep--;
    return gouw_arena_format(arena, "%.*s%s", (int)keep, text, ELLIPSIS);
}

const char *gouw_text_shorten(gouw_arena *arena, const char *text, gouw_face face, double width) {
    const size_t n = strlen(text);
    return width_of(text, n, face) <= width ? text : shorten(arena, text, n, face, width);
}

/* Where the line that begins at text ends: the last break within width, else the whole of the
 * first word. */
static size_t line_end(const char *text, gouw_face face, double width) {
    const size_t n = strlen(text);
    const size_t fits = bytes_within(text, n, face, width);
    if (fits == n)
        return n;
    for (size_t i = fits; i > 0; i--)
        if (text[i] == ' ' || (text[i - 1] == '-' && i > 1))
            return i;
    return strcspn(text, " ");
}

size_t gouw_text_wrap(gouw_arena *arena, const char *text, gouw_face face, double width,
                      size_t max_lines, const char **lines) {
    size_t n_lines = 0;
    while (n_lines < max_lines && (*text != '\0' || n_lines == 0)) {
        const size_t n = strlen(text);
        const size_t end = n_lines + 1 == max_lines ? n : line_end(text, face, width);
        lines[n_lines] = width_of(text, end, face) <= width
                             ? gouw_arena_text(arena, text, end)
                             : shorten(arena, text, end, face, width);
        if (lines[n_lines] == NULL)
            return 0;
        n_lines++;
        text += end;
        text += strspn(text, " ");
    }
    return n_lines;
}
