#include "report/sections.h"

#include "base/i18n.h"
#include "report/figure.h"
#include "report/findings.h"
#include "report/html.h"
#include "report/table.h"

/* What a section says before anything else, and what it shows besides the analyses. */
typedef struct section {
    gouw_section section;
    const char *id, *title, *caution;
    void (*write)(gouw_sink *sink, const report_content *content);
} section;

static void write_more_figures(gouw_sink *sink, const report_content *content);

static void write_regions(gouw_sink *sink, const report_content *content) {
    gouw_page_standing_write(sink, content);
    gouw_page_cards_write(sink, content);
}

static const section sections[] = {
    {GOUW_SECTION_CHANGED, "section-changed", N_("What changed"),
     N_("Compared is what the two editions state, not what happened in the regions."), NULL},
    {GOUW_SECTION_CALENDAR, "section-calendar", N_("Calendar"),
     N_("Dates are as planned and as the source states them. A vague date is spread evenly over "
        "the days it allows. A date that has passed without report is no proof of delay."),
     NULL},
    {GOUW_SECTION_REGIONS, "section-regions", N_("Regions"),
     N_("A blank is not a no: what the source does not mention of a region is shown as not "
        "mentioned."),
     write_regions},
    {GOUW_SECTION_THEMES, "section-themes", N_("Themes"),
     N_("Themes named in the source; not an inventory of plans."), gouw_page_naming_write},
    {GOUW_SECTION_GROWTH, "section-growth", N_("Growth"),
     N_("Targets in different units or years are never added up, and a target without a year is "
        "never given one."),
     NULL},
    {GOUW_SECTION_RELIABILITY, "section-reliability", N_("Reliability of the coding"),
     N_("Agreement says that the coders read the text alike; it does not show that the text "
        "describes the plan."),
     NULL},
    {GOUW_SECTION_APPENDIX, "section-appendix", N_("Appendix"), NULL, write_more_figures},
};
enum { N_SECTIONS = sizeof sections / sizeof sections[0] };

static bool has_section(const report_content *content, const section *s) {
    for (size_t e = 0; e < content->n_entries; e++)
        if (content->entries[e].analysis->section == s->section)
            return true;
    for (size_t i = 0; i < content->n_figures && s->section == GOUW_SECTION_APPENDIX; i++)
        if (!gouw_page_figure_is_main(&content->figures[i]))
            return true;
    return s->section == GOUW_SECTION_REGIONS;
}

static bool is_appendix(const section *s) {
    return s->section == GOUW_SECTION_APPENDIX;
}

static void write_section_link(gouw_sink *sink, const report_content *content, const section *s) {
    if (!has_section(content, s))
        return;
    gouw_sink_text(sink, "<li>");
    gouw_html_link(sink, s->id, "", _(s->title));
    gouw_sink_text(sink, "</li>\n");
}

void gouw_page_sections_write_links(gouw_sink *sink, const report_content *content) {
    for (size_t s = 0; s < N_SECTIONS; s++) {
        if (is_appendix(&sections[s]))
            gouw_sink_format(sink, "<li><a href=\"#section-methods\">%s</a></li>\n", _("Methods"));
        write_section_link(sink, content, &sections[s]);
    }
}

static void write_remarks(gouw_sink *sink, const report_entry *entry) {
    static const char *const class_name[] = {[GOUW_HEADLINE] = "headline",
                                             [GOUW_NOTE] = "note",
                                             [GOUW_WARNING] = "caution",
                                             [GOUW_CAUTION] = "caution"};
    const bool said = gouw_page_findings_say(entry);
    for (size_t i = 0; i < entry->results.n_remarks; i++) {
        const gouw_remark *remark = &entry->results.remarks[i];
        if (!said || remark->kind == GOUW_NOTE)
            gouw_html_remark(sink, "p", class_name[remark->kind], remark->text);
    }
}

