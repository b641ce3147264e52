/* Whatever is written by the rules of RFC 4180 is read back as it was, with the lines on which
 * records and fields begin: random fields, delimiters, line ends, quoting and lengths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "data/csv.h"
#include "gouw/random.h"
#include "gouw/sink.h"

enum { FIELDS = 6, ROWS = 40, LONGEST = 24, FILES = 400 };

typedef struct cell_text {
    char text[LONGEST * 400];
    size_t length, line;
} cell_text;

static cell_text cells[ROWS][FIELDS];

/* A field behind start: mostly short; characters that matter to CSV are likely. */
static void make_text(gouw_random *random, const char *start, cell_text *cell) {
    static const char *const pieces[] = {"a",  "7",  " ",  "\"",   ",",        ";",
                                         "\t", "\n", "\r", "\r\n", "\xC3\xA9", "\xE2\x82\xAC"};
    size_t n = gouw_random_below(random, LONGEST);
    if (gouw_random_below(random, 50) == 0)
        n *= 100;
    cell->length = strlen(start);
    memcpy(cell->text, start, cell->length);
    for (size_t i = 0; i < n; i++) {
        const char *piece = pieces[gouw_random_below(random, 12)];
        memcpy(cell->text + cell->length, piece, strlen(piece));
        cell->length += strlen(piece);
    }
}

static bool must_quote(const cell_text *cell, char delimiter) {
    const char *text = cell->text;
    const size_t n = cell->length;
    if (n == 0)
        return false;
    if (text[0] == ' ' || text[0] == '\t' || text[n - 1] == ' ' || text[n - 1] == '\t')
        return true;
    return memchr(text, '"', n) != NULL || memchr(text, '\n', n) != NULL ||
           memchr(text, '\r', n) != NULL || memchr(text, delimiter, n) != NULL;
}

static void write_cell(gouw_sink *out, const cell_text *cell, bool quoted) {
    if (!quoted) {
        gouw_sink_write(out, cell->text, cell->length);
        return;
    }
    gouw_sink_char(out, '"');
    for (size_t i = 0; i < cell->length; i++) {
        if (cell->text[i] == '"')
            gouw_sink_char(out, '"');
        gouw_sink_char(out, cell->text[i]);
    }
    gouw_sink_char(out, '"');
}

/* How many lines end in text: LF, CR or both side by side. */
static size_t count_lines(const char *text, size_t length) {
    size_t n = 0;
    for (size_t i = 0; i < length; i++)
        n += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
    return n;
}

static void write_file(gouw_random *random, gouw_sink *out, size_t n_rows, size_t n_fields,
                       char delimiter) {
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    const char *end = ends[gouw_random_below(random, 3)];
    const bool all_quoted = gouw_random_below(random, 4) == 0;
    size_t line = 1;
    if (gouw_random_below(random, 3) == 0)
        gouw_sink_text(out, "\xEF\xBB\xBF");
    for (size_t r = 0; r < n_rows; r++) {
        for (size_t f = 0; f < n_fields; f++) {
            cell_text *cell = &cells[r][f];
            make_text(random, f == 0 ? "x" : "", cell); /* no row is empty */
            cell->line = line;
            const bool quoted = all_quoted || must_quote(cell, delimiter);
            if (f > 0)
                gouw_sink_char(out, delimiter);
            write_cell(out, cell, quoted);
            line += count_lines(cell->text, cell->length);
        }
        if (r + 1 < n_rows || gouw_random_below(random, 2) == 0)
            gouw_sink_text(out, end);
        line++;
    }
}

static void check_file(const gouw_sink *text, size_t n_rows, size_t n_fields, char delimiter) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_findings findings;
    gouw_source source = {
        .path = "x.csv", .descriptor = -1, .text = text->data, .length = text->length};
    gouw_csv *csv = NULL;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_record *record;
    gouw_findings_init(&findings, &arena, &arena);
    gouw_findings_begin(&findings, "x.csv");
    assert_int_equal(gouw_csv_open(&source, delimiter, &findings, &arena, &csv, &error), GOUW_OK);
    for (size_t r = 0; r < n_rows; r++) {
        assert_int_equal(gouw_csv_next(csv, &record, &error), GOUW_OK);
        assert_non_null(record);
        assert_false(record->faulty);
        assert_int_equal(record->n, n_fields);
        for (size_t f = 0; f < n_fields; f++) {
            const gouw_field *field = &record->fields[f];
            assert_int_equal(field->length, cells[r][f].length);
            assert_memory_equal(field->text, cells[r][f].text, field->length);
            assert_int_equal(field->line, cells[r][f].line);
        }
    }
    assert_int_equal(gouw_csv_next(csv, &record, &error), GOUW_OK);
    assert_null(record);
    assert_int_equal(findings.n, 0);
    gouw_csv_close(csv);
    gouw_arena_release(&arena);
}

static void what_is_written_is_read(void **state) {
    (void)state;
    static const char delimiters[] = {',', ';', '\t', '|'};
    for (uint64_t file = 0; file < FILES; file++) {
        gouw_random random;
        gouw_sink text;
        gouw_random_init(&random, 1, file);
        gouw_sink_open_memory(&text);
        const size_t n_rows = 1 + gouw_random_below(&random, ROWS);
        const size_t n_fields = 1 + gouw_random_below(&random, FIELDS);
        const char delimiter = delimiters[gouw_random_below(&random, 4)];
        write_file(&random, &text, n_rows, n_fields, delimiter);
        check_file(&text, n_rows, n_fields, delimiter);
        gouw_sink_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_written_is_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
