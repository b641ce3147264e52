#include "gouw/writer.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/digits.h"
#include "base/i18n.h"
#include "base/quote.h"
#include "gouw/language.h"
#include "gouw/number.h"
#include "gouw/text.h"

const char *const gouw_format_names[] = {"text", "csv", "tsv", "json", "markdown", NULL};

const char *gouw_format_ending(gouw_format format) {
    static const char *const ending[] = {"txt", "csv", "tsv", "json", "md"};
    return ending[format];
}

static void write_integer(int64_t value, gouw_sink *sink) {
    char digits[GOUW_DIGITS];
    const uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    if (value < 0)
        gouw_sink_char(sink, '-');
    gouw_sink_write(sink, digits, gouw_digits_write(size, digits));
}

void gouw_cell_write_exact(gouw_type type, gouw_cell cell, gouw_sink *sink) {
    char number[GOUW_NUMBER_TEXT], day[GOUW_DAY_TEXT];
    if (gouw_cell_missing(type, cell))
        return;
    switch (type) {
    case GOUW_TEXT:
        gouw_sink_text(sink, cell.text);
        break;
    case GOUW_INTEGER:
        write_integer(cell.integer, sink);
        break;
    case GOUW_REAL:
        gouw_sink_text(sink, gouw_number_shortest(cell.real, number));
        break;
    case GOUW_DATE:
        gouw_sink_text(sink, gouw_day_format((gouw_day)cell.integer, day));
        break;
    case GOUW_YESNO:
        gouw_sink_text(sink, cell.integer ? "yes" : "no");
        break;
    }
}

/* A small number that is not whole needs its decimals: a share of 2.2 percent is not one of 2. */
static int decimals_of(double value) {
    return fabs(value) >= 100 || value == rint(value) ? 0 : fabs(value) >= 10 ? 1 : 2;
}

static void write_real(gouw_look look, double value, gouw_sink *sink) {
    static const struct {
        int decimals;
        double factor;
        const char *unit;
    } form[] = {
        [GOUW_LOOK_PLAIN] = {3, 1, ""},      [GOUW_LOOK_P] = {3, 1, ""},
        [GOUW_LOOK_PERCENT] = {1, 100, "%"}, [GOUW_LOOK_WHOLE] = {0, 1, ""},
        [GOUW_LOOK_ONE] = {1, 1, ""},        [GOUW_LOOK_RATE] = {2, 100, "%"},
    };
    char number[GOUW_NUMBER_TEXT];
    if (look == GOUW_LOOK_YEAR || look == GOUW_LOOK_STATED) {
        const bool comma = gouw_language_get() == GOUW_DUTCH;
        if (look == GOUW_LOOK_STATED)
            (void)gouw_number_shortest(value, number);
        else
            (void)snprintf(number, sizeof number, "%.1f", value);
        for (char *c = number; comma && *c != '\0'; c++)
            *c = *c == '.' ? ',' : *c;
        gouw_sink_text(sink, number);
        return;
    }
    if (look == GOUW_LOOK_P && value < 0.001) {
        const char *small = gouw_language_get() == GOUW_DUTCH ? "<0,001" : "<0.001";
        gouw_sink_text(sink, value > 0 ? small : "0");
        return;
    }
    const int decimals = look == GOUW_LOOK_WHOLE ? decimals_of(value) : form[look].decimals;
    gouw_sink_text(sink, gouw_number_grouped(value * form[look].factor, decimals, number));
    gouw_sink_text(sink, form[look].unit);
}

static bool ends_with(const char *text, size_t length, const char *tail) {
    const size_t n = strlen(tail);
    return length >= n && memcmp(text + length - n, tail, n) == 0;
}

void gouw_step_write(const char *text, size_t length, gouw_sink *sink) {
    static const char *const states[] = {N_(" (done)"), N_(" (dropped)")};
    static const char *const undated = N_("no date");
    const char *state = "";
    for (size_t i = 0; i < sizeof states / sizeof states[0] && *state == '\0'; i++)
        if (ends_with(text, length, states[i]))
            state = states[i];
    length -= strlen(state);
    const bool dated = !ends_with(text, length, undated);
    gouw_sink_write(sink, text, dated ? length : length - strlen(undated));
    gouw_sink_text(sink, dated ? "" : _(undated));
    gouw_sink_text(sink, *state == '\0' ? "" : _(state));
}

