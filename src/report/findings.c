#include "report/findings.h"

#include <string.h>

#include "base/i18n.h"
#include "report/figure.h"
#include "report/html.h"
#include "report/table.h"

enum { MAX_PARTS = 4 };

/* A finding is the headlines of some analyses, in this order; one of which none ran is left out. */
typedef struct finding {
    const char *id, *title;
    const char *analyses[MAX_PARTS];
    const char *chart; /* the figure under it; NULL: none */
    const char *table; /* the table shown at once, where that says more than a picture */
} finding;

static const finding findings[] = {
    {"changed", N_("What changed"), {"diff"}, "slippage", NULL},
    {"calendar", N_("When steps are planned"), {"load", "timeline"}, "timeline", NULL},
    {"attention", N_("What needs attention"), {"due"}, NULL, "due"},
    {"themes", N_("What the regions work on"), {"prevalence", "overlap"}, "matrix", NULL},
    {"growth", N_("What the growth targets ask"), {"growth"}, "growth", NULL},
};
enum { N_FINDINGS = sizeof findings / sizeof findings[0] };

/* The entry of a part of a finding; NULL if there is no such part or it did not run. */
static const report_entry *part_of(const report_content *content, const finding *f, size_t i) {
    return f->analyses[i] == NULL ? NULL : gouw_report_find(content, f->analyses[i]);
}

static const char *next_headline(const report_entry *entry, size_t *i) {
    while (*i < entry->results.n_remarks)
        if (entry->results.remarks[(*i)++].kind == GOUW_HEADLINE)
            return entry->results.remarks[*i - 1].text;
    return NULL;
}

/* The first sentence; NULL where there is nothing to say. */
static const char *lead_of(const report_content *content, const finding *f) {
    for (size_t p = 0; p < MAX_PARTS; p++) {
        const report_entry *entry = part_of(content, f, p);
        size_t i = 0;
        const char *lead = entry == NULL ? NULL : next_headline(entry, &i);
        if (lead != NULL)
            return lead;
    }
    return NULL;
}

void gouw_page_findings_write_brief(gouw_sink *sink, const report_content *content) {
    size_t n = 0;
    for (size_t f = 0; f < N_FINDINGS; f++) {
        const char *lead = lead_of(content, &findings[f]);
        if (lead == NULL)
            continue;
        if (n++ == 0)
            gouw_sink_text(sink, "<ol class=\"brief\">\n");
        gouw_sink_text(sink, "<li>");
        gouw_html_link(sink, "finding-", findings[f].id, lead);
        gouw_sink_text(sink, "</li>\n");
    }
    if (n > 0)
        gouw_sink_text(sink, "</ol>\n");
    else
        gouw_html_element(
            sink, "p", "nothing",
            content->n_without_date > 0
                ? _("There is nothing to find yet: the steps of this dataset need a day to look "
                    "from.")
                : _("There is nothing to find yet: this dataset names regions only. Add themes, "
                    "steps or targets."));
}

static void write_sentences(gouw_sink *sink, const report_content *content, const finding *f) {
    size_t n = 0;
    gouw_sink_format(sink, "<p class=\"sentence\" id=\"sentence-%s\">", f->id);
    for (size_t p = 0; p < MAX_PARTS; p++) {
        const report_entry *entry = part_of(content, f, p);
        const char *text = NULL;
        for (size_t i = 0; entry != NULL && (text = next_headline(entry, &i)) != NULL;) {
            gouw_sink_text(sink, n == 0 ? "" : n == 1 ? "\n<span class=\"more\">" : " ");
            gouw_html_text(sink, text);
            n++;
        }
    }
    gouw_sink_text(sink, n > 1 ? "</span></p>\n" : "</p>\n");
}

static bool is_caution(const gouw_remark *remark) {
    return remark->kind == GOUW_CAUTION || remark->kind == GOUW_WARNING;
}

