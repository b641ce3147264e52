#include "chart/axis.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static const char *const MONTHS[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};
static const char *const SHORT_MONTHS[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
                                           N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
                                           N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};
static const char *const QUARTERS[] = {N_("first quarter of %d"), N_("second quarter of %d"),
                                       N_("third quarter of %d"), N_("fourth quarter of %d")};

enum { WORDS = 17 }; /* the height of a line of words */

/* Months since year 0, and back. */
static int month_of(gouw_day day) {
    int year = 0, month = 0, in_month = 0;
    gouw_day_to_civil(day, &year, &month, &in_month);
    return year * 12 + month - 1;
}

static int floor_to(int value, int step) {
    const int rest = value % step;
    return value - rest - (rest < 0 ? step : 0);
}

static gouw_day first_day(int months) {
    const int year = floor_to(months, 12) / 12;
    if (year < GOUW_YEAR_MIN)
        return GOUW_DAY_MIN;
    if (year > GOUW_YEAR_MAX)
        return GOUW_DAY_MAX;
    return gouw_day_from_civil(year, months - year * 12 + 1, 1);
}

/* The shortest unit whose words have room. */
static int step_for(double pixels_a_month) {
    static const struct {
        int months;
        double least; /* pixels a month */
    } units[] = {{1, 25}, {3, 9}, {12, 2.9}, {60, 0.6}, {120, 0.3}, {600, 0.06}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (pixels_a_month >= units[i].least)
            return units[i].months;
    return 12000;
}

gouw_time_axis gouw_time_axis_fit(gouw_day first, gouw_day last, double x1, double x2) {
    gouw_time_axis axis = {.x1 = x1, .x2 = x2};
    const int from = month_of(first), to = month_of(last) + 1;
    axis.step = step_for((x2 - x1) / (to - from));
    axis.first = first_day(floor_to(from, axis.step));
    axis.last = first_day(floor_to(to + axis.step - 1, axis.step));
    return axis;
}

double gouw_time_axis_x(const gouw_time_axis *axis, gouw_day day) {
    if (day <= axis->first)
        return axis->x1;
    if (day >= axis->last)
        return axis->x2;
    return axis->x1 +
           (axis->x2 - axis->x1) * ((double)day - axis->first) / ((double)axis->last - axis->first);
}

double gouw_time_axis_height(const gouw_time_axis *axis) {
    return axis->step < 12 ? 2 * WORDS : WORDS;
}

/* The word of the unit that begins at that month. */
static const char *word(gouw_canvas *canvas, int months, int step) {
    const int month = months - floor_to(months, 12);
    if (step == 1)
        return _(SHORT_MONTHS[month]);
    if (step == 3)
        return gouw_canvas_format(canvas, _("Q%d"), month / 3 + 1);
    return gouw_canvas_format(canvas, "%d", floor_to(months, 12) / 12);
}

static void draw_words(gouw_canvas *canvas, const gouw_time_axis *axis, int step, double y) {
    const int from = floor_to(month_of(axis->first), step), to = month_of(axis->last);
    for (int m = from; m < to; m += step) {
        const double a = gouw_time_axis_x(axis, first_day(m));
        const double b = gouw_time_axis_x(axis, first_day(m + step));
        const char *text = word(canvas, m, step);
        if (step > 12)
            gouw_canvas_text(canvas, GOUW_SMALL, GOUW_LEFT, a + 4, y, GOUW_MUTED, text);
        else if (b - a > gouw_style_width(GOUW_SMALL, text) + 2)
            gouw_canvas_text(canvas, step == 12 ? GOUW_SMALL_STRONG : GOUW_SMALL, GOUW_CENTRE,
                             (a + b) / 2, y, GOUW_MUTED, text);
    }
}

void gouw_time_axis_words(gouw_canvas *canvas, const gouw_time_axis *axis, double y_unit,
                          double y_year) {
    draw_words(canvas, axis, axis->step, y_unit);
    if (axis->step < 12)
        draw_words(canvas, axis, 12, y_year);
}

void gouw_time_axis_draw(gouw_canvas *canvas, const gouw_time_axis *axis, double y1, double y2) {
    const int from = month_of(axis->first), to = month_of(axis->last);
    const double height = gouw_time_axis_height(axis);
    gouw_time_axis_words(canvas, axis, y1 - 11, y1 - 11 - WORDS);
    for (int m = from; m <= to; m += axis->step) {
        const bool year = floor_to(m, 12) == m;
        gouw_canvas_upright(canvas, 0, gouw_time_axis_x(axis, first_day(m)),
                            year ? y1 - height + 2 : y1 - 4, y2, 1, GOUW_GRID);
    }
}

const char *gouw_day_long(gouw_canvas *canvas, gouw_day day) {
    int year = 0, month = 0, in_month = 0;
    gouw_day_to_civil(day, &year, &month, &in_month);
    return gouw_canvas_format(canvas, _("%d %s %d"), in_month, _(MONTHS[month - 1]), year);
}

const char *gouw_days_long(gouw_canvas *canvas, gouw_day earliest, gouw_day latest) {
    const bool starts = earliest > GOUW_DAY_MIN, ends = latest < GOUW_DAY_MAX;
    if (!starts && !ends)
        return _("no date given");
    if (!starts)
        return gouw_canvas_format(canvas, _("until %s"), gouw_day_long(canvas, latest));
    if (!ends)
        return gouw_canvas_format(canvas, _("from %s on"), gouw_day_long(canvas, earliest));
    if (earliest == latest)
        return gouw_day_long(canvas, earliest);
    return gouw_canvas_format(canvas, _("%s to %s"), gouw_day_long(canvas, earliest),
                              gouw_day_long(canvas, latest));
}

/* Year and month (1 to 12) or quarter (1 to 4) of "2026-02" or "2026-Q1". */
static bool read_month(const char *text, int *year, int *month, bool *quarter) {
    char *end = NULL;
    *year = (int)strtol(text, &end, 10);
    if (end == text || *end != '-')
        return false;
    *quarter = end[1] == 'Q';
    const char *number = end + (*quarter ? 2 : 1);
    *month = (int)strtol(number, &end, 10);
    return end > number && *end == '\0' && *month >= 1 && *month <= (*quarter ? 4 : 12) &&
           *year >= GOUW_YEAR_MIN && *year < GOUW_YEAR_MAX;
}

const char *gouw_month_long(gouw_canvas *canvas, const char *text) {
    int year = 0, month = 0;
    bool quarter = false;
    if (!read_month(text, &year, &month, &quarter))
        return text;
    if (quarter)
        return gouw_canvas_format(canvas, gouw_text(QUARTERS[month - 1]), year);
    return gouw_canvas_format(canvas, _("%s %d"), _(MONTHS[month - 1]), year);
}

bool gouw_month_days(const char *text, gouw_day *first, gouw_day *after) {
    int year = 0, month = 0;
    bool quarter = false;
    if (!read_month(text, &year, &month, &quarter))
        return false;
    const int from = year * 12 + (quarter ? (month - 1) * 3 : month - 1);
    *first = first_day(from);
    *after = first_day(from + (quarter ? 3 : 1));
    return true;
}