/* What a region states of a stage: several steps have ';' between them. */
static void write_steps(const char *text, gouw_sink *sink) {
    for (;; text++) {
        const size_t length = strcspn(text, ";");
        gouw_step_write(text, length, sink);
        text += length;
        if (*text == '\0')
            return;
        gouw_sink_char(sink, ';');
    }
}

/* "weight 2", "+8000 by 2035" or a word of the list. */
static void write_word(const char *text, size_t length, gouw_sink *sink) {
    static const char *const known[] = {N_("not mentioned"), N_("no date"), N_("planned"),
                                        N_("done"),          N_("dropped"), N_("provisional"),
                                        N_("borrowed"),      N_("stated")};
    enum { MOST = 64 };
    char word[MOST];
    if (length >= MOST) {
        gouw_sink_write(sink, text, length);
        return;
    }
    memcpy(word, text, length);
    word[length] = '\0';
    char *by = strstr(word, " by ");
    if (strncmp(word, "weight ", 7) == 0) {
        gouw_sink_format(sink, _("weight %s"), word + 7);
    } else if (by != NULL && strspn(word, "+-.0123456789") == (size_t)(by - word)) {
        *by = '\0';
        gouw_sink_format(sink, _("%s by %s"), word, by + 4);
    } else {
        size_t i = 0;
        while (i < sizeof known / sizeof known[0] && strcmp(known[i], word) != 0)
            i++;
        gouw_sink_text(sink, i < sizeof known / sizeof known[0] ? _(known[i]) : word);
    }
}

static void write_words(const char *text, gouw_sink *sink) {
    for (const char *comma;; text = comma + 2) {
        comma = strstr(text, ", ");
        write_word(text, comma == NULL ? strlen(text) : (size_t)(comma - text), sink);
        if (comma == NULL)
            return;
        gouw_sink_text(sink, ", ");
    }
}

void gouw_cell_write_rounded(const gouw_column *column, gouw_cell cell, gouw_sink *sink) {
    char number[GOUW_NUMBER_TEXT];
    if (column->look == GOUW_LOOK_STEPS && !gouw_cell_missing(GOUW_TEXT, cell))
        write_steps(cell.text, sink);
    else if (column->look == GOUW_LOOK_WORDS && !gouw_cell_missing(GOUW_TEXT, cell))
        write_words(cell.text, sink);
    else if (column->type == GOUW_REAL && !gouw_cell_missing(GOUW_REAL, cell))
        write_real(column->look, cell.real, sink);
    else if (column->type == GOUW_INTEGER && column->look == GOUW_LOOK_WHOLE &&
             !gouw_cell_missing(GOUW_INTEGER, cell))
        gouw_sink_text(sink, gouw_number_grouped((double)cell.integer, 0, number));
    else
        gouw_cell_write_exact(column->type, cell, sink);
}

/* ---- CSV and TSV ----------------------------------------------------------------------------- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static void write_separated_text(const char *text, char separator, bool guard, gouw_sink *sink) {
    const char special[] = {separator, '"', '\n', '\r', '\0'};
    const size_t length = strlen(text);
    const bool edge = length > 0 && (is_blank(text[0]) || is_blank(text[length - 1]));
    const char *apostrophe = guard && gouw_text_runs(text, length) ? "'" : "";
    if (!edge && strcspn(text, special) == length) {
        gouw_sink_text(sink, apostrophe);
        gouw_sink_write(sink, text, length);
        return;
    }
    gouw_sink_char(sink, '"');
    gouw_sink_text(sink, apostrophe);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            gouw_sink_char(sink, '"');
        gouw_sink_char(sink, text[i]);
    }
    gouw_sink_char(sink, '"');
}

static void write_separated(const gouw_table *table, char separator, bool guard, gouw_sink *sink) {
    for (size_t c = 0; c < table->n_columns; c++) {
        if (c > 0)
            gouw_sink_char(sink, separator);
        write_separated_text(table->columns[c].name, separator, guard, sink);
    }
    gouw_sink_char(sink, '\n');
    for (size_t r = 0; r < table->n_rows; r++) {
        for (size_t c = 0; c < table->n_columns; c++) {
            const gouw_cell cell = table->cells[c][r];
            if (c > 0)
                gouw_sink_char(sink, separator);
            if (table->columns[c].type != GOUW_TEXT)
                gouw_cell_write_exact(table->columns[c].type, cell, sink);
            else if (cell.text != NULL)
                write_separated_text(cell.text, separator, guard, sink);
        }
        gouw_sink_char(sink, '\n');
    }
}

static void write_csv(const gouw_table *table, gouw_sink *sink) {
    write_separated(table, ',', true, sink);
}

static void write_tsv(const gouw_table *table, gouw_sink *sink) {
    write_separated(table, '\t', true, sink);
}

/* ---- JSON (RFC 8259) ------------------------------------------------------------------------- */

