/* A reader on libcsv that knows where it is.
 *
 * libcsv is a push parser without positions. It is fed one physical line at a time, and so tells
 * with every field on which line it stands and with every record where that began, newlines inside
 * quotes included. What it leaves undone is done here:
 *
 *     source -> [ buffer: whole lines ] -> libcsv, strict -> [ text: the fields of one record ]
 *                  line_next                 on_field, on_row        finish_record
 *
 *   - Lines end with LF, CRLF or CR alone; the last one needs no end.
 *   - csv_fini is not asked about an open quote: after a strict error it hands out a row that is
 *     not there. The file ends with a newline here, if need be an added one, so that a record
 *     which is still open then has an open quote.
 *   - A quote that is not closed swallows what follows. The finding names the line where it
 *     opened, and reading goes on with the line behind that one: one lost quote does not hide
 *     the rest of the file. Faults up to where the text had run are consequences and not said.
 *   - Unquoted blanks around a field are dropped, as libcsv does: a spreadsheet user means it so.
 *   - Memory is bounded: no line and no record above GOUW_CSV_LIMIT.
 *
 * O(length), but for at most REWINDS times GOUW_CSV_LIMIT read again.
 */
#include "data/csv.h"

#include <csv.h>
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"

enum { BUFFER = 1 << 16, TEXT = 1 << 10, FIELDS = 64, FIELDS_MAX = 4096, REWINDS = 100 };

struct gouw_csv {
    struct csv_parser parser;
    gouw_source *source;
    gouw_findings *findings;
    gouw_arena *work;
    char delimiter; /* NUL until known */

    char *buffer; /* [begin, end) is not yet fed; begin is the byte at offset of the file */
    size_t capacity, begin, end, offset;
    bool at_end;   /* the source is exhausted */
    bool has_cr;   /* some line may end with a carriage return */
    bool is_plain; /* so far ASCII without NUL */
    size_t line;   /* of the line being fed, from 1 */

    char *text; /* the fields of the record at hand, a NUL behind each */
    size_t text_capacity, text_used, fed;
    gouw_field *fields;
    size_t fields_capacity, n;
    bool open;          /* the record goes on with the next line */
    size_t field_line;  /* where the field at hand began */
    size_t resume;      /* the byte behind that line */
    bool out_of_memory; /* in a callback, which cannot say so */

    size_t n_fields;    /* of the header; 0 until known */
    size_t blank_line;  /* the first blank line since the last record; 0 = none */
    size_t quiet_until; /* up to this line faults are consequences of an earlier one */
    size_t n_rewinds;
    gouw_record record;
};

