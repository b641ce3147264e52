/* One card a region: where it stands, what it works on, how far it wants to grow. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "gouw/number.h"
#include "report/html.h"
#include "report/mini.h"
#include "report/names.h"
#include "report/sections.h"
#include "report/terms.h"

enum { MAX_CARDS = 300 };

static void write_step(gouw_sink *sink, const report_content *content, const gouw_milestone *m) {
    static const char *const class_names[] = {
        [GOUW_PLANNED] = "planned", [GOUW_DONE] = "done", [GOUW_DROPPED] = "dropped"};
    static const char *const said[][2] = {
        [GOUW_PLANNED] = {"%s", N_("%s, inferred by the coder")},
        [GOUW_DONE] = {N_("done, %s"), N_("done, %s, inferred by the coder")},
        [GOUW_DROPPED] = {N_("dropped, %s"), N_("dropped, %s, inferred by the coder")}};
    const gouw_dataset *d = content->dataset;
    const char *when = m->when_text != NULL ? gouw_report_when(content, m->when_text, sink)
                                            : _("no date");
    gouw_sink_format(sink, "<li class=\"%s\">", class_names[m->status]);
    gouw_html_text(sink,
                   gouw_language_label(d->stages[m->stage].label, d->stages[m->stage].label_nl));
    if (m->item != NULL) {
        gouw_sink_text(sink, ": ");
        gouw_html_text(sink, gouw_dataset_label(d, GOUW_LABEL_ITEM, m->item));
    }
    gouw_sink_text(sink, " <span>");
    gouw_html_sentence(sink, _(said[m->status][m->inferred]), &when);
    gouw_sink_text(sink, "</span></li>\n");
}

static void write_steps(gouw_sink *sink, const report_content *content, uint32_t region) {
    const gouw_dataset *d = content->dataset;
    size_t n = 0;
    for (size_t i = 0; i < d->n_milestones; i++) {
        if (d->milestones[i].region != region)
            continue;
        gouw_sink_text(sink, n++ == 0 ? "<ul class=\"steps\">\n" : "");
        write_step(sink, content, &d->milestones[i]);
    }
    if (n > 0)
        gouw_sink_text(sink, "</ul>\n");
    else if ((d->has & GOUW_HAS_STAGES) != 0)
        gouw_html_element(sink, "p", "missing", _("No step mentioned."));
}

static void write_themes(gouw_sink *sink, const gouw_dataset *d, uint32_t region) {
    if ((d->has & GOUW_HAS_THEMES) == 0)
        return;
    const size_t from = d->mention_start[region], to = d->mention_start[region + 1];
    if (from == to) {
        gouw_html_element(sink, "p", "missing", _("No theme mentioned."));
        return;
    }
    gouw_sink_text(sink, "<ul class=\"themes\">\n");
    for (size_t i = from; i < to; i++) {
        const gouw_mention *m = &d->mentions[i];
        gouw_sink_format(sink, "<li class=\"theme%s%s\">", m->weight >= 2 ? " central" : "",
                         m->basis != GOUW_BASIS_STATED ? " provisional" : "");
        gouw_html_text(
            sink, gouw_language_label(d->themes[m->theme].label, d->themes[m->theme].label_nl));
        gouw_sink_text(sink, "</li>\n");
    }
    gouw_sink_text(sink, "</ul>\n");
}

/* A share of 12.5 percent is not one of 13: as it is stated, where it is not whole. */
static const char *stated(double value, char *number) {
    return gouw_number_grouped(value, value == rint(value) ? 0 : 1, number);
}

/* [whether a change, a level and a year are stated] */
static const char *const asked[2][2][2] = {
    {{"%s", "%s"}, {N_("%s to %s, no year stated"), N_("%s to %s by %s")}},
    {{N_("%s %s, no year stated"), N_("%s %s by %s")},
     {N_("%s %s to %s, no year stated"), N_("%s %s to %s by %s")}},
};

static void write_target(gouw_sink *sink, const gouw_dataset *d, const gouw_target *t) {
    char change[GOUW_NUMBER_TEXT + 1] = "+", level[GOUW_NUMBER_TEXT], year[GOUW_NUMBER_TEXT];
    const bool has_change = !isnan(t->change), has_level = !isnan(t->target);
    const bool has_year = t->target_year != GOUW_YEAR_NONE;
    const char *values[4];
    size_t n = 0;
    (void)snprintf(year, sizeof year, "%d", (int)t->target_year);
    if (has_change) {
        (void)stated(t->change, change + (t->change > 0));
        values[n++] = change;
    }
    values[n++] = gouw_dataset_label(d, GOUW_LABEL_INDICATOR, t->indicator);
    if (has_level)
        values[n++] = stated(t->target, level);
    if (has_year)
        values[n++] = year;
    gouw_sink_text(sink, "<p class=\"target\">");
    gouw_html_sentence(sink, _(asked[has_change][has_level][has_year]), values);
    gouw_sink_text(sink, "</p>\n");
    if (t->note != NULL)
        gouw_html_element(sink, "p", "note", gouw_dataset_label(d, GOUW_LABEL_TEXT, t->note));
}

