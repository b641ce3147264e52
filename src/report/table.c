#include "report/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "gouw/writer.h"
#include "report/html.h"
#include "report/names.h"
#include "report/ranks.h"
#include "report/words.h"

enum { MAX_ROWS = GOUW_MOST_RANKS, NO_RANK = UINT16_MAX, MAX_INSIDE = 1 << 17 };

static bool is_number(gouw_type type) {
    return type == GOUW_INTEGER || type == GOUW_REAL;
}

/* A column may be of one region: its name is an id then, and its description the region's name. */
static bool is_of_region(const report_content *content, const gouw_column *column) {
    const char *label = gouw_report_name(content, "region", column->name);
    return label != column->name && strcmp(label, column->description) == 0;
}

/* A theme's English name is no news where the page shows its name already. */
static bool is_shown(const gouw_table *table, size_t c) {
    return c == 0 || strcmp(table->columns[c].name, "label") != 0 ||
           strcmp(table->columns[0].name, "theme") != 0;
}

static void write_head(gouw_sink *sink, const report_content *content, const gouw_table *table) {
    gouw_sink_text(sink, "<thead><tr>");
    for (size_t c = 0; c < table->n_columns; c++) {
        const gouw_column *column = &table->columns[c];
        if (!is_shown(table, c))
            continue;
        gouw_sink_format(sink, "<th scope=\"col\"%s title=\"",
                         is_number(column->type) ? " class=\"n\"" : "");
        gouw_html_text(sink, _(column->description));
        gouw_sink_text(sink, "\"><span>");
        if (is_of_region(content, column))
            gouw_html_text(sink, column->description);
        else
            gouw_page_words_write_head(table, column, sink);
        gouw_sink_text(sink, "</span>");
        if (gouw_page_words_differ(table, column)) {
            gouw_sink_text(sink, " <code>");
            gouw_html_text(sink, column->name);
            gouw_sink_text(sink, "</code>");
        }
        gouw_sink_text(sink, "</th>");
    }
    gouw_sink_text(sink, "</tr></thead>\n");
}

/* Most cells are numbers, and have no class; a rank to be sorted by where what they show would not
 * do. */
static void write_open(gouw_sink *sink, const gouw_column *column, bool head, uint16_t rank) {
    gouw_sink_text(sink, head ? "<th scope=row" : "<td");
    if (!head && !is_number(column->type))
        gouw_sink_text(sink, column->type == GOUW_DATE ? " class=d" : " class=t");
    if (rank != NO_RANK)
        gouw_sink_format(sink, " data-v=%d", rank);
    gouw_sink_char(sink, '>');
}

/* What a region states of a stage, "visit: june 2026 (done);no date", as people read it. */
static void write_stated(const report_content *content, const char *text, gouw_sink *scratch,
                         gouw_sink *sink) {
    for (const char *next; *text != '\0'; text = next) {
        const size_t length = strcspn(text, ";");
        const char *colon = strstr(text, ": ");
        const size_t n_item = colon != NULL && colon < text + length ? (size_t)(colon - text) : 0;
        const size_t from = n_item > 0 ? n_item + 2 : 0;
        next = text + length + (text[length] == ';');
        if (n_item > 0) {
            gouw_report_write_name(content, "item", text, n_item, sink);
            gouw_sink_text(sink, ": ");
        }
        scratch->length = 0;
        gouw_step_write(text + from, length - from, scratch);
        gouw_html_text_part(sink, scratch->data, scratch->length);
        next += strspn(next, " ");
        if (*next != '\0')
            gouw_sink_text(sink, "; ");
    }
}

static void write_cell(gouw_sink *sink, const report_content *content, const gouw_column *column,
                       gouw_cell cell, gouw_sink *scratch) {
    if (gouw_cell_missing(column->type, cell))
        return;
    if (column->look == GOUW_LOOK_STEPS) {
        write_stated(content, cell.text, scratch, sink);
        return;
    }
    if (column->type == GOUW_TEXT && column->look != GOUW_LOOK_WORDS) {
        const bool stated = is_of_region(content, column);
        gouw_report_write_text(content, stated ? "value" : column->name, cell.text, sink);
        return;
    }
    scratch->length = 0;
    gouw_cell_write_rounded(column, cell, scratch);
    gouw_html_text_part(sink, scratch->data, scratch->length);
}

/* The ranks of all columns, one after the other, NO_RANK where there is none; NULL when memory is
 * out. */
