/* One table of words, searched from end to end: two hundred short comparisons cost less than
 * the file access that brought the phrase. Entries are folded as words.c folds them, so "vóór" is
 * "voor"; several words stand with a blank between. The longest entry wins.
 */
#include "base/lexicon.h"

#include <string.h>

#include "base/span.h"
#include "gouw/text.h"

typedef struct entry {
    const char *words;
    gouw_word_kind kind;
    int value;
} entry;

static const char *const fillers[] = {
    "in",      "het",       "van",    "de",   "the",    "op",      "on",
    "tijdens", "gedurende", "during", "loop", "course", "periode", "period",
};

static const entry entries[] = {
    {"' t", GOUW_WORD_FILLER, 0},
    {"maand", GOUW_WORD_UNIT_FILLER, 0},
    {"maanden", GOUW_WORD_UNIT_FILLER, 0},
    {"month", GOUW_WORD_UNIT_FILLER, 0},
    {"months", GOUW_WORD_UNIT_FILLER, 0},
    {"jaar", GOUW_WORD_UNIT_FILLER, 0},
    {"jaren", GOUW_WORD_UNIT_FILLER, 0},
    {"year", GOUW_WORD_UNIT_FILLER, 0},
    {"years", GOUW_WORD_UNIT_FILLER, 0},

    {"januari", GOUW_WORD_MONTH, 1},
    {"january", GOUW_WORD_MONTH, 1},
    {"jan", GOUW_WORD_MONTH, 1},
    {"februari", GOUW_WORD_MONTH, 2},
    {"february", GOUW_WORD_MONTH, 2},
    {"febr", GOUW_WORD_MONTH, 2},
    {"feb", GOUW_WORD_MONTH, 2},
    {"maart", GOUW_WORD_MONTH, 3},
    {"march", GOUW_WORD_MONTH, 3},
    {"mrt", GOUW_WORD_MONTH, 3},
    {"mar", GOUW_WORD_MONTH, 3},
    {"april", GOUW_WORD_MONTH, 4},
    {"apr", GOUW_WORD_MONTH, 4},
    {"mei", GOUW_WORD_MONTH, 5},
    {"may", GOUW_WORD_MONTH, 5},
    {"juni", GOUW_WORD_MONTH, 6},
    {"june", GOUW_WORD_MONTH, 6},
    {"jun", GOUW_WORD_MONTH, 6},
    {"juli", GOUW_WORD_MONTH, 7},
    {"july", GOUW_WORD_MONTH, 7},
    {"jul", GOUW_WORD_MONTH, 7},
    {"augustus", GOUW_WORD_MONTH, 8},
    {"august", GOUW_WORD_MONTH, 8},
    {"aug", GOUW_WORD_MONTH, 8},
    {"september", GOUW_WORD_MONTH, 9},
    {"sept", GOUW_WORD_MONTH, 9},
    {"sep", GOUW_WORD_MONTH, 9},
    {"oktober", GOUW_WORD_MONTH, 10},
    {"october", GOUW_WORD_MONTH, 10},
    {"okt", GOUW_WORD_MONTH, 10},
    {"oct", GOUW_WORD_MONTH, 10},
    {"november", GOUW_WORD_MONTH, 11},
    {"nov", GOUW_WORD_MONTH, 11},
    {"december", GOUW_WORD_MONTH, 12},
    {"dec", GOUW_WORD_MONTH, 12},

    {"begin", GOUW_WORD_PART, 1},
    {"early", GOUW_WORD_PART, 1},
    {"beginning", GOUW_WORD_PART, 1},
    {"medio", GOUW_WORD_PART, 2},
    {"midden", GOUW_WORD_PART, 2},
    {"halverwege", GOUW_WORD_PART, 2},
    {"mid", GOUW_WORD_PART, 2},
    {"middle", GOUW_WORD_PART, 2},
    {"eind", GOUW_WORD_PART, 3},
    {"einde", GOUW_WORD_PART, 3},
    {"late", GOUW_WORD_PART, 3},
    {"end", GOUW_WORD_PART, 3},

    {"voorjaar", GOUW_WORD_PERIOD, GOUW_SPRING},
    {"lente", GOUW_WORD_PERIOD, GOUW_SPRING},
    {"spring", GOUW_WORD_PERIOD, GOUW_SPRING},
    {"zomer", GOUW_WORD_PERIOD, GOUW_SUMMER},
    {"summer", GOUW_WORD_PERIOD, GOUW_SUMMER},
    {"najaar", GOUW_WORD_PERIOD, GOUW_AUTUMN},
    {"herfst", GOUW_WORD_PERIOD, GOUW_AUTUMN},
    {"autumn", GOUW_WORD_PERIOD, GOUW_AUTUMN},
    {"fall", GOUW_WORD_PERIOD, GOUW_AUTUMN},
    {"winter", GOUW_WORD_PERIOD, GOUW_WINTER},
    {"q1", GOUW_WORD_PERIOD, GOUW_QUARTER_1},
    {"q2", GOUW_WORD_PERIOD, GOUW_QUARTER_1 + 1},
    {"q3", GOUW_WORD_PERIOD, GOUW_QUARTER_1 + 2},
    {"q4", GOUW_WORD_PERIOD, GOUW_QUARTER_1 + 3},
    {"k1", GOUW_WORD_PERIOD, GOUW_QUARTER_1},
    {"k2", GOUW_WORD_PERIOD, GOUW_QUARTER_1 + 1},
    {"k3", GOUW_WORD_PERIOD, GOUW_QUARTER_1 + 2},
    {"k4", GOUW_WORD_PERIOD, GOUW_QUARTER_1 + 3},
    {"h1", GOUW_WORD_PERIOD, GOUW_HALF_1},
    {"h2", GOUW_WORD_PERIOD, GOUW_HALF_1 + 1},
    {"kwartaal", GOUW_WORD_UNIT, GOUW_QUARTER_1},
    {"kw", GOUW_WORD_UNIT, GOUW_QUARTER_1},
    {"quarter", GOUW_WORD_UNIT, GOUW_QUARTER_1},
    {"helft", GOUW_WORD_UNIT, GOUW_HALF_1},
    {"halfjaar", GOUW_WORD_UNIT, GOUW_HALF_1},
    {"half jaar", GOUW_WORD_UNIT, GOUW_HALF_1},
    {"half year", GOUW_WORD_UNIT, GOUW_HALF_1},
    {"half", GOUW_WORD_HALF, 0},

    {"eerste", GOUW_WORD_ORDINAL, 1},
    {"first", GOUW_WORD_ORDINAL, 1},
    {"tweede", GOUW_WORD_ORDINAL, 2},
    {"second", GOUW_WORD_ORDINAL, 2},
    {"derde", GOUW_WORD_ORDINAL, 3},
    {"third", GOUW_WORD_ORDINAL, 3},
    {"vierde", GOUW_WORD_ORDINAL, 4},
    {"fourth", GOUW_WORD_ORDINAL, 4},
    {"laatste", GOUW_WORD_ORDINAL, 0},
    {"last", GOUW_WORD_ORDINAL, 0},

    {"jaarwisseling", GOUW_WORD_RECESS, 1202},
    {"turn of the year", GOUW_WORD_RECESS, 1202},
    {"kerstreces", GOUW_WORD_RECESS, 1202},
    {"christmas recess", GOUW_WORD_RECESS, 1202},
    {"zomerreces", GOUW_WORD_RECESS, 702},
    {"zomervakantie", GOUW_WORD_RECESS, 702},
    {"summer recess", GOUW_WORD_RECESS, 702},
    {"summer break", GOUW_WORD_RECESS, 702},
    {"summer holidays", GOUW_WORD_RECESS, 702},

    {"volgend jaar", GOUW_WORD_ANY_YEAR, 1},
    {"komend jaar", GOUW_WORD_ANY_YEAR, 1},
    {"komende jaar", GOUW_WORD_ANY_YEAR, 1},
    {"next year", GOUW_WORD_ANY_YEAR, 1},
    {"coming year", GOUW_WORD_ANY_YEAR, 1},
    {"dit jaar", GOUW_WORD_ANY_YEAR, 0},
    {"lopende jaar", GOUW_WORD_ANY_YEAR, 0},
    {"this year", GOUW_WORD_ANY_YEAR, 0},
    {"current year", GOUW_WORD_ANY_YEAR, 0},
    {"vorig jaar", GOUW_WORD_ANY_YEAR, -1},
    {"afgelopen jaar", GOUW_WORD_ANY_YEAR, -1},
    {"last year", GOUW_WORD_ANY_YEAR, -1},
    {"past year", GOUW_WORD_ANY_YEAR, -1},
    {"volgend", GOUW_WORD_NEXT, 0},
    {"volgende", GOUW_WORD_NEXT, 0},
    {"komend", GOUW_WORD_NEXT, 0},
    {"komende", GOUW_WORD_NEXT, 0},
    {"aanstaande", GOUW_WORD_NEXT, 0},
    {"dit", GOUW_WORD_NEXT, 0},
    {"deze", GOUW_WORD_NEXT, 0},
    {"next", GOUW_WORD_NEXT, 0},
    {"coming", GOUW_WORD_NEXT, 0},
    {"this", GOUW_WORD_NEXT, 0},
    {"komende weken", GOUW_WORD_COMING, 102},
    {"coming weeks", GOUW_WORD_COMING, 102},
    {"deze maand", GOUW_WORD_COMING, 101},
    {"this month", GOUW_WORD_COMING, 101},
    {"volgende maand", GOUW_WORD_COMING, 111},
    {"komende maand", GOUW_WORD_COMING, 111},
    {"next month", GOUW_WORD_COMING, 111},
    {"komende maanden", GOUW_WORD_COMING, 103},
    {"coming months", GOUW_WORD_COMING, 103},
    {"next months", GOUW_WORD_COMING, 103},
    {"dit kwartaal", GOUW_WORD_COMING, 301},
    {"this quarter", GOUW_WORD_COMING, 301},
    {"volgend kwartaal", GOUW_WORD_COMING, 311},
    {"komend kwartaal", GOUW_WORD_COMING, 311},
    {"next quarter", GOUW_WORD_COMING, 311},

    {"en", GOUW_WORD_AND, 0},
    {"and", GOUW_WORD_AND, 0},
    {"&", GOUW_WORD_AND, 0},
    {"or", GOUW_WORD_AND, 0},
    {"of", GOUW_WORD_OF, 0},
    {"to", GOUW_WORD_TO, 0},
    {"through", GOUW_WORD_TO, 0},
    {"tot en met", GOUW_WORD_THROUGH, 0},
    {"t / m", GOUW_WORD_THROUGH, 0},
    {"tm", GOUW_WORD_THROUGH, 0},
    {"--", GOUW_WORD_DASH, 0},
    {"-", GOUW_WORD_HYPHEN, 0},
    {"/", GOUW_WORD_SLASH, 0},
    {",", GOUW_WORD_COMMA, 0},
    {"'", GOUW_WORD_APOSTROPHE, 0},
    {"tussen", GOUW_WORD_BETWEEN, 0},
    {"between", GOUW_WORD_BETWEEN, 0},
    {"voor", GOUW_WORD_BEFORE, 0},
    {"before", GOUW_WORD_BEFORE, 0},
    {"uiterlijk", GOUW_WORD_BY, 0},
    {"by", GOUW_WORD_BY, 0},
    {"no later than", GOUW_WORD_BY, 0},
    {"not later than", GOUW_WORD_BY, 0},
    {"niet later dan", GOUW_WORD_BY, 0},
    {"na", GOUW_WORD_AFTER, 0},
    {"after", GOUW_WORD_AFTER, 0},
    {"vanaf", GOUW_WORD_FROM, 0},
    {"from", GOUW_WORD_FROM, 0},
    {"met ingang van", GOUW_WORD_FROM, 0},
    {"sinds", GOUW_WORD_FROM, 0},
    {"since", GOUW_WORD_FROM, 0},
    {"tot", GOUW_WORD_UNTIL, 0},
    {"until", GOUW_WORD_UNTIL, 0},
    {"till", GOUW_WORD_UNTIL, 0},
    {"rond", GOUW_WORD_ABOUT, 0},
    {"omstreeks", GOUW_WORD_ABOUT, 0},
    {"ongeveer", GOUW_WORD_ABOUT, 0},
    {"circa", GOUW_WORD_ABOUT, 0},
    {"ca", GOUW_WORD_ABOUT, 0},
    {"around", GOUW_WORD_ABOUT, 0},
    {"about", GOUW_WORD_ABOUT, 0},
    {"onbekend", GOUW_WORD_UNDATED, 0},
    {"unknown", GOUW_WORD_UNDATED, 0},
    {"tbd", GOUW_WORD_UNDATED, 0},
    {"nnb", GOUW_WORD_UNDATED, 0},
    {"ntb", GOUW_WORD_UNDATED, 0},
    {"nvt", GOUW_WORD_UNDATED, 0},
    {"n / a", GOUW_WORD_UNDATED, 0},
    {"?", GOUW_WORD_UNDATED, 0},
};

