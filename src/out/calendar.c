#include "gouw/calendar.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"

enum { LINE_OCTETS = 75 };

/* A content line: folded so that no line is longer than 75 octets, never inside a character. */
static void write_line(gouw_sink *sink, const char *name, const char *value) {
    size_t room = LINE_OCTETS - strlen(name);
    gouw_sink_text(sink, name);
    while (*value != '\0') {
        size_t n = 1;
        while ((value[n] & 0xC0) == 0x80)
            n++;
        if (n > room) {
            gouw_sink_text(sink, "\r\n ");
            room = LINE_OCTETS - 1;
        }
        gouw_sink_write(sink, value, n);
        room -= n;
        value += n;
    }
    gouw_sink_text(sink, "\r\n");
}

/* Appends a TEXT value (RFC 5545, 3.3.11): commas, semicolons, backslashes and line breaks
 * escaped, other control characters left out. */
static void add_text(gouw_sink *out, const char *text) {
    for (; text != NULL && *text != '\0'; text++) {
        if (*text == '\n')
            gouw_sink_text(out, "\\n");
        else if (strchr(",;\\", *text) != NULL)
            gouw_sink_format(out, "\\%c", *text);
        else if ((unsigned char)*text >= 0x20 && *text != 0x7F)
            gouw_sink_char(out, *text);
    }
}

/* YYYYMMDD of a day in the years 1 to 9999. */
static const char *date_text(gouw_day day, char out[GOUW_DAY_TEXT]) {
    char *digit = out;
    for (const char *c = gouw_day_format(day, out); *c != '\0'; c++)
        if (*c != '-')
            *digit++ = *c;
    *digit = '\0';
    return out;
}

static bool has_place(gouw_day earliest, gouw_day latest) {
    static const int years[] = {1, 9998};
    return earliest != GOUW_DAY_NONE && latest != GOUW_DAY_NONE &&
           earliest >= gouw_day_from_civil(years[0], 1, 1) &&
           latest <= gouw_day_from_civil(years[1], 12, 31);
}

static const char *or_empty(const char *text) {
    return text == NULL ? "" : text;
}

/* A step keeps its id when its date changes, so that a calendar moves it. */
static void write_uid(const gouw_table *t, size_t r, const gouw_calendar *calendar, gouw_sink *line,
                      gouw_sink *sink) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (const char *c = or_empty(gouw_table_text(t, r, "item")); *c != '\0'; c++)
        hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
    gouw_sink_clear(line);
    gouw_sink_format(line, "%s.%s.%016llx@", gouw_table_text(t, r, "region"),
                     gouw_table_text(t, r, "stage"), (unsigned long long)hash);
    add_text(line, calendar->scope);
    write_line(sink, "UID:", or_empty(line->data));
}

static void write_words(const gouw_table *t, size_t r, const gouw_calendar *calendar,
                        gouw_sink *line, gouw_sink *sink) {
    const char *stage = gouw_table_label(calendar->labels, "stage", gouw_table_text(t, r, "stage"));
    const char *item = gouw_table_text(t, r, "item");
    gouw_sink_clear(line);
    add_text(line, gouw_table_label(calendar->labels, "region", gouw_table_text(t, r, "region")));
    add_text(line, ": ");
    add_text(line, item != NULL ? item : stage);
    write_line(sink, "SUMMARY:", or_empty(line->data));
    gouw_sink_clear(line);
    add_text(line, stage);
    write_line(sink, "CATEGORIES:", or_empty(line->data));
    const char *when = gouw_table_text(t, r, "when");
    if (when == NULL)
        return;
    gouw_sink_clear(line);
    add_text(line, _("Stated as: "));
    add_text(line, when);
    write_line(sink, "DESCRIPTION:", or_empty(line->data));
}

static void write_event(const gouw_table *t, size_t r, const gouw_calendar *calendar,
                        gouw_sink *line, gouw_sink *sink) {
    static const char *const status[][2] = {
        {"done", "CONFIRMED"}, {"planned", "TENTATIVE"}, {"dropped", "CANCELLED"}};
    char day[GOUW_DAY_TEXT];
    gouw_sink_text(sink, "BEGIN:VEVENT\r\n");
    write_uid(t, r, calendar, line, sink);
    gouw_sink_format(sink, "DTSTAMP:%sT000000Z\r\n", date_text(calendar->stamp, day));
    gouw_sink_format(sink, "DTSTART;VALUE=DATE:%s\r\n",
                     date_text(gouw_table_date(t, r, "earliest"), day));
    gouw_sink_format(sink, "DTEND;VALUE=DATE:%s\r\n",
                     date_text(gouw_table_date(t, r, "latest") + 1, day));
    write_words(t, r, calendar, line, sink);
    for (size_t i = 0; i < sizeof status / sizeof status[0]; i++)
        if (strcmp(or_empty(gouw_table_text(t, r, "status")), status[i][0]) == 0)
            gouw_sink_format(sink, "STATUS:%s\r\n", status[i][1]);
    gouw_sink_text(sink, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

static gouw_status check(const gouw_table *table, const gouw_calendar *calendar,
                         gouw_error *error) {
    static const char *const needed[] = {"region", "stage", "item", "status", "earliest", "latest"};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (gouw_table_find(table, needed[i]) == SIZE_MAX)
            return gouw_fail(error, GOUW_EUSAGE,
                             _("a calendar is made of steps: 'timeline' gives one, '%s' does not"),
                             table->name);
    if (calendar->stamp == GOUW_DAY_NONE)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("a calendar needs a day that it was made on: the edition date, or "
                           "--as-of"));
    if (!has_place(calendar->stamp, calendar->stamp)) {
        char day[GOUW_DAY_TEXT];
        return gouw_fail(error, GOUW_EUSAGE,
                         _("a calendar knows the years 1 to 9998; the day that it was made on, "
                           "%s, is in none of them"),
                         gouw_day_format(calendar->stamp, day));
    }
    return GOUW_OK;
}

gouw_status gouw_calendar_write(const gouw_table *table, const gouw_calendar *calendar,
                                gouw_sink *sink, size_t *n_left_out, gouw_error *error) {
    const gouw_status status = check(table, calendar, error);
    if (status != GOUW_OK)
        return status;
    gouw_sink line;
    size_t left_out = 0;
    for (size_t r = 0; r < table->n_rows; r++)
        left_out += !has_place(gouw_table_date(table, r, "earliest"),
                               gouw_table_date(table, r, "latest"));
    if (left_out == table->n_rows) /* RFC 5545, 3.6: at least one component */
        return gouw_fail(error, GOUW_EDATA,
                         _("no step has a first and a last day: there is nothing to write into a "
                           "calendar"));
    gouw_sink_open_memory(&line);
    gouw_sink_text(sink, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//gouw//timeline//EN\r\n"
                         "CALSCALE:GREGORIAN\r\n");
    add_text(&line, calendar->name);
    write_line(sink, "X-WR-CALNAME:", or_empty(line.data));
    for (size_t r = 0; r < table->n_rows; r++)
        if (has_place(gouw_table_date(table, r, "earliest"), gouw_table_date(table, r, "latest")))
            write_event(table, r, calendar, &line, sink);
    gouw_sink_text(sink, "END:VCALENDAR\r\n");
    gouw_sink_take_fault(sink, &line);
    gouw_sink_release(&line);
    if (n_left_out != NULL)
        *n_left_out = left_out;
    return GOUW_OK;
}