static uint16_t *rank_rows(const gouw_table *table, size_t n_rows, gouw_sink *scratch) {
    uint16_t *ranks = malloc((table->n_columns * n_rows + 1) * sizeof *ranks);
    for (size_t c = 0; ranks != NULL && c < table->n_columns; c++) {
        uint16_t *of_column = &ranks[c * n_rows];
        memset(of_column, 0xFF, n_rows * sizeof *ranks);
        if (table->columns[c].type == GOUW_REAL &&
            !gouw_page_ranks(table, c, n_rows, scratch, of_column))
            memset(of_column, 0xFF, n_rows * sizeof *ranks);
    }
    return ranks;
}

/* Cells and rows end where the next one begins: HTML lets their end tags go, a tenth of the page.
 */
static void write_rows(gouw_sink *sink, const report_content *content, const gouw_table *table,
                       size_t n_rows) {
    gouw_sink scratch;
    gouw_sink_open_memory(&scratch);
    uint16_t *ranks = rank_rows(table, n_rows, &scratch);
    scratch.fault = ranks == NULL ? ENOMEM : scratch.fault;
    gouw_sink_text(sink, "<tbody>\n");
    for (size_t r = 0; r < n_rows && ranks != NULL; r++) {
        gouw_sink_text(sink, "<tr>");
        for (size_t c = 0; c < table->n_columns; c++) {
            const gouw_column *column = &table->columns[c];
            if (!is_shown(table, c))
                continue;
            const bool head = c == 0 && column->type == GOUW_TEXT &&
                              table->cells[c][r].text != NULL;
            write_open(sink, column, head, ranks[c * n_rows + r]);
            write_cell(sink, content, column, table->cells[c][r], &scratch);
        }
    }
    gouw_sink_text(sink, "</tbody>");
    gouw_sink_take_fault(sink, &scratch);
    gouw_sink_release(&scratch);
    free(ranks);
}

void gouw_page_table_write_save(gouw_sink *sink, const gouw_table *table) {
    gouw_sink csv;
    gouw_sink_open_memory(&csv);
    gouw_table_write(table, GOUW_FORMAT_CSV, &csv);
    gouw_sink_format(sink, "<a class=\"save\" download=\"%s.csv\" href=\"", table->name);
    if (csv.length <= MAX_INSIDE) {
        gouw_sink_text(sink, "data:text/csv;charset=utf-8,");
        gouw_html_percent(sink, csv.data, csv.length);
    } else {
        gouw_sink_format(sink, "%s.csv", table->name);
    }
    gouw_sink_format(sink, "\">%s.csv</a>", table->name);
    gouw_sink_take_fault(sink, &csv);
    gouw_sink_release(&csv);
}

static void write_body(gouw_sink *sink, const report_content *content, const gouw_table *table) {
    const size_t n_rows = table->n_rows < MAX_ROWS ? table->n_rows : MAX_ROWS;
    gouw_sink_text(sink, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
    gouw_html_text(sink, _(table->title));
    gouw_sink_text(sink, "\"><table class=\"data numbers\"><caption>");
    gouw_html_text(sink, _(table->title));
    gouw_sink_text(sink, "</caption>\n");
    write_head(sink, content, table);
    write_rows(sink, content, table, n_rows);
    gouw_sink_text(sink, "</table></div>\n<p class=\"note\">");
    if (n_rows < table->n_rows)
        gouw_sink_format(sink, _("The first %zu of %zu rows; all of them: "), n_rows,
                         table->n_rows);
    else
        gouw_sink_text(sink, _("Save as "));
    gouw_page_table_write_save(sink, table);
    gouw_sink_text(sink, "</p>\n");
}

void gouw_page_table_write(gouw_sink *sink, const report_content *content,
                           const gouw_table *table) {
    gouw_sink_format(sink, "<div class=\"table\" id=\"table-%s\">\n", table->name);
    write_body(sink, content, table);
    gouw_sink_text(sink, "</div>\n");
}

void gouw_page_table_write_folded(gouw_sink *sink, const report_content *content,
                                  const gouw_table *table) {
    gouw_sink_format(sink, "<details class=\"table\" id=\"table-%s\"><summary>", table->name);
    gouw_html_text(sink, _(table->title));
    gouw_sink_text(sink, " <span>");
    gouw_sink_format(sink, _n("%zu row", "%zu rows", table->n_rows), table->n_rows);
    gouw_sink_text(sink, "</span></summary>\n");
    write_body(sink, content, table);
    gouw_sink_text(sink, "</details>\n");
}
