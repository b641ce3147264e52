/* Phrases in Dutch and English, what spreadsheets write, suggestions, and the table that helps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "when.h"

static gouw_reading read_alone(const char *text, size_t length, gouw_when *out,
                               char message[GOUW_MESSAGE_MAX]) {
    return gouw_when_read(text, length, NULL, GOUW_DAY_NONE, out, message);
}

/* Whoever reads on 1 February 2026. */
static gouw_reading read_in_february(const char *text, size_t length, gouw_when *out,
                                     char message[GOUW_MESSAGE_MAX]) {
    return gouw_when_read(text, length, NULL, gouw_day_from_civil(2026, 2, 1), out, message);
}

static const accepted fine[] = {
    /* years, months, days */
    {"2026", "2026-01-01", "2026-12-31", "year", ""},
    {"in 2026", "2026-01-01", "2026-12-31", "year", ""},
    {"in het jaar 2026", "2026-01-01", "2026-12-31", "year", ""},
    {"in de loop van 2026", "2026-01-01", "2026-12-31", "year", ""},
    {"in the course of 2026", "2026-01-01", "2026-12-31", "year", ""},
    {"juni 2026", "2026-06-01", "2026-06-30", "month", ""},
    {"  Juni\t2026 ", "2026-06-01", "2026-06-30", "month", ""},
    {"JUNI 2026.", "2026-06-01", "2026-06-30", "month", ""},
    {"June 2026", "2026-06-01", "2026-06-30", "month", ""},
    {"June, 2026", "2026-06-01", "2026-06-30", "month", ""},
    {"juni-2026", "2026-06-01", "2026-06-30", "month", ""},
    {"juni/2026", "2026-06-01", "2026-06-30", "month", ""},
    {"juni2026", "2026-06-01", "2026-06-30", "month", ""},
    {"2026 juni", "2026-06-01", "2026-06-30", "month", ""},
    {"de maand juni van 2026", "2026-06-01", "2026-06-30", "month", ""},
    {"juni\xC2\xA0"
     "2026",
     "2026-06-01", "2026-06-30", "month", ""},
    {"2026-06", "2026-06-01", "2026-06-30", "month", ""},
    {"in 2026-06", "2026-06-01", "2026-06-30", "month", ""},
    {"jan. 2026", "2026-01-01", "2026-01-31", "month", ""},
    {"febr. 2028", "2028-02-01", "2028-02-29", "month", ""},
    {"mrt 2026", "2026-03-01", "2026-03-31", "month", ""},
    {"May 2026", "2026-05-01", "2026-05-31", "month", ""},
    {"mei 2026", "2026-05-01", "2026-05-31", "month", ""},
    {"aug 2026", "2026-08-01", "2026-08-31", "month", ""},
    {"sept. 2026", "2026-09-01", "2026-09-30", "month", ""},
    {"okt 2026", "2026-10-01", "2026-10-31", "month", ""},
    {"October 2026", "2026-10-01", "2026-10-31", "month", ""},
    {"dec 2026", "2026-12-01", "2026-12-31", "month", ""},
    {"12 juni 2026", "2026-06-12", "2026-06-12", "day", ""},
    {"op 12 juni 2026", "2026-06-12", "2026-06-12", "day", ""},
    {"1 jan. 2026", "2026-01-01", "2026-01-01", "day", ""},
    {"12.juni.2026", "2026-06-12", "2026-06-12", "day", ""},
    {"12-jun-2026", "2026-06-12", "2026-06-12", "day", ""},
    {"12 June 2026", "2026-06-12", "2026-06-12", "day", ""},
    {"12th of June 2026", "2026-06-12", "2026-06-12", "day", ""},
    {"June 12, 2026", "2026-06-12", "2026-06-12", "day", ""},
    {"June 12 2026", "2026-06-12", "2026-06-12", "day", ""},
    {"June 2nd, 2026", "2026-06-02", "2026-06-02", "day", ""},
    {"29 februari 2028", "2028-02-29", "2028-02-29", "day", ""},

    /* quarters and halves */
    {"Q1 2026", "2026-01-01", "2026-03-31", "quarter", ""},
    {"q4 2026", "2026-10-01", "2026-12-31", "quarter", ""},
    {"K2 2026", "2026-04-01", "2026-06-30", "quarter", ""},
    {"Q1-2026", "2026-01-01", "2026-03-31", "quarter", ""},
    {"Q1/2026", "2026-01-01", "2026-03-31", "quarter", ""},
    {"2026 Q1", "2026-01-01", "2026-03-31", "quarter", ""},
    {"2026-Q1", "2026-01-01", "2026-03-31", "quarter", ""},
    {"2026Q3", "2026-07-01", "2026-09-30", "quarter", ""},
    {"2026, eerste kwartaal", "2026-01-01", "2026-03-31", "quarter", ""},
    {"1e kwartaal 2026", "2026-01-01", "2026-03-31", "quarter", ""},
    {"1ste kwartaal van 2026", "2026-01-01", "2026-03-31", "quarter", ""},
    {"2de kwartaal 2026", "2026-04-01", "2026-06-30", "quarter", ""},
    {"in het eerste kwartaal van 2026", "2026-01-01", "2026-03-31", "quarter", ""},
    {"vierde kwartaal 2026", "2026-10-01", "2026-12-31", "quarter", ""},
    {"laatste kwartaal van 2026", "2026-10-01", "2026-12-31", "quarter", ""},
    {"kwartaal 3 van 2026", "2026-07-01", "2026-09-30", "quarter", ""},
    {"1e kw. 2026", "2026-01-01", "2026-03-31", "quarter", ""},
    {"the first quarter of 2026", "2026-01-01", "2026-03-31", "quarter", ""},
    {"3rd quarter 2026", "2026-07-01", "2026-09-30", "quarter", ""},
    {"H1 2026", "2026-01-01", "2026-06-30", "half", ""},
    {"2026 H2", "2026-07-01", "2026-12-31", "half", ""},
    {"eerste helft 2026", "2026-01-01", "2026-06-30", "half", ""},
    {"tweede helft van 2026", "2026-07-01", "2026-12-31", "half", ""},
    {"eerste halfjaar 2026", "2026-01-01", "2026-06-30", "half", ""},
    {"tweede half jaar van 2026", "2026-07-01", "2026-12-31", "half", ""},
    {"first half of 2026", "2026-01-01", "2026-06-30", "half", ""},
    {"second half 2026", "2026-07-01", "2026-12-31", "half", ""},

    /* thirds */
    {"begin 2026", "2026-01-01", "2026-04-30", "third", ""},
    {"Begin van 2026", "2026-01-01", "2026-04-30", "third", ""},
    {"early 2026", "2026-01-01", "2026-04-30", "third", ""},
    {"the beginning of 2026", "2026-01-01", "2026-04-30", "third", ""},
    {"medio 2026", "2026-05-01", "2026-08-31", "third", ""},
    {"midden 2026", "2026-05-01", "2026-08-31", "third", ""},
    {"halverwege 2026", "2026-05-01", "2026-08-31", "third", ""},
    {"mid 2026", "2026-05-01", "2026-08-31", "third", ""},
    {"mid-2026", "2026-05-01", "2026-08-31", "third", ""},
    {"eind 2026", "2026-09-01", "2026-12-31", "third", ""},
    {"einde van het jaar 2026", "2026-09-01", "2026-12-31", "third", ""},
    {"late 2026", "2026-09-01", "2026-12-31", "third", ""},
    {"begin juni 2026", "2026-06-01", "2026-06-10", "third", ""},
    {"medio juni 2026", "2026-06-11", "2026-06-20", "third", ""},
    {"half juni 2026", "2026-06-11", "2026-06-20", "third", ""},
    {"mid-June 2026", "2026-06-11", "2026-06-20", "third", ""},
    {"eind juni 2026", "2026-06-21", "2026-06-30", "third", ""},
    {"end of February 2028", "2028-02-21", "2028-02-29", "third", ""},

    /* seasons */
    {"voorjaar 2026", "2026-03-01", "2026-05-31", "season", ""},
    {"voorjaar van 2026", "2026-03-01", "2026-05-31", "season", ""},
    {"lente 2026", "2026-03-01", "2026-05-31", "season", ""},
    {"spring of 2026", "2026-03-01", "2026-05-31", "season", ""},
    {"zomer van 2025", "2025-06-01", "2025-08-31", "season", ""},
    {"summer 2026", "2026-06-01", "2026-08-31", "season", ""},
    {"najaar 2026", "2026-09-01", "2026-11-30", "season", ""},
    {"komend najaar 2026", "2026-09-01", "2026-11-30", "season", ""},
    {"herfst 2026", "2026-09-01", "2026-11-30", "season", ""},
    {"autumn 2026", "2026-09-01", "2026-11-30", "season", ""},
    {"fall 2026", "2026-09-01", "2026-11-30", "season", ""},
    {"winter 2026", "2026-12-01", "2027-02-28", "season", ""},
    {"winter 2027", "2027-12-01", "2028-02-29", "season", ""},
    {"winter 2025-2026", "2025-12-01", "2026-02-28", "season", ""},
    {"winter 2025/2026", "2025-12-01", "2026-02-28", "season", ""},

    /* first to last */
    {"maart en april 2026", "2026-03-01", "2026-04-30", "interval", ""},
    {"maart-april 2026", "2026-03-01", "2026-04-30", "interval", ""},
    /* en dash, em dash and minus, with and without blanks */
    {"2026-03\xE2\x80\x93"
     "2026-05",
     "2026-03-01", "2026-05-31", "interval", ""},
    {"2026-03-01 \xE2\x80\x94"
     "2026-05",
     "2026-03-01", "2026-05-31", "interval", ""},
    {"2026-03 \xE2\x88\x92 2026-05", "2026-03-01", "2026-05-31", "interval", ""},
    {"maart\xE2\x80\x93mei 2026", "2026-03-01", "2026-05-31", "interval", ""},
    {"maart 2026\xE2\x80\x93"
     "2027-05-02",
     "2026-03-01", "2027-05-02", "interval", ""},
    {"13-6-2026\xE2\x80\x93"
     "15-6-2026",
     "2026-06-13", "2026-06-15", "interval", "!"},
    {"2026\xE2\x80\x93"
     "2028",
     "2026-01-01", "2028-12-31", "interval", ""},
    {"maart \xE2\x80\x93 april 2026", "2026-03-01", "2026-04-30", "interval", ""},
    {"maart/april 2026", "2026-03-01", "2026-04-30", "interval", ""},
    {"maart of april 2026", "2026-03-01", "2026-04-30", "interval", ""},
    {"maart, april en mei 2026", "2026-03-01", "2026-05-31", "interval", ""},
    {"in de maanden maart en april 2026", "2026-03-01", "2026-04-30", "interval", ""},
    {"March to April 2026", "2026-03-01", "2026-04-30", "interval", ""},
    {"from March to May 2026", "2026-03-01", "2026-05-31", "interval", ""},
    {"March and April 2026", "2026-03-01", "2026-04-30", "interval", ""},
    {"March through May 2026", "2026-03-01", "2026-05-31", "interval", ""},
    {"maart t/m mei 2026", "2026-03-01", "2026-05-31", "interval", ""},
    {"maart tot en met mei 2026", "2026-03-01", "2026-05-31", "interval", ""},
    {"van maart tot en met mei 2026", "2026-03-01", "2026-05-31", "interval", ""},
    {"vanaf maart t/m mei 2026", "2026-03-01", "2026-05-31", "interval", ""},
    {"tussen maart en mei 2026", "2026-03-01", "2026-05-31", "interval", ""},
    {"between 2026 and 2028", "2026-01-01", "2028-12-31", "interval", ""},
    {"december 2025 - februari 2026", "2025-12-01", "2026-02-28", "interval", ""},
    {"12-15 juni 2026", "2026-06-12", "2026-06-15", "interval", ""},
    {"12 en 13 juni 2026", "2026-06-12", "2026-06-13", "interval", ""},
    {"12 juni - 3 juli 2026", "2026-06-12", "2026-07-03", "interval", ""},
    {"March 12 to April 3, 2026", "2026-03-12", "2026-04-03", "interval", ""},
    {"1 januari t/m 31 maart 2026", "2026-01-01", "2026-03-31", "interval", ""},
    {"eerste en tweede kwartaal 2026", "2026-01-01", "2026-06-30", "interval", ""},
    {"1e/2e kwartaal 2026", "2026-01-01", "2026-06-30", "interval", ""},
    {"Q1-Q2 2026", "2026-01-01", "2026-06-30", "interval", ""},
    {"Q4 2025 t/m Q1 2026", "2025-10-01", "2026-03-31", "interval", ""},
    {"begin/medio 2026", "2026-01-01", "2026-08-31", "interval", ""},
    {"medio/eind juni 2026", "2026-06-11", "2026-06-30", "interval", ""},
    {"eind 2025 - begin 2026", "2025-09-01", "2026-04-30", "interval", ""},
    {"zomer en najaar 2026", "2026-06-01", "2026-11-30", "interval", ""},
    {"2026-2029", "2026-01-01", "2029-12-31", "interval", ""},
    {"2026 \xE2\x80\x93 2029", "2026-01-01", "2029-12-31", "interval", ""},
    {"2026 t/m 2029", "2026-01-01", "2029-12-31", "interval", ""},
    {"2026-06 t/m 2026-08", "2026-06-01", "2026-08-31", "interval", ""},
    {"2026 - juni 2027", "2026-01-01", "2027-06-30", "interval", ""},
    {"juni en juni 2026", "2026-06-01", "2026-06-30", "month", ""},

    /* before, by, after, from */
    {"voor juni 2026", "", "2026-05-31", "open", "<"},
    {"v\xC3\xB3\xC3\xB3r juni 2026", "", "2026-05-31", "open", "<"},
    {"v\xC3\x93\xC3\x93r juni 2026", "", "2026-05-31", "open", "<"},
    {"vo\xCC\x81o\xCC\x81r juni 2026", "", "2026-05-31", "open", "<"},
    {"before 2026", "", "2025-12-31", "open", "<"},
    {"voor 2026-06", "", "2026-05-31", "open", "<"},
    {"voor begin 2026", "", "2025-12-31", "open", "<"},
    {"voor eind 2026", "", "2026-08-31", "open", "<!"},
    {"before late June 2026", "", "2026-06-20", "open", "<!"},
    {"voor maart-april 2026", "", "2026-02-28", "open", "<"},
    {"uiterlijk 30 juni 2026", "", "2026-06-30", "open", "<"},
    {"uiterlijk eind 2026", "", "2026-12-31", "open", "<"},
    {"tot en met juni 2026", "", "2026-06-30", "open", "<"},
    {"t/m juni 2026", "", "2026-06-30", "open", "<"},
    {"by June 2026", "", "2026-06-30", "open", "<"},
    {"no later than 2026-06", "", "2026-06-30", "open", "<"},
    {"na juni 2026", "2026-07-01", "", "open", ">"},
    {"after 2026", "2027-01-01", "", "open", ">"},
    {"na de zomer van 2026", "2026-09-01", "", "open", ">"},
    {"vanaf 1 januari 2026", "2026-01-01", "", "open", ">"},
    {"met ingang van 1 januari 2026", "2026-01-01", "", "open", ">"},
    {"from Q3 2026", "2026-07-01", "", "open", ">"},
    {"voor 2026-06~", "", "2026-05-16", "open", "<~"},
    {"vanaf 2026-06?", "2026-06-01", "", "open", ">?"},

    /* what spreadsheets write */
    {"jun-26", "2026-06-01", "2026-06-30", "month", "!"},
    {"Jun-26", "2026-06-01", "2026-06-30", "month", "!"},
    {"mrt-00", "2000-03-01", "2000-03-31", "month", "!"},
    {"13-6-2026", "2026-06-13", "2026-06-13", "day", "!"},
    {"13/06/2026", "2026-06-13", "2026-06-13", "day", "!"},
    {"13.6.2026", "2026-06-13", "2026-06-13", "day", "!"},
    {"6/13/2026", "2026-06-13", "2026-06-13", "day", "!"},
    {"6-6-2026", "2026-06-06", "2026-06-06", "day", "!"},
    {"2026/06/12", "2026-06-12", "2026-06-12", "day", "!"},
    {"2026-6-1", "2026-06-01", "2026-06-01", "day", "!"},
    {"2026-6", "2026-06-01", "2026-06-30", "month", "!"},
    {"6-2026", "2026-06-01", "2026-06-30", "month", "!"},
    {"06/2026", "2026-06-01", "2026-06-30", "month", "!"},
    {"2026/06", "2026-06-01", "2026-06-30", "month", "!"},
    {"2005.06", "2005-06-01", "2005-06-30", "month", "!"},
    {"vanaf 13-6-2026", "2026-06-13", "", "open", ">!"},
    {"2026-06-12T10:00:00", "2026-06-12", "2026-06-12", "day", "!"},

    /* EDTF as in edtf.c */
    {"2026-33~", "2025-11-17", "2026-05-15", "quarter", "~"},
    {"2026/2029", "2026-01-01", "2029-12-31", "interval", ""},
    {"[2026-06,2026-08..]", "2026-06-01", "", "open", ">"},
};

