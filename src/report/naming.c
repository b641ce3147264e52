/* Who names each theme: one line a theme, in the order of themes.csv. */
#include "base/i18n.h"
#include "report/html.h"
#include "report/sections.h"

/* How a region names a theme; the first that fits. */
typedef enum manner { CENTRAL, MENTIONED, PROVISIONAL, BORROWED, N_MANNERS } manner;

static manner manner_of(const gouw_mention *m) {
    if (m->basis == GOUW_BASIS_PROVISIONAL)
        return PROVISIONAL;
    if (m->basis == GOUW_BASIS_BORROWED)
        return BORROWED;
    return m->weight >= 2 ? CENTRAL : MENTIONED;
}

static size_t count(const gouw_dataset *d, size_t theme, size_t counts[N_MANNERS]) {
    size_t n = 0;
    for (size_t i = 0; i < d->n_mentions; i++) {
        if (d->mentions[i].theme != theme)
            continue;
        counts[manner_of(&d->mentions[i])]++;
        n++;
    }
    return n;
}

static void write_names(gouw_sink *sink, const gouw_dataset *d, size_t theme, manner how) {
    size_t n = 0;
    for (size_t i = 0; i < d->n_mentions; i++) {
        const gouw_mention *m = &d->mentions[i];
        if (m->theme != theme || manner_of(m) != how)
            continue;
        gouw_sink_text(sink, n++ > 0 ? ", " : "");
        gouw_html_text(sink, gouw_dataset_region_name(d, m->region));
    }
}

static void write_theme(gouw_sink *sink, const gouw_dataset *d, size_t theme) {
    static const char *const head[] = {N_("central: "), N_("mentioned: "), N_("provisional: "),
                                       N_("borrowed from another programme: ")};
    size_t counts[N_MANNERS] = {0};
    const size_t n = count(d, theme, counts);
    gouw_sink_format(sink, "<div id=\"theme-%s\"><dt>", d->themes[theme].id);
    gouw_html_text(sink, gouw_language_label(d->themes[theme].label, d->themes[theme].label_nl));
    gouw_sink_text(sink, " <span>");
    gouw_sink_format(sink, _("%zu of %zu"), n, d->n_regions);
    gouw_sink_text(sink, "</span></dt><dd>");
    for (int how = 0; how < N_MANNERS; how++) {
        if (counts[how] == 0)
            continue;
        gouw_sink_text(sink, "<span><i>");
        gouw_html_text(sink, _(head[how]));
        gouw_sink_text(sink, "</i>");
        write_names(sink, d, theme, (manner)how);
        gouw_sink_text(sink, "</span> ");
    }
    if (n == 0)
        gouw_html_text(sink, _("no region"));
    gouw_sink_text(sink, "</dd></div>\n");
}

void gouw_page_naming_write(gouw_sink *sink, const report_content *content) {
    const gouw_dataset *d = content->dataset;
    if ((d->has & GOUW_HAS_THEMES) == 0 || d->n_themes == 0)
        return;
    gouw_html_heading(sink, 3, "naming", _("Who names each theme"));
    gouw_sink_text(sink, "<dl class=\"naming\">\n");
    for (size_t t = 0; t < d->n_themes; t++)
        write_theme(sink, d, t);
    gouw_sink_text(sink, "</dl>\n");
}
