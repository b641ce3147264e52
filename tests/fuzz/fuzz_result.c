/* Any bytes at all as the result files that `plot` is given, parted by lines "####": a table or a
 * message that names the place; what was read is written and read again as the same; and every
 * chart that the tables could be for is laid out, or says what is missing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz/mutate.h"
#include "fuzz/require.h"
#include "gouw/gouw.h"

enum { MOST_TABLES = 4 };

static char path[] = "/tmp/gouw-fuzz-XXXXXX"; /* a file of this process */

static void remove_file(void) {
    (void)unlink(path);
}

static void put_file(const char *text, size_t size) {
    static int descriptor = -1;
    if (descriptor < 0) {
        descriptor = mkstemp(path);
        require(descriptor >= 0 && atexit(remove_file) == 0);
    }
    require(ftruncate(descriptor, 0) == 0 && pwrite(descriptor, text, size, 0) == (ssize_t)size);
}

static gouw_table *read_table(gouw_arena *arena) {
    gouw_error error = GOUW_ERROR_INIT;
    gouw_table *table = NULL;
    const gouw_status status = gouw_result_read(path, NULL, arena, &table, &error);
    size_t line = 0, column = 0;
    require(status == GOUW_OK || status == GOUW_EDATA);
    if (status == GOUW_OK)
        return table;
    require(strncmp(error.message, path, strlen(path)) == 0);
    require(sscanf(error.message + strlen(path), ":%zu:%zu: ", &line, &column) == 2);
    require(line > 0 && column > 0);
    return NULL;
}

/* Whether a row holds nothing, since what it held stood in columns that the table has not: such a
 * row is passed over when it is read again. */
static bool has_blank_row(const char *text, size_t length) {
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        const size_t n = end == NULL ? length - at : (size_t)(end - text) - at;
        size_t blank = 0;
        while (blank < n && text[at + blank] == ',')
            blank++;
        if (blank == n)
            return true;
        at += n + 1;
    }
    return false;
}

/* What is written of a table is read as the same table: the guard is undone. */
static void check_again(const gouw_table *table, gouw_arena *arena) {
    gouw_sink first, second;
    gouw_sink_open_memory(&first);
    gouw_sink_open_memory(&second);
    gouw_table_write(table, GOUW_FORMAT_CSV, &first);
    put_file(first.data, first.length);
    const gouw_table *again = read_table(arena);
    require(again != NULL);
    gouw_table_write(again, GOUW_FORMAT_CSV, &second);
    require(strcmp(again->name, table->name) != 0 || has_blank_row(first.data, first.length) ||
            (first.length == second.length && memcmp(first.data, second.data, first.length) == 0));
    gouw_sink_release(&first);
    gouw_sink_release(&second);
}

static void lay_out(const gouw_table *const *tables, size_t n_tables) {
    size_t n_charts;
    const gouw_chart *const *charts = gouw_charts(&n_charts);
    for (size_t i = 0; i < n_charts; i++) {
        gouw_arena arena = GOUW_ARENA_INIT;
        gouw_error error = GOUW_ERROR_INIT;
        const char *title = NULL, *description = NULL;
        const gouw_chart_job job = {.chart = charts[i],
                                    .tables = tables,
                                    .n_tables = n_tables,
                                    .as_of = gouw_day_from_civil(2026, 3, 15),
                                    .path = "x.svg"};
        const gouw_status status = gouw_chart_describe(&job, &arena, &title, &description, &error);
        require(status == GOUW_OK || status == GOUW_EUSAGE || status == GOUW_EDATA);
        require(status == GOUW_OK ? title != NULL && description != NULL
                                  : error.message[0] != '\0');
        gouw_arena_release(&arena);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char mark[] = "\n####\n";
    gouw_arena arena = GOUW_ARENA_INIT;
    const gouw_table *tables[MOST_TABLES];
    size_t n = 0;
    char *text = calloc(size + 1, 1);
    require(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    const char *at = text;
    while (at != NULL && n < MOST_TABLES) {
        const char *end = strstr(at, mark);
        put_file(at, end == NULL ? (size_t)(text + size - at) : (size_t)(end + 1 - at));
        const gouw_table *table = read_table(&arena);
        if (table != NULL) {
            check_again(table, &arena);
            tables[n++] = table;
        }
        at = end == NULL ? NULL : end + sizeof mark - 1;
    }
    if (n > 0)
        lay_out(tables, n);
    gouw_arena_release(&arena);
    free(text);
    return 0;
}