static const refused wrong[] = {
    /* not known: a warning */
    {"hello", 'u', "is no date I know; write EDTF such as 2026-06"},
    {"ergens in 2026", 'u', "'ergens in 2026' is no date I know; write EDTF such as 2026,"},
    {"novmber 2027", 'u', "(did you mean 'november'?); write EDTF such as 2027"},
    {"kwartal 1 2026", 'u', "(did you mean 'kwartaal'?)"},
    {"zomer 2025-2026", 'u', "no date I know"},
    {"winter 2025-2027", 'u', "no date I know"},
    {"2026 - maart 2026", 'u', "no date I know"},
    /* two dates run together */
    {"2026-03-2026-05", 'u',
     "between two dates, year first: if that is meant, write 2026-03/2026-05"},
    {"2026-03-14-2026-05-31", 'u', "write 2026-03-14/2026-05-31"},
    {"2026-03--2026-05", 'u', "write 2026-03/2026-05"},
    {"2026-03..2026-05", 'u', "write 2026-03/2026-05"},
    {"2026-03 -2026-05", 'b', "write 2026-03/2026-05"},
    {"2026-03/05", 'u', "write 2026-03/2026-05"},
    {"2026-03-12/15", 'u', "write 2026-03-12/2026-03-15"},
    {"2026-03/mei 2026", 'u', "write 2026-03/2026-05"},
    {"03-2026/05-2026", 'u', "write 2026-03/2026-05"},
    {"2026/03-2026/05", 'u', "write 2026-03/2026-05"},
    {"2026.03-2026.05", 'u', "write 2026-03/2026-05"},
    {"2026-Q1/2026-Q2", 'u', "write 2026-01/2026-06"},
    {"2026~2028", 'u', "write 2026/2028"},
    {"01-03-2026/31-05-2026", 'u', "year first, such as 2026-03/2026-05"},
    {"2026-05-2026-03", 'u', "year first, such as 2026-03/2026-05"},
    {"2028-2026", 'b', "ends before it starts"},
    {"maart - 2027", 'u', "no date I know"},
    {"begin Q2 2026", 'u', "no date I know"},
    {"eerste helft juni 2026", 'u', "no date I know"},
    {"half of 2026", 'u', "no date I know"},
    {"5e kwartaal 2026", 'u', "no date I know"},
    {"derde helft 2026", 'u', "no date I know"},
    {"12 maanden juni 2026", 'u', "is no date I know;"},
    {"juni\xCD\xB0 2026", 'u', "no date I know"},
    {"2 jaar 2026", 'u', "no date I know"},
    {"juni 2026 juli 2026", 'u', "no date I know"},
    {"juni 2026 (verwacht)", 'u', "no date I know"},
    {"tussen 2026", 'u', "no date I know"},
    {"2026 06", 'u', "no date I know"},
    {"voor", 'u', "no date I know"},
    {"en", 'u', "no date I know"},
    {"het", 'u', "no date I know"},
    {"2026 en", 'u', "no date I know"},
    {"6026 jaar na nu", 'u', "counts from something else"},
    {"een jaar na de start", 'u', "counts from something else"},
    {"na afronding van de gesprekken", 'u', "counts from something else"},
    {"voor de verkiezingen", 'u', "counts from something else"},
    {"plan voor 2026", 'u', "no date I know"},
    {"na novmber 2026", 'u', "did you mean 'november'"},
    {"6 maanden na juni 2026", 'u', "counts from something else"},
    {"rond juni 2026", 'u', "does not say how near; write 2026-06~"},
    {"circa 2026", 'u', "does not say how near; write 2026~"},
    {"ca. maart en april 2026", 'u', "does not say how near; write the first and last"},
    {"20260612", 'u', "write it as 2026-06-12"},
    {"26", 'u', "four digits"},
    {"26-06", 'u', "four digits"},
    {"2026-06-1x", 'u', "capital X"},
    {"2026-03\xE2\x80\x93"
     "05",
     'u', "between two whole dates stands a slash: 2026-03/2026-05"},
    {"2026-05\xE2\x80\x93"
     "2026-03",
     'b', "ends before it starts"},
    {"[1667, 1668]", 'u', "a blank is not expected"},
    {"XXXX-12", 'u', "leaves the year open"},
    {"1950S2", 'u', "significant digits"},
    {"n.n.b.", 'u', "leave the field empty"},
    {"n.v.t.", 'u', "leave the field empty"},
    {"onbekend", 'u', "leave the field empty"},
    {"?", 'u', "leave the field empty"},
    {"-", 'u', "leave the field empty"},
    {"\xE2\x80\x94", 'u', "leave the field empty"},

    /* the year is missing and no edition date is given */
    {"najaar", 'u', "depends on when it was written; write EDTF such as 2026-06"},
    {"begin volgend jaar", 'u', "depends on when it was written"},
    {"12 juni", 'u', "depends on when it was written"},
    {"voor het zomerreces", 'u', "has no fixed dates; write EDTF"},

    /* errors */
    {"2026-02-30", 'b', "'30' is no day"},
    {"voor 2026-02-30", 'b', "'30' is no day"},
    {"2027/2026", 'b', "ends before it starts"},
    {"31 juni 2026", 'b', "no such day"},
    {"29 februari 2026", 'b', "no such day"},
    {"0 juni 2026", 'u', "no date I know"},
    {"november - februari 2026", 'b', "ends before it starts"},
    {"2029-2026", 'b', "ends before it starts"},
    {"april en maart 2026", 'b', "ends before it starts"},
    {"15-12 juni 2026", 'b', "ends before it starts"},
    {"winter 9999", 'b', "beyond the years"},
    {"na 9999", 'b', "beyond the years"},
    {"Y170000002", 'b', "out of range"},
    {"tot 2026", 'b', "leaves open whether its end is included"},
    {"until June 2026", 'b', "leaves open whether its end is included"},
    {"van maart tot mei 2026", 'b', "leaves open whether its end is included"},
    {"jun-35", 'b', "year of two figures"},
    {"voor jun-26", 'b', "year of two figures"},
    {"juni 26", 'b', "year of two figures"},
    {"juni '26", 'b', "year of two figures"},
    {"Q1 26", 'b', "year of two figures"},
    {"Q1-26", 'b', "year of two figures"},
    {"begin '26", 'b', "year of two figures"},
    {"12-jun-26", 'b', "year of two figures"},
    {"12 juni 26", 'b', "year of two figures"},
    {"1-6-26", 'b', "year of two figures"},
    {"2026/27", 'b', "write 2026/2027"},
    {"2005/06", 'b', "write 2005/2006"},
    {"1-6-2026", 'b', "may be 2026-06-01 or 2026-01-06"},
    {"01/06/2026", 'b', "may be 2026-06-01 or 2026-01-06"},
    {"uiterlijk 1-6-2026", 'b', "may be 2026-06-01 or 2026-01-06"},
    {"31-2-2026", 'b', "no date of the calendar"},
    {"13/13/2026", 'b', "no date of the calendar"},
    {"2026-6-31", 'b', "no date of the calendar"},
    {"13/2026", 'b', "no date of the calendar"},
    {"46174", 'b', "count of days, perhaps 2026-06-01"},
    {"46174.25", 'b', "count of days, perhaps 2026-06-01"},
};

