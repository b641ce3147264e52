/* The CSV reader, record by record: what it gives, where it says things stand, what it finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/csv.h"
#include "gouw/random.h"
#include "gouw/sink.h"

/* Everything the reader says of a text: records as "line[!]: field|field", where '!' marks a
 * faulty one, and "@line" is put in front of a field that begins elsewhere; then the findings as
 * "line:field severity message". */
static void describe(const char *text, size_t length, char delimiter, gouw_sink *out) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_findings findings;
    gouw_dataset dataset = {.n_findings = 0};
    gouw_source source = {.path = "x.csv", .descriptor = -1, .text = text, .length = length};
    gouw_csv *csv = NULL;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_record *record;
    gouw_findings_init(&findings, &arena, &arena);
    gouw_findings_begin(&findings, "x.csv");
    assert_int_equal(gouw_csv_open(&source, delimiter, &findings, &arena, &csv, &error), GOUW_OK);
    while (gouw_csv_next(csv, &record, &error) == GOUW_OK && record != NULL) {
        gouw_sink_format(out, "%zu%s:", record->line, record->faulty ? "!" : "");
        for (size_t i = 0; i < record->n; i++) {
            const gouw_field *field = &record->fields[i];
            assert_int_equal(field->text[field->length], '\0');
            gouw_sink_text(out, i == 0 ? " " : "|");
            if (field->line != record->line)
                gouw_sink_format(out, "@%zu ", field->line);
            gouw_sink_write(out, field->text, field->length);
        }
        gouw_sink_char(out, '\n');
    }
    assert_string_equal(error.message, "");
    assert_int_equal(gouw_findings_finish(&findings, &dataset, &error), GOUW_OK);
    for (size_t i = 0; i < dataset.n_findings; i++)
        gouw_sink_format(out, "%zu:%zu %s\n", dataset.findings[i].line, dataset.findings[i].field,
                         dataset.findings[i].message);
    gouw_csv_close(csv);
    gouw_arena_release(&arena);
}

typedef struct example {
    const char *text, *expected;
} example;

static void check(const example *examples, size_t n) {
    for (size_t i = 0; i < n; i++) {
        gouw_sink out;
        gouw_sink_open_memory(&out);
        gouw_sink_text(&out, "");
        describe(examples[i].text, strlen(examples[i].text), '\0', &out);
        assert_string_equal(out.data, examples[i].expected);
        gouw_sink_release(&out);
    }
}

#define CHECK(examples) check(examples, sizeof examples / sizeof examples[0])

static void records_and_lines(void **state) {
    (void)state;
    static const example examples[] = {
        {"", ""},
        {"\n \n", ""},
        {"a", "1: a\n"},
        {"a,b\n1,2\n", "1: a|b\n2: 1|2\n"},
        {"a,b\r\n1,2\r\n", "1: a|b\n2: 1|2\n"},
        {"a,b\r1,2\r", "1: a|b\n2: 1|2\n"},
        {"a,b\r1,2", "1: a|b\n2: 1|2\n"},
        {"\xEF\xBB\xBF"
         "a,b\n1,2",
         "1: a|b\n2: 1|2\n"},
        {"a;b,c;d\n1;2;3\n", "1: a|b,c|d\n2: 1|2|3\n"},
        {"a\tb\n\t2\n", "1: a|b\n2: |2\n"},
        {"\"a;;;\",b\n1,2\n", "1: a;;;|b\n2: 1|2\n"},
        {"a , b\n 1 ,\t2 \n", "1: a|b\n2: 1|2\n"},
        {"a,b\n\" 1 \",\" \"\n", "1: a|b\n2:  1 | \n"},
        {"a,b\n\"x \"\"y\"\"\",\n", "1: a|b\n2: x \"y\"|\n"},
        {"a,b\n\"x\ny\",\"\nz\"\nu,v\n", "1: a|b\n2: x\ny|@3 \nz\n5: u|v\n"},
        {"a,b\r\n\"x\r\ny\",1\r\nu,v\r\n", "1: a|b\n2: x\r\ny|@3 1\n4: u|v\n"},
        {"a,b\n\"\n\n\",1\n", "1: a|b\n2: \n\n|@4 1\n"},
        {"a\n1\n\n\n", "1: a\n2: 1\n"},
        {"a,b\n1,2\n,\n , \n", "1: a|b\n2: 1|2\n"},
    };
    CHECK(examples);
}

