/* The measures, described. a and b are the sizes of two sets, s the number they share, m the size
 * of the universe; x and y are two rows of weights.
 *
 * Choi, Cha & Tappert 2010 ("A survey of binary similarity and distance measures") list 76 binary
 * measures; these six are the ones in common use that differ in what they answer. The weighted
 * four generalise them: with weights of 0 and 1 ruzicka is jaccard, braycurtis is dice and
 * cosine-weighted is cosine.
 */
#include "gouw/measure.h"

#include <stddef.h>

#include "base/i18n.h"

const gouw_measure_info gouw_measures[GOUW_N_MEASURES] = {
    [GOUW_JACCARD] = {.name = "jaccard",
                      .label = N_("Jaccard"),
                      .definition = N_("s / (a + b - s): of all that either has, the share that "
                                       "both have"),
                      .source = "Jaccard 1901, Bull. Soc. Vaud. Sci. Nat. 37:547"},
    [GOUW_DICE] = {.name = "dice",
                   .label = N_("Dice-Sørensen"),
                   .definition = N_("2 s / (a + b): what is shared against the mean size"),
                   .source = "Dice 1945, Ecology 26:297; Sørensen 1948"},
    [GOUW_OVERLAP] = {.name = "overlap",
                      .label = N_("Overlap (Szymkiewicz-Simpson)"),
                      .definition = N_("s / min(a, b): of the smaller set, the share that the "
                                       "larger also has; 1 when one contains the other"),
                      .source = "Szymkiewicz 1934, Acta Soc. Bot. Pol. 11; Simpson 1943, Am. J. "
                                "Sci. 241:1"},
    [GOUW_COSINE] = {.name = "cosine",
                     .label = N_("Cosine (Ochiai)"),
                     .definition = N_("s / sqrt(a b): the geometric mean of the two shares s/a "
                                      "and s/b"),
                     .source = "Ochiai 1957, Bull. Jpn. Soc. Sci. Fish. 22:526"},
    [GOUW_SMC] = {.name = "smc",
                  .label = N_("Simple matching"),
                  .definition = N_("(m - a - b + 2 s) / m: the share of the universe on which "
                                   "both agree, having it or not"),
                  .source = "Sokal & Michener 1958, Univ. Kansas Sci. Bull. 38:1409",
                  .counts_absence = true},
    [GOUW_KULCZYNSKI] = {.name = "kulczynski",
                         .label = N_("Kulczynski (second form)"),
                         .definition = N_("(s/a + s/b) / 2: the mean of the two shares"),
                         .source = "Kulczynski 1927, Bull. Int. Acad. Pol. Sci. Lett. B 57"},
    [GOUW_RUZICKA] = {.name = "ruzicka",
                      .label = N_("Ruzicka (weighted Jaccard)"),
                      .definition = N_("sum min(x, y) / sum max(x, y)"),
                      .source = "Ruzicka 1958, Biologia 13:647",
                      .weighted = true},
    [GOUW_BRAYCURTIS] = {.name = "braycurtis",
                         .label = N_("Bray-Curtis (weighted Dice)"),
                         .definition = N_("1 - sum |x - y| / sum (x + y)"),
                         .source = "Bray & Curtis 1957, Ecol. Monogr. 27:325",
                         .weighted = true},
    [GOUW_COSINE_WEIGHTED] = {.name = "cosine-weighted",
                              .label = N_("Cosine of weights"),
                              .definition = N_("sum x y / sqrt(sum x^2 sum y^2)"),
                              .source = "Salton & McGill 1983, Introduction to Modern Information "
                                        "Retrieval",
                              .weighted = true},
    [GOUW_COSINE_IDF] = {.name = "cosine-idf",
                         .label = N_("Cosine of weights, rare items counting more"),
                         .definition = N_("cosine of weights times ln(n / number of sets that "
                                          "have the item); what all have counts nothing"),
                         .source = "Sparck Jones 1972, J. Doc. 28:11",
                         .weighted = true},
};

const char *const gouw_measure_names[GOUW_N_MEASURES + 1] = {
    "jaccard", "dice",       "overlap",         "cosine",     "smc", "kulczynski",
    "ruzicka", "braycurtis", "cosine-weighted", "cosine-idf", NULL,
};

const char *const gouw_presence_measure_names[GOUW_RUZICKA + 1] = {
    "jaccard", "dice", "overlap", "cosine", "smc", "kulczynski", NULL,
};
