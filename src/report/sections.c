#include <string.h>

#include "base/i18n.h"
#include "report/html.h"
#include "report/page.h"

static const struct {
    gouw_section section;
    const char *id, *title;
} sections[] = {
    {GOUW_SECTION_CALENDAR, "section-calendar", N_("Calendar")},
    {GOUW_SECTION_REGIONS, "section-regions", N_("Regions")},
    {GOUW_SECTION_THEMES, "section-themes", N_("Themes")},
    {GOUW_SECTION_GROWTH, "section-growth", N_("Growth")},
    {GOUW_SECTION_RELIABILITY, "section-reliability", N_("How reliable the coding is")},
    {GOUW_SECTION_APPENDIX, "section-appendix", N_("Appendix")},
};
enum { N_SECTIONS = sizeof sections / sizeof sections[0] };

static bool has_section(const report_content *content, gouw_section section) {
    for (size_t e = 0; e < content->n_entries; e++)
        if (content->entries[e].analysis->section == section)
            return true;
    return false;
}

void page_contents(const report_content *content, gouw_sink *sink) {
    for (size_t s = 0; s < N_SECTIONS; s++)
        if (has_section(content, sections[s].section))
            gouw_sink_format(sink, "<li><a href=\"#%s\">%s</a></li>\n", sections[s].id,
                             _(sections[s].title));
    gouw_sink_format(sink, "<li><a href=\"#section-methods\">%s</a></li>\n",
                     _("How each number is made"));
}

static void write_notes(const report_entry *entry, gouw_sink *sink) {
    static const char *const class_name[] = {[GOUW_NOTE] = "note", [GOUW_WARNING] = "warning"};
    for (size_t i = 0; i < entry->results.n_remarks; i++) {
        const gouw_remark *remark = &entry->results.remarks[i];
        if (remark->kind != GOUW_HEADLINE)
            html_element(sink, "p", class_name[remark->kind], remark->text);
    }
}

static void write_tables(const report_content *content, const report_entry *entry,
                         gouw_sink *sink) {
    for (size_t t = 0; t < entry->results.n_tables; t++) {
        const gouw_table *table = entry->results.tables[t];
        if (page_has_table(table)) {
            gouw_sink_format(sink, "<p><a href=\"#table-%s\">", table->name);
            html_text(sink, _(table->title));
            gouw_sink_text(sink, "</a></p>\n");
            continue;
        }
        gouw_sink_text(sink, "<details><summary>");
        html_text(sink, _(table->title));
        gouw_sink_format(sink, gouw_text_count(N_(" (%zu row)"), N_(" (%zu rows)"), table->n_rows),
                         table->n_rows);
        gouw_sink_text(sink, "</summary>\n");
        html_table(sink, content, table);
        gouw_sink_text(sink, "</details>\n");
    }
}

static void write_entry(const report_content *content, const report_entry *entry, gouw_sink *sink) {
    gouw_sink_format(sink, "<div class=\"analysis\" id=\"analysis-%s\">\n", entry->analysis->name);
    html_element(sink, "h3", NULL, _(entry->results.tables[0]->title));
    if (!page_has_picture(entry)) {
        page_headlines(entry, NULL, sink);
        if (entry->svg != NULL)
            page_figure(content, entry, sink);
    } else if (entry->svg != NULL) {
        gouw_sink_format(sink, "<p><a href=\"#figure-%s\">", entry->chart->name);
        gouw_sink_format(sink, _("Figure %zu"), page_figure_number(content, entry));
        gouw_sink_text(sink, "</a></p>\n");
    }
    write_notes(entry, sink);
    write_tables(content, entry, sink);
    gouw_sink_text(sink, "</div>\n");
}

void page_sections(const report_content *content, gouw_sink *sink) {
    for (size_t s = 0; s < N_SECTIONS; s++) {
        if (!has_section(content, sections[s].section))
            continue;
        gouw_sink_format(sink, "<section id=\"%s\">\n", sections[s].id);
        html_element(sink, "h2", NULL, _(sections[s].title));
        if (sections[s].section == GOUW_SECTION_REGIONS)
            page_cards(content, sink);
        for (size_t e = 0; e < content->n_entries; e++)
            if (content->entries[e].analysis->section == sections[s].section)
                write_entry(content, &content->entries[e], sink);
        gouw_sink_text(sink, "</section>\n");
    }
}

static void write_columns(const gouw_table *table, gouw_sink *sink) {
    gouw_sink_text(sink, "<dl>\n");
    for (size_t c = 0; c < table->n_columns; c++) {
        const gouw_column *column = &table->columns[c];
        html_element(sink, "dt", NULL, column->name);
        gouw_sink_text(sink, "<dd>");
        html_text(sink, _(column->description));
        if (column->unit[0] != '\0') {
            gouw_sink_text(sink, " (");
            html_text(sink, _(column->unit));
            gouw_sink_text(sink, ")");
        }
        gouw_sink_text(sink, "</dd>\n");
    }
    gouw_sink_text(sink, "</dl>\n");
}

static bool is_web(const char *path) {
    return path != NULL && (strncmp(path, "https://", 8) == 0 || strncmp(path, "http://", 7) == 0);
}

static void write_links(const char *head, const gouw_named_link *links, size_t n, gouw_sink *sink) {
    if (n == 0)
        return;
    html_element(sink, "h3", NULL, head);
    gouw_sink_text(sink, "<ul>\n");
    for (size_t i = 0; i < n; i++) {
        const bool linked = is_web(links[i].path);
        gouw_sink_text(sink, "<li>");
        if (linked) {
            gouw_sink_text(sink, "<a href=\"");
            html_text(sink, links[i].path);
            gouw_sink_text(sink, "\">");
        }
        html_text(sink, links[i].title != NULL ? links[i].title : links[i].path);
        gouw_sink_text(sink, linked ? "</a></li>\n" : "</li>\n");
    }
    gouw_sink_text(sink, "</ul>\n");
}

void page_methods(const report_content *content, gouw_sink *sink) {
    const gouw_package *package = &content->dataset->package;
    gouw_sink_text(sink, "<section id=\"section-methods\">\n");
    html_element(sink, "h2", NULL, _("How each number is made"));
    html_element(sink, "p", NULL,
                 _("Dates are read as intervals of days: \"begin\", \"medio\" and \"eind\" as "
                   "thirds of the year, seasons as meteorological ones. That is a convention; "
                   "others read \"begin\" as January to March. Every table on this page is also a "
                   "CSV file beside it."));
    for (size_t e = 0; e < content->n_entries; e++) {
        const report_entry *entry = &content->entries[e];
        gouw_sink_format(sink, "<details id=\"method-%s\"><summary>", entry->analysis->name);
        html_text(sink, _(entry->results.tables[0]->title));
        gouw_sink_text(sink, "</summary>\n");
        if (entry->analysis->details != NULL)
            html_element(sink, "p", NULL, _(entry->analysis->details));
        for (size_t t = 0; t < entry->results.n_tables; t++)
            write_columns(entry->results.tables[t], sink);
        gouw_sink_text(sink, "</details>\n");
    }
    write_links(_("Sources"), package->sources, package->n_sources, sink);
    write_links(_("Licence of the data"), package->licenses, package->n_licenses, sink);
    gouw_sink_text(sink, "</section>\n");
}
