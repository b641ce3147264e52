/* A reader on libcsv that knows where it is.
 *
 * libcsv is a push parser without positions. Where a line holds a quote it is fed that line alone,
 * and so tells with every field on which line it stands and with every record where that began,
 * newlines inside quotes included. Lines without quotes are fed many at a time: each is a record,
 * or blank, and libcsv reports its end, so that counting ends is enough. What libcsv leaves undone
 * is done here and in lines.c:
 *
 *     source -> [ buffer: whole lines ] -> libcsv, strict -> [ text: the fields of some records ]
 *                  lines.c                   on_field, on_row        finish_record
 *
 *   - Lines end with LF, CRLF or CR alone; the last one needs no end.
 *   - csv_fini is not asked about an open quote: after a strict error it hands out a row that is
 *     not there. The file ends with a newline here, if need be an added one, so that a record
 *     which is still open then has an open quote.
 *   - A quote that is not closed swallows what follows. The finding names the line where it
 *     opened, and reading goes on with the line behind that one: one lost quote does not hide
 *     the rest of the file. Faults up to where the text had run are consequences and not said.
 *   - Unquoted blanks around a field are dropped, as libcsv does: a spreadsheet user means it so.
 *   - The guard that gouw puts before text which a spreadsheet would run is taken away.
 *   - Memory is bounded: no line and no record above GOUW_LINE_LIMIT.
 *
 * O(length), but for at most REWINDS times GOUW_LINE_LIMIT read again.
 */
#include "data/csv.h"

#include <csv.h>
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "data/csv_check.h"

enum {
    TEXT = 1 << 10,
    GROWTH = 1 << 10,
    FIELDS = 64,
    FIELDS_MAX = GOUW_LIMIT_COLUMNS,
    REWINDS = 100
};

struct gouw_csv {
    struct csv_parser parser;
    gouw_lines lines;
    gouw_findings *findings;
    gouw_arena *work;
    char delimiter; /* NUL until known */

    char *text; /* the fields of the records at hand, a NUL behind each */
    size_t text_capacity, text_used, fed;
    gouw_field *fields;
    size_t fields_capacity, fields_used;
    size_t n;           /* fields of the record at hand, also those that are not kept */
    bool open;          /* the record goes on with the next line */
    size_t field_line;  /* where the field at hand began */
    size_t resume;      /* the byte behind that line */
    bool out_of_memory; /* in a callback, which cannot say so */

    size_t n_fields;    /* of the header; 0 until known */
    size_t blank_line;  /* the first blank line since the last record; 0 = none */
    size_t quiet_until; /* up to this line faults are consequences of an earlier one */
    size_t n_rewinds;
    gouw_record record;

    /* The lines of a block that libcsv was fed at once, and which of them comes next. */
    uint32_t *counts; /* of each line: its fields, also those that are not kept; 0 = it is blank */
    size_t counts_capacity, n_lines, next_line;
    size_t next_field;
    size_t block; /* bytes */
};