/* With an edition date the message offers what the words suggest. */
static const refused suggested[] = {
    {"begin volgend jaar", 'u', "counted from 2026-02-01 it is 2027-37:"},
    {"eind dit jaar", 'u', "it is 2026-39:"},
    {"volgend jaar", 'u', "it is 2027:"},
    {"Q2 next year", 'u', "it is 2027-34:"},
    {"najaar", 'u', "it is 2026-23:"},
    {"in het najaar", 'u', "it is 2026-23:"},
    {"komend voorjaar", 'u', "it is 2026-21:"},
    {"januari", 'u', "it is 2027-01:"},
    {"februari", 'u', "it is 2026-02:"},
    {"12 juni", 'u', "it is 2026-06-12:"},
    {"26-jun", 'u', "it is 2026-06-26:"},
    {"12 januari", 'u', "it is 2027-01-12:"},
    {"29 februari", 'u', "it is 2028-02-29:"},
    {"maart en april", 'u', "it is 2026-03/2026-04:"},
    {"eerste kwartaal", 'u', "it is 2026-33:"},
    {"eind van het jaar", 'u', "it is 2026-39:"},
    {"na de zomer", 'u', "it is 2026-09-01/..:"},
    {"voor de zomer", 'u', "it is ../2026-05-31:"},
    {"komende maanden", 'u', "it is 2026-02/2026-04:"},
    {"volgende maand", 'u', "it is 2026-03:"},
    {"next quarter", 'u', "it is 2026-34:"},
    {"rond de jaarwisseling", 'u', "if 2026-12/2027-01 is near enough"},
    {"voor het zomerreces", 'u', "if ../2026-06-30 is near enough"},
    {"na het zomerreces van 2027", 'u', "if 2027-09-01/.. is near enough"},
    {"een jaar na de start", 'u', "counts from something else"},
    {"hello", 'u', "such as 2026-06"},
    {"31 juni", 'b', "no such day"},
};

