/* The first screen. Each finding is the headlines of some analyses, the picture of one of them,
 * and links to table and method; a finding of which no analysis ran is left out.
 */
#include "report/page.h"

#include <string.h>

#include "base/i18n.h"
#include "report/html.h"
#include "report/page_css.h"

typedef struct finding {
    const char *id, *title;
    const char *analyses[4]; /* whose headlines, in this order */
    const char *picture;     /* the analysis whose chart stands under it */
    const char *table;       /* the table shown at once, where that says more than a picture */
} finding;

static const finding findings[] = {
    {"calendar", N_("When steps are due"), {"timeline"}, "timeline", NULL},
    {"attention", N_("What needs attention"), {"due"}, NULL, "due"},
    {"themes", N_("What the regions work on"), {"prevalence", "overlap"}, "prevalence", NULL},
    {"growth", N_("What the growth targets ask"), {"growth"}, "growth", NULL},
};
enum { N_FINDINGS = sizeof findings / sizeof findings[0] };

size_t page_figure_number(const report_content *content, const report_entry *entry) {
    size_t number = 1;
    for (const report_entry *e = content->entries; e < entry; e++)
        number += e->svg != NULL;
    return number;
}

void page_figure(const report_content *content, const report_entry *entry, gouw_sink *sink) {
    const char *chart = entry->chart->name;
    gouw_sink_format(sink, "<figure id=\"figure-%s\">\n%s\n<figcaption>", chart, entry->svg);
    gouw_sink_format(sink, _("Figure %zu. "), page_figure_number(content, entry));
    html_text(sink, _(entry->results.tables[0]->title));
    gouw_sink_format(sink,
                     ". <a href=\"charts/%s.svg\">SVG</a> <a href=\"charts/%s.png\">PNG</a> "
                     "<a href=\"%s.csv\">CSV</a></figcaption></figure>\n",
                     chart, chart, entry->results.tables[0]->name);
}

void page_headlines(const report_entry *entry, const char *class_name, gouw_sink *sink) {
    for (size_t i = 0; i < entry->results.n_remarks; i++)
        if (entry->results.remarks[i].kind == GOUW_HEADLINE)
            html_element(sink, "p", class_name, entry->results.remarks[i].text);
}

bool page_has_picture(const report_entry *entry) {
    for (size_t i = 0; i < N_FINDINGS; i++)
        if (findings[i].picture != NULL && strcmp(findings[i].picture, entry->analysis->name) == 0)
            return true;
    return false;
}

bool page_has_table(const gouw_table *table) {
    for (size_t i = 0; i < N_FINDINGS; i++)
        if (findings[i].table != NULL && strcmp(findings[i].table, table->name) == 0)
            return true;
    return false;
}

static void write_finding(const report_content *content, const finding *f, gouw_sink *sink) {
    const report_entry *first = report_find(content, f->analyses[0]);
    if (first == NULL)
        return;
    gouw_sink_format(sink, "<article class=\"finding\" id=\"finding-%s\">\n", f->id);
    html_element(sink, "h3", NULL, _(f->title));
    for (size_t i = 0; i < 4 && f->analyses[i] != NULL; i++) {
        const report_entry *entry = report_find(content, f->analyses[i]);
        if (entry != NULL)
            page_headlines(entry, "sentence", sink);
    }
    const report_entry *picture = f->picture == NULL ? NULL : report_find(content, f->picture);
    if (picture != NULL && picture->svg != NULL)
        page_figure(content, picture, sink);
    const gouw_table *table = f->table == NULL ? NULL
                                               : gouw_results_find(&first->results, f->table);
    if (table != NULL && table->n_rows > 0)
        html_table(sink, content, table);
    gouw_sink_format(sink, "<p class=\"links\"><a href=\"#analysis-%s\">%s</a> ",
                     first->analysis->name, _("Tables"));
    gouw_sink_format(sink, "<a href=\"#method-%s\">%s</a></p>\n</article>\n", first->analysis->name,
                     _("How this is made"));
}

/* Whose words these are, and of which day: above everything else. */
static void write_caveat(const report_content *content, gouw_sink *sink) {
    const gouw_package *package = &content->dataset->package;
    char day[GOUW_DAY_TEXT];
    gouw_sink_text(sink, "<p class=\"caveat\">");
    if (package->created != GOUW_DAY_NONE)
        gouw_sink_format(sink,
                         package->assumed
                             ? _("State of the letter: %s (assumed; it bears no date). ")
                             : _("State of the letter: %s. "),
                         gouw_day_format(package->created, day));
    if (content->as_of != GOUW_DAY_NONE && content->as_of != package->created)
        gouw_sink_format(sink, _("Status on %s. "), gouw_day_format(content->as_of, day));
    html_text(sink, _("As stated in the source: themes named there, not an inventory of plans. "
                      "What is not mentioned is not a \"no\"."));
    gouw_sink_text(sink, "</p>\n");
}

static void write_navigation(const report_content *content, gouw_sink *sink) {
    gouw_sink_format(sink, "<nav aria-label=\"%s\"><ul>\n<li><a href=\"#findings\">%s</a></li>\n",
                     _("Contents"), _("Findings"));
    page_contents(content, sink);
    gouw_sink_text(sink, "</ul></nav>\n");
}

static const char *title_of(const report_content *content) {
    const char *title = content->dataset->package.title;
    return title != NULL ? title : content->dataset->name;
}

void page_write(const report_content *content, const char *chart_trouble, gouw_sink *sink) {
    gouw_sink_text(sink, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\">\n");
    html_element(sink, "title", NULL, title_of(content));
    gouw_sink_text(sink, "<style>\n");
    for (size_t i = 0; i < sizeof page_css / sizeof page_css[0]; i++)
        gouw_sink_text(sink, page_css[i]);
    gouw_sink_text(sink, "</style>\n</head>\n<body>\n");
    gouw_sink_format(sink, "<a class=\"skip\" href=\"#findings\">%s</a>\n<header>\n",
                     _("Skip to the findings"));
    html_element(sink, "h1", NULL, title_of(content));
    write_caveat(content, sink);
    gouw_sink_text(sink, "</header>\n");
    write_navigation(content, sink);
    gouw_sink_text(sink, "<main>\n<section id=\"findings\">\n");
    html_element(sink, "h2", NULL, _("Findings"));
    if (chart_trouble != NULL)
        html_element(sink, "p", "warning", chart_trouble);
    for (size_t i = 0; i < N_FINDINGS; i++)
        write_finding(content, &findings[i], sink);
    gouw_sink_text(sink, "</section>\n");
    page_sections(content, sink);
    page_methods(content, sink);
    gouw_sink_format(sink, "</main>\n<footer><p>%s gouw %s</p></footer>\n</body>\n</html>\n",
                     _("Made with"), GOUW_VERSION);
}