enum { N_ENTRIES = sizeof entries / sizeof entries[0] };

/* The number of words that the entry takes from words->word[at], 0 if they differ. */
static size_t match(const char *entry_words, const gouw_words *words, size_t at) {
    size_t n = 0;
    for (const char *s = entry_words; *s != '\0'; n++) {
        const size_t length = strcspn(s, " ");
        if (at + n == words->n || words->word[at + n].is_date ||
            strncmp(words->word[at + n].fold, s, length) != 0 ||
            words->word[at + n].fold[length] != '\0')
            return 0;
        s += length + (s[length] == ' ');
    }
    return n;
}

bool gouw_lexicon_is_filler(const char *word) {
    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++)
        if (fillers[i][0] == word[0] && strcmp(fillers[i], word) == 0)
            return true;
    return false;
}

gouw_word_kind gouw_lexicon_find(const gouw_words *words, size_t at, int *value, size_t *n_words) {
    const char *first = words->word[at].fold;
    gouw_word_kind kind = gouw_lexicon_is_filler(first) ? GOUW_WORD_FILLER : GOUW_WORD_NONE;
    *n_words = kind == GOUW_WORD_FILLER;
    *value = 0;
    for (size_t i = 0; i < N_ENTRIES; i++) {
        if (entries[i].words[0] != first[0])
            continue;
        const size_t n = match(entries[i].words, words, at);
        if (n > *n_words) {
            *n_words = n;
            *value = entries[i].value;
            kind = entries[i].kind;
        }
    }
    return kind;
}

const char *gouw_lexicon_nearest(const char *word) {
    const char *known[N_ENTRIES];
    size_t n = 0;
    if (strlen(word) < 4)
        return NULL;
    for (size_t i = 0; i < N_ENTRIES; i++)
        if (strlen(entries[i].words) >= 4 && strchr(entries[i].words, ' ') == NULL)
            known[n++] = entries[i].words;
    const char *nearest = gouw_nearest(word, known, n);
    return nearest != NULL && strcmp(nearest, word) != 0 ? nearest : NULL;
}