static void phrases_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++)
        check_accepted(read_alone, &fine[i]);
}

static void the_edition_never_changes_a_date(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++)
        check_accepted(read_in_february, &fine[i]);
}

static void others_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        check_refused(read_alone, &wrong[i]);
}

/* What is offered to be written instead can be: it reads without a remark. */
static void offers_are_read(void **state) {
    (void)state;
    static const char lead[] = "if that is meant, write ";
    size_t n_offers = 0;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char message[GOUW_MESSAGE_MAX], again[GOUW_MESSAGE_MAX];
        gouw_when when;
        (void)read_in_february(wrong[i].text, strlen(wrong[i].text), &when, message);
        const char *offer = strstr(message, lead);
        if (offer == NULL)
            continue;
        offer += sizeof lead - 1;
        n_offers++;
        assert_int_equal(read_in_february(offer, strlen(offer), &when, again), GOUW_READ);
        assert_true(when.earliest < when.latest);
    }
    assert_true(n_offers > 10);
}

static void relative_words_are_suggestions(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof suggested / sizeof suggested[0]; i++)
        check_refused(read_in_february, &suggested[i]);
}

static void nothing_is_undated(void **state) {
    (void)state;
    static const accepted empty[] = {{"", "", "", "none", ""}, {" \t", "", "", "none", ""}};
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    for (size_t i = 0; i < 2; i++) {
        const char *text = empty[i].text;
        assert_int_equal(read_alone(text, strlen(text), &when, message), GOUW_READ);
        assert_int_equal(when.precision, GOUW_PRECISION_NONE);
        assert_int_equal(when.earliest, GOUW_DAY_NONE);
        assert_string_equal(message, "");
    }
}