static void write_cautions(gouw_sink *sink, const report_content *content, const finding *f) {
    size_t n = 0;
    for (size_t p = 0; p < MAX_PARTS; p++) {
        const report_entry *entry = part_of(content, f, p);
        for (size_t i = 0; entry != NULL && i < entry->results.n_remarks; i++) {
            if (!is_caution(&entry->results.remarks[i]))
                continue;
            gouw_sink_text(sink, n++ == 0 ? "<ul class=\"caution\">\n" : "");
            gouw_html_remark(sink, "li", NULL, entry->results.remarks[i].text);
        }
    }
    gouw_sink_text(sink, n > 0 ? "</ul>\n" : "");
}

static void write_links(gouw_sink *sink, const report_content *content, const finding *f) {
    gouw_sink_text(sink, "<p class=\"links\">");
    for (size_t p = 0; p < MAX_PARTS; p++) {
        const report_entry *entry = part_of(content, f, p);
        if (entry == NULL)
            continue;
        gouw_html_link(sink, "analysis-", entry->analysis->name,
                       _(entry->analysis->tables[0]->title));
        gouw_sink_text(sink, " ");
        gouw_html_link(sink, "method-", entry->analysis->name, _("(method)"));
        gouw_sink_text(sink, " ");
    }
    gouw_sink_format(sink,
                     "<button type=\"button\" class=\"copy\" hidden data-of=\"sentence-%s\">%s"
                     "</button></p>\n",
                     f->id, _("Copy sentence"));
}

static void write_finding(gouw_sink *sink, const report_content *content, const finding *f) {
    const gouw_table *table = f->table == NULL ? NULL : gouw_report_table(content, f->table);
    const report_figure *figure = f->chart == NULL ? NULL
                                                   : gouw_page_figure_find(content, f->chart);
    gouw_sink_format(sink, "<article class=\"finding\" aria-labelledby=\"finding-%s\">\n", f->id);
    char id[64] = "finding-";
    strncat(id, f->id, sizeof id - sizeof "finding-");
    gouw_html_heading(sink, 3, id, _(f->title));
    write_sentences(sink, content, f);
    write_cautions(sink, content, f);
    write_links(sink, content, f);
    if (figure != NULL)
        gouw_page_figure_write(sink, figure);
    if (table != NULL)
        gouw_page_table_write(sink, content, table);
    gouw_sink_text(sink, "</article>\n");
}

void gouw_page_findings_write(gouw_sink *sink, const report_content *content) {
    for (size_t f = 0; f < N_FINDINGS; f++)
        if (lead_of(content, &findings[f]) != NULL)
            write_finding(sink, content, &findings[f]);
}

void gouw_page_findings_write_links(gouw_sink *sink, const report_content *content) {
    for (size_t f = 0; f < N_FINDINGS; f++) {
        if (lead_of(content, &findings[f]) == NULL)
            continue;
        gouw_sink_text(sink, "<li>");
        gouw_html_link(sink, "finding-", findings[f].id, _(findings[f].title));
        gouw_sink_text(sink, "</li>\n");
    }
}

bool gouw_page_findings_say(const report_entry *entry) {
    for (size_t f = 0; f < N_FINDINGS; f++)
        for (size_t p = 0; p < MAX_PARTS && findings[f].analyses[p] != NULL; p++)
            if (strcmp(findings[f].analyses[p], entry->analysis->name) == 0)
                return true;
    return false;
}

bool gouw_page_findings_show(const report_figure *figure) {
    for (size_t f = 0; f < N_FINDINGS; f++)
        if (findings[f].chart != NULL && strcmp(findings[f].chart, figure->chart->name) == 0)
            return true;
    return false;
}

const char *gouw_page_findings_chart(size_t f) {
    return f < N_FINDINGS ? findings[f].chart : NULL;
}

size_t gouw_page_findings_count(void) {
    return N_FINDINGS;
}

bool gouw_page_findings_list(const gouw_table *table) {
    for (size_t f = 0; f < N_FINDINGS; f++)
        if (findings[f].table != NULL && strcmp(findings[f].table, table->name) == 0)
            return true;
    return false;
}
