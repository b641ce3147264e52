#include "report/page.h"

#include "analysis/schedule.h"
#include "base/i18n.h"
#include "report/figure.h"
#include "report/findings.h"
#include "report/html.h"
#include "report/page_css.h"
#include "report/page_js.h"
#include "report/sections.h"

static void write_day(gouw_sink *sink, const report_content *content, const char *head,
                      gouw_day day, const char *rest) {
    const char *words = gouw_day_words(content->run->arena, day);
    if (words == NULL) {
        gouw_sink_lacks_memory(sink);
        return;
    }
    gouw_sink_format(sink, "<b>%s</b> ", head);
    gouw_html_text(sink, words);
    gouw_html_text(sink, rest);
    gouw_sink_char(sink, ' ');
}

/* Above everything else: whose words these are, of which day, and what they are not. */
static void write_caveat(gouw_sink *sink, const report_content *content) {
    const gouw_package *package = &content->dataset->package;
    gouw_sink_text(sink, "<div class=\"caveat\">\n");
    if (package->n_sources > 0 && package->sources[0].title != NULL) {
        gouw_sink_format(sink, "<p><b>%s</b> ", _("Source:"));
        gouw_html_text(
            sink, gouw_language_label(package->sources[0].title, package->sources[0].title_nl));
        gouw_sink_text(sink, package->n_sources > 1 ? " <a href=\"#sources\">" : "</p>\n");
        if (package->n_sources > 1) {
            gouw_html_text(sink, _("All sources"));
            gouw_sink_text(sink, "</a></p>\n");
        }
    }
    gouw_sink_text(sink, "<p>");
    if (package->created != GOUW_DAY_NONE)
        write_day(sink, content, _("State of the source:"), package->created,
                  package->assumed ? _(" (assumed; it bears no date).") : ".");
    if (content->as_of != GOUW_DAY_NONE && content->as_of != package->created)
        write_day(sink, content, _("Status on:"), content->as_of, ".");
    gouw_html_text(sink,
                   _("Everything here is as stated in the source; what it does not mention is not "
                     "a \"no\"."));
    gouw_sink_text(sink, "</p>\n</div>\n");
}

static void write_troubles(gouw_sink *sink, const report_content *content,
                           const char *chart_trouble) {
    if (content->n_without_date > 0)
        gouw_html_element(
            sink, "p", "warning",
            _("No day is known to look from, so the calendar is left out. Say it with "
              "--as-of 2026-06-30, or give \"created\" in datapackage.json."));
    if (chart_trouble == NULL)
        return;
    gouw_sink_text(sink, "<p class=\"warning\">");
    gouw_html_sentence(sink, _("Charts are missing, and told in words instead: %s"),
                       &chart_trouble);
    gouw_sink_text(sink, "</p>\n");
}

static void write_contents(gouw_sink *sink, const report_content *content) {
    gouw_sink_format(sink, "<nav aria-label=\"%s\">\n<ul>\n<li><a href=\"#findings\">%s</a>\n<ul>",
                     _("Contents"), _("Findings"));
    gouw_page_findings_write_links(sink, content);
    gouw_sink_text(sink, "</ul></li>\n");
    gouw_page_sections_write_links(sink, content);
    gouw_sink_text(sink, "</ul>\n</nav>\n");
}

static const char *title_of(const report_content *content) {
    const gouw_package *package = &content->dataset->package;
    const char *title = gouw_language_label(package->title, package->title_nl);
    return title != NULL ? title : content->dataset->name;
}

static void write_lines(gouw_sink *sink, const char *const *lines, size_t n) {
    for (size_t i = 0; i < n; i++)
        gouw_sink_text(sink, lines[i]);
}

static void write_head(gouw_sink *sink, const char *title) {
    gouw_sink_format(sink, "<!DOCTYPE html>\n<html lang=\"%s\">\n",
                     gouw_language_names[gouw_language_get()]);
    gouw_sink_text(sink,
                   "<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, "
                   "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
    gouw_html_element(sink, "title", NULL, title);
    gouw_sink_text(sink, "<style>\n");
    write_lines(sink, page_css, sizeof page_css / sizeof page_css[0]);
    gouw_sink_text(sink, "</style>\n</head>\n");
}

/* What the script says to a person, as data-* of its own element, to be translated here. */
static void write_script(gouw_sink *sink) {
    static const struct {
        const char *name, *text;
    } said[] = {
        {"copied", N_("Copied")}, {"filter", N_("Filter rows")}, {"shown", N_("rows shown")},
        {"dark", N_("Dark")},     {"light", N_("Light")},
    };
    gouw_sink_text(sink, "<script");
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        gouw_sink_format(sink, " data-%s=\"", said[i].name);
        gouw_html_text(sink, _(said[i].text));
        gouw_sink_char(sink, '"');
    }
    gouw_sink_text(sink, ">\n");
    write_lines(sink, page_js, sizeof page_js / sizeof page_js[0]);
    gouw_sink_text(sink, "</script>\n");
}

void gouw_page_open(const report_content *content, const char *title, const char *first,
                    const char *first_words,
                    void (*contents)(gouw_sink *sink, const report_content *content),
                    gouw_sink *sink) {
    write_head(sink, title);
    gouw_sink_format(sink, "<body>\n<a class=\"skip\" href=\"#%s\">%s</a>\n<header>\n", first,
                     first_words);
    gouw_html_element(sink, "h1", NULL, title);
    write_caveat(sink, content);
    gouw_sink_format(sink, "<button type=\"button\" id=\"theme\" hidden>%s</button>\n</header>\n",
                     _("Dark"));
    if (contents != NULL)
        contents(sink, content);
    gouw_sink_text(sink, "<main>\n");
}

void gouw_page_close(gouw_sink *sink) {
    gouw_sink_format(sink, "</main>\n<footer><p>%s gouw %s</p></footer>\n", _("Made with"),
                     GOUW_VERSION);
    write_script(sink);
    gouw_sink_text(sink, "</body>\n</html>\n");
}

static void number_section(report_content *content, int section, bool is_main, size_t *n) {
    for (size_t i = 0; i < content->n_figures; i++) {
        report_figure *figure = &content->figures[i];
        if (figure->number == 0 && gouw_page_figure_is_main(figure) == is_main &&
            (int)figure->entry->analysis->section == section)
            figure->number = ++*n;
    }
}

void gouw_page_number_figures(report_content *content) {
    size_t n = 0;
    for (size_t f = 0; f < gouw_page_findings_count(); f++) {
        report_figure *figure = gouw_page_findings_chart(f) == NULL
                                    ? NULL
                                    : gouw_page_figure_find(content, gouw_page_findings_chart(f));
        if (figure != NULL)
            figure->number = ++n;
    }
    for (int pass = 0; pass < 2; pass++)
        for (int section = 0; section <= GOUW_SECTION_APPENDIX; section++)
            number_section(content, section, pass == 0, &n);
}

void gouw_page_write(const report_content *content, const char *chart_trouble, gouw_sink *sink) {
    gouw_page_open(content, title_of(content), "findings", _("Skip to the findings"),
                   write_contents, sink);
    gouw_sink_text(sink, "<section aria-labelledby=\"findings\">\n");
    gouw_html_heading(sink, 2, "findings", _("Findings"));
    write_troubles(sink, content, chart_trouble);
    gouw_page_findings_write_brief(sink, content);
    gouw_page_findings_write(sink, content);
    gouw_sink_text(sink, "</section>\n");
    gouw_page_sections_write(sink, content);
    gouw_page_methods_write(sink, content);
    gouw_page_sections_write_appendix(sink, content);
    gouw_page_close(sink);
}