static void long_texts_are_shortened(void **state) {
    (void)state;
    static char text[10000];
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    for (size_t i = 0; i < sizeof text; i += 2)
        memcpy(text + i, i % 14 == 12 ? "  " : "\xC3\xA9", 2);
    for (size_t shift = 0; shift < 2; shift++) {
        const gouw_reading reading = read_alone(text + shift, sizeof text - shift, &when, message);
        assert_int_equal(reading, GOUW_READ_UNKNOWN);
        assert_true(strlen(message) < 300);
        assert_non_null(strstr(message, "\xC3\xA9\xE2\x80\xA6"));
    }
}
/* ---- the table of help ----------------------------------------------------------------- */

/* The EDTF in "January to April (EDTF YEAR-37): ...", with 2026 for the year. */
static void edtf_in(const char *means, char out[GOUW_EDTF_TEXT]) {
    const char *s = strstr(means, "(EDTF ") + strlen("(EDTF ");
    size_t n = 0;
    while (*s != ')' && *s != ',' && *s != ' ' && n + 5 < GOUW_EDTF_TEXT) {
        if (strncmp(s, "YEAR", 4) == 0) {
            memcpy(out + n, "2026", 4);
            n += 4;
            s += 4;
        } else {
            out[n++] = *s++;
        }
    }
    out[n] = '\0';
}

