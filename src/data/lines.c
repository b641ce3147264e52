#include "data/lines.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"

enum { SMALLEST = 1 << 9, LARGEST = 1 << 16 };

/* Eight bytes at a time. */
bool gouw_text_plain(const char *text, size_t length) {
    const uint64_t high = UINT64_C(0x8080808080808080), ones = UINT64_C(0x0101010101010101);
    uint64_t seen = 0;
    for (; length >= 8; text += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, text, 8);
        seen |= word | (word - ones); /* a NUL byte borrows, and sets a high bit */
    }
    for (; length > 0; text++, length--)
        seen |= (unsigned char)*text == 0 ? high : (unsigned char)*text;
    return (seen & high) == 0;
}

/* Reads on behind the bytes that are left, which move to the front. */
static gouw_status refill(gouw_lines *lines, gouw_error *error) {
    const size_t left = lines->end - lines->begin;
    if (lines->begin > 0)
        memmove(lines->buffer, lines->buffer + lines->begin, left);
    lines->begin = 0;
    lines->end = left;
    if (left + 1 >= lines->capacity) {
        char *buffer = gouw_arena_grow(lines->work, lines->buffer, left, lines->capacity * 2,
                                       sizeof *buffer);
        if (buffer == NULL)
            return gouw_fail_memory(error, lines->capacity * 2);
        lines->buffer = buffer;
        lines->capacity *= 2;
    }
    size_t n;
    char *fresh = lines->buffer + left;
    const gouw_status status = gouw_source_read(lines->source, fresh, lines->capacity - left - 1,
                                                &n, error);
    if (status != GOUW_OK)
        return status;
    lines->end += n;
    lines->at_end = n == 0;
    lines->has_cr = lines->has_cr || memchr(fresh, '\r', n) != NULL;
    lines->is_plain = lines->is_plain && gouw_text_plain(fresh, n);
    return GOUW_OK;
}

/* The length of the first line of the buffer with its end; 0 when its end is not there yet. */
static size_t line_length(const gouw_lines *lines) {
    const char *text = lines->buffer + lines->begin;
    const size_t left = lines->end - lines->begin;
    const char *feed = memchr(text, '\n', left);
    const size_t to_feed = feed == NULL ? left : (size_t)(feed - text);
    const char *back = lines->has_cr ? memchr(text, '\r', to_feed) : NULL;
    if (back == NULL)
        return feed == NULL ? 0 : to_feed + 1;
    const size_t to_back = (size_t)(back - text);
    if (to_back + 1 < to_feed)
        return to_back + 1;
    if (feed != NULL) /* the two stand side by side */
        return to_feed + 1;
    return lines->at_end ? left : 0; /* whether LF follows is not known yet */
}

static void consume(gouw_lines *lines, size_t length) {
    lines->begin += length;
    lines->offset += length;
}

/* Passes over the line at hand, which is longer than a line may be. */
static gouw_status line_skip(gouw_lines *lines, gouw_error *error) {
    size_t length;
    lines->line++;
    gouw_findings_add(lines->findings, GOUW_FINDING_ERROR, lines->line, 0,
                      _("a line longer than %zu bytes: is this a CSV file?"), GOUW_LINE_LIMIT);
    while ((length = line_length(lines)) == 0) {
        consume(lines, lines->end - lines->begin);
        if (lines->at_end)
            return GOUW_OK;
        const gouw_status status = refill(lines, error);
        if (status != GOUW_OK)
            return status;
    }
    consume(lines, length);
    return GOUW_OK;
}

gouw_status gouw_lines_next(gouw_lines *lines, const char **text, size_t *length,
                            gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (*length = line_length(lines); *length == 0 || *length > GOUW_LINE_LIMIT;
         *length = line_length(lines)) {
        const size_t left = lines->end - lines->begin;
        if (left > GOUW_LINE_LIMIT)
            status = line_skip(lines, error);
        else if (!lines->at_end)
            status = refill(lines, error);
        else if (left > 0)
            lines->buffer[lines->end++] = '\n';
        else
            return GOUW_OK;
        if (status != GOUW_OK)
            return status;
    }
    *text = lines->buffer + lines->begin;
    lines->line++;
    consume(lines, *length);
    return GOUW_OK;
}

/* How many bytes stand before the first carriage return that ends a line alone. */
static size_t before_return(const char *text, size_t length) {
    const char *end = text + length, *at = text;
    while ((at = memchr(at, '\r', (size_t)(end - at))) != NULL) {
        if (at + 1 == end || at[1] != '\n')
            return (size_t)(at - text);
        at += 2;
    }
    return length;
}

void gouw_lines_block(gouw_lines *lines, const char **text, size_t *length) {
    const size_t left = lines->end - lines->begin;
    const size_t most = left < GOUW_BLOCK ? left : GOUW_BLOCK;
    *text = lines->buffer + lines->begin;
    const char *quote = most == 0 ? NULL : memchr(*text, '"', most);
    *length = quote == NULL ? most : (size_t)(quote - *text);
    if (lines->has_cr && *length > 0)
        *length = before_return(*text, *length);
    while (*length > 0 && (*text)[*length - 1] != '\n')
        --*length;
    consume(lines, *length);
}

/* Passes over a byte-order mark; says so when the file is no UTF-8 text at all. */
static void check_start(gouw_lines *lines) {
    static const char excel_only[] = N_(
        "the first line, 'sep=' and a mark, is for Excel alone: remove it");
    static const struct {
        const char *bytes, *message;
    } starts[] = {
        {"\xEF\xBB\xBFsep=", excel_only},
        {"sep=", excel_only},
        {"\xEF\xBB\xBF", NULL},
        {"\xFF\xFE", N_("this file is UTF-16: save it as CSV in UTF-8")},
        {"\xFE\xFF", N_("this file is UTF-16: save it as CSV in UTF-8")},
        {"PK\x03\x04", N_("this file is a workbook or an archive: save the sheet as CSV in UTF-8")},
    };
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        const size_t n = strlen(starts[i].bytes);
        if (lines->end < n || memcmp(lines->buffer, starts[i].bytes, n) != 0)
            continue;
        lines->begin = lines->offset = n;
        if (starts[i].message == NULL)
            return;
        gouw_findings_say(lines->findings, GOUW_FINDING_ERROR, 0, 0, _(starts[i].message));
        lines->begin = lines->end;
        lines->at_end = true;
        return;
    }
}

/* Room for a whole small file, its end and a line feed that is added: a dataset is mostly small
 * files, and pages that are not touched cost nothing. */
static size_t first_capacity(const gouw_source *source) {
    if (source->length < SMALLEST)
        return SMALLEST;
    return source->length < LARGEST - 2 ? source->length + 2 : LARGEST;
}

gouw_status gouw_lines_open(gouw_lines *lines, gouw_source *source, gouw_findings *findings,
                            gouw_arena *work, gouw_error *error) {
    *lines = (gouw_lines){.source = source,
                          .findings = findings,
                          .work = work,
                          .capacity = first_capacity(source),
                          .is_plain = true};
    lines->buffer = gouw_arena_array(work, lines->capacity, 1);
    if (lines->buffer == NULL)
        return gouw_fail_memory(error, lines->capacity);
    const gouw_status status = refill(lines, error);
    if (status == GOUW_OK)
        check_start(lines);
    return status;
}

gouw_status gouw_lines_rewind(gouw_lines *lines, size_t offset, size_t line, gouw_error *error) {
    lines->line = line;
    lines->offset = offset;
    lines->begin = lines->end = 0;
    lines->at_end = false;
    return gouw_source_seek(lines->source, offset, error);
}