static void write_json_cell(gouw_type type, gouw_cell cell, gouw_sink *sink) {
    char day[GOUW_DAY_TEXT];
    if (gouw_cell_missing(type, cell))
        gouw_sink_text(sink, "null");
    else if (type == GOUW_TEXT)
        gouw_sink_json(sink, cell.text);
    else if (type == GOUW_DATE)
        gouw_sink_json(sink, gouw_day_format((gouw_day)cell.integer, day));
    else if (type == GOUW_YESNO)
        gouw_sink_text(sink, cell.integer ? "true" : "false");
    else
        gouw_cell_write_exact(type, cell, sink);
}

static void write_json(const gouw_table *table, gouw_sink *sink) {
    gouw_sink_char(sink, '[');
    for (size_t r = 0; r < table->n_rows; r++) {
        gouw_sink_text(sink, r == 0 ? "\n  {" : ",\n  {");
        for (size_t c = 0; c < table->n_columns; c++) {
            if (c > 0)
                gouw_sink_text(sink, ", ");
            gouw_sink_json(sink, table->columns[c].name);
            gouw_sink_text(sink, ": ");
            write_json_cell(table->columns[c].type, table->cells[c][r], sink);
        }
        gouw_sink_char(sink, '}');
    }
    gouw_sink_text(sink, table->n_rows == 0 ? "]\n" : "\n]\n");
}

/* ---- text and Markdown, for people ------------------------------------------------------------
 */

static bool is_number(gouw_type type) {
    return type == GOUW_INTEGER || type == GOUW_REAL;
}

/* Text and Markdown lay out the same cells; only what stands between them differs. Line breaks in
 * a cell become spaces, so that a row stays a line. */
typedef struct cell_layout {
    const char *start, *between, *end;
    bool trim; /* no blanks at the end of a line */
    bool escape_pipe;
} cell_layout;

static void render_cell(const gouw_column *column, gouw_cell cell, const cell_layout *layout,
                        gouw_sink *scratch) {
    gouw_sink_clear(scratch);
    if (column->type != GOUW_TEXT || cell.text == NULL) {
        gouw_cell_write_rounded(column, cell, scratch);
        return;
    }
    for (const char *c = cell.text; *c != '\0';) {
        const size_t control = gouw_control_length(c);
        if (layout->escape_pipe && *c == '|')
            gouw_sink_char(scratch, '\\');
        gouw_sink_char(scratch, control > 0 ? ' ' : *c);
        c += control > 0 ? control : 1;
    }
}

static void measure(const gouw_table *table, const cell_layout *layout, size_t *width,
                    gouw_sink *scratch) {
    for (size_t c = 0; c < table->n_columns; c++) {
        width[c] = gouw_utf8_width(table->columns[c].name);
        for (size_t r = 0; r < table->n_rows; r++) {
            render_cell(&table->columns[c], table->cells[c][r], layout, scratch);
            const size_t w = scratch->data == NULL ? 0 : gouw_utf8_width(scratch->data);
            width[c] = w > width[c] ? w : width[c];
        }
    }
}

static void pad(gouw_sink *sink, size_t n) {
    for (size_t i = 0; i < n; i++)
        gouw_sink_char(sink, ' ');
}

/* Ends a line that stands in row; a trimmed one loses its blanks at the end. */
static void end_row(gouw_sink *row, const cell_layout *layout, gouw_sink *sink) {
    while (layout->trim && row->length > 0 && row->data[row->length - 1] == ' ')
        row->length--;
    if (row->data != NULL)
        gouw_sink_write(sink, row->data, row->length);
    gouw_sink_text(sink, layout->end);
    sink->fault = sink->fault != 0 ? sink->fault : row->fault;
    row->length = 0;
}

