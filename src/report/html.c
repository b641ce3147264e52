#include "report/html.h"

#include <string.h>

#include "base/i18n.h"
#include "gouw/writer.h"

enum { MAX_ROWS = 300 };

void html_text(gouw_sink *sink, const char *text) {
    static const char special[] = "&<>\"'";
    static const char *const escape[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    while (text != NULL && *text != '\0') {
        const size_t plain = strcspn(text, special);
        gouw_sink_write(sink, text, plain);
        text += plain;
        if (*text != '\0')
            gouw_sink_text(sink, escape[strchr(special, *text++) - special]);
    }
}

void html_element(gouw_sink *sink, const char *tag, const char *class_name, const char *text) {
    if (class_name == NULL)
        gouw_sink_format(sink, "<%s>", tag);
    else
        gouw_sink_format(sink, "<%s class=\"%s\">", tag, class_name);
    html_text(sink, text);
    gouw_sink_format(sink, "</%s>\n", tag);
}

static bool is_number(gouw_type type) {
    return type == GOUW_INTEGER || type == GOUW_REAL;
}

static void write_head(gouw_sink *sink, const gouw_table *table) {
    gouw_sink_text(sink, "<thead><tr>");
    for (size_t c = 0; c < table->n_columns; c++) {
        const gouw_column *column = &table->columns[c];
        gouw_sink_format(sink, "<th scope=\"col\"%s title=\"",
                         is_number(column->type) ? " class=\"n\"" : "");
        html_text(sink, _(column->description));
        gouw_sink_text(sink, "\">");
        html_text(sink, column->name);
        gouw_sink_text(sink, "</th>");
    }
    gouw_sink_text(sink, "</tr></thead>\n");
}

static void write_cell(gouw_sink *sink, const report_content *content, const gouw_table *table,
                       size_t r, size_t c, gouw_sink *scratch) {
    const gouw_column *column = &table->columns[c];
    const gouw_cell cell = table->cells[c][r];
    if (column->type == GOUW_TEXT) {
        if (cell.text != NULL)
            html_text(sink, report_label(content, column->name, cell.text));
        return;
    }
    scratch->length = 0;
    gouw_sink_write(scratch, "", 0);
    gouw_cell_write_rounded(column, cell, scratch);
    html_text(sink, scratch->data);
}

static void write_rows(gouw_sink *sink, const report_content *content, const gouw_table *table,
                       size_t n_rows) {
    gouw_sink scratch;
    gouw_sink_open_memory(&scratch);
    gouw_sink_text(sink, "<tbody>\n");
    for (size_t r = 0; r < n_rows; r++) {
        gouw_sink_text(sink, "<tr>");
        for (size_t c = 0; c < table->n_columns; c++) {
            const gouw_type type = table->columns[c].type;
            const bool head = c == 0 && type == GOUW_TEXT;
            const char *open = is_number(type) ? "<td class=\"n\">" : "<td>";
            gouw_sink_text(sink, head ? "<th scope=\"row\">" : open);
            write_cell(sink, content, table, r, c, &scratch);
            gouw_sink_text(sink, head ? "</th>" : "</td>");
        }
        gouw_sink_text(sink, "</tr>\n");
    }
    gouw_sink_text(sink, "</tbody>");
    gouw_sink_release(&scratch);
}

void html_table(gouw_sink *sink, const report_content *content, const gouw_table *table) {
    const size_t n_rows = table->n_rows < MAX_ROWS ? table->n_rows : MAX_ROWS;
    gouw_sink_text(sink, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    html_text(sink, _(table->title));
    gouw_sink_format(sink, "\"><table id=\"table-%s\"><caption>", table->name);
    html_text(sink, _(table->title));
    gouw_sink_format(sink, " <a href=\"%s.csv\">%s.csv</a></caption>\n", table->name, table->name);
    write_head(sink, table);
    write_rows(sink, content, table, n_rows);
    gouw_sink_text(sink, "</table></div>\n");
    if (n_rows < table->n_rows) {
        gouw_sink_text(sink, "<p class=\"note\">");
        gouw_sink_format(sink, _("The first %zu of %zu rows; the CSV file has them all."), n_rows,
                         table->n_rows);
        gouw_sink_text(sink, "</p>\n");
    }
}