static void say(gouw_csv *csv, gouw_severity severity, size_t line, size_t field,
                const char *message) {
    gouw_findings_add(csv->findings, severity, line, field, message, "");
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* Whether all bytes are ASCII and none is NUL; eight at a time. */
static bool plain(const char *text, size_t length) {
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
static gouw_status refill(gouw_csv *csv, gouw_error *error) {
    const size_t left = csv->end - csv->begin;
    if (csv->begin > 0)
        memmove(csv->buffer, csv->buffer + csv->begin, left);
    csv->begin = 0;
    csv->end = left;
    if (left + 1 >= csv->capacity) {
        char *buffer = gouw_arena_grow(csv->work, csv->buffer, left, csv->capacity * 2,
                                       sizeof *buffer);
        if (buffer == NULL)
            return gouw_fail_memory(error, csv->capacity * 2);
        csv->buffer = buffer;
        csv->capacity *= 2;
    }
    size_t n;
    char *fresh = csv->buffer + left;
    const gouw_status status = gouw_source_read(csv->source, fresh, csv->capacity - left - 1, &n,
                                                error);
    if (status != GOUW_OK)
        return status;
    csv->end += n;
    csv->at_end = n == 0;
    csv->has_cr = csv->has_cr || memchr(fresh, '\r', n) != NULL;
    csv->is_plain = csv->is_plain && plain(fresh, n);
    return GOUW_OK;
}

/* The length of the first line of the buffer with its end; 0 when its end is not there yet. */
static size_t line_length(const gouw_csv *csv) {
    const char *text = csv->buffer + csv->begin;
    const size_t left = csv->end - csv->begin;
    const char *feed = memchr(text, '\n', left);
    const size_t to_feed = feed == NULL ? left : (size_t)(feed - text);
    const char *back = csv->has_cr ? memchr(text, '\r', to_feed) : NULL;
    if (back == NULL)
        return feed == NULL ? 0 : to_feed + 1;
    const size_t to_back = (size_t)(back - text);
    if (to_back + 1 < to_feed)
        return to_back + 1;
    if (feed != NULL) /* the two stand side by side */
        return to_feed + 1;
    return csv->at_end ? left : 0; /* whether LF follows is not known yet */
}

static void consume(gouw_csv *csv, size_t length) {
    csv->begin += length;
    csv->offset += length;
}

/* Passes over the line at hand, which is longer than a line may be. */
static gouw_status line_skip(gouw_csv *csv, gouw_error *error) {
    size_t length;
    csv->line++;
    gouw_findings_add(csv->findings, GOUW_FINDING_ERROR, csv->line, 0,
                      _("a line longer than %zu bytes: is this a CSV file?"), GOUW_CSV_LIMIT);
    while ((length = line_length(csv)) == 0) {
        consume(csv, csv->end - csv->begin);
        if (csv->at_end)
            return GOUW_OK;
        const gouw_status status = refill(csv, error);
        if (status != GOUW_OK)
            return status;
    }
    consume(csv, length);
    return GOUW_OK;
}

/* Takes the next line out of the buffer, where it stays until the next call; length 0 at the end
 * of the file. */
static gouw_status line_next(gouw_csv *csv, const char **line, size_t *length, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (*length = line_length(csv); *length == 0 || *length > GOUW_CSV_LIMIT;
         *length = line_length(csv)) {
        const size_t left = csv->end - csv->begin;
        if (left > GOUW_CSV_LIMIT)
            status = line_skip(csv, error);
        else if (!csv->at_end)
            status = refill(csv, error);
        else if (left > 0)
            csv->buffer[csv->end++] = '\n';
        else
            return GOUW_OK;
        if (status != GOUW_OK)
            return status;
    }
    *line = csv->buffer + csv->begin;
    csv->line++;
    consume(csv, *length);
    return GOUW_OK;
}

/* Whether a line between records holds nothing. */
static bool blank(const gouw_csv *csv, const char *line, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (line[i] == csv->delimiter || memchr(" \t\r\n", line[i], 4) == NULL)
            return false;
    return true;
}

/* ---- libcsv's side -------------------------------------------------------------------------- */

static bool fields_grow(gouw_csv *csv) {
    const size_t n = csv->fields_capacity;
    gouw_field *fields = gouw_arena_grow(csv->work, csv->fields, n, 2 * n, sizeof *fields);
    csv->out_of_memory = csv->out_of_memory || fields == NULL;
    if (fields == NULL)
        return false;
    csv->fields = fields;
    csv->fields_capacity = 2 * n;
    return true;
}

static void on_field(void *text, size_t length, void *data) {
    gouw_csv *csv = data;
    const size_t at = csv->n++;
    if (at >= FIELDS_MAX || (at >= csv->fields_capacity && !fields_grow(csv)))
        return;
    char *copy = csv->text + csv->text_used;
    memcpy(copy, text, length);
    copy[length] = '\0';
    csv->text_used += length + 1;
    csv->fields[at] = (gouw_field){.text = copy, .length = length, .line = csv->field_line};
    csv->field_line = csv->line;
    csv->resume = csv->offset;
}

static void on_row(int terminator, void *data) {
    (void)terminator;
    gouw_csv *csv = data;
    csv->open = false;
}

/* Room for the fields of one more line. Every field takes a byte that is not its text, so text
 * and NULs are never longer than what is fed. The fields so far stay where they are. */
static bool text_reserve(gouw_csv *csv, size_t length) {
    if (csv->text_capacity >= csv->fed + length)
        return true;
    size_t capacity = csv->text_capacity;
    while (capacity < csv->fed + length)
        capacity *= 2;
    csv->text = gouw_arena_array(csv->work, capacity, 1);
    csv->text_capacity = csv->text == NULL ? 0 : capacity;
    csv->text_used = 0;
    return csv->text != NULL;
}

static void record_begin(gouw_csv *csv) {
    csv->n = csv->fed = csv->text_used = 0;
    csv->record = (gouw_record){.line = csv->line};
    csv->field_line = csv->line;
    csv->resume = csv->offset;
}

/* ---- faults --------------------------------------------------------------------------------- */

/* The quote that opened the field at hand was lost: goes back to the line behind it. */
static gouw_status rewind_to_field(gouw_csv *csv, gouw_error *error) {
    csv->quiet_until = csv->line;
    if (csv->field_line == csv->line || csv->n_rewinds++ >= REWINDS)
        return GOUW_OK;
    csv->line = csv->field_line;
    csv->offset = csv->resume;
    csv->begin = csv->end = 0;
    csv->at_end = false;
    return gouw_source_seek(csv->source, csv->offset, error);
}

/* The file ended, or the limit was reached, inside quotes. */
static gouw_status quote_open(gouw_csv *csv, gouw_error *error) {
    if (csv->field_line > csv->quiet_until)
        say(csv, GOUW_FINDING_ERROR, csv->field_line, csv->n + 1,
            _("the quote that opens this field is not closed"));
    return rewind_to_field(csv, error);
}

/* A quote where none may be. In a field that began on an earlier line the first one is the one
 * that was lost, most likely. */
static gouw_status quote_stray(gouw_csv *csv, gouw_error *error) {
    const bool quiet = csv->field_line <= csv->quiet_until;
    if (csv->field_line == csv->line) {
        if (!quiet)
            say(csv, GOUW_FINDING_ERROR, csv->line, csv->n + 1,
                csv->parser.quoted
                    ? _("text behind the closing quote: a quote inside a quoted field is doubled")
                    : _("a quote inside a field that is not quoted: put the whole field in "
                        "quotes and double those inside"));
        return GOUW_OK;
    }
    if (!quiet)
        gouw_findings_add(csv->findings, GOUW_FINDING_ERROR, csv->field_line, csv->n + 1,
                          _("the quote that opens this field is not closed before the next one, "
                            "in line %zu: close it, or double the quotes inside"),
                          csv->line);
    return rewind_to_field(csv, error);
}

/* Gives up the record at hand; its fields so far are kept. */
static void record_break(gouw_csv *csv) {
    (void)csv_fini(&csv->parser, NULL, NULL, NULL);
    csv->open = false;
    csv->record.faulty = true;
}

static gouw_status feed(gouw_csv *csv, const char *line, size_t length, gouw_error *error) {
    if (!csv->open)
        record_begin(csv);
    csv->open = true;
    if (csv->fed + length > GOUW_CSV_LIMIT && csv->fed > 0) {
        record_break(csv);
        return quote_open(csv, error);
    }
    if (!text_reserve(csv, length))
        return gouw_fail_memory(error, length);
    csv->fed += length;
    const size_t done = csv_parse(&csv->parser, line, length, on_field, on_row, csv);
    if (csv->out_of_memory || (done < length && csv_error(&csv->parser) != CSV_EPARSE))
        return gouw_fail_memory(error, length);
    if (done == length)
        return GOUW_OK;
    const gouw_status status = quote_stray(csv, error);
    record_break(csv);
    return status;
}

/* ---- records -------------------------------------------------------------------------------- */

static void check_text(gouw_csv *csv) {
    for (size_t i = 0; i < csv->record.n; i++) {
        const gouw_field *field = &csv->fields[i];
        if (plain(field->text, field->length))
            continue;
        const size_t at = gouw_utf8_check(field->text, field->length);
        if (at == field->length)
            continue;
        char shown[GOUW_QUOTE];
        const unsigned byte = (unsigned char)field->text[at];
        csv->record.faulty = true;
        if (byte == 0)
            gouw_findings_add(csv->findings, GOUW_FINDING_ERROR, field->line, i + 1,
                              _("a NUL byte at byte %zu of the field: is this a text file?"),
                              at + 1);
        else
            gouw_findings_add(csv->findings, GOUW_FINDING_ERROR, field->line, i + 1,
                              _("'%s' is not UTF-8 (byte %zu of the field is 0x%02X): save the "
                                "file as UTF-8"),
                              gouw_quote(field->text, field->length, shown), at + 1, byte);
    }
}

static void check_count(gouw_csv *csv) {
    if (csv->n_fields == 0 || csv->n == csv->n_fields || csv->record.faulty)
        return;
    csv->record.faulty = true;
    if (csv->record.line <= csv->quiet_until)
        return;
    gouw_findings_add(csv->findings, GOUW_FINDING_ERROR, csv->record.line, 0,
                      csv->n < csv->n_fields
                          ? _("%zu fields where the header names %zu: is a delimiter '%c' missing?")
                          : _("%zu fields where the header names %zu: text that holds '%c' must "
                              "stand in quotes"),
                      csv->n, csv->n_fields, csv->delimiter);
}

/* A record without any text, as spreadsheets leave them behind the last row. */
static bool hollow(const gouw_csv *csv) {
    for (size_t i = 0; i < csv->record.n; i++)
        if (csv->fields[i].length > 0)
            return false;
    return csv->n_fields > 0 && !csv->record.faulty;
}

/* Checks the record that was read; false when it is to be passed over. */
static bool finish_record(gouw_csv *csv) {
    csv->record.fields = csv->fields;
    csv->record.n = csv->n < FIELDS_MAX ? csv->n : FIELDS_MAX;
    if (hollow(csv)) {
        if (csv->blank_line == 0)
            csv->blank_line = csv->record.line;
        return false;
    }
    if (csv->blank_line != 0)
        say(csv, GOUW_FINDING_WARNING, csv->blank_line, 0, _("an empty line between rows"));
    csv->blank_line = 0;
    if (!csv->is_plain)
        check_text(csv);
    check_count(csv);
    if (csv->n_fields == 0)
        csv->n_fields = csv->n;
    return true;
}

/* The candidate that the line holds most of, outside quotes; of equals the first. */
static char guess_delimiter(const char *line, size_t length) {
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

static void set_delimiter(gouw_csv *csv, char delimiter) {
    csv->delimiter = delimiter;
    csv_set_delim(&csv->parser, (unsigned char)delimiter);
}

gouw_status gouw_csv_next(gouw_csv *csv, const gouw_record **record, gouw_error *error) {
    *record = NULL;
    for (;;) {
        const char *line = NULL;
        size_t length = 0;
        gouw_status status = line_next(csv, &line, &length, error);
        if (status != GOUW_OK || (length == 0 && !csv->open))
            return status;
        if (length == 0) {
            record_break(csv);
            status = quote_open(csv, error);
        } else if (!csv->open && blank(csv, line, length)) {
            if (csv->blank_line == 0)
                csv->blank_line = csv->line;
            continue;
        } else {
            if (csv->delimiter == '\0')
                set_delimiter(csv, guess_delimiter(line, length));
            status = feed(csv, line, length, error);
        }
        if (status != GOUW_OK)
            return status;
        if (!csv->open && finish_record(csv)) {
            *record = &csv->record;
            return GOUW_OK;
        }
    }
}

char gouw_csv_delimiter(const gouw_csv *csv) {
    return csv->delimiter;
}

/* ---- opening and closing -------------------------------------------------------------------- */

/* Passes over a byte-order mark; says so when the file is no UTF-8 text at all. */
static void check_start(gouw_csv *csv) {
    static const struct {
        const char *bytes, *message;
    } starts[] = {
        {"\xEF\xBB\xBF", NULL},
        {"\xFF\xFE", N_("this file is UTF-16: save it as CSV in UTF-8")},
        {"\xFE\xFF", N_("this file is UTF-16: save it as CSV in UTF-8")},
        {"PK\x03\x04", N_("this file is a workbook or an archive: save the sheet as CSV in UTF-8")},
    };
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        const size_t n = strlen(starts[i].bytes);
        if (csv->end < n || memcmp(csv->buffer, starts[i].bytes, n) != 0)
            continue;
        csv->begin = csv->offset = n;
        if (starts[i].message == NULL)
            return;
        say(csv, GOUW_FINDING_ERROR, 0, 0, _(starts[i].message));
        csv->begin = csv->end;
        csv->at_end = true;
    }
}

gouw_status gouw_csv_open(gouw_source *source, char delimiter, gouw_findings *findings,
                          gouw_arena *work, gouw_csv **csv, gouw_error *error) {
    gouw_csv *new = gouw_arena_alloc(work, sizeof *new);
    if (new == NULL)
        return gouw_fail_memory(error, sizeof *new);
    *new = (gouw_csv){.source = source,
                      .findings = findings,
                      .work = work,
                      .capacity = BUFFER,
                      .is_plain = true,
                      .text_capacity = TEXT,
                      .fields_capacity = FIELDS};
    new->buffer = gouw_arena_array(work, BUFFER, 1);
    new->text = gouw_arena_array(work, TEXT, 1);
    new->fields = gouw_arena_array(work, FIELDS, sizeof *new->fields);
    if (new->buffer == NULL || new->text == NULL || new->fields == NULL)
        return gouw_fail_memory(error, BUFFER);
    const gouw_status status = refill(new, error);
    if (status != GOUW_OK)
        return status;
    check_start(new);
    if (csv_init(&new->parser, CSV_STRICT) != 0)
        return gouw_fail(error, GOUW_EINTERNAL, _("libcsv could not be started"));
    csv_set_blk_size(&new->parser, 1024);
    if (delimiter != '\0')
        set_delimiter(new, delimiter);
    *csv = new;
    return GOUW_OK;
}

void gouw_csv_close(gouw_csv *csv) {
    if (csv != NULL)
        csv_free(&csv->parser);
}