static void write_padded(const gouw_table *table, size_t c, const char *text, size_t width,
                         const cell_layout *layout, gouw_sink *sink) {
    const size_t w = gouw_utf8_width(text);
    const size_t gap = width > w ? width - w : 0;
    const bool right = is_number(table->columns[c].type);
    if (c > 0)
        gouw_sink_text(sink, layout->between);
    if (right)
        pad(sink, gap);
    gouw_sink_text(sink, text);
    if (!right)
        pad(sink, gap);
}

static void write_rule(const gouw_table *table, const size_t *width, const cell_layout *layout,
                       gouw_sink *sink) {
    gouw_sink_text(sink, layout->start);
    for (size_t c = 0; c < table->n_columns; c++) {
        if (c > 0)
            gouw_sink_text(sink, layout->between);
        for (size_t i = 0; i < width[c]; i++)
            gouw_sink_char(sink, layout->escape_pipe && is_number(table->columns[c].type) &&
                                         i + 1 == width[c]
                                     ? ':'
                                     : '-');
    }
    gouw_sink_text(sink, layout->end);
}

static void write_lines(const gouw_table *table, const size_t *width, const cell_layout *layout,
                        gouw_sink *sink) {
    gouw_sink cell, row;
    gouw_sink_open_memory(&cell);
    gouw_sink_open_memory(&row);
    gouw_sink_text(&row, layout->start);
    for (size_t c = 0; c < table->n_columns; c++)
        write_padded(table, c, table->columns[c].name, width[c], layout, &row);
    end_row(&row, layout, sink);
    write_rule(table, width, layout, sink);
    for (size_t r = 0; r < table->n_rows; r++) {
        gouw_sink_text(&row, layout->start);
        for (size_t c = 0; c < table->n_columns; c++) {
            render_cell(&table->columns[c], table->cells[c][r], layout, &cell);
            write_padded(table, c, cell.data == NULL ? "" : cell.data, width[c], layout, &row);
        }
        end_row(&row, layout, sink);
    }
    gouw_sink_take_fault(sink, &cell);
    gouw_sink_take_fault(sink, &row);
    gouw_sink_release(&cell);
    gouw_sink_release(&row);
}

static void write_aligned(const gouw_table *table, const cell_layout *layout, gouw_sink *sink) {
    gouw_arena work = GOUW_ARENA_INIT;
    gouw_sink scratch;
    size_t *width = gouw_arena_array(&work, table->n_columns, sizeof *width);
    if (width == NULL) {
        sink->fault = ENOMEM;
        return;
    }
    gouw_sink_open_memory(&scratch);
    measure(table, layout, width, &scratch);
    write_lines(table, width, layout, sink);
    gouw_sink_take_fault(sink, &scratch);
    gouw_sink_release(&scratch);
    gouw_arena_release(&work);
}

static void write_text(const gouw_table *table, gouw_sink *sink) {
    static const cell_layout plain = {.start = "", .between = "  ", .end = "\n", .trim = true};
    gouw_sink_format(sink, "%s\n\n", _(table->title));
    write_aligned(table, &plain, sink);
}

static void write_markdown(const gouw_table *table, gouw_sink *sink) {
    static const cell_layout pipes = {
        .start = "| ", .between = " | ", .end = " |\n", .escape_pipe = true};
    write_aligned(table, &pipes, sink);
}

void gouw_table_write(const gouw_table *table, gouw_format format, gouw_sink *sink) {
    static void (*const write[])(const gouw_table *, gouw_sink *) = {
        [GOUW_FORMAT_TEXT] = write_text,         [GOUW_FORMAT_CSV] = write_csv,
        [GOUW_FORMAT_TSV] = write_tsv,           [GOUW_FORMAT_JSON] = write_json,
        [GOUW_FORMAT_MARKDOWN] = write_markdown,
    };
    write[format](table, sink);
}

void gouw_table_write_unguarded(const gouw_table *table, gouw_format format, gouw_sink *sink) {
    if (format == GOUW_FORMAT_CSV || format == GOUW_FORMAT_TSV)
        write_separated(table, format == GOUW_FORMAT_CSV ? ',' : '\t', false, sink);
    else
        gouw_table_write(table, format, sink);
}