/* Figures and tables that stand elsewhere are linked to, not repeated. */
static void write_figures(gouw_sink *sink, const report_content *content,
                          const report_entry *entry) {
    for (size_t i = 0; i < content->n_figures; i++) {
        const report_figure *figure = &content->figures[i];
        if (figure->entry != entry)
            continue;
        if (gouw_page_figure_is_main(figure) && !gouw_page_findings_show(figure)) {
            gouw_page_figure_write(sink, figure);
            continue;
        }
        gouw_sink_text(sink, "<p class=\"elsewhere\">");
        gouw_page_figure_write_link(sink, figure);
        gouw_sink_text(sink, ": ");
        gouw_html_text(sink, figure->title);
        gouw_sink_text(sink, "</p>\n");
    }
}

/* Further figures, in the order of the sections. */
static void write_more_figures(gouw_sink *sink, const report_content *content) {
    size_t n = 0;
    for (int at = 0; at <= GOUW_SECTION_APPENDIX; at++)
        for (size_t i = 0; i < content->n_figures; i++) {
            const report_figure *figure = &content->figures[i];
            if (gouw_page_figure_is_main(figure) || gouw_page_findings_show(figure) ||
                (int)figure->entry->analysis->section != at)
                continue;
            if (n++ == 0)
                gouw_html_heading(sink, 3, "figures", _("Further figures"));
            gouw_page_figure_write(sink, figure);
        }
}

static void write_tables(gouw_sink *sink, const report_content *content,
                         const report_entry *entry) {
    for (size_t t = 0; t < entry->results.n_tables; t++) {
        const gouw_table *table = entry->results.tables[t];
        if (table->n_rows == 0) {
            gouw_sink_text(sink, "<p class=\"note\">");
            gouw_html_text(sink, _(table->title));
            gouw_html_text(sink, _(": none."));
            gouw_sink_text(sink, "</p>\n");
        } else if (gouw_page_findings_list(table)) {
            gouw_sink_text(sink, "<p class=\"elsewhere\">");
            gouw_html_text(sink, _("Listed among the findings: "));
            gouw_html_link(sink, "table-", table->name, _(table->title));
            gouw_sink_text(sink, "</p>\n");
        } else {
            gouw_page_table_write_folded(sink, content, table);
        }
    }
}

static void write_entry(gouw_sink *sink, const report_content *content, const report_entry *entry) {
    const gouw_analysis *analysis = entry->analysis;
    gouw_sink_format(sink, "<div class=\"analysis\">\n<h3 id=\"analysis-%s\">", analysis->name);
    gouw_html_text(sink, _(analysis->tables[0]->title));
    gouw_sink_format(sink, " <a class=\"anchor\" href=\"#method-%s\">%s</a></h3>\n", analysis->name,
                     _("method"));
    if (entry->trouble != NULL)
        gouw_html_remark(sink, "p", "caution", entry->trouble);
    write_remarks(sink, entry);
    write_figures(sink, content, entry);
    write_tables(sink, content, entry);
    gouw_sink_text(sink, "</div>\n");
}

static void write_section(gouw_sink *sink, const report_content *content, const section *s) {
    if (!has_section(content, s))
        return;
    gouw_sink_format(sink, "<section aria-labelledby=\"%s\">\n", s->id);
    gouw_html_heading(sink, 2, s->id, _(s->title));
    if (s->caution != NULL)
        gouw_html_element(sink, "p", "caution", _(s->caution));
    if (s->write != NULL)
        s->write(sink, content);
    for (size_t e = 0; e < content->n_entries; e++)
        if (content->entries[e].analysis->section == s->section &&
            !gouw_page_standing_shows(&content->entries[e]))
            write_entry(sink, content, &content->entries[e]);
    gouw_sink_text(sink, "</section>\n");
}

void gouw_page_sections_write(gouw_sink *sink, const report_content *content) {
    for (size_t s = 0; s < N_SECTIONS; s++)
        if (!is_appendix(&sections[s]))
            write_section(sink, content, &sections[s]);
}

void gouw_page_sections_write_appendix(gouw_sink *sink, const report_content *content) {
    for (size_t s = 0; s < N_SECTIONS; s++)
        if (is_appendix(&sections[s]))
            write_section(sink, content, &sections[s]);
}
