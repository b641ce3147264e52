/* Workbooks by libxlsxwriter, the only file that sees it. It writes to a path, not to a sink, so it
 * is given the temporary file that will be renamed. It takes the clock for the day of creation
 * unless told, and the parts of its archive bear 1980: with a day given, the bytes are the same.
 *
 * O(cells) time and memory. Reference: ECMA-376, Office Open XML, SpreadsheetML.
 */
#include "gouw/workbook.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/i18n.h"
#include "gouw/file.h"
#include "gouw/number.h"
#include "gouw/text.h"

enum {
    MOST_ROWS = 1048575, /* of a sheet, below the header */
    MOST_COLUMNS = 16384,
    LONGEST_NAME = 31,
    LONGEST_TEXT = 32767,
    FIRST_DAY = -25567,   /* 1900-01-01, counted from 1970 */
    DAY_OF_ZERO = -25569, /* a sheet counts days from here, from 1900-03-01 on */
    YEAR_1980 = 3652,
    WIDEST = 48
};

typedef struct book {
    lxw_workbook *workbook;
    lxw_format *header, *day, *look[GOUW_LOOK_STATED + 1], *whole;
    gouw_arena *arena;
    gouw_error *error;
} book;

bool gouw_workbook_built(void) {
    return true;
}

/* What the system says is plainer than what libxlsxwriter does, which leaves errno as it was. */
static gouw_status fail(const book *b, lxw_error fault) {
    const int reason = errno;
    if (fault == LXW_ERROR_MEMORY_MALLOC_FAILED || reason == ENOMEM)
        return gouw_fail_memory(b->error, 0);
    return gouw_fail(b->error, GOUW_EIO, _("cannot write the workbook: %s"),
                     reason != 0 ? strerror(reason) : lxw_strerror(fault));
}

static lxw_format *add_format(lxw_workbook *workbook, const char *numbers) {
    lxw_format *format = workbook_add_format(workbook);
    if (format != NULL)
        format_set_num_format(format, numbers);
    return format;
}

static gouw_status add_formats(book *b) {
    static const char *const numbers[] = {
        [GOUW_LOOK_PLAIN] = "0.000",
        [GOUW_LOOK_P] = "0.000",
        [GOUW_LOOK_PERCENT] = "0.0%",
        [GOUW_LOOK_RATE] = "0.00%",
        [GOUW_LOOK_WHOLE] = "[>=100]#,##0;[<=-100]-#,##0;General",
        [GOUW_LOOK_ONE] = "#,##0.0",
        [GOUW_LOOK_YEAR] = "0.0",
        [GOUW_LOOK_STATED] = "General",
    };
    b->header = workbook_add_format(b->workbook);
    b->day = add_format(b->workbook, "yyyy-mm-dd");
    b->whole = add_format(b->workbook, "0");
    bool complete = b->header != NULL && b->day != NULL && b->whole != NULL;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        b->look[i] = add_format(b->workbook, numbers[i]);
        complete = complete && b->look[i] != NULL;
    }
    if (!complete)
        return gouw_fail_memory(b->error, sizeof *b->header);
    format_set_bold(b->header);
    return GOUW_OK;
}

static lxw_error write_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                            gouw_arena *arena) {
    size_t length = strlen(text);
    if (length <= LONGEST_TEXT)
        return worksheet_write_string(sheet, row, column, text, NULL);
    /* Cut where no character is broken. */
    for (length = LONGEST_TEXT; ((unsigned char)text[length] & 0xC0) == 0x80; length--)
        ;
    const char *cut = gouw_arena_format(arena, "%.*s", (int)length, text);
    return cut == NULL ? LXW_ERROR_MEMORY_MALLOC_FAILED
                       : worksheet_write_string(sheet, row, column, cut, NULL);
}

static lxw_error write_day(const book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                           gouw_day day) {
    char text[GOUW_DAY_TEXT];
    if (day < FIRST_DAY + 59)
        return worksheet_write_string(sheet, row, column, gouw_day_format(day, text), NULL);
    return worksheet_write_number(sheet, row, column, (double)(day - DAY_OF_ZERO), b->day);
}

