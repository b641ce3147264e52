/* What a growth panel says of the year that is pointed at: all that is known of it, in a strip as
 * high as the plot, since the marks of one year lie close together.
 *
 *     Twente, inhabitants, 2035: past growth continued 665,000 (640,000 to 690,000 in 4 of 5
 *     cases); needed for the target 690,000
 *
 * Complexity: linear in the years. */
#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "chart/growth.h"
#include "gouw/number.h"

double gouw_panel_x(const gouw_panels *panels, double x1, double x2, double year) {
    const double span = panels->last_year - panels->first_year;
    return span > 0 ? x1 + (x2 - x1) * (year - panels->first_year) / span : (x1 + x2) / 2;
}

static const char *number(gouw_canvas *canvas, double value) {
    return gouw_panel_number(canvas, value, false);
}

/* text, and behind it what the column says of row i, if anything. */
static const char *add(gouw_canvas *canvas, const char *text, const char *format, double value) {
    if (!isfinite(value))
        return text;
    return gouw_canvas_format(canvas, *text == '\0' ? "%s%s" : "%s; %s", text,
                              gouw_canvas_format(canvas, gouw_text(format), number(canvas, value)));
}

static const char *year_words(gouw_canvas *canvas, const gouw_panels *panels,
                              const gouw_panel *panel, size_t i) {
    const double trend = gouw_panel_value(panels, panel, i, "trend");
    const double low = gouw_panel_value(panels, panel, i, "low80");
    const double high = gouw_panel_value(panels, panel, i, "high80");
    const char *text = add(canvas, "", N_("observed %s"),
                           gouw_panel_value(panels, panel, i, "observed"));
    text = add(canvas, text, N_("past growth continued %s"), trend);
    if (isfinite(trend) && isfinite(low) && isfinite(high))
        text = gouw_canvas_format(canvas, _("%s (%s to %s in 4 of 5 cases)"), text,
                                  number(canvas, low), number(canvas, high));
    text = add(canvas, text, N_("needed for the target %s"),
               gouw_panel_value(panels, panel, i, "required"));
    return add(canvas, text, N_("official forecast %s"),
               gouw_panel_value(panels, panel, i, "forecast"));
}

/* The target's level, where no year is stated for it. */
static void hover_level(gouw_canvas *canvas, const gouw_panel *panel, const char *whose, double x1,
                        double y1, double x2, double y2) {
    if (!isfinite(panel->target) || isfinite(panel->target_year))
        return;
    const double share = (panel->target / panel->unit - panel->low) / (panel->high - panel->low);
    const double y = y2 - (y2 - y1) * share;
    gouw_canvas_hover(canvas, x1, y - 4, x2, y + 4,
                      gouw_canvas_format(canvas, _("%s: target %s, no year stated"), whose,
                                         number(canvas, panel->target)));
}

void gouw_panel_hover(gouw_canvas *canvas, const gouw_panels *panels, const gouw_panel *panel,
                      double x1, double y1, double x2, double y2) {
    const char *whose = *panel->indicator == '\0'
                            ? panel->name
                            : gouw_canvas_format(canvas, "%s, %s", panel->name, panel->indicator);
    for (size_t i = 0; i < panel->n; i++) {
        const double year = gouw_panel_value(panels, panel, i, "year");
        const char *words = year_words(canvas, panels, panel, i);
        const double x = gouw_panel_x(panels, x1, x2, year);
        const double half = (gouw_panel_x(panels, x1, x2, year + 1) - x) / 2;
        if (*words == '\0' || !isfinite(x))
            continue;
        gouw_canvas_hover(canvas, fmax(x1, x - half), y1, fmin(x2, x + half), y2,
                          gouw_canvas_format(canvas, "%s, %.0f: %s", whose, year, words));
    }
    hover_level(
        canvas, panel, whose,
        isfinite(panel->reference_year) ? gouw_panel_x(panels, x1, x2, panel->reference_year) : x1,
        y1, x2, y2);
}
