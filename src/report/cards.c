/* One card a region: where it stands, what it works on, how far it wants to grow. */
#include <math.h>

#include "base/i18n.h"
#include "gouw/number.h"
#include "report/html.h"
#include "report/page.h"

static void write_steps(const gouw_dataset *d, uint32_t region, gouw_sink *sink) {
    static const char *const class_name[] = {
        [GOUW_PLANNED] = "planned", [GOUW_DONE] = "done", [GOUW_DROPPED] = "dropped"};
    size_t n = 0;
    for (size_t i = 0; i < d->n_milestones; i++) {
        const gouw_milestone *m = &d->milestones[i];
        if (m->region != region)
            continue;
        gouw_sink_format(sink, "%s<li class=\"%s\">", n++ == 0 ? "<ul class=\"steps\">\n" : "",
                         class_name[m->status]);
        html_text(sink, d->stages[m->stage].label);
        if (m->item != NULL) {
            gouw_sink_text(sink, ": ");
            html_text(sink, m->item);
        }
        gouw_sink_text(sink, " <span>");
        html_text(sink, m->when_text != NULL ? m->when_text : _("no date"));
        if (m->inferred)
            html_text(sink, _(", inferred"));
        gouw_sink_text(sink, "</span></li>\n");
    }
    gouw_sink_text(sink, n > 0 ? "</ul>\n" : "");
}

static void write_themes(const gouw_dataset *d, uint32_t region, gouw_sink *sink) {
    if (d->n_mentions == 0 || d->mention_start[region] == d->mention_start[region + 1])
        return;
    gouw_sink_text(sink, "<p class=\"themes\">");
    for (size_t i = d->mention_start[region]; i < d->mention_start[region + 1]; i++) {
        const gouw_mention *m = &d->mentions[i];
        gouw_sink_format(sink, "<span class=\"theme%s%s\">", m->weight >= 2 ? " central" : "",
                         m->basis != GOUW_BASIS_STATED ? " provisional" : "");
        html_text(sink, d->themes[m->theme].label);
        gouw_sink_text(sink, "</span> ");
    }
    gouw_sink_text(sink, "</p>\n");
}

static void write_targets(const gouw_dataset *d, uint32_t region, gouw_sink *sink) {
    char number[GOUW_NUMBER_TEXT];
    for (size_t i = 0; i < d->n_targets; i++) {
        const gouw_target *t = &d->targets[i];
        if (t->region != region)
            continue;
        gouw_sink_text(sink, "<p class=\"target\">");
        if (!isnan(t->change))
            gouw_sink_format(sink, "%s%s ", t->change > 0 ? "+" : "",
                             gouw_number_grouped(t->change, 0, number));
        html_text(sink, t->indicator);
        if (!isnan(t->target))
            gouw_sink_format(sink, _(" to %s"), gouw_number_grouped(t->target, 0, number));
        if (t->target_year != GOUW_YEAR_NONE)
            gouw_sink_format(sink, _(" by %d"), (int)t->target_year);
        else
            gouw_sink_text(sink, _(", no year stated"));
        gouw_sink_text(sink, "</p>\n");
    }
}

void page_cards(const report_content *content, gouw_sink *sink) {
    const gouw_dataset *d = content->dataset;
    gouw_sink_text(sink, "<div class=\"cards\">\n");
    for (uint32_t r = 0; r < d->n_regions; r++) {
        gouw_sink_format(sink, "<article class=\"card\" id=\"region-%s\">\n", d->regions[r].id);
        html_element(sink, "h3", NULL, d->regions[r].name);
        write_targets(d, r, sink);
        write_steps(d, r, sink);
        write_themes(d, r, sink);
        gouw_sink_text(sink, "</article>\n");
    }
    gouw_sink_text(sink, "</div>\n");
    if (d->n_mentions > 0)
        html_element(sink, "p", "note",
                     _("Bold themes are central tasks. Dashed ones are provisional, or borrowed "
                       "from another programme."));
}