static lxw_error write_cell(const book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t at,
                            const gouw_column *column, gouw_cell cell) {
    if (gouw_cell_missing(column->type, cell))
        return LXW_NO_ERROR;
    switch (column->type) {
    case GOUW_TEXT:
        return write_text(sheet, row, at, cell.text, b->arena);
    case GOUW_INTEGER:
        return worksheet_write_number(sheet, row, at, (double)cell.integer,
                                      column->look == GOUW_LOOK_WHOLE ? b->look[GOUW_LOOK_WHOLE]
                                                                      : b->whole);
    case GOUW_REAL:
        return worksheet_write_number(sheet, row, at, cell.real, b->look[column->look]);
    case GOUW_DATE:
        return write_day(b, sheet, row, at, (gouw_day)cell.integer);
    case GOUW_YESNO:
        return worksheet_write_boolean(sheet, row, at, (int)cell.integer, NULL);
    }
    return LXW_NO_ERROR;
}

static lxw_error write_header(const book *b, lxw_worksheet *sheet, lxw_col_t at,
                              const gouw_column *column) {
    const char *note = *column->unit == '\0'
                           ? _(column->description)
                           : gouw_arena_format(b->arena, "%s (%s)", _(column->description),
                                               _(column->unit));
    if (note == NULL)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    lxw_error fault = worksheet_write_string(sheet, 0, at, column->name, b->header);
    if (fault == LXW_NO_ERROR && *note != '\0')
        fault = worksheet_write_comment(sheet, 0, at, note);
    return fault;
}

/* Wide enough for the longest text, the name and its filter button, within limits. */
static double width_of(const gouw_table *table, size_t column) {
    size_t width = gouw_utf8_width(table->columns[column].name) + 3;
    for (size_t r = 0; r < table->n_rows && table->columns[column].type == GOUW_TEXT; r++) {
        const char *text = table->cells[column][r].text;
        const size_t wide = text == NULL ? 0 : gouw_utf8_width(text) + 1;
        width = wide > width ? wide : width;
    }
    return (double)(width < 11 ? 11 : width > WIDEST ? WIDEST : width);
}