static void faults(void **state) {
    (void)state;
    static const example examples[] = {
        {"a,b\n1\n", "1: a|b\n2!: 1\n2:0 this row has 1 of the 2 fields: is a comma missing?\n"},
        {"a;b\n1;2;3\n", "1: a|b\n2!: 1|2|3\n2:0 this row has 3 fields, the header names 2: text "
                         "that holds a semicolon must stand in quotes\n"},
        {"a\n\n1\n\n \n2\n", "1: a\n3: 1\n6: 2\n2:0 an empty line between rows\n"
                             "4:0 an empty line between rows\n"},
        {"a\n1\n\"2", "1: a\n2: 1\n3!:\n3:1 the quote that opens this field is not closed\n"},
        /* Reading goes on behind the line that lost its quote, and does not blame what the text
         * had run over. */
        {"a,b\n1,\"2\n3\n4,5\n",
         "1: a|b\n2!: 1\n3!: 3\n4: 4|5\n2:2 the quote that opens this field is not closed\n"},
        {"a,b\n1,\"2\n3,4\n5,\"6\"\n7\n",
         "1: a|b\n2!: 1\n3: 3|4\n4: 5|6\n5!: 7\n"
         "2:2 the quote that opens this field is not closed before the next one, in line 4: close "
         "it, or double the quotes inside\n"
         "5:0 this row has 1 of the 2 fields: is a comma missing?\n"},
        {"a,b\n1,x\"y\"\n3,4\n",
         "1: a|b\n2!: 1\n3: 3|4\n2:2 a quote inside a field that is not quoted: put the whole "
         "field in quotes and double those inside\n"},
        {"a,b\n1,\"x\"y\n3,4\n",
         "1: a|b\n2!: 1\n3: 3|4\n2:2 text behind the closing quote: a quote "
         "inside a quoted field is doubled\n"},
        {"a,b\n1,caf\xE9\n", "1: a|b\n2!: 1|caf\xE9\n2:2 'caf?' is not UTF-8 (byte 4 of the field "
                             "is 0xE9): save the file as UTF-8\n"},
    };
    CHECK(examples);
}

static void nul_bytes(void **state) {
    (void)state;
    static const char text[] = "a,b\n1,x\0y\n\0\n";
    gouw_sink out;
    gouw_sink_open_memory(&out);
    describe(text, sizeof text - 1, '\0', &out);
    static const char expected[] = "1: a|b\n2!: 1|x\0y\n3!: \0\n"
                                   "2:2 a NUL byte at byte 2 of the field: is this a text file?\n"
                                   "3:1 a NUL byte at byte 1 of the field: is this a text file?\n";
    assert_int_equal(out.length, sizeof expected - 1);
    assert_memory_equal(out.data, expected, sizeof expected);
    gouw_sink_release(&out);
}

static void given_delimiter(void **state) {
    (void)state;
    gouw_sink out;
    gouw_sink_open_memory(&out);
    describe("a,b|c\n1|2\n", 10, '|', &out);
    assert_string_equal(out.data, "1: a,b|c\n2: 1|2\n");
    gouw_sink_release(&out);
}

/* Rows padded so that every interesting byte falls on every side of the buffer's end. */
static void ends_of_the_buffer(void **state) {
    (void)state;
    static const char tail[] = "1,\"x\r\ny\"\r\n2,\xC3\xA9\r\n3,4";
    enum { BUFFER = 1 << 16 };
    char *text = malloc(BUFFER + 100);
    assert_non_null(text);
    for (size_t pad = BUFFER - 40; pad < BUFFER + 10; pad++) {
        size_t n = 0;
        memcpy(text, "a,b\r\n", 5);
        n = 5;
        while (n < pad) {
            const size_t width = pad - n > 1000 ? 1000 : pad - n;
            if (width < 5)
                break;
            memset(text + n, 'w', width);
            memcpy(text + n + width - 4, ",v\r\n", 4);
            n += width;
        }
        memcpy(text + n, tail, sizeof tail);
        gouw_sink out;
        gouw_sink_open_memory(&out);
        describe(text, n + sizeof tail - 1, '\0', &out);
        const char *end = strstr(out.data, ": 1|x\r\ny\n");
        assert_non_null(end);
        assert_non_null(strstr(end, ": 2|\xC3\xA9\n"));
        assert_string_equal(strrchr(out.data, ' '), " 3|4\n");
        gouw_sink_release(&out);
    }
    free(text);
}

/* head, then n times the byte, then tail. */
static char *padded(const char *head, size_t n, char byte, const char *tail, size_t *length) {
    const size_t n_head = strlen(head), n_tail = strlen(tail);
    char *text = malloc(n_head + n + n_tail);
    assert_non_null(text);
    memcpy(text, head, n_head);
    memset(text + n_head, byte, n);
    memcpy(text + n_head + n, tail, n_tail);
    *length = n_head + n + n_tail;
    return text;
}

static void check_padded(const char *head, size_t n, char byte, const char *tail,
                         const char *expected_end) {
    size_t length;
    char *text = padded(head, n, byte, tail, &length);
    gouw_sink out;
    gouw_sink_open_memory(&out);
    describe(text, length, '\0', &out);
    const size_t n_end = strlen(expected_end);
    assert_true(out.length >= n_end);
    assert_string_equal(out.data + out.length - n_end, expected_end);
    gouw_sink_release(&out);
    free(text);
}

