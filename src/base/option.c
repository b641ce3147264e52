#include "gouw/option.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "gouw/date.h"
#include "gouw/text.h"

static void *field(const gouw_option *option, void *values) {
    return (char *)values + option->offset;
}

static gouw_status check_range(const gouw_option *option, double value, const char *text,
                               gouw_error *error) {
    const bool limited = option->minimum != 0 || option->maximum != 0;
    if (limited && (value < option->minimum || value > option->maximum))
        return gouw_fail(error, GOUW_EUSAGE, _("--%s takes a number from %g to %g, not '%s'"),
                         option->name, option->minimum, option->maximum, text);
    return GOUW_OK;
}

static gouw_status set_integer(const gouw_option *option, const char *text, void *values,
                               gouw_error *error) {
    char *end;
    errno = 0;
    const long long value = strtoll(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0)
        return gouw_fail(error, GOUW_EUSAGE, _("--%s takes a whole number, not '%s'"), option->name,
                         text);
    *(int64_t *)field(option, values) = value;
    return check_range(option, (double)value, text, error);
}

static gouw_status set_real(const gouw_option *option, const char *text, void *values,
                            gouw_error *error) {
    char *end;
    const double value = strtod(text, &end);
    if (end == text || *end != '\0' || !isfinite(value))
        return gouw_fail(error, GOUW_EUSAGE, _("--%s takes a number, not '%s'"), option->name,
                         text);
    *(double *)field(option, values) = value;
    return check_range(option, value, text, error);
}

static gouw_status set_choice(const gouw_option *option, const char *text, void *values,
                              gouw_error *error) {
    size_t n = 0, used = 0;
    char list[512] = "";
    for (; option->choices[n] != NULL; n++) {
        if (strcmp(option->choices[n], text) == 0) {
            *(int *)field(option, values) = (int)n;
            return GOUW_OK;
        }
        if (used < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", n == 0 ? "" : ", ",
                                     option->choices[n]);
    }
    const char *near = gouw_nearest(text, option->choices, n);
    if (near != NULL)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--%s knows no '%s' (did you mean '%s'?); it takes %s"), option->name,
                         text, near, list);
    return gouw_fail(error, GOUW_EUSAGE, _("--%s knows no '%s'; it takes %s"), option->name, text,
                     list);
}

static gouw_status set_day(const gouw_option *option, const char *text, void *values,
                           gouw_error *error) {
    const gouw_day day = gouw_day_parse(text, strlen(text));
    if (day == GOUW_DAY_NONE)
        return gouw_fail(error, GOUW_EUSAGE, _("--%s takes a day such as 2026-06-30, not '%s'"),
                         option->name, text);
    *(gouw_day *)field(option, values) = day;
    return GOUW_OK;
}

static gouw_status set_text(const gouw_option *option, const char *text, void *values,
                            gouw_error *error) {
    (void)error;
    *(const char **)field(option, values) = text;
    return GOUW_OK;
}

static gouw_status set_flag(const gouw_option *option, const char *text, void *values,
                            gouw_error *error) {
    (void)text;
    (void)error;
    *(bool *)field(option, values) = true;
    return GOUW_OK;
}

gouw_status gouw_option_set(const gouw_option *option, const char *text, void *values,
                            gouw_error *error) {
    static gouw_status (*const set[])(const gouw_option *, const char *, void *, gouw_error *) = {
        [GOUW_OPTION_FLAG] = set_flag,     [GOUW_OPTION_INTEGER] = set_integer,
        [GOUW_OPTION_REAL] = set_real,     [GOUW_OPTION_TEXT] = set_text,
        [GOUW_OPTION_CHOICE] = set_choice, [GOUW_OPTION_DAY] = set_day,
    };
    return set[option->kind](option, text, values, error);
}

gouw_status gouw_options_default(const gouw_option *options, size_t n_options, void *values,
                                 gouw_error *error) {
    for (size_t i = 0; i < n_options; i++) {
        const gouw_option *option = &options[i];
        if (option->kind == GOUW_OPTION_DAY)
            *(gouw_day *)field(option, values) = GOUW_DAY_NONE;
        if (option->value_default == NULL)
            continue;
        const gouw_status status = gouw_option_set(option, option->value_default, values, error);
        if (status != GOUW_OK)
            return status;
    }
    return GOUW_OK;
}

const gouw_option *gouw_option_find(const gouw_option *options, size_t n_options,
                                    const char *name) {
    for (size_t i = 0; i < n_options; i++)
        if (strcmp(options[i].name, name) == 0)
            return &options[i];
    return NULL;
}
