/* EDTF texts: what they mean, and why others are refused.
 *
 * The examples of the Library of Congress's specification (4 February 2019) are all here. Bounds
 * of the strict readings agree with the test data of python-edtf (github.com/ixc/python-edtf),
 * except where gouw differs on purpose: winter runs into the next year, open ends stay open and
 * "~" widens by half a unit. The intervals that edtf-validate (github.com/unt-libraries) refuses
 * for ending before they start are refused here too, other than those that end within a year or
 * month that is not over.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "when.h"

static const accepted fine[] = {
    /* level 0 */
    {"1985-04-12", "1985-04-12", "1985-04-12", "day", ""},
    {"1985-04", "1985-04-01", "1985-04-30", "month", ""},
    {"1985", "1985-01-01", "1985-12-31", "year", ""},
    {"0000", "0000-01-01", "0000-12-31", "year", ""},
    {"9999", "9999-01-01", "9999-12-31", "year", ""},
    {"2024-02-29", "2024-02-29", "2024-02-29", "day", ""},
    {"  1985\t", "1985-01-01", "1985-12-31", "year", ""},
    {"1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "day", "!"},
    {"1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "day", "!"},
    {"1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "day", "!"},
    {"1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "day", "!"},
    {"1985-04-12T24:00:00", "1985-04-12", "1985-04-12", "day", "!"},
    {"1964/2008", "1964-01-01", "2008-12-31", "interval", ""},
    {"2004-06/2006-08", "2004-06-01", "2006-08-31", "interval", ""},
    {"2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "interval", ""},
    {"2004-02-01/2005-02", "2004-02-01", "2005-02-28", "interval", ""},
    {"2004-02-01/2005", "2004-02-01", "2005-12-31", "interval", ""},
    {"2005/2006-02", "2005-01-01", "2006-02-28", "interval", ""},
    {"2026-01/2026-03", "2026-01-01", "2026-03-31", "interval", ""},
    {"2026/2026", "2026-01-01", "2026-12-31", "year", ""},
    {"2026-06-12/2026-06-12", "2026-06-12", "2026-06-12", "day", ""},
    /* The start lies within the end: it may end later in that month or year. */
    {"0000-01-03/0000-01", "0000-01-03", "0000-01-31", "interval", ""},
    {"0000-02/0000", "0000-02-01", "0000-12-31", "interval", ""},

    /* level 1 */
    {"2001-21", "2001-03-01", "2001-05-31", "season", ""},
    {"2020-21", "2020-03-01", "2020-05-31", "season", "!"},
    {"2003-22", "2003-06-01", "2003-08-31", "season", ""},
    {"2000-23", "2000-09-01", "2000-11-30", "season", ""},
    {"2010-24", "2010-12-01", "2011-02-28", "season", ""},
    {"2011-24", "2011-12-01", "2012-02-29", "season", ""},
    {"-0001-24", "-0001-12-01", "0000-02-29", "season", ""},
    {"1984?", "1984-01-01", "1984-12-31", "year", "?"},
    {"1984~", "1983-07-02", "1985-07-02", "year", "~"},
    {"2026~", "2025-07-02", "2027-07-02", "year", "~"},
    {"2004-06~", "2004-05-17", "2004-07-15", "month", "~"},
    {"2026-07~", "2026-06-15", "2026-08-16", "month", "~"},
    {"2004-06-11%", "2004-06-10", "2004-06-12", "day", "~?"},
    {"2027-33~", "2026-11-17", "2027-05-15", "quarter", "~"},
    {"2011-23~", "2011-07-17", "2012-01-15", "season", "~"},
    {"201X", "2010-01-01", "2019-12-31", "decade", ""},
    {"20XX", "2000-01-01", "2099-12-31", "interval", ""},
    {"2004-XX", "2004-01-01", "2004-12-31", "year", ""},
    {"1985-04-XX", "1985-04-01", "1985-04-30", "month", ""},
    {"1985-XX-XX", "1985-01-01", "1985-12-31", "year", ""},
    {"1985-04-12/..", "1985-04-12", "", "open", ">"},
    {"1985-04/..", "1985-04-01", "", "open", ">"},
    {"1985/..", "1985-01-01", "", "open", ">"},
    {"../1985-04-12", "", "1985-04-12", "open", "<"},
    {"../1985-04", "", "1985-04-30", "open", "<"},
    {"../1985", "", "1985-12-31", "open", "<"},
    {"1985-04-12/", "1985-04-12", "", "open", ">!"},
    {"1985-04/", "1985-04-01", "", "open", ">!"},
    {"1985/", "1985-01-01", "", "open", ">!"},
    {"/1985-04-12", "", "1985-04-12", "open", "<!"},
    {"/1985-04", "", "1985-04-30", "open", "<!"},
    {"/1985", "", "1985-12-31", "open", "<!"},
    {"../..", "", "", "open", "<>!"},
    {"1984~/2004-06", "1983-07-02", "2004-06-30", "interval", "~"},
    {"1984/2004-06~", "1984-01-01", "2004-07-15", "interval", "~"},
    {"1984?/2004%", "1984-01-01", "2005-07-02", "interval", "~?"},
    {"1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-09", "interval", "~?"},
    {"2026-06~/..", "2026-05-17", "", "open", "~>"},
    {"../2026~", "", "2027-07-02", "open", "~<"},
    {"-1985", "-1985-01-01", "-1985-12-31", "year", ""},
    {"-9999", "-9999-01-01", "-9999-12-31", "year", ""},
    {"-0044-03-15", "-0044-03-15", "-0044-03-15", "day", ""},
    {"-0004-02-29", "-0004-02-29", "-0004-02-29", "day", ""},
    {"-1000/-0999", "-1000-01-01", "-0999-12-31", "interval", ""},
    {"-1000/2000", "-1000-01-01", "2000-12-31", "interval", ""},
    {"-0275~", "-0276-07-02", "-0274-07-02", "year", "~"},

    /* level 2: parts of the year */
    {"2002-25", "2002-03-01", "2002-05-31", "season", ""},
    {"2002-26", "2002-06-01", "2002-08-31", "season", ""},
    {"2002-27", "2002-09-01", "2002-11-30", "season", ""},
    {"2002-28", "2002-12-01", "2003-02-28", "season", ""},
    {"2001-29", "2001-09-01", "2001-11-30", "season", ""},
    {"2001-30", "2001-12-01", "2002-02-28", "season", ""},
    {"2001-31", "2001-03-01", "2001-05-31", "season", ""},
    {"2001-32", "2001-06-01", "2001-08-31", "season", ""},
    {"2001-33", "2001-01-01", "2001-03-31", "quarter", ""},
    {"2001-34", "2001-04-01", "2001-06-30", "quarter", ""},
    {"2001-35", "2001-07-01", "2001-09-30", "quarter", ""},
    {"2001-36", "2001-10-01", "2001-12-31", "quarter", ""},
    {"2001-37", "2001-01-01", "2001-04-30", "third", ""},
    {"2001-38", "2001-05-01", "2001-08-31", "third", ""},
    {"2001-39", "2001-09-01", "2001-12-31", "third", ""},
    {"2001-40", "2001-01-01", "2001-06-30", "half", ""},
    {"2001-41", "2001-07-01", "2001-12-31", "half", ""},
    {"2025-24/2026-33", "2025-12-01", "2026-03-31", "interval", ""},
    /* Two years in a row, or a part of the year: read, and said. */
    {"2026-27", "2026-09-01", "2026-11-30", "season", "!"},
    {"2025-26", "2025-06-01", "2025-08-31", "season", "!"},

    /* level 2: sets */
    {"[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "interval", ""},
    {"[..1760-12-03]", "", "1760-12-03", "open", "<"},
    {"[1760-12..]", "1760-12-01", "", "open", ">"},
    {"[1760-01,1760-02,1760-12..]", "1760-01-01", "", "open", ">"},
    {"[1667,1760-12]", "1667-01-01", "1760-12-31", "interval", ""},
    {"[..1984]", "", "1984-12-31", "open", "<"},
    {"{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", "interval", ""},
    {"{1960,1961-12}", "1960-01-01", "1961-12-31", "interval", ""},
    {"{..1984}", "", "1984-12-31", "open", "<"},
    {"[1990,1984]", "1984-01-01", "1990-12-31", "interval", ""},
    {"[2026-06]", "2026-06-01", "2026-06-30", "month", ""},
    {"[..1984,1990..]", "", "", "open", "<>"},
    {"[1984~,1990?]", "1983-07-02", "1990-12-31", "interval", "~?"},
    {"[201X,2024-33]", "2010-01-01", "2024-03-31", "interval", ""},

    /* level 2: qualified parts; ~ widens by half of the finest part that it is about */
    {"2004-06~-11", "2004-05-27", "2004-06-26", "day", "~"},
    {"2004?-06-11", "2004-06-11", "2004-06-11", "day", "?"},
    {"?2004-06-~11", "2004-06-10", "2004-06-12", "day", "~?"},
    {"2004-%06-11", "2004-05-27", "2004-06-26", "day", "~?"},
    {"2004~-06-11", "2003-12-11", "2004-12-11", "day", "~"},
    {"2005~-06-11", "2004-12-10", "2005-12-11", "day", "~"},
    {"~2004-06-~11", "2004-06-10", "2004-06-12", "day", "~"},
    {"~-0100-06", "-0101-11-30", "-0100-12-30", "month", "~"},
    {"2004-06-~01/2004-06-~20", "2004-05-31", "2004-06-21", "interval", "~"},

    /* level 2: unspecified digits */
    {"156X-12-25", "1560-12-25", "1569-12-25", "interval", ""},
    {"15XX-12-25", "1500-12-25", "1599-12-25", "interval", ""},
    {"15XX-12-XX", "1500-12-01", "1599-12-31", "interval", ""},
    {"1XXX-XX", "1000-01-01", "1999-12-31", "interval", ""},
    {"1XXX-12", "1000-12-01", "1999-12-31", "interval", ""},
    {"1984-1X", "1984-10-01", "1984-12-31", "interval", ""},
    {"1984-X1", "1984-01-01", "1984-11-30", "interval", ""},
    {"1984-X5", "1984-05-01", "1984-05-31", "month", ""},
    {"1560-XX-25", "1560-01-25", "1560-12-25", "interval", ""},
    {"2026-XX-31", "2026-01-31", "2026-12-31", "interval", ""},
    {"2026-06-1X", "2026-06-10", "2026-06-19", "interval", ""},
    {"2026-02-2X", "2026-02-20", "2026-02-28", "interval", ""},
    {"2026-06-3X", "2026-06-30", "2026-06-30", "day", ""},
    {"201X-02-29", "2012-02-29", "2016-02-29", "interval", ""},
    {"201X-XX", "2010-01-01", "2019-12-31", "decade", ""},
    {"2X26", "2026-01-01", "2926-12-31", "interval", ""},
    {"XXX4-02-29", "0004-02-29", "9984-02-29", "interval", ""},
    {"201X-24", "2010-12-01", "2020-02-29", "interval", ""},
    {"-201X", "-2019-01-01", "-2010-12-31", "decade", ""},
    {"-000X", "-0009-01-01", "-0001-12-31", "decade", ""},
    {"-201X-02-29", "-2016-02-29", "-2012-02-29", "interval", ""},
    {"2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "interval", ""},
    {"1919-XX-02/1919-XX-01", "1919-01-02", "1919-12-01", "interval", ""},
    {"198X/199X", "1980-01-01", "1999-12-31", "interval", ""},
    /* ... and their units: ten years, the year behind XX, the months and the days that fit */
    {"201X~", "2005-01-01", "2024-12-30", "decade", "~"},
    {"2004-XX~", "2003-07-02", "2005-07-02", "year", "~"},
    {"2004-~XX", "2003-07-02", "2005-07-02", "year", "~"},
    {"1984-1X~", "1984-08-16", "1985-02-15", "interval", "~"},
    {"2026-06-1X~", "2026-06-05", "2026-06-24", "interval", "~"},
    {"156X-02~-25", "1560-02-10", "1569-03-11", "interval", "~"},
    {"201X-24~", "2010-10-17", "2020-04-15", "interval", "~"},
};

static const refused wrong[] = {
    /* forms that are not EDTF */
    {"hello", 'u', "'h' is not expected (character 1)"},
    {"2026-6", 'u', "two digits (character 7)"},
    {"2026-06-1", 'u', "two digits (character 10)"},
    {"2026-06-121", 'u', "'1' is not expected (character 11)"},
    {"2026-", 'u', "two digits (character 6)"},
    {"2026-06-12-01", 'u', "'-' is not expected (character 11)"},
    {"26", 'u', "four digits (character 3)"},
    {"26-06", 'u', "four digits"},
    {"12345", 'u', "four digits (character 5)"},
    {"+2026", 'u', "'+' is not expected (character 1)"},
    {"2026-2027", 'u', "'2' is not expected (character 8)"},
    {"2026x", 'u', "capital X (character 5)"},
    {"201u", 'u', "capital X (character 4)"},
    {"2026?~", 'u', "are % (character 6)"},
    {"2004-(06)?-11", 'u', "mark stands beside"},
    {"(2011)-06-04~", 'u', "mark stands beside"},
    {"1863- 03-29", 'u', "a blank is not expected (character 6)"},
    {"18 63-03-29", 'u', "a blank is not expected (character 3)"},
    {"1863-03 -29", 'u', "a blank is not expected (character 8)"},
    {"2026-06-12T10:00", 'u', "HH:MM:SS"},
    {"2012-10-10T10:10:1", 'u', "HH:MM:SS"},
    {"2012-10-10T1:10:10", 'u', "HH:MM:SS"},
    {"2012-10-10t10:10:10", 'u', "capital T"},
    {"2012-10-10T10:10:10Z10", 'u', "HH:MM:SS"},
    {"2012-10T10:10:10", 'u', "a time needs a year, month and day"},
    {"2012-10-XXT10:10:10", 'u', "a time needs a year, month and day"},
    {"2012-10-10T10:10:10/2013", 'u', "HH:MM:SS"},
    {"/", 'u', "needs a date on one side"},
    {"../", 'u', "needs a date on one side"},
    {"/..", 'u', "needs a date on one side"},
    {"..", 'u', "more is expected"},
    {"2012/2013/1234", 'u', "'/' is not expected (character 10)"},
    {"2012///4444", 'u', "'/' is not expected (character 6)"},
    {"2012\\2013", 'u', "'\\' is not expected"},
    {"2000/12-12", 'u', "four digits (character 8)"},
    {"2004/open", 'u', "'o' is not expected"},
    {"1950S2", 'u', "significant digits"},
    {"Y2026", 'u', "takes no Y"},
    {"Y00001", 'u', "takes no Y"},
    {"Y", 'u', "more is expected"},
    {"y170000002", 'u', "'y' is not expected"},
    {"[1667, 1668]", 'u', "a blank is not expected (character 7)"},
    {"[1667,1668", 'u', "more is expected (character 11)"},
    {"[1667}", 'u', "'}' is not expected (character 6)"},
    {"[]", 'u', "']' is not expected"},
    {"[..]", 'u', "']' is not expected"},
    {"[1984,..1990]", 'u', "start of a set only"},
    {"[1984..,1990]", 'u', "',' is not expected"},
    {"[1984]?", 'u', "(character 7)"},
    {"2026 \xE2\x80\x93 2027", 'u', "a blank is not expected"},
    {"2026\xE2\x80\x93"
     "2027",
     'u', "'\xE2\x80\x93' is not expected; a date has hyphens"},
    {"XXXX", 'u', "leaves the year open"},
    {"XXXX-12", 'u', "leaves the year open"},
    {"XXXX-12-XX", 'u', "leaves the year open"},
    {"-XXXX", 'u', "leaves the year open"},

    /* no such date */
    {"2026-13", 'b', "'13' is no month"},
    {"2026-00", 'b', "'00' is no month"},
    {"2026-20", 'b', "'20' is no month"},
    {"2026-42", 'b', "'42' is no month"},
    {"2016-13-08", 'b', "'13' is no month"},
    {"2026-02-30", 'b', "'30' is no day of that month (character 9)"},
    {"2025-02-29", 'b', "'29' is no day"},
    {"1900-02-29", 'b', "'29' is no day"},
    {"2026-06-31", 'b', "'31' is no day"},
    {"2026-06-00", 'b', "'00' is no day"},
    {"2026-06-32", 'b', "'32' is no day"},
    {"2026-33-01", 'b', "has no day of a month"},
    {"2026-24-XX", 'b', "has no day of a month"},
    {"-0000", 'b', "no year -0000"},
    {"-0000-01-01", 'b', "no year -0000"},
    {"2026-02-3X", 'b', "no date has these digits"},
    {"2026-5X", 'b', "no date has these digits"},
    {"201X-02-30", 'b', "no date has these digits"},
    {"XX01-02-29", 'b', "no date has these digits"},
    {"2026-06-12T25:00:00", 'b', "no time 25:00:00"},
    {"2026-06-12T24:00:01", 'b', "no time 24:00:01"},
    {"2026-06-12T10:60:00", 'b', "no time 10:60:00"},
    {"2026-06-12T10:00:60", 'b', "no time 10:00:60"},
    {"2026-06-12T10:00:00+24:00", 'b', "no shift of +24:00"},
    {"2026-06-12T10:00:00-01:60", 'b', "no shift of -01:60"},

    /* reversed */
    {"2026/2025", 'b', "ends before it starts (character 6)"},
    {"2012~/2011", 'b', "ends before it starts"},
    {"0800/-0999", 'b', "ends before it starts"},
    {"-1000/-2000", 'b', "ends before it starts (character 7)"},
    {"0000/-0001", 'b', "ends before it starts"},
    {"2026-06-12/2026-06-11", 'b', "ends before it starts"},
    {"[1990..1984]", 'b', "ends before it starts"},
    {"2026-02-30/2025", 'b', "'30' is no day"},

    /* out of range */
    {"Y170000002", 'b', "'Y170000002' is out of range"},
    {"Y-170000002", 'b', "'Y-170000002' is out of range"},
    {"Y10000", 'b', "out of range"},
    {"Y-17E7", 'b', "exponent"},
    {"Y17101E4S3", 'b', "exponent"},
    {"Y-61000/-2000", 'b', "out of range"},
    {"9999-24", 'b', "beyond the years"},
    {"9999~", 'b', "beyond the years"},
    {"-9999~", 'b', "beyond the years"},
};

static void texts_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++)
        check_accepted(gouw_edtf_read, &fine[i]);
}

static void texts_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        check_refused(gouw_edtf_read, &wrong[i]);
}

static void nothing_is_undated(void **state) {
    (void)state;
    static const char *const blank[] = {"", " ", "\t \r\n", "\xC2\xA0"};
    for (size_t i = 0; i < sizeof blank / sizeof blank[0]; i++) {
        char message[GOUW_MESSAGE_MAX];
        gouw_when when;
        assert_int_equal(gouw_edtf_read(blank[i], strlen(blank[i]), &when, message), GOUW_READ);
        assert_int_equal(when.precision, GOUW_PRECISION_NONE);
        assert_int_equal(when.earliest, GOUW_DAY_NONE);
        assert_int_equal(when.latest, GOUW_DAY_NONE);
        assert_string_equal(message, "");
    }
}

static void only_length_bytes_are_read(void **state) {
    (void)state;
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    assert_int_equal(gouw_edtf_read("2026-06-99", 7, &when, message), GOUW_READ);
    assert_int_equal(when.precision, GOUW_PRECISION_MONTH);
}

static void long_texts_are_shortened(void **state) {
    (void)state;
    static char text[10001];
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xB3", 2); /* two bytes a letter */
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    for (size_t shift = 0; shift < 2; shift++) {
        text[0] = '1';
        const gouw_reading reading = gouw_edtf_read(text + 1 + shift, sizeof text - 2 - shift,
                                                    &when, message);
        assert_int_equal(reading, GOUW_READ_UNKNOWN);
        assert_true(strlen(message) < 200);
        assert_non_null(strstr(message, "\xE2\x80\xA6")); /* the ellipsis */
        assert_null(strstr(message, "\xC3\xE2"));
    }
}

static void control_characters_are_not_repeated(void **state) {
    (void)state;
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    static const char text[] = "2026\x1B[31m\n\x7F\xC2\x9B\xFF";
    (void)gouw_edtf_read(text, sizeof text - 1, &when, message);
    for (size_t i = 0; message[i] != '\0'; i++)
        assert_in_range((unsigned char)message[i], 0x20, 0x7E);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read),
        cmocka_unit_test(texts_are_refused),
        cmocka_unit_test(nothing_is_undated),
        cmocka_unit_test(only_length_bytes_are_read),
        cmocka_unit_test(long_texts_are_shortened),
        cmocka_unit_test(control_characters_are_not_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
