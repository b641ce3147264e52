/* One card a region: where it stands, what it works on, how far it wants to grow. */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "gouw/number.h"
#include "report/html.h"
#include "report/mini.h"
#include "report/sections.h"

enum { MAX_CARDS = 300 };

static void write_step(gouw_sink *sink, const gouw_dataset *d, const gouw_milestone *m) {
    static const struct {
        const char *class_name, *said;
    } how[] = {[GOUW_PLANNED] = {"planned", ""},
               [GOUW_DONE] = {"done", N_("done, ")},
               [GOUW_DROPPED] = {"dropped", N_("dropped, ")}};
    gouw_sink_format(sink, "<li class=\"%s\">", how[m->status].class_name);
    html_text(sink, gouw_language_label(d->stages[m->stage].label, d->stages[m->stage].label_nl));
    if (m->item != NULL) {
        gouw_sink_text(sink, ": ");
        html_text(sink, m->item);
    }
    gouw_sink_text(sink, " <span>");
    if (how[m->status].said[0] != '\0')
        html_text(sink, _(how[m->status].said));
    html_text(sink, m->when_text != NULL ? m->when_text : _("no date"));
    if (m->inferred)
        html_text(sink, _(", inferred by the coder"));
    gouw_sink_text(sink, "</span></li>\n");
}

static void write_steps(gouw_sink *sink, const gouw_dataset *d, uint32_t region) {
    size_t n = 0;
    for (size_t i = 0; i < d->n_milestones; i++) {
        if (d->milestones[i].region != region)
            continue;
        gouw_sink_text(sink, n++ == 0 ? "<ul class=\"steps\">\n" : "");
        write_step(sink, d, &d->milestones[i]);
    }
    if (n > 0)
        gouw_sink_text(sink, "</ul>\n");
    else if ((d->has & GOUW_HAS_STAGES) != 0)
        html_element(sink, "p", "missing", _("No step mentioned."));
}

static void write_themes(gouw_sink *sink, const gouw_dataset *d, uint32_t region) {
    if ((d->has & GOUW_HAS_THEMES) == 0)
        return;
    const size_t from = d->mention_start[region], to = d->mention_start[region + 1];
    if (from == to) {
        html_element(sink, "p", "missing", _("No theme mentioned."));
        return;
    }
    gouw_sink_text(sink, "<ul class=\"themes\">\n");
    for (size_t i = from; i < to; i++) {
        const gouw_mention *m = &d->mentions[i];
        gouw_sink_format(sink, "<li class=\"theme%s%s\">", m->weight >= 2 ? " central" : "",
                         m->basis != GOUW_BASIS_STATED ? " provisional" : "");
        html_text(sink,
                  gouw_language_label(d->themes[m->theme].label, d->themes[m->theme].label_nl));
        gouw_sink_text(sink, "</li>\n");
    }
    gouw_sink_text(sink, "</ul>\n");
}

/* A share of 12.5 percent is not one of 13: as it is stated, where it is not whole. */
static const char *stated(double value, char *number) {
    return gouw_number_grouped(value, value == rint(value) ? 0 : 1, number);
}

static void write_target(gouw_sink *sink, const gouw_target *t) {
    char number[GOUW_NUMBER_TEXT];
    gouw_sink_text(sink, "<p class=\"target\">");
    if (!isnan(t->change))
        gouw_sink_format(sink, "%s%s ", t->change > 0 ? "+" : "", stated(t->change, number));
    html_text(sink, t->indicator);
    if (!isnan(t->target))
        gouw_sink_format(sink, _(" to %s"), stated(t->target, number));
    if (t->target_year != GOUW_YEAR_NONE)
        gouw_sink_format(sink, _(" by %d"), (int)t->target_year);
    else
        html_text(sink, _(", no year stated"));
    gouw_sink_text(sink, "</p>\n");
    if (t->note != NULL)
        html_element(sink, "p", "note", t->note);
}

/* Where a region lies is for maps, not for reading. */
static bool is_fact(const char *name) {
    return strcmp(name, "lat") != 0 && strcmp(name, "lon") != 0;
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
        for (const char *c = a->name; *c != '\0'; c++)
            html_text_part(sink, *c == '_' ? " " : c, 1);
        gouw_sink_text(sink, a->text[region] == NULL ? "</dt><dd class=\"missing\">" : "</dt><dd>");
        html_text(sink, a->text[region] != NULL ? a->text[region] : _("not mentioned"));
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
    html_text(sink, d->regions[region].name);
    gouw_sink_format(sink, "</h%d>\n", level);
    for (size_t i = 0; i < d->n_targets; i++)
        if (d->targets[i].region == region)
            write_target(sink, &d->targets[i]);
    mini_write(sink, content, axis, region);
    write_steps(sink, d, region);
    write_themes(sink, d, region);
    write_facts(sink, d, region);
    gouw_sink_text(sink, "</article>\n");
}

static void write_keys(gouw_sink *sink, const gouw_dataset *d) {
    if (d->n_milestones > 0)
        html_element(sink, "p", "note",
                     _("Bars run from the first to the last day that the stated date allows, on "
                       "the same axis in every card: filled for done, outlined for planned; the "
                       "dashed line is the status date."));
    if (d->n_mentions > 0)
        html_element(sink, "p", "note",
                     _("Themes in bold are central. Dashed ones are provisional, or borrowed "
                       "from another programme."));
}

void cards_write_of(gouw_sink *sink, const report_content *content, const uint32_t *regions,
                    size_t n) {
    const mini_axis axis = mini_axis_of(content);
    write_keys(sink, content->dataset);
    gouw_sink_text(sink, "<div class=\"cards\">\n");
    for (size_t i = 0; i < n; i++)
        write_card(sink, content, &axis, regions[i], 3);
    gouw_sink_text(sink, "</div>\n");
}

void cards_write(gouw_sink *sink, const report_content *content) {
    const gouw_dataset *d = content->dataset;
    const size_t n = d->n_regions < MAX_CARDS ? d->n_regions : MAX_CARDS;
    const mini_axis axis = mini_axis_of(content);
    html_heading(sink, 3, "cards", _("Region by region"));
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