static void the_help_is_true(void **state) {
    (void)state;
    size_t n;
    const gouw_phrase_help *table = gouw_phrase_table(&n);
    assert_true(n > 10);
    for (size_t i = 0; i < n; i++) {
        char message[GOUW_MESSAGE_MAX], edtf[GOUW_EDTF_TEXT];
        gouw_when said, meant;
        edtf_in(table[i].means, edtf);
        assert_int_equal(gouw_edtf_read(edtf, strlen(edtf), &meant, message), GOUW_READ);
        assert_int_equal(read_alone(table[i].example, strlen(table[i].example), &said, message),
                         GOUW_READ);
        /* "YEAR-01 to YEAR-12" names the first of several. */
        const bool first_of_many = strstr(table[i].means, " to YEAR") != NULL;
        if (!first_of_many && (said.earliest != meant.earliest || said.latest != meant.latest))
            fail_msg("'%s' is not %s", table[i].example, edtf);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_are_read),
        cmocka_unit_test(the_edition_never_changes_a_date),
        cmocka_unit_test(others_are_refused),
        cmocka_unit_test(relative_words_are_suggestions),
        cmocka_unit_test(offers_are_read),
        cmocka_unit_test(nothing_is_undated),
        cmocka_unit_test(long_texts_are_shortened),
        cmocka_unit_test(the_help_is_true),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
