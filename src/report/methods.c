#include <string.h>

#include "base/i18n.h"
#include "report/html.h"
#include "report/sections.h"
#include "report/words.h"

static void write_columns(gouw_sink *sink, const gouw_table *table) {
    gouw_sink_text(sink, "<p><b>");
    gouw_html_text(sink, _(table->title));
    gouw_sink_format(sink, "</b> <code>%s.csv</code></p>\n<dl>\n", table->name);
    for (size_t c = 0; c < table->n_columns; c++) {
        const gouw_column *column = &table->columns[c];
        gouw_sink_text(sink, "<dt><code>");
        gouw_html_text(sink, column->name);
        gouw_sink_text(sink, "</code></dt><dd>");
        if (gouw_page_words_differ(table, column)) {
            gouw_page_words_write_head(table, column, sink);
            gouw_sink_text(sink, ": ");
        }
        gouw_html_text(sink, _(column->description));
        if (column->unit[0] != '\0') {
            gouw_sink_text(sink, " (");
            gouw_html_text(sink, _(column->unit));
            gouw_sink_text(sink, ")");
        }
        gouw_sink_text(sink, "</dd>\n");
    }
    gouw_sink_text(sink, "</dl>\n");
}

static void write_method(gouw_sink *sink, const report_entry *entry) {
    gouw_sink_format(sink, "<details id=\"method-%s\"><summary>", entry->analysis->name);
    gouw_html_text(sink, _(entry->analysis->tables[0]->title));
    gouw_sink_format(sink, " <span>gouw %s</span></summary>\n", entry->analysis->name);
    if (entry->analysis->details != NULL)
        gouw_html_element(sink, "p", NULL, _(entry->analysis->details));
    for (size_t t = 0; t < entry->results.n_tables; t++)
        write_columns(sink, entry->results.tables[t]);
    gouw_sink_text(sink, "</details>\n");
}

static bool is_web(const char *path) {
    return path != NULL && (strncmp(path, "https://", 8) == 0 || strncmp(path, "http://", 7) == 0);
}

static void write_links(gouw_sink *sink, const char *id, const char *head,
                        const gouw_named_link *links, size_t n) {
    if (n == 0)
        return;
    gouw_html_heading(sink, 3, id, head);
    gouw_sink_text(sink, "<ul>\n");
    for (size_t i = 0; i < n; i++) {
        const bool linked = is_web(links[i].path);
        gouw_sink_text(sink, "<li>");
        if (linked) {
            gouw_sink_text(sink, "<a href=\"");
            gouw_html_text(sink, links[i].path);
            gouw_sink_text(sink, "\">");
        }
        const char *title = gouw_language_label(links[i].title, links[i].title_nl);
        gouw_html_text(sink, title != NULL ? title : links[i].path);
        gouw_sink_text(sink, linked ? "</a></li>\n" : "</li>\n");
    }
    gouw_sink_text(sink, "</ul>\n");
}

void gouw_page_sources_write(gouw_sink *sink, const report_content *content) {
    const gouw_package *package = &content->dataset->package;
    write_links(sink, "sources", _("Sources"), package->sources, package->n_sources);
    write_links(sink, "licence", _("Licence of the data"), package->licenses, package->n_licenses);
}

void gouw_page_methods_write(gouw_sink *sink, const report_content *content) {
    const gouw_package *package = &content->dataset->package;
    gouw_sink_text(sink, "<section aria-labelledby=\"section-methods\">\n");
    gouw_html_heading(sink, 2, "section-methods", _("Methods"));
    const char *description = gouw_language_label(package->description, package->description_nl);
    if (description != NULL)
        gouw_html_element(sink, "p", NULL, description);
    gouw_html_element(
        sink, "p", NULL,
        _("Every table on this page is also a CSV file beside it, with exact values; the "
          "sentences are computed from those tables."));
    if ((content->dataset->has & GOUW_HAS_STAGES) != 0)
        gouw_html_element(
            sink, "p", NULL,
            _("Dates are read as intervals of days: \"early\", \"mid\" and \"late\" as "
              "thirds of the year, seasons as meteorological ones. That is a convention; "
              "others read \"early\" as January to March and \"late\" as October to "
              "December."));
    gouw_html_heading(sink, 3, "words", _("Words used here"));
    gouw_page_words_write_glossary(content, sink);
    gouw_html_heading(sink, 3, "methods", _("How each number is made"));
    for (size_t e = 0; e < content->n_entries; e++)
        write_method(sink, &content->entries[e]);
    gouw_page_sources_write(sink, content);
    gouw_sink_text(sink, "</section>\n");
}
