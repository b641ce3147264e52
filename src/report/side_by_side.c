/* Regions side by side: a page of the results of the analysis compare. The cards of the regions as
 * in the report, with their steps on one time axis, then the tables, a column a region. */
#include <string.h>

#include "base/i18n.h"
#include "base/list.h"
#include "gouw/labels.h"
#include "gouw/report.h"
#include "report/html.h"
#include "report/page.h"
#include "report/sections.h"
#include "report/table.h"

/* "Twente and Zeeland", "Twente, Zeeland and Achterhoek"; NULL when memory is out. */
static const char *names_of(const gouw_dataset *dataset, const uint32_t *regions, size_t n,
                            gouw_arena *arena) {
    gouw_list names = {.arena = arena};
    for (size_t i = 0; i < n; i++)
        if (!gouw_list_add(&names, dataset->regions[regions[i]].name))
            return NULL;
    return gouw_list_words(&names);
}

static gouw_status find_regions(const gouw_run *run, uint32_t **regions, size_t *n,
                                gouw_error *error) {
    *n = 0;
    *regions = gouw_arena_array(run->arena, run->n_operands, sizeof **regions);
    if (*regions == NULL)
        return gouw_fail_memory(error, run->n_operands * sizeof **regions);
    for (size_t i = 0; i < run->n_operands; i++) {
        const uint32_t region = gouw_dataset_region(run->datasets[0], run->operands[i]);
        if (region != GOUW_INDEX_NONE)
            (*regions)[(*n)++] = region;
    }
    return *n > 0 ? GOUW_OK
                  : gouw_fail(error, GOUW_EUSAGE,
                              _("a page is of regions side by side; name two or more"));
}

static void write_remarks(gouw_sink *sink, const gouw_results *results) {
    for (size_t i = 0; i < results->n_remarks; i++)
        gouw_html_element(sink, "p",
                          results->remarks[i].kind == GOUW_HEADLINE ? "headline" : "caution",
                          results->remarks[i].text);
    gouw_html_element(
        sink, "p", "caution",
        _("A blank is not a no: what the source does not mention of a region is left empty. "
          "The chance of coming first spreads a vague date evenly over the days it "
          "allows."));
}

static void write_contents(gouw_sink *sink, const report_content *content) {
    gouw_sink_format(sink,
                     "<nav aria-label=\"%s\">\n<ul>\n<li><a href=\"#side-by-side\">%s</a></li>\n",
                     _("Contents"), _("Side by side"));
    for (size_t t = 0; t < content->n_tables; t++) {
        gouw_sink_text(sink, "<li>");
        gouw_html_link(sink, "part-", content->tables[t]->name, _(content->tables[t]->title));
        gouw_sink_text(sink, "</li>\n");
    }
    gouw_sink_text(sink, "</ul>\n</nav>\n");
}

static void write_table(gouw_sink *sink, const report_content *content, const gouw_table *table) {
    gouw_sink_text(sink, "<section class=\"analysis\" aria-labelledby=\"part-");
    gouw_sink_format(sink, "%s\">\n", table->name);
    gouw_sink_format(sink, "<h2 id=\"part-%s\">", table->name);
    gouw_html_text(sink, _(table->title));
    gouw_sink_text(sink, "</h2>\n");
    if (table->n_rows > 0)
        gouw_page_table_write(sink, content, table);
    else
        gouw_html_element(sink, "p", "note", _("None."));
    gouw_sink_text(sink, "</section>\n");
}

gouw_status gouw_report_side_by_side(const gouw_run *run, const gouw_results *results,
                                     gouw_sink *sink, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    report_content content = {.run = run,
                              .dataset = dataset,
                              .as_of = run->as_of == GOUW_DAY_NONE ? dataset->package.created
                                                                   : run->as_of};
    uint32_t *regions;
    size_t n;
    gouw_status status = find_regions(run, &regions, &n, error);
    content.tables = gouw_arena_array(run->arena, results->n_tables, sizeof(gouw_table *));
    if (status == GOUW_OK && content.tables == NULL)
        status = gouw_fail_memory(error, results->n_tables * sizeof(gouw_table *));
    for (size_t t = 0; t < results->n_tables && status == GOUW_OK; t++)
        content.tables[content.n_tables++] = results->tables[t];
    if (status == GOUW_OK)
        status = gouw_labels_make(dataset, run->arena, &content.labels, error);
    if (status != GOUW_OK)
        return status;
    const char *names = names_of(dataset, regions, n, run->arena);
    if (names == NULL)
        return gouw_fail_memory(error, 64);
    gouw_page_open(&content, names, "side-by-side", _("Skip to the regions"), write_contents, sink);
    gouw_sink_text(sink, "<section aria-labelledby=\"side-by-side\">\n");
    gouw_html_heading(sink, 2, "side-by-side", _("Side by side"));
    write_remarks(sink, results);
    gouw_page_cards_write_of(sink, &content, regions, n);
    gouw_sink_text(sink, "</section>\n");
    for (size_t t = 0; t < results->n_tables; t++)
        write_table(sink, &content, results->tables[t]);
    gouw_sink_text(sink, "<section aria-labelledby=\"section-sources\">\n");
    gouw_html_heading(sink, 2, "section-sources", _("Where this comes from"));
    gouw_page_sources_write(sink, &content);
    gouw_sink_text(sink, "</section>\n");
    gouw_page_close(sink);
    return GOUW_OK;
}
