/* A bar a step:
 *
 *     |    [####]                         done: filled
 *     |        ¦  [      ]                planned: outlined
 *     +----+---¦+--------+---------
 *         2025 ¦   2026                   ¦ status date
 */
#include "report/mini.h"

#include "base/i18n.h"
#include "report/html.h"

enum { WIDTH = 320, PITCH = 12, BAR = 8, FOOT = 16, MOST_YEARS = 8, LEAST = 30 };

static bool is_shown(const gouw_milestone *m) {
    return m->status != GOUW_DROPPED && m->when.precision != GOUW_PRECISION_NONE &&
           !(m->when.open_start && m->when.open_end);
}

static void widen(mini_axis *axis, gouw_day day) {
    axis->from = day < axis->from ? day : axis->from;
    axis->to = day > axis->to ? day : axis->to;
}

/* How many steps end after day. */
static size_t ends_after(const gouw_dataset *d, gouw_day day) {
    size_t n = 0;
    for (size_t i = 0; i < d->n_milestones; i++)
        n += is_shown(&d->milestones[i]) && !d->milestones[i].when.open_end &&
             d->milestones[i].when.latest > day;
    return n;
}

/* The axis ends with the earliest day that no more than a tenth of the steps go beyond: one plan
 * for 2040 must not squeeze all others. */
mini_axis gouw_page_mini_axis_of(const report_content *content) {
    const gouw_dataset *d = content->dataset;
    mini_axis axis = {GOUW_DAY_MAX, GOUW_DAY_MIN, content->as_of};
    const size_t few = ends_after(d, GOUW_DAY_MIN) / 10;
    for (size_t i = 0; i < d->n_milestones; i++) {
        const gouw_when *when = &d->milestones[i].when;
        if (!is_shown(&d->milestones[i]))
            continue;
        if (!when->open_start)
            axis.from = when->earliest < axis.from ? when->earliest : axis.from;
        if (!when->open_end && (axis.to == GOUW_DAY_MIN || when->latest < axis.to) &&
            ends_after(d, when->latest) <= few)
            axis.to = when->latest;
    }
    if (axis.to != GOUW_DAY_MIN && axis.from <= axis.to && axis.as_of != GOUW_DAY_NONE)
        widen(&axis, axis.as_of);
    return axis;
}

/* Tenths of a unit, from the start of the axis to the start of day. */
static int64_t place(const mini_axis *axis, gouw_day day) {
    const int64_t span = (int64_t)axis->to - axis->from + 1;
    int64_t days = (int64_t)day - axis->from;
    days = days < 0 ? 0 : days > span ? span : days;
    return days * WIDTH * 10 / span;
}

static void put(gouw_sink *sink, int64_t tenths) {
    gouw_sink_format(sink, "%d.%d", (int)(tenths / 10), (int)(tenths % 10));
}

/* A bar that goes on beyond the axis ends in a point. */
static void write_bar(gouw_sink *sink, const gouw_dataset *d, const mini_axis *axis,
                      const gouw_milestone *m, size_t line) {
    const bool beyond = m->when.latest > axis->to;
    const int64_t end = (int64_t)WIDTH * 10;
    const int y = (int)line * PITCH + (PITCH - BAR) / 2;
    int64_t x1 = place(axis, m->when.earliest), x2 = beyond ? end : place(axis, m->when.latest + 1);
    x1 = x1 > end - LEAST ? end - LEAST : x1;
    x2 = x2 < x1 + LEAST ? x1 + LEAST : x2;
    gouw_sink_format(sink, "<path class=\"%s\" d=\"M", m->status == GOUW_DONE ? "done" : "planned");
    put(sink, x1);
    gouw_sink_format(sink, " %dH", y);
    put(sink, x2);
    if (beyond)
        gouw_sink_format(sink, "l4 %d-4 %dH", BAR / 2, BAR / 2);
    else
        gouw_sink_format(sink, "v%dH", BAR);
    put(sink, x1);
    gouw_sink_text(sink, "z\"><title>");
    gouw_html_text(sink,
                   gouw_language_label(d->stages[m->stage].label, d->stages[m->stage].label_nl));
    if (m->item != NULL) {
        gouw_sink_text(sink, ", ");
        gouw_html_text(sink, gouw_dataset_label(d, GOUW_LABEL_ITEM, m->item));
    }
    gouw_sink_text(sink, ": ");
    gouw_html_text(sink, m->when_text);
    gouw_sink_text(sink, "</title></path>\n");
}

static void write_years(gouw_sink *sink, const mini_axis *axis, int height) {
    int first, last, month, day;
    gouw_day_to_civil(axis->from, &first, &month, &day);
    gouw_day_to_civil(axis->to, &last, &month, &day);
    const int step = (last - first) / MOST_YEARS + 1;
    for (int year = first + 1; year <= last && year <= GOUW_YEAR_MAX; year += step) {
        gouw_sink_text(sink, "<path class=\"tick\" d=\"M");
        put(sink, place(axis, gouw_day_from_civil(year, 1, 1)));
        gouw_sink_format(sink, " 0V%d\"/><text x=\"", height + 3);
        put(sink, place(axis, gouw_day_from_civil(year, 1, 1)));
        gouw_sink_format(sink, "\" y=\"%d\">%d</text>\n", height + 13, year);
    }
}

void gouw_page_mini_write(gouw_sink *sink, const report_content *content, const mini_axis *axis,
                          uint32_t region) {
    const gouw_dataset *d = content->dataset;
    size_t n = 0;
    for (size_t i = 0; i < d->n_milestones; i++)
        n += d->milestones[i].region == region && is_shown(&d->milestones[i]);
    if (n == 0 || axis->from > axis->to)
        return;
    const int height = (int)n * PITCH;
    gouw_sink_format(sink,
                     "<svg class=\"mini\" viewBox=\"-12 -2 %d %d\" aria-hidden=\"true\" "
                     "focusable=\"false\">\n",
                     WIDTH + 24, height + FOOT + 4);
    write_years(sink, axis, height);
    if (axis->as_of != GOUW_DAY_NONE) {
        gouw_sink_text(sink, "<path class=\"now\" d=\"M");
        put(sink, place(axis, axis->as_of));
        gouw_sink_format(sink, " -2V%d\"/>\n", height + 3);
    }
    size_t line = 0;
    for (size_t i = 0; i < d->n_milestones; i++)
        if (d->milestones[i].region == region && is_shown(&d->milestones[i]))
            write_bar(sink, d, axis, &d->milestones[i], line++);
    gouw_sink_text(sink, "</svg>\n");
}
