/* The phrases, as a person would write them. The words stand in lexicon.c and the months in
 * span.c; a test holds every example here against the meaning beside it.
 */
#include "base/i18n.h"
#include "gouw/date.h"

static const gouw_phrase_help table[] = {
    {N_("YEAR"), N_("that year (EDTF YEAR)"), "2026"},
    {N_("MONTH YEAR"), N_("that month (EDTF YEAR-01 to YEAR-12)"), "juni 2026"},
    {N_("DAY MONTH YEAR | MONTH DAY, YEAR"), N_("that day (EDTF YEAR-06-12)"), "12 juni 2026"},
    {N_("begin | early YEAR"), N_("January to April (EDTF YEAR-37): a convention"), "begin 2026"},
    {N_("medio | midden | halverwege | mid YEAR"), N_("May to August (EDTF YEAR-38): a convention"),
     "medio 2026"},
    {N_("eind | late | end YEAR"), N_("September to December (EDTF YEAR-39): a convention"),
     "eind 2026"},
    {N_("begin | early MONTH YEAR"), N_("days 1 to 10 (EDTF YEAR-06-01/YEAR-06-10)"),
     "begin juni 2026"},
    {N_("medio | half | mid MONTH YEAR"), N_("days 11 to 20 (EDTF YEAR-06-11/YEAR-06-20)"),
     "medio juni 2026"},
    {N_("eind | late | end MONTH YEAR"), N_("day 21 to the last (EDTF YEAR-06-21/YEAR-06-30)"),
     "eind juni 2026"},
    {N_("voorjaar | lente | spring YEAR"), N_("March to May (EDTF YEAR-21)"), "voorjaar 2026"},
    {N_("zomer | summer YEAR"), N_("June to August (EDTF YEAR-22)"), "zomer 2026"},
    {N_("najaar | herfst | autumn | fall YEAR"), N_("September to November (EDTF YEAR-23)"),
     "najaar 2026"},
    {N_("winter YEAR"), N_("December to February of the next year (EDTF YEAR-24)"), "winter 2026"},
    {N_("Q1 | 1e kwartaal | eerste kwartaal | first quarter YEAR"),
     N_("that quarter (EDTF YEAR-33 to YEAR-36)"), "Q1 2026"},
    {N_("H1 | eerste helft | eerste halfjaar | first half YEAR"),
     N_("that half (EDTF YEAR-40, YEAR-41)"), "eerste helft 2026"},
    {N_("A en | - | t/m | and | to B YEAR"),
     N_("from the start of A to the end of B (EDTF YEAR-03/YEAR-04)"), "maart en april 2026"},
    {N_("voor | before X"), N_("up to the day before X begins (EDTF ../YEAR-05-31)"),
     "voor juni 2026"},
    {N_("uiterlijk | tot en met | by X"), N_("up to the end of X (EDTF ../YEAR-06-30)"),
     "uiterlijk juni 2026"},
    {N_("na | after X"), N_("from the day after X ends (EDTF YEAR-07-01/..)"), "na juni 2026"},
    {N_("vanaf | met ingang van | from X"), N_("from the start of X (EDTF YEAR-06-01/..)"),
     "vanaf juni 2026"},
};

const gouw_phrase_help *gouw_phrase_table(size_t *n_rows) {
    *n_rows = sizeof table / sizeof table[0];
    return table;
}
