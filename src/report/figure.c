#include "report/figure.h"

#include <string.h>

#include "base/i18n.h"
#include "report/html.h"

report_figure *gouw_page_figure_find(const report_content *content, const char *chart) {
    for (size_t i = 0; i < content->n_figures; i++)
        if (strcmp(content->figures[i].chart->name, chart) == 0)
            return &content->figures[i];
    return NULL;
}

bool gouw_page_figure_is_main(const report_figure *figure) {
    static const char *const names[] = {"timeline", "matrix", "growth",
                                        "horizons", "rates",  "slippage"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], figure->chart->name) == 0)
            return true;
    return false;
}

/* Swaps the viewBox for the one without the title, and keeps the whole one beside it. */
static void write_svg(gouw_sink *sink, const char *svg) {
    static const char box_mark[] = "viewBox=\"", plain_mark[] = " data-plain=\"";
    const char *head_end = strchr(svg, '>'), *box = strstr(svg, box_mark);
    const char *plain = strstr(svg, plain_mark);
    if (head_end == NULL || box == NULL || plain == NULL || box > plain || plain > head_end) {
        gouw_sink_text(sink, svg);
        return;
    }
    box += sizeof box_mark - 1;
    const char *box_end = strchr(box, '"'), *value = plain + sizeof plain_mark - 1;
    const char *value_end = strchr(value, '"');
    gouw_sink_write(sink, svg, (size_t)(box - svg));
    gouw_sink_write(sink, value, (size_t)(value_end - value));
    gouw_sink_text(sink, "\" data-whole=\"");
    gouw_sink_write(sink, box, (size_t)(box_end - box));
    gouw_sink_write(sink, box_end, (size_t)(plain - box_end));
    gouw_sink_text(sink, value_end + 1);
}

static void write_save(gouw_sink *sink, const report_figure *figure) {
    const char *name = figure->chart->name;
    gouw_sink_format(sink, "<span class=\"saves\">%s ", _("Save as"));
    gouw_sink_format(sink, "<a class=\"save\" href=\"charts/%s.svg\" download=\"%s.svg\">SVG</a> ",
                     name, name);
    gouw_sink_format(sink,
                     "<button type=\"button\" class=\"png\" hidden data-name=\"%s\">PNG"
                     "</button> ",
                     name);
    gouw_sink_format(sink, "<label hidden><input type=\"checkbox\"> %s</label> ",
                     _("with its title"));
    if (figure->entry->results.n_tables > 0)
        gouw_html_link(sink, "table-", figure->entry->results.tables[0]->name, _("table"));
    gouw_sink_text(sink, "</span>");
}

void gouw_page_figure_write(gouw_sink *sink, const report_figure *figure) {
    const char *name = figure->chart->name;
    gouw_sink_format(sink, "<figure id=\"figure-%s\">\n", name);
    if (figure->svg != NULL) {
        gouw_sink_text(sink, "<div class=\"picture\" tabindex=\"0\" role=\"group\" aria-label=\"");
        gouw_html_text(sink, figure->title);
        gouw_sink_text(sink, "\">\n");
        write_svg(sink, figure->svg);
        gouw_sink_text(sink, "</div>\n");
    } else {
        gouw_html_element(sink, "p", "undrawn", figure->description);
    }
    gouw_sink_text(sink, "<figcaption><b>");
    gouw_sink_format(sink, _("Figure %zu."), figure->number);
    gouw_sink_text(sink, "</b> ");
    gouw_html_text(sink, figure->title);
    gouw_sink_text(sink, ". ");
    if (figure->svg != NULL)
        write_save(sink, figure);
    gouw_sink_text(sink, "</figcaption></figure>\n");
}

void gouw_page_figure_write_link(gouw_sink *sink, const report_figure *figure) {
    gouw_sink_format(sink, "<a href=\"#figure-%s\">", figure->chart->name);
    gouw_sink_format(sink, _("Figure %zu"), figure->number);
    gouw_sink_text(sink, "</a>");
}
