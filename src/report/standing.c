/* The status table: one row a region, beside the cards. What the source does not mention is shown
 * as not mentioned, never as a no or a blank. */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "report/html.h"
#include "report/names.h"
#include "report/sections.h"
#include "report/table.h"

enum { MAX_YESNO = 8 };

typedef struct yesno {
    const gouw_attribute *items[MAX_YESNO];
    size_t n;
} yesno;

static yesno find_yesno(const gouw_attributes *attributes) {
    yesno found = {.n = 0};
    for (size_t i = 0; i < attributes->n && found.n < MAX_YESNO; i++)
        if (attributes->items[i].kind == GOUW_ATTRIBUTE_YESNO)
            found.items[found.n++] = &attributes->items[i];
    return found;
}

static void write_head_cell(gouw_sink *sink, const char *text) {
    gouw_sink_text(sink, "<th scope=\"col\"><span>");
    gouw_html_text(sink, text);
    gouw_sink_text(sink, "</span></th>");
}

static void write_missing(gouw_sink *sink, const char *text) {
    gouw_sink_text(sink, "<span class=\"missing\">");
    gouw_html_text(sink, text);
    gouw_sink_text(sink, "</span>");
}

static void write_step(gouw_sink *sink, const report_content *content, const char *stage,
                       const char *none) {
    gouw_sink_text(sink, "<td>");
    if (stage == NULL)
        write_missing(sink, none);
    else
        gouw_html_text(sink, gouw_report_name(content, "stage", stage));
    gouw_sink_text(sink, "</td>");
}

static void write_when(gouw_sink *sink, const report_content *content, const char *when,
                       bool has_step) {
    gouw_sink_text(sink, "<td>");
    if (when != NULL)
        gouw_html_text(sink, gouw_report_when(content, when, sink));
    else if (has_step)
        write_missing(sink, _("no date"));
    gouw_sink_text(sink, "</td>");
}

/* Cells of the status table of that region; the table has one row a region, in their order. */
static void write_steps(gouw_sink *sink, const report_content *content, const gouw_table *status,
                        size_t r) {
    const char *last = gouw_table_text(status, r, "last_done");
    const char *next = gouw_table_text(status, r, "next_step");
    write_step(sink, content, last, _("none mentioned"));
    write_when(sink, content, gouw_table_text(status, r, "last_when"), last != NULL);
    write_step(sink, content, next, _("none mentioned"));
    write_when(sink, content, gouw_table_text(status, r, "next_when"), next != NULL);
}

static void write_answer(gouw_sink *sink, double value) {
    gouw_sink_text(sink, "<td>");
    if (isnan(value))
        write_missing(sink, _("not mentioned"));
    else
        gouw_html_text(sink, value > 0 ? _("yes") : _("no"));
    gouw_sink_text(sink, "</td>");
}

static void write_row(gouw_sink *sink, const report_content *content, const gouw_table *status,
                      const yesno *answers, size_t r) {
    const gouw_region *region = &content->dataset->regions[r];
    gouw_sink_text(sink, "<tr><th scope=\"row\">");
    gouw_html_link(sink, "region-", region->id, gouw_dataset_region_name(content->dataset, r));
    gouw_sink_text(sink, "</th>");
    if (status != NULL)
        write_steps(sink, content, status, r);
    for (size_t i = 0; i < answers->n; i++)
        write_answer(sink, answers->items[i]->number[r]);
    gouw_sink_text(sink, "</tr>\n");
}

bool gouw_page_standing_shows(const report_entry *entry) {
    return strcmp(entry->analysis->name, "status") == 0 && entry->trouble == NULL;
}

void gouw_page_standing_write(gouw_sink *sink, const report_content *content) {
    const gouw_dataset *d = content->dataset;
    const gouw_table *status = gouw_report_table(content, "status");
    const yesno answers = find_yesno(&d->region_attributes);
    if (d->n_regions == 0 || (status == NULL && answers.n == 0))
        return;
    gouw_html_heading(sink, 3, "standing", _("Where each region stands"));
    gouw_sink_text(sink, "<div class=\"table\"><div class=\"scroll\" tabindex=\"0\" role=\"group\" "
                         "aria-label=\"");
    gouw_html_text(sink, _("Where each region stands"));
    gouw_sink_text(sink, "\"><table class=\"data standing\">\n<thead><tr>");
    write_head_cell(sink, _("region"));
    if (status != NULL) {
        write_head_cell(sink, _("last step done"));
        write_head_cell(sink, _("its date as stated"));
        write_head_cell(sink, _("next step"));
        write_head_cell(sink, _("its date as stated"));
    }
    for (size_t i = 0; i < answers.n; i++) {
        gouw_sink_text(sink, "<th scope=\"col\"><span>");
        gouw_report_write_attribute(d, answers.items[i]->name, sink);
        gouw_sink_text(sink, "</span></th>");
    }
    gouw_sink_text(sink, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < d->n_regions; r++)
        write_row(sink, content, status, &answers, r);
    gouw_sink_text(sink, "</tbody></table></div>\n");
    if (status != NULL) {
        gouw_sink_format(sink, "<p class=\"note\" id=\"analysis-status\">%s ", _("Save as"));
        gouw_page_table_write_save(sink, status);
        gouw_sink_text(sink, "</p>\n");
    }
    gouw_sink_text(sink, "</div>\n");
}