static void sizes_are_bounded(void **state) {
    (void)state;
    const size_t limit = GOUW_LINE_LIMIT;
    /* A line as long as may be, and one longer. */
    check_padded("a,b\n1,", limit - 3, 'x', "\n3,4\n", "\n3: 3|4\n");
    check_padded("a,b\n1,", limit, 'x', "\n3,4\n",
                 "1: a|b\n3: 3|4\n2:0 a line longer than 1048576 bytes: is this a CSV file?\n");
    check_padded("a,b\n1,", 3 * limit, 'x', "",
                 "1: a|b\n2:0 a line longer than 1048576 bytes: is this a CSV file?\n");
    check_padded("", 2 * limit, 'x', "\n",
                 "1:0 a line longer than 1048576 bytes: is this a CSV file?\n");
    /* A quote that is never closed over more lines than a record may hold: each line after it is
     * read as what it is. */
    check_padded("a\n\"1\n", 2 * limit, '\n', "2\n",
                 "1: a\n2!:\n2097155: 2\n2:1 the quote that opens this field is not closed\n"
                 "3:0 an empty line between rows\n");
}

static void too_many_columns(void **state) {
    (void)state;
    check_padded("a", 4095, ',', "b\n", "b\n");
    check_padded("a", 4096, ',', "b\n", "1:0 4097 columns; more than 4096 cannot be read\n");
}

/* Random lines without quotes, but for the first field of each record where there are to be some.
 */
static void write_lines(uint64_t seed, size_t n, bool quoted, gouw_sink *text) {
    static const char *const fields[] = {"",
                                         "a",
                                         " b ",
                                         "'=1",
                                         "theme_12",
                                         "\t",
                                         "caf\xE9",
                                         "\xC3\xA9",
                                         "twenty and more",
                                         "'",
                                         "12",
                                         "1234567",
                                         "12345678",
                                         "a text of 17 byt"};
    static const char *const ends[] = {"\n", "\n", "\n", "\r\n", "\r"};
    static const char *const others[] = {"", " ", ",,", " , ,", "x,y", "w,x,y,z", "\t\t"};
    enum { N = sizeof fields / sizeof fields[0] };
    gouw_random random;
    gouw_random_init(&random, seed, n);
    for (size_t i = 0; i < n; i++) {
        if (gouw_random_below(&random, 20) == 0)
            gouw_sink_text(text, others[gouw_random_below(&random, 7)]);
        else
            gouw_sink_format(text, quoted ? "\"k\",%s,%s" : "k,%s,%s",
                             fields[gouw_random_below(&random, N)],
                             fields[gouw_random_below(&random, N)]);
        gouw_sink_text(text, i + 1 == n && seed % 2 == 0 ? ""
                             : seed % 3 == 0             ? ends[gouw_random_below(&random, 5)]
                                                         : ends[seed % 3 * 2]);
    }
}

/* Lines that are read many at a time come out as they do one by one, which quotes make them. */
static void blocks_are_as_lines(void **state) {
    (void)state;
    static const size_t lengths[] = {1, 2, 5, 700, 9000};
    for (uint64_t seed = 1; seed <= 60; seed++) {
        gouw_sink all[2];
        for (int quoted = 0; quoted < 2; quoted++) {
            gouw_sink text;
            gouw_sink_open_memory(&text);
            gouw_sink_open_memory(&all[quoted]);
            gouw_sink_text(&text, "k,a,b\n");
            write_lines(seed, lengths[seed % 5], quoted == 1, &text);
            describe(text.data, text.length, ',', &all[quoted]);
            gouw_sink_release(&text);
        }
        assert_string_equal(all[0].data, all[1].data);
        gouw_sink_release(&all[0]);
        gouw_sink_release(&all[1]);
    }
}

static void other_kinds_of_file(void **state) {
    (void)state;
    static const example examples[] = {
        {"\xFF\xFE"
         "a",
         "0:0 this file is UTF-16: save it as CSV in UTF-8\n"},
        {"\xFE\xFF"
         "a",
         "0:0 this file is UTF-16: save it as CSV in UTF-8\n"},
        {"sep=;\nid;name\n",
         "0:0 the first line, 'sep=' and a mark, is for Excel alone: remove it\n"},
        {"\xEF\xBB\xBFsep=;\r\nid;name\r\n",
         "0:0 the first line, 'sep=' and a mark, is for Excel alone: remove it\n"},
        {"PK\x03\x04", "0:0 this file is a workbook or an archive: save the sheet as CSV in "
                       "UTF-8\n"},
    };
    CHECK(examples);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_and_lines),   cmocka_unit_test(faults),
        cmocka_unit_test(nul_bytes),           cmocka_unit_test(given_delimiter),
        cmocka_unit_test(ends_of_the_buffer),  cmocka_unit_test(sizes_are_bounded),
        cmocka_unit_test(too_many_columns),    cmocka_unit_test(other_kinds_of_file),
        cmocka_unit_test(blocks_are_as_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
