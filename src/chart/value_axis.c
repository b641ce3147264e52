#include <math.h>
#include <string.h>

#include "chart/axis.h"
#include "gouw/number.h"

double gouw_nice_step(double span, size_t n_steps) {
    const double least = span / (double)n_steps;
    if (!(least > 0) || !isfinite(least))
        return 1;
    const double unit = pow(10, floor(log10(least)));
    for (double f = 1; f < 10; f = f < 2 ? 2 : f < 5 ? 5 : 10)
        if (f * unit >= least * (1 - 1e-9))
            return f * unit;
    return 10 * unit;
}

gouw_value_axis gouw_value_axis_fit(double low, double high, size_t n_steps, double x1, double x2,
                                    bool percent) {
    if (!isfinite(high - low)) /* no axis is that long */
        high = low;
    if (!(high > low)) {
        low = isfinite(low) ? low - 1 : 0;
        high = isfinite(high) ? high + 1 : 1;
    }
    const double step = gouw_nice_step(high - low, n_steps);
    return (gouw_value_axis){.low = floor(low / step + 1e-9) * step,
                             .high = ceil(high / step - 1e-9) * step,
                             .step = step,
                             .x1 = x1,
                             .x2 = x2,
                             .percent = percent};
}

double gouw_value_axis_x(const gouw_value_axis *axis, double value) {
    return axis->x1 + (axis->x2 - axis->x1) * (value - axis->low) / (axis->high - axis->low);
}

const char *gouw_value_text(gouw_canvas *canvas, double value, double step, bool percent,
                            bool sign) {
    char text[GOUW_NUMBER_TEXT];
    const double shown = percent ? value * 100 : value, unit = percent ? step * 100 : step;
    const int decimals = unit >= 1 - 1e-9      ? 0
                         : unit >= 0.1 - 1e-9  ? 1
                         : unit >= 0.01 - 1e-9 ? 2
                                               : 3;
    (void)gouw_number_grouped(fabs(shown), decimals, text);
    const bool zero = strspn(text, "0.,") == strlen(text);
    return gouw_canvas_format(canvas, "%s%s%s",
                              zero        ? ""
                              : shown < 0 ? "\xE2\x88\x92"
                              : sign      ? "+"
                                          : "",
                              zero ? "0" : text, percent ? "%" : "");
}

void gouw_value_axis_draw(gouw_canvas *canvas, const gouw_value_axis *axis, double y1, double y2,
                          bool sign) {
    const double n = floor((axis->high - axis->low) / axis->step + 1e-6);
    for (double i = 0; i <= n; i++) {
        const double value = axis->low + i * axis->step;
        const double x = gouw_value_axis_x(axis, value);
        const bool zero = fabs(value) < axis->step * 1e-6;
        gouw_canvas_text(
            canvas, GOUW_SMALL, GOUW_CENTRE, x, y1 - 11, GOUW_MUTED,
            gouw_value_text(canvas, zero ? 0 : value, axis->step, axis->percent, sign));
        gouw_canvas_upright(canvas, 0, x, y1 - 3, y2, 1, zero ? GOUW_AXIS : GOUW_GRID);
    }
}
