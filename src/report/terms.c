/* Tables keep the names and words that programs read, in English, in every language; the page is
 * for people. What is listed here is translated; anything else is shown as it is.
 */
#include "report/terms.h"

#include <stddef.h>
#include <string.h>

#include "base/i18n.h"

static const char *const columns[] = {N_("attribute"),
                                      N_("baseline"),
                                      N_("baseline source"),
                                      N_("baseline year"),
                                      N_("basis"),
                                      N_("both"),
                                      N_("central themes"),
                                      N_("certainty"),
                                      N_("change"),
                                      N_("change per 1000"),
                                      N_("change per km2"),
                                      N_("clusters"),
                                      N_("compared"),
                                      N_("date"),
                                      N_("dated"),
                                      N_("days left"),
                                      N_("degree"),
                                      N_("earliest"),
                                      N_("edition"),
                                      N_("equal"),
                                      N_("forecast"),
                                      N_("gap"),
                                      N_("height"),
                                      N_("horizon"),
                                      N_("indicator"),
                                      N_("inhabitants"),
                                      N_("inhabitants year"),
                                      N_("item"),
                                      N_("kind"),
                                      N_("last done"),
                                      N_("last when"),
                                      N_("later earliest"),
                                      N_("later latest"),
                                      N_("later stage"),
                                      N_("latest"),
                                      N_("left"),
                                      N_("level"),
                                      N_("lower"),
                                      N_("mean weight"),
                                      N_("measure"),
                                      N_("members"),
                                      N_("midpoint"),
                                      N_("miss"),
                                      N_("month"),
                                      N_("most alike"),
                                      N_("named"),
                                      N_("named by"),
                                      N_("next earliest"),
                                      N_("next latest"),
                                      N_("next step"),
                                      N_("next when"),
                                      N_("not mentioned"),
                                      N_("note"),
                                      N_("observed"),
                                      N_("observed from"),
                                      N_("observed per year"),
                                      N_("observed rate"),
                                      N_("observed to"),
                                      N_("order"),
                                      N_("outcome"),
                                      N_("pause"),
                                      N_("per year"),
                                      N_("precision"),
                                      N_("rank"),
                                      N_("rank from"),
                                      N_("rank to"),
                                      N_("rate"),
                                      N_("rate gap"),
                                      N_("reading"),
                                      N_("recent from"),
                                      N_("recent per year"),
                                      N_("region"),
                                      N_("regions"),
                                      N_("required"),
                                      N_("required rate"),
                                      N_("right"),
                                      N_("scenario"),
                                      N_("share"),
                                      N_("share of stock"),
                                      N_("shared"),
                                      N_("shortfall"),
                                      N_("size"),
                                      N_("source"),
                                      N_("stability"),
                                      N_("stage"),
                                      N_("state"),
                                      N_("stated change"),
                                      N_("status"),
                                      N_("step"),
                                      N_("steps done"),
                                      N_("steps overdue"),
                                      N_("steps planned"),
                                      N_("steps undated"),
                                      N_("support"),
                                      N_("target"),
                                      N_("target year"),
                                      N_("theme"),
                                      N_("themes"),
                                      N_("undated"),
                                      N_("undated steps"),
                                      N_("unit"),
                                      N_("units"),
                                      N_("upper"),
                                      N_("weight"),
                                      N_("when"),
                                      N_("year"),
                                      N_("year reached"),
                                      N_("years"),
                                      N_("label"),
                                      N_("name"),
                                      N_("idf"),
                                      N_("same status"),
                                      N_("sets"),
                                      N_("only in"),
                                      N_("medoid"),
                                      N_("newick"),
                                      N_("axis"),
                                      N_("eigenvalue"),
                                      N_("cumulative"),
                                      N_("regions lower"),
                                      N_("regions upper"),
                                      N_("log likelihood"),
                                      N_("unique"),
                                      N_("stock"),
                                      N_("stock year"),
                                      N_("per year per 1000"),
                                      N_("observed per 1000"),
                                      N_("km2"),
                                      N_("per year per km2"),
                                      N_("observed per km2"),
                                      N_("observed low"),
                                      N_("observed high"),
                                      N_("ranked"),
                                      N_("from year"),
                                      N_("to year"),
                                      N_("from"),
                                      N_("to"),
                                      N_("growth"),
                                      N_("usual rate"),
                                      N_("scales"),
                                      N_("rate without"),
                                      N_("trend"),
                                      N_("overlap"),
                                      N_("value"),
                                      N_("number"),
                                      N_("old"),
                                      N_("new"),
                                      N_("change min"),
                                      N_("change max"),
                                      N_("old item"),
                                      N_("new item"),
                                      N_("settled"),
                                      N_("reason")};

static const char *const words[] = {
    N_("done"),     N_("planned"), N_("dropped"),     N_("due"),      N_("upcoming"), N_("undated"),
    N_("none"),     N_("day"),     N_("month"),       N_("quarter"),  N_("season"),   N_("third"),
    N_("half"),     N_("year"),    N_("decade"),      N_("interval"), N_("open"),     N_("certain"),
    N_("possible"), N_("stated"),  N_("provisional"), N_("borrowed"), N_("observed"), N_("implied"),
    N_("met"),      N_("missed"),  N_("unobserved"),  N_("theme"),    N_("step"),     N_("past"),
    N_("recent"),   N_("given"),   N_("moved"),       N_("narrowed"), N_("widened"),  N_("dated"),
    N_("reopened"), N_("new"),     N_("number"),      N_("text"),     N_("list")};

/* Words that are no plain ones, in whatever language. */
static const struct {
    const char *column, *word, *plain;
} codes[] = {
    {"reading", "as_stated", N_("as stated")},
    {"reading", "narrow", N_("\"begin\" and \"eind\" as quarters")},
    {"reading", "other_edition", N_("another date of the letter")},
    {"reading", "last_day", N_("on the last day possible")},
    {"kind", "yesno", N_("a yes or a no")},
    {"value", "yes", N_("yes")},
    {"value", "no", N_("no")},
};

static const char *find(const char *const *terms, size_t n, const char *term) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(terms[i], term) == 0)
            return _(terms[i]);
    return term;
}

const char *gouw_page_terms_column(const char *spaced_name) {
    return find(columns, sizeof columns / sizeof columns[0], spaced_name);
}

const char *gouw_page_terms_word(const char *column, const char *word) {
    static const char *const of[] = {"state",  "status",  "precision", "certainty",
                                     "basis",  "outcome", "kind",      "baseline_source",
                                     "change", "reading", "scenario"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (strcmp(codes[i].column, column) == 0 && strcmp(codes[i].word, word) == 0)
            return _(codes[i].plain);
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++)
        if (strcmp(of[i], column) == 0)
            return find(words, sizeof words / sizeof words[0], word);
    return word;
}