/* Whether a line between records holds nothing. */
static bool blank(const gouw_csv *csv, const char *line, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (line[i] > ' ' || line[i] == csv->delimiter || memchr(" \t\r\n", line[i], 4) == NULL)
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

/* Whether there is a place for one more field; those beyond the most are only counted. */
static inline bool has_place(gouw_csv *csv) {
    return csv->n < FIELDS_MAX && (csv->fields_used < csv->fields_capacity || fields_grow(csv));
}

static inline bool is_guarded(const char *text, size_t length) {
    return length > 0 && text[0] == '\'' && gouw_text_runs(text, length);
}

/* Takes the text of a field over, which libcsv will use again. */
static void keep_field(gouw_csv *csv, const char *from, size_t length) {
    if (has_place(csv)) {
        char *copy = csv->text + csv->text_used;
        const bool guarded = is_guarded(from, length);
        from += guarded;
        length -= guarded;
        memcpy(copy, from, length);
        copy[length] = '\0';
        csv->text_used += length + 1;
        csv->fields[csv->fields_used++] = (gouw_field){
            .text = copy, .length = length, .line = csv->field_line};
    }
    csv->n++;
}

/* The same, which is done at once for most: a short text in libcsv's own buffer. Of that sixteen
 * bytes can be read, and text has room for them; to copy them all costs less than to ask how many
 * are wanted. */
static void on_field_of_block(void *from, size_t length, void *data) {
    gouw_csv *csv = data;
    if (length > GOUW_FIELD_AHEAD || from != csv->parser.entry_buf || csv->n >= FIELDS_MAX ||
        csv->fields_used == csv->fields_capacity || (length > 0 && *(char *)from == '\'')) {
        keep_field(csv, from, length);
        return;
    }
    gouw_field *field = &csv->fields[csv->fields_used++];
    char *copy = csv->text + csv->text_used;
    *field = (gouw_field){.text = copy, .length = length, .line = csv->field_line};
    csv->text_used += length + 1;
    csv->n++;
    memcpy(copy, from, GOUW_FIELD_AHEAD);
    copy[length] = '\0';
}

static void on_field(void *text, size_t length, void *data) {
    gouw_csv *csv = data;
    keep_field(csv, text, length);
    csv->field_line = csv->lines.line;
    csv->resume = csv->lines.offset;
}

static void on_row(int terminator, void *data) {
    (void)terminator;
    gouw_csv *csv = data;
    csv->open = false;
}

static bool counts_grow(gouw_csv *csv) {
    const size_t n = csv->counts_capacity, more = n == 0 ? FIELDS : 2 * n;
    uint32_t *counts = gouw_arena_grow(csv->work, csv->counts, n, more, sizeof *counts);
    csv->out_of_memory = csv->out_of_memory || counts == NULL;
    if (counts == NULL)
        return false;
    csv->counts = counts;
    csv->counts_capacity = more;
    return true;
}

/* The end of a line of a block; of CR and LF the latter ends it. */
static void on_line(int terminator, void *data) {
    gouw_csv *csv = data;
    if (terminator != '\n' || (csv->n_lines == csv->counts_capacity && !counts_grow(csv)))
        return;
    csv->counts[csv->n_lines++] = (uint32_t)csv->n;
    csv->n = 0;
    csv->field_line++;
}

/* Room for the fields of one more line. Every field takes a byte that is not its text, so text
 * and NULs are never longer than what is fed. The fields so far stay where they are. */
static bool text_reserve(gouw_csv *csv, size_t length) {
    const size_t wanted = csv->fed + length + GOUW_FIELD_AHEAD;
    size_t capacity = csv->text_capacity;
    if (capacity >= wanted)
        return true;
    while (capacity < wanted)
        capacity *= 2;
    csv->text = gouw_arena_array(csv->work, capacity, 1);
    csv->text_capacity = csv->text == NULL ? 0 : capacity;
    csv->text_used = 0;
    return csv->text != NULL;
}

static void record_begin(gouw_csv *csv) {
    csv->n = csv->fed = csv->text_used = csv->fields_used = 0;
    csv->record = (gouw_record){.line = csv->lines.line};
    csv->field_line = csv->lines.line;
    csv->resume = csv->lines.offset;
}

/* ---- faults --------------------------------------------------------------------------------- */

/* The quote that opened the field at hand was lost: goes back to the line behind it. */
static gouw_status rewind_to_field(gouw_csv *csv, gouw_error *error) {
    csv->quiet_until = csv->lines.line;
    if (csv->field_line == csv->lines.line || csv->n_rewinds++ >= REWINDS)
        return GOUW_OK;
    return gouw_lines_rewind(&csv->lines, csv->resume, csv->field_line, error);
}

/* The file ended, or the limit was reached, inside quotes. */
static gouw_status quote_open(gouw_csv *csv, gouw_error *error) {
    if (csv->field_line > csv->quiet_until)
        gouw_findings_say(csv->findings, GOUW_FINDING_ERROR, csv->field_line, csv->n + 1,
                          _("the quote that opens this field is not closed"));
    return rewind_to_field(csv, error);
}

/* A quote where none may be. In a field that began on an earlier line the first one is the one
 * that was lost, most likely. */
static gouw_status quote_stray(gouw_csv *csv, gouw_error *error) {
    const bool quiet = csv->field_line <= csv->quiet_until;
    if (csv->field_line == csv->lines.line) {
        if (!quiet)
            gouw_findings_say(
                csv->findings, GOUW_FINDING_ERROR, csv->lines.line, csv->n + 1,
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
                          csv->lines.line);
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
    if (csv->fed + length > GOUW_LINE_LIMIT && csv->fed > 0) {
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

static void check_count(gouw_csv *csv) {
    if (csv->n_fields == 0 && csv->n > FIELDS_MAX) {
        csv->record.faulty = true;
        gouw_findings_add(csv->findings, GOUW_FINDING_ERROR, csv->record.line, 0,
                          _("%zu columns; more than %d cannot be read"), csv->n, FIELDS_MAX);
    }
    if (csv->n_fields == 0 || csv->n == csv->n_fields || csv->record.faulty)
        return;
    csv->record.faulty = true;
    if (csv->record.line > csv->quiet_until)
        gouw_say_count(csv->findings, csv->record.line, csv->n, csv->n_fields, csv->delimiter);
}

/* A record without any text, as spreadsheets leave them behind the last row. */
static bool hollow(const gouw_csv *csv) {
    for (size_t i = 0; i < csv->record.n; i++)
        if (csv->record.fields[i].length > 0)
            return false;
    return csv->n_fields > 0 && !csv->record.faulty;
}

/* Checks the record that was read; false when it is to be passed over. */
static bool finish_record(gouw_csv *csv, const gouw_field *fields) {
    csv->record.fields = fields;
    csv->record.n = csv->n < FIELDS_MAX ? csv->n : FIELDS_MAX;
    if (hollow(csv)) {
        if (csv->blank_line == 0)
            csv->blank_line = csv->record.line;
        return false;
    }
    if (csv->blank_line != 0)
        gouw_findings_say(csv->findings, GOUW_FINDING_WARNING, csv->blank_line, 0,
                          _("an empty line between rows"));
    csv->blank_line = 0;
    if (!csv->lines.is_plain && !gouw_check_text(&csv->record, csv->findings))
        csv->record.faulty = true;
    check_count(csv);
    if (csv->n_fields == 0)
        csv->n_fields = csv->n;
    return true;
}

static void set_delimiter(gouw_csv *csv, char delimiter) {
    csv->delimiter = delimiter;
    csv_set_delim(&csv->parser, (unsigned char)delimiter);
}

/* Feeds lines without quotes, if that is what comes; the header is read by itself. */
static gouw_status feed_block(gouw_csv *csv, gouw_error *error) {
    const char *text;
    csv->n_lines = csv->next_line = csv->next_field = csv->block = 0;
    if (csv->open || csv->n_fields == 0)
        return GOUW_OK;
    gouw_lines_block(&csv->lines, &text, &csv->block);
    if (csv->block == 0)
        return GOUW_OK;
    csv->n = csv->fed = csv->text_used = csv->fields_used = 0;
    csv->field_line = csv->lines.line + 1;
    if (!text_reserve(csv, csv->block))
        return gouw_fail_memory(error, csv->block);
    csv->fed = csv->block;
    (void)csv_set_opts(&csv->parser, CSV_STRICT | CSV_REPALL_NL);
    const size_t done = csv_parse(&csv->parser, text, csv->block, on_field_of_block, on_line, csv);
    (void)csv_set_opts(&csv->parser, CSV_STRICT);
    return done < csv->block || csv->out_of_memory ? gouw_fail_memory(error, csv->block) : GOUW_OK;
}

/* Whether a line of a block is a record of which nothing is to be said. */
static inline bool is_ordinary(const gouw_csv *csv, const gouw_field *fields) {
    return csv->n == csv->n_fields && fields[0].length > 0 && csv->n <= FIELDS_MAX &&
           csv->blank_line == 0 && csv->lines.is_plain;
}

/* The next record of the block; false when there is none. */
static bool next_of_block(gouw_csv *csv) {
    while (csv->next_line < csv->n_lines) {
        csv->n = csv->counts[csv->next_line++];
        csv->record = (gouw_record){.line = ++csv->lines.line};
        const gouw_field *fields = csv->fields + csv->next_field;
        csv->next_field += csv->n < FIELDS_MAX ? csv->n : FIELDS_MAX;
        if (is_ordinary(csv, fields)) {
            csv->record.fields = fields;
            csv->record.n = csv->n;
            return true;
        }
        if (csv->n > 0 && finish_record(csv, fields))
            return true;
        if (csv->blank_line == 0)
            csv->blank_line = csv->lines.line;
    }
    return false;
}

/* The next record, behind what was a block; NULL at the end. */
static gouw_status read_on(gouw_csv *csv, const gouw_record **record, gouw_error *error) {
    *record = NULL;
    for (;;) {
        const char *line = NULL;
        size_t length = 0;
        gouw_status status = feed_block(csv, error);
        if (status == GOUW_OK && next_of_block(csv)) {
            *record = &csv->record;
            return GOUW_OK;
        }
        if (status == GOUW_OK)
            status = gouw_lines_next(&csv->lines, &line, &length, error);
        if (status != GOUW_OK || (length == 0 && !csv->open))
            return status;
        if (length == 0) {
            record_break(csv);
            status = quote_open(csv, error);
        } else if (!csv->open && blank(csv, line, length)) {
            if (csv->blank_line == 0)
                csv->blank_line = csv->lines.line;
            continue;
        } else {
            if (csv->delimiter == '\0')
                set_delimiter(csv, gouw_guess_delimiter(line, length));
            status = feed(csv, line, length, error);
        }
        if (status != GOUW_OK)
            return status;
        if (!csv->open && finish_record(csv, csv->fields)) {
            *record = &csv->record;
            return GOUW_OK;
        }
    }
}

gouw_status gouw_csv_next(gouw_csv *csv, const gouw_record **record, gouw_error *error) {
    if (!next_of_block(csv))
        return read_on(csv, record, error);
    *record = &csv->record;
    return GOUW_OK;
}

const gouw_field *gouw_csv_ahead(const gouw_csv *csv, size_t n, size_t field) {
    const size_t at = csv->next_field + (n - 1) * csv->n_fields + field;
    return csv->next_line < csv->n_lines && at < csv->fields_used ? &csv->fields[at] : NULL;
}

double gouw_csv_share(const gouw_csv *csv) {
    const size_t ahead = csv->n_lines == 0
                             ? 0
                             : csv->block - csv->block * csv->next_line / csv->n_lines;
    const size_t length = csv->lines.source->length, at = csv->lines.offset - ahead;
    return at < length ? (double)at / (double)length : 1;
}

gouw_csv_place gouw_csv_where(const gouw_csv *csv) {
    return (gouw_csv_place){.line = csv->lines.line, .offset = csv->lines.offset};
}

void gouw_csv_go_on(gouw_csv *csv, size_t n_fields, size_t line) {
    csv->n_fields = n_fields;
    csv->lines.line = line - 1;
}

char gouw_csv_delimiter(const gouw_csv *csv) {
    return csv->delimiter;
}

gouw_status gouw_csv_open(gouw_source *source, char delimiter, gouw_findings *findings,
                          gouw_arena *work, gouw_csv **csv, gouw_error *error) {
    gouw_csv *new = gouw_arena_alloc(work, sizeof *new);
    if (new == NULL)
        return gouw_fail_memory(error, sizeof *new);
    *new = (gouw_csv){
        .findings = findings, .work = work, .text_capacity = TEXT, .fields_capacity = FIELDS};
    new->text = gouw_arena_array(work, TEXT, 1);
    new->fields = gouw_arena_array(work, FIELDS, sizeof *new->fields);
    if (new->text == NULL || new->fields == NULL)
        return gouw_fail_memory(error, FIELDS * sizeof *new->fields);
    const gouw_status status = gouw_lines_open(&new->lines, source, findings, work, error);
    if (status != GOUW_OK)
        return status;
    if (csv_init(&new->parser, CSV_STRICT) != 0)
        return gouw_fail(error, GOUW_EINTERNAL, _("libcsv could not be started"));
    csv_set_blk_size(&new->parser, GROWTH);
    if (delimiter != '\0')
        set_delimiter(new, delimiter);
    *csv = new;
    return GOUW_OK;
}

void gouw_csv_close(gouw_csv *csv) {
    if (csv != NULL)
        csv_free(&csv->parser);
}
