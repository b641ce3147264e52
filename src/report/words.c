#include "report/words.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "report/html.h"
#include "report/terms.h"

/* Heads of columns whose name is not plain already. table NULL: in every table. */
static const struct {
    const char *table, *column, *plain;
} heads[] = {
    {NULL, "similarity", N_("share of themes in common")},
    {"overlap", "expected", N_("shared by chance")},
    {"cooccur", "expected", N_("together by chance")},
    {"intersect", "expected", N_("size by chance")},
    {"intersect_themes", "expected", N_("size by chance")},
    {"cooccur", "n_a", N_("regions that name the first")},
    {"cooccur", "n_b", N_("regions that name the second")},
    {"cooccur", "both", N_("regions that name both")},
    {"cooccur", "similarity", N_("share of regions in common")},
    {"overlap", "low", N_("by chance at least")},
    {"overlap", "high", N_("by chance at most")},
    {NULL, "expected", N_("expected number")},
    {NULL, "sd", N_("spread of chance")},
    {NULL, "z", N_("distance from chance")},
    {NULL, "p_upper", N_("chance of as many or more")},
    {NULL, "p_lower", N_("chance of as few or fewer")},
    {NULL, "n_a", N_("themes of the first")},
    {NULL, "n_b", N_("themes of the second")},
    {NULL, "only_a", N_("only in the first")},
    {NULL, "only_b", N_("only in the second")},
    {NULL, "region_a", N_("first region")},
    {NULL, "region_b", N_("second region")},
    {NULL, "theme_a", N_("first theme")},
    {NULL, "theme_b", N_("second theme")},
    {NULL, "idf", N_("rarity")},
    {NULL, "cluster", N_("group of similar regions")},
    {NULL, "silhouette", N_("how clearly it belongs there")},
    {NULL, "low", N_("likely range, from")},
    {NULL, "high", N_("likely range, to")},
    {NULL, "p_at_least_2", N_("chance of two or more")},
    {NULL, "p_at_least_3", N_("chance of three or more")},
    {NULL, "p_before", N_("chance that the first comes first")},
    {NULL, "p_same", N_("chance of the same day")},
    {NULL, "p_after", N_("chance that the second comes first")},
    {NULL, "p_contrary", N_("chance of the wrong order")},
    {NULL, "alpha", N_("agreement between coders")},
    {NULL, "kappa", N_("agreement of two coders beyond chance")},
    {NULL, "mass", N_("share of regions")},
    {NULL, "p_reach", N_("chance if only past growth goes on")},
    {NULL, "trend_at_target", N_("past growth continued")},
    {NULL, "trend_year", N_("past growth reaches it in")},
    {NULL, "low80", N_("past growth continued, from")},
    {NULL, "high80", N_("past growth continued, to")},
    {NULL, "low95", N_("past growth continued, from (95%)")},
    {NULL, "high95", N_("past growth continued, to (95%)")},
    {NULL, "residual_lag1", N_("likeness of neighbouring years")},
    {NULL, "stretch", N_("gap in standard errors")},
    {NULL, "p_first", N_("chance of coming first")},
};

/* %zu: the number of rows, which is the number of comparisons. */
static const char *plain_of(const gouw_table *table, const gouw_column *column) {
    if (strcmp(column->name, "p_adjusted") == 0)
        return _n("notable, allowing for %zu comparison", "notable, allowing for %zu comparisons",
                  table->n_rows);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        if (strcmp(heads[i].column, column->name) == 0 &&
            (heads[i].table == NULL || strcmp(heads[i].table, table->name) == 0))
            return _(heads[i].plain);
    return NULL;
}

bool gouw_page_words_differ(const gouw_table *table, const gouw_column *column) {
    return plain_of(table, column) != NULL;
}

void gouw_page_words_write_head(const gouw_table *table, const gouw_column *column,
                                gouw_sink *sink) {
    const char *plain = plain_of(table, column);
    if (plain == NULL) {
        char spaced[GOUW_ID_MAX + 1];
        (void)snprintf(spaced, sizeof spaced, "%s", column->name);
        for (char *c = spaced; *c != '\0'; c++)
            *c = *c == '_' ? ' ' : *c;
        gouw_html_text(sink, gouw_page_terms_column(spaced));
        return;
    }
    const char *number = strstr(plain, "%zu");
    if (number == NULL) {
        gouw_html_text(sink, plain);
        return;
    }
    gouw_html_text_part(sink, plain, (size_t)(number - plain));
    gouw_sink_format(sink, "%zu", table->n_rows);
    gouw_html_text(sink, number + 3);
}

/* A term stands in the glossary where the analysis ran that it belongs to; NULL: always. */
static const struct {
    const char *analysis, *term, *plain, *dutch;
} terms[] = {
    {NULL, N_("as-of date"), N_("status on"), "peildatum"},
    {NULL, N_("edition"), N_("state of the source"), "stand van de bron"},
    {"timeline", N_("milestone"), N_("step"), "stap"},
    {"overlap", N_("Jaccard similarity"), N_("share of themes in common"),
     "aandeel gedeelde thema's"},
    {"overlap", N_("null model"), N_("what chance would give"), "wat toeval zou opleveren"},
    {"overlap", N_("p_adjusted (Benjamini-Hochberg)"), N_("notable, allowing for all comparisons"),
     "opvallend, rekening houdend met alle vergelijkingen"},
    {"cluster", N_("cluster"), N_("group of similar regions"), "groep vergelijkbare regio's"},
    {"cluster", N_("silhouette"), N_("how clearly groups differ"),
     "hoe scherp groepen verschillen"},
    {"cluster", N_("no structure"), N_("no clear groups"), "geen duidelijke groepen"},
    {"cluster", N_("dendrogram"), N_("similarity tree"), "boomdiagram van gelijkenis"},
    {"progress", N_("Turnbull curve"), N_("who has got there by which day, from vague dates"),
     "wie er op welke dag is, bij vage data"},
    {"load", N_("load"), N_("expected steps per month"), "verwacht aantal stappen per maand"},
    {"load", N_("10-90 percent quantiles"), N_("likely range (at least 8 in 10)"),
     "waarschijnlijke bandbreedte (minstens 8 op de 10)"},
    {"agree", N_("Krippendorff's alpha"), N_("agreement between coders"),
     "overeenstemming tussen codeurs"},
    {"growth", N_("drift, p_reach"), N_("past growth continued, chance if so"),
     "doorgetrokken groei, kans daarbij"},
};

void gouw_page_words_write_glossary(const report_content *content, gouw_sink *sink) {
    gouw_sink_text(sink, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
    gouw_html_text(sink, _("Words used here"));
    gouw_sink_format(sink,
                     "\"><table class=\"words\">\n<thead><tr><th scope=\"col\">%s</th>"
                     "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
                     _("In this report"), _("Technical term"), _("In Dutch"));
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        if (terms[i].analysis != NULL && gouw_report_find(content, terms[i].analysis) == NULL)
            continue;
        gouw_sink_text(sink, "<tr><th scope=\"row\">");
        gouw_html_text(sink, _(terms[i].plain));
        gouw_sink_text(sink, "</th><td>");
        gouw_html_text(sink, _(terms[i].term));
        gouw_sink_text(sink, "</td><td lang=\"nl\">");
        gouw_html_text(sink, terms[i].dutch);
        gouw_sink_text(sink, "</td></tr>\n");
    }
    gouw_sink_text(sink, "</tbody></table></div>\n");
}