static gouw_status write_sheet(const book *b, lxw_worksheet *sheet, const gouw_table *table) {
    lxw_error fault = LXW_NO_ERROR;
    for (size_t c = 0; c < table->n_columns && fault == LXW_NO_ERROR; c++) {
        const lxw_col_t at = (lxw_col_t)c;
        fault = worksheet_set_column(sheet, at, at, width_of(table, c), NULL);
        if (fault == LXW_NO_ERROR)
            fault = write_header(b, sheet, at, &table->columns[c]);
        for (size_t r = 0; r < table->n_rows && fault == LXW_NO_ERROR; r++)
            fault = write_cell(b, sheet, (lxw_row_t)(r + 1), at, &table->columns[c],
                               table->cells[c][r]);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    if (fault == LXW_NO_ERROR && table->n_columns > 0)
        fault = worksheet_autofilter(sheet, 0, 0, (lxw_row_t)table->n_rows,
                                     (lxw_col_t)(table->n_columns - 1));
    return fault == LXW_NO_ERROR ? GOUW_OK : fail(b, fault);
}

/* The name of a sheet: that of the table, cut to what a sheet may have, numbered where taken. */
static const char *name_sheet(const book *b, const char *name) {
    const char *sheet = gouw_arena_format(b->arena, "%.*s", (int)LONGEST_NAME, name);
    for (unsigned i = 2;
         sheet != NULL && workbook_get_worksheet_by_name(b->workbook, sheet) != NULL; i++)
        sheet = gouw_arena_format(b->arena, "%.*s_%u", (int)LONGEST_NAME - 6, name, i);
    return sheet;
}

static gouw_status write_tables(book *b, const gouw_table *const *tables, size_t n_tables) {
    gouw_status status = add_formats(b);
    for (size_t t = 0; t < n_tables && status == GOUW_OK; t++) {
        const char *name = name_sheet(b, tables[t]->name);
        lxw_worksheet *sheet = name == NULL ? NULL : workbook_add_worksheet(b->workbook, name);
        status = sheet == NULL ? gouw_fail_memory(b->error, sizeof *sheet)
                               : write_sheet(b, sheet, tables[t]);
    }
    return status;
}

static gouw_status check_size(const gouw_table *const *tables, size_t n_tables, gouw_error *error) {
    for (size_t t = 0; t < n_tables; t++)
        if (tables[t]->n_rows > MOST_ROWS || tables[t]->n_columns > MOST_COLUMNS)
            return gouw_fail(error, GOUW_EDATA,
                             _("the table '%s' has %zu rows and %zu columns; a sheet holds %d and "
                               "%d: write it as CSV"),
                             tables[t]->name, tables[t]->n_rows, tables[t]->n_columns,
                             (int)MOST_ROWS, (int)MOST_COLUMNS);
    return GOUW_OK;
}

static gouw_status check_disk(size_t need, gouw_error *error) {
    char path[4096];
    const char *folder = getenv("TMPDIR");
    (void)snprintf(path, sizeof path, "%s/gouw-XXXXXX",
                   folder == NULL || folder[0] != '/' ? "/tmp" : folder);
    const int descriptor = mkstemp(path);
    int reason = descriptor < 0 ? errno : 0;
    if (descriptor >= 0) {
        (void)unlink(path);
        reason = posix_fallocate(descriptor, 0, (off_t)need);
        (void)close(descriptor);
    }
    /* Not every file system can tell. */
    if (reason == 0 || reason == EOPNOTSUPP || reason == EINVAL)
        return GOUW_OK;
    return gouw_fail(
        error, GOUW_EIO,
        _("cannot make room for a workbook in the folder for temporary files: %s; name "
          "another place in TMPDIR"),
        strerror(reason));
}

/* Whether there is memory for a workbook, and room for the temporary files that libxlsxwriter makes
 * of its parts: version 1.1 crashes when it gets no memory, and does not see a full disk. Asked for
 * as one piece and given back: twice what a cell was seen to take, its text, and what it packs
 * with. */
static gouw_status check_room(const gouw_table *const *tables, size_t n_tables, gouw_error *error) {
    enum { A_CELL = 640, A_COLUMN = 1 << 13, TO_PACK = 1 << 22 };
    size_t need = TO_PACK;
    for (size_t t = 0; t < n_tables; t++)
        for (size_t c = 0; c < tables[t]->n_columns; c++) {
            need += A_COLUMN + tables[t]->n_rows * A_CELL;
            for (size_t r = 0; tables[t]->columns[c].type == GOUW_TEXT && r < tables[t]->n_rows;
                 r++)
                need += tables[t]->cells[c][r].text == NULL
                            ? 0
                            : 2 * strlen(tables[t]->cells[c][r].text);
        }
    void *room = malloc(need);
    free(room);
    return room == NULL ? gouw_fail_memory(error, need) : check_disk(need / 4, error);
}

/* What libxlsxwriter did not look at may have left its trace in errno, which was 0 before. */
static bool lost_something(void) {
    static const int reasons[] = {ENOSPC, EDQUOT, EFBIG, EIO, ENOMEM};
    const int reason = errno;
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reason == reasons[i])
            return true;
    return false;
}

static gouw_status write_book(const char *path, const gouw_table *const *tables, size_t n_tables,
                              gouw_day created, gouw_arena *arena, gouw_error *error) {
    book b = {.workbook = workbook_new(path), .arena = arena, .error = error};
    lxw_doc_properties properties;
    memset(&properties, 0, sizeof properties);
    if (b.workbook == NULL)
        return gouw_fail_memory(error, sizeof *b.workbook);
    properties.created =
        (time_t)(created == GOUW_DAY_NONE || created < YEAR_1980 ? YEAR_1980 : created) * 86400;
    errno = 0;
    const gouw_status status = write_tables(&b, tables, n_tables);
    lxw_error fault = workbook_set_properties(b.workbook, &properties);
    if (status != GOUW_OK || fault != LXW_NO_ERROR) {
        lxw_workbook_free(b.workbook);
        return status != GOUW_OK ? status : fail(&b, fault);
    }
    errno = 0;
    fault = workbook_close(b.workbook);
    return fault == LXW_NO_ERROR && !lost_something() ? GOUW_OK : fail(&b, fault);
}

gouw_status gouw_workbook_write(const char *path, const gouw_table *const *tables, size_t n_tables,
                                gouw_day created, bool replace, gouw_arena *arena,
                                gouw_error *error) {
    gouw_file file;
    gouw_status status = check_size(tables, n_tables, error);
    if (status == GOUW_OK)
        status = check_room(tables, n_tables, error);
    if (status == GOUW_OK)
        status = gouw_file_open(path, replace, arena, &file, error);
    if (status != GOUW_OK)
        return status;
    status = write_book(file.temporary, tables, n_tables, created, arena, error);
    if (status == GOUW_OK)
        return gouw_file_commit(&file, error);
    gouw_file_discard(&file);
    return status;
}