/* Where a region lies is for maps, not for reading. */
static bool is_fact(const char *name) {
    return strcmp(name, "lat") != 0 && strcmp(name, "lon") != 0;
}

/* The marks of a number are those of the language; an item of a list stands behind a comma. */
static void write_fact(gouw_sink *sink, const gouw_dataset *d, const gouw_attribute *a,
                       uint32_t region) {
    const char *text = a->text[region];
    if (a->kind == GOUW_ATTRIBUTE_NUMBER) {
        char number[GOUW_NUMBER_TEXT];
        gouw_html_text(sink, gouw_number_stated(a->name, text, a->number[region], number));
        return;
    }
    if (a->kind != GOUW_ATTRIBUTE_LIST) {
        gouw_html_text(sink,
                       gouw_page_terms_word("value", gouw_dataset_label(d, GOUW_LABEL_TEXT, text)));
        return;
    }
    for (size_t length; *text != '\0'; text += length + (text[length] == ';')) {
        length = strcspn(text, ";");
        gouw_html_text_part(sink, text, length);
        gouw_sink_text(sink, text[length] == ';' ? ", " : "");
    }
}

static void write_facts(gouw_sink *sink, const gouw_dataset *d, uint32_t region) {
    const gouw_attributes *attributes = &d->region_attributes;
    size_t n = 0;
    for (size_t i = 0; i < attributes->n; i++)
        n += is_fact(attributes->items[i].name);
    if (n == 0)
        return;
    gouw_sink_format(sink, "<details><summary>%s</summary>\n<dl>\n", _("Facts"));
    for (size_t i = 0; i < attributes->n; i++) {
        const gouw_attribute *a = &attributes->items[i];
        if (!is_fact(a->name))
            continue;
        gouw_sink_text(sink, "<dt>");
        gouw_report_write_attribute(d, a->name, sink);
        gouw_sink_text(sink, a->text[region] == NULL ? "</dt><dd class=\"missing\">" : "</dt><dd>");
        if (a->text[region] == NULL)
            gouw_html_text(sink, _("not mentioned"));
        else
            write_fact(sink, d, a, region);
        gouw_sink_text(sink, "</dd>\n");
    }
    gouw_sink_text(sink, "</dl></details>\n");
}

static void write_card(gouw_sink *sink, const report_content *content, const mini_axis *axis,
                       uint32_t region, int level) {
    const gouw_dataset *d = content->dataset;
    gouw_sink_format(sink, "<article class=\"card\" aria-labelledby=\"region-%s\">\n",
                     d->regions[region].id);
    gouw_sink_format(sink, "<h%d id=\"region-%s\">", level, d->regions[region].id);
    gouw_html_text(sink, gouw_dataset_region_name(d, region));
    gouw_sink_format(sink, "</h%d>\n", level);
    for (size_t i = 0; i < d->n_targets; i++)
        if (d->targets[i].region == region)
            write_target(sink, d, &d->targets[i]);
    gouw_page_mini_write(sink, content, axis, region);
    write_steps(sink, content, region);
    write_themes(sink, d, region);
    write_facts(sink, d, region);
    gouw_sink_text(sink, "</article>\n");
}

static void write_keys(gouw_sink *sink, const gouw_dataset *d) {
    if (d->n_milestones > 0)
        gouw_html_element(
            sink, "p", "note",
            _("Bars run from the first to the last day that the stated date allows, on "
              "the same axis in every card: filled for done, outlined for planned; the "
              "dashed line is the status date."));
    if (d->n_mentions > 0)
        gouw_html_element(sink, "p", "note",
                          _("Themes in bold are central. Dashed ones are provisional, or borrowed "
                            "from another programme."));
}

void gouw_page_cards_write_of(gouw_sink *sink, const report_content *content,
                              const uint32_t *regions, size_t n) {
    const mini_axis axis = gouw_page_mini_axis_of(content);
    write_keys(sink, content->dataset);
    gouw_sink_text(sink, "<div class=\"cards\">\n");
    for (size_t i = 0; i < n; i++)
        write_card(sink, content, &axis, regions[i], 3);
    gouw_sink_text(sink, "</div>\n");
}

void gouw_page_cards_write(gouw_sink *sink, const report_content *content) {
    const gouw_dataset *d = content->dataset;
    const size_t n = d->n_regions < MAX_CARDS ? d->n_regions : MAX_CARDS;
    const mini_axis axis = gouw_page_mini_axis_of(content);
    gouw_html_heading(sink, 3, "cards", _("Region by region"));
    write_keys(sink, d);
    gouw_sink_text(sink, "<div class=\"cards\">\n");
    for (size_t r = 0; r < n; r++)
        write_card(sink, content, &axis, (uint32_t)r, 4);
    gouw_sink_text(sink, "</div>\n");
    if (n < d->n_regions) {
        gouw_sink_text(sink, "<p class=\"note\">");
        gouw_sink_format(sink, _("The first %zu of %zu regions; the tables have them all."), n,
                         d->n_regions);
        gouw_sink_text(sink, "</p>\n");
    }
}
