/* The words above a growth panel: what its target asks a year, and what the years behind brought.
 *
 * O(1) a panel. */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/growth.h"
#include "gouw/number.h"

const char *gouw_panel_number_like(gouw_canvas *canvas, double value, double size, bool sign) {
    char text[GOUW_NUMBER_TEXT];
    (void)gouw_number_grouped(fabs(value), size >= 20 ? 0 : size >= 2 ? 1 : 2, text);
    const bool zero = strspn(text, "0.,") == strlen(text);
    const char *mark = value < 0 ? "\xE2\x88\x92" : sign ? "+" : "";
    return zero ? "0" : gouw_canvas_format(canvas, "%s%s", mark, text);
}

const char *gouw_panel_number(gouw_canvas *canvas, double value, bool sign) {
    return gouw_panel_number_like(canvas, value, fabs(value), sign);
}

static const char *number(gouw_canvas *canvas, double value) {
    return gouw_panel_number(canvas, value, true);
}

static const char *period(gouw_canvas *canvas, const gouw_panels *p, size_t row, const char *from,
                          const char *to) {
    const double a = gouw_cell_number(p->growth, row, from);
    const double b = gouw_cell_number(p->growth, row, to);
    if (isfinite(a) && isfinite(b))
        return gouw_canvas_format(canvas, "%.0f\xE2\x80\x93%.0f", a, b);
    return NULL;
}

const char *gouw_panel_asked(gouw_canvas *canvas, const gouw_panels *p, const gouw_panel *panel) {
    if (panel->target_row == SIZE_MAX)
        return "";
    const double per_year = gouw_cell_number(p->growth, panel->target_row, "per_year");
    const char *outcome = gouw_cell_text(p->growth, panel->target_row, "outcome");
    if (isfinite(per_year) && isfinite(panel->target_year))
        return gouw_canvas_format(canvas,
                                  strcmp(outcome, "met") == 0 ? _("asked %s a year until %.0f: met")
                                  : strcmp(outcome, "missed") == 0
                                      ? _("asked %s a year until %.0f: missed")
                                      : _("asks %s a year until %.0f"),
                                  number(canvas, per_year), panel->target_year);
    if (!isfinite(panel->target_year))
        return _("states no target year");
    return strcmp(outcome, "met") == 0
               ? gouw_canvas_format(canvas, _("target of %.0f: met"), panel->target_year)
           : strcmp(outcome, "missed") == 0
               ? gouw_canvas_format(canvas, _("target of %.0f: missed"), panel->target_year)
               : "";
}

const char *gouw_panel_observed(gouw_canvas *canvas, const gouw_panels *p,
                                const gouw_panel *panel) {
    const size_t row = panel->target_row;
    if (row == SIZE_MAX)
        return "";
    const double whole = gouw_cell_number(p->growth, row, "observed_per_year");
    const double recent = gouw_cell_number(p->growth, row, "recent_per_year");
    const char *all = period(canvas, p, row, "observed_from", "observed_to");
    const char *late = period(canvas, p, row, "recent_from", "observed_to");
    if (!isfinite(whole))
        return "";
    if (all == NULL)
        return gouw_canvas_format(canvas, _("was %s a year"), number(canvas, whole));
    if (!isfinite(recent) || late == NULL || strcmp(all, late) == 0)
        return gouw_canvas_format(canvas, _("%s: %s a year"), all, number(canvas, whole));
    /* The last blank does not break, so that a wrapped period stays with its number. */
    return gouw_canvas_format(canvas, _("%s: %s a year; %s:\xC2\xA0%s"), all, number(canvas, whole),
                              late, number(canvas, recent));
}
