/* A user's own phrases: read, checked, and never without the year they need. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "when.h"
static const gouw_phrase own_rows[] = {
    {"het Zomerreces", "07-04", "08-30"},
    {"schooljaar", "08-15", "08-14"},
    {"begin", "01-01", "03-31"},
    {"eind", "11-01", "12-31"},
    {"eind", "10-01", "12-31"},
    {"carnaval", "02-13", "02-29"},
    {"dag van de regio", "2026-10-02", "2026-10-02"},
    {"eerste tranche", "2026-33", "2026-34"},
    {"eerste tranche wonen", "2027", "2027"},
    {"tweede tranche wonen", "2028", "2028"},
    {"tweede tranche", "2029", "2029"},
    {"broken", "13-01", "12-31"},
};

static gouw_reading read_own(const char *text, size_t length, gouw_when *out,
                             char message[GOUW_MESSAGE_MAX]) {
    const gouw_phrases own = {own_rows, sizeof own_rows / sizeof own_rows[0]};
    return gouw_when_read(text, length, &own, gouw_day_from_civil(2026, 2, 1), out, message);
}

static void own_phrases_are_read(void **state) {
    (void)state;
    static const accepted rows[] = {
        {"zomerreces 2026", "2026-07-04", "2026-08-30", "interval", ""},
        {"in het ZOMERRECES van 2026", "2026-07-04", "2026-08-30", "interval", ""},
        {"voor het zomerreces 2026", "", "2026-07-03", "open", "<"},
        {"na het zomerreces van 2026", "2026-08-31", "", "open", ">"},
        {"schooljaar 2026", "2026-08-15", "2027-08-14", "interval", ""},
        {"begin 2026", "2026-01-01", "2026-03-31", "interval", ""},
        {"begin juni 2026", "2026-06-01", "2026-06-10", "third", ""},
        {"eind 2026", "2026-10-01", "2026-12-31", "interval", ""},
        {"begin - eind 2026", "2026-01-01", "2026-12-31", "interval", ""},
        {"medio 2026", "2026-05-01", "2026-08-31", "third", ""},
        {"carnaval 2026", "2026-02-13", "2026-02-28", "interval", ""},
        {"carnaval 2028", "2028-02-13", "2028-02-29", "interval", ""},
        {"dag van de regio", "2026-10-02", "2026-10-02", "day", ""},
        {"de dag regio", "2026-10-02", "2026-10-02", "day", ""},
        {"na de dag van de regio", "2026-10-03", "", "open", ">"},
        {"eerste tranche", "2026-01-01", "2026-06-30", "interval", ""},
        {"eerste tranche wonen", "2027-01-01", "2027-12-31", "interval", ""},
        {"tweede tranche wonen", "2028-01-01", "2028-12-31", "interval", ""},
        {"zomerreces - oktober 2026", "2026-07-04", "2026-10-31", "interval", ""},
        {"2026-33", "2026-01-01", "2026-03-31", "quarter", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_accepted(read_own, &rows[i]);
}

static void own_phrases_need_their_year(void **state) {
    (void)state;
    static const refused rows[] = {
        {"zomerreces", 'u', "counted from 2026-02-01 it is 2026-07-04/2026-08-30"},
        {"begin", 'u', "it is 2026-33"},
        {"schooljaar 9999", 'b', "beyond the years"},
        {"dag van de regio 2026", 'u', "no date I know"},
        {"broken 2026", 'u', "no date I know"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_refused(read_own, &rows[i]);
}

static void own_phrases_are_checked(void **state) {
    (void)state;
    static const struct {
        gouw_phrase row;
        const char *reason;
    } rows[] = {
        {{"zomerreces", "07-04", "08-30"}, NULL},
        {{"schooljaar", "08-15", "08-14"}, NULL},
        {{"carnaval", "02-29", "02-29"}, NULL},
        {{"tranche", "2026-33", "2026-34"}, NULL},
        {{"", "07-04", "08-30"}, "no word"},
        {{NULL, NULL, NULL}, "no word"},
        {{"in de", "07-04", "08-30"}, "no word"},
        {{"12", "07-04", "08-30"}, "no word"},
        {{"2026", "07-04", "08-30"}, "is EDTF"},
        {{"2026-13", "07-04", "08-30"}, "is EDTF"},
        {{"tranche", "7-4", "08-30"}, "the start '7-4' is neither"},
        {{"tranche", "02-30", "08-30"}, "the start '02-30' is neither"},
        {{"tranche", "07-04", "2026"}, "the end '2026' is no day of the year"},
        {{"tranche", "2026", "08-30"}, "the end '08-30' is neither"},
        {{"tranche", "2026", "2026/.."}, "the end '2026/..' is neither"},
        {{"tranche", "2026", ""}, "the end '' is neither"},
        {{"tranche", NULL, "2026"}, "the start '' is neither"},
        {{"tranche", "2027", "2026"}, "the end '2026' lies before the start '2027'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        gouw_error error = GOUW_ERROR_INIT;
        const gouw_status status = gouw_phrase_check(&rows[i].row, &error);
        if (status != (rows[i].reason == NULL ? GOUW_OK : GOUW_EDATA))
            fail_msg("row %zu: status %d: %s", i, (int)status, error.message);
        if (rows[i].reason != NULL && strstr(error.message, rows[i].reason) == NULL)
            fail_msg("row %zu: expected '%s' in '%s'", i, rows[i].reason, error.message);
    }
    static char text[300];
    memset(text, 'a', sizeof text - 1);
    const gouw_phrase row = {text, "07-04", "08-30"};
    assert_int_equal(gouw_phrase_check(&row, NULL), GOUW_EDATA);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_phrases_are_read),
        cmocka_unit_test(own_phrases_need_their_year),
        cmocka_unit_test(own_phrases_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
