#include "data/files.h"

#include <float.h>
#include <math.h>

#include "base/i18n.h"
#include "data/label.h"

const char *const gouw_basis_names[GOUW_N_BASES + 1] = {
    [GOUW_BASIS_STATED] = "stated",
    [GOUW_BASIS_PROVISIONAL] = "provisional",
    [GOUW_BASIS_BORROWED] = "borrowed",
};

const char *const gouw_milestone_status_names[GOUW_N_STATUSES + 1] = {
    [GOUW_PLANNED] = "planned",
    [GOUW_DONE] = "done",
    [GOUW_DROPPED] = "dropped",
};

/* How the tables below are written: a column, one with limits, a year, a choice. */
#define COLUMN(column, type, need, where)                                                          \
    { .name = column, .kind = GOUW_RULE_##type, .flags = need, .offset = where }
#define LIMITED(column, type, need, where, low, high, what)                                        \
    {                                                                                              \
        .name = column, .kind = GOUW_RULE_##type, .flags = need, .offset = where, .least = low,    \
        .most = high, .expects = what                                                              \
    }
#define YEAR(column, need, where)                                                                  \
    LIMITED(column, INTEGER, need, where, 1000, 9999, N_("a year of four digits"))
#define CHOICE(column, where, words)                                                               \
    { .name = column, .kind = GOUW_RULE_CHOICE, .offset = where, .choices = words }

enum {
    MUST = GOUW_RULE_REQUIRED,
    MAY = 0,
    THERE = GOUW_RULE_COLUMN, /* the column must be there, a row may leave it empty */
    AS_ATTRIBUTE = GOUW_RULE_ATTRIBUTE
};
#define NOWHERE GOUW_RULE_NOWHERE

#define AT(member) offsetof(gouw_region, member)
static const gouw_rule REGIONS[] = {
    COLUMN("id", ID, MUST, AT(id)),
    COLUMN("name", TEXT, MUST | GOUW_RULE_UNLIKE, AT(name)),
    LIMITED("lat", NUMBER, AS_ATTRIBUTE, NOWHERE, -90, 90, N_("between -90 and 90 degrees")),
    LIMITED("lon", NUMBER, AS_ATTRIBUTE, NOWHERE, -180, 180, N_("between -180 and 180 degrees")),
    LIMITED("area_km2", NUMBER, AS_ATTRIBUTE, NOWHERE, DBL_MIN, DBL_MAX, N_("above 0")),
    COLUMN("former_id", IDS, AS_ATTRIBUTE, NOWHERE),
};
#undef AT

#define AT(member) offsetof(gouw_theme, member)
static const gouw_rule THEMES[] = {
    COLUMN("id", ID, MUST, AT(id)),
    COLUMN("label", TEXT, MUST, AT(label)),
    COLUMN("label_nl", TEXT, MAY, AT(label_nl)),
    COLUMN("group", TEXT, MAY, AT(group)),
};
#undef AT

#define AT(member) offsetof(gouw_mention, member)
static const gouw_rule MENTIONS[] = {
    COLUMN("region", REGION, MUST, AT(region)),
    COLUMN("theme", THEME, THERE, AT(theme)),
    LIMITED("weight", WEIGHT, MAY, AT(weight), FLT_MIN, FLT_MAX, N_("above 0")),
    CHOICE("basis", AT(basis), gouw_basis_names),
    COLUMN("source", TEXT, GOUW_RULE_BESIDE, NOWHERE),
    COLUMN("quote", TEXT, MAY, NOWHERE),
};
#undef AT

#define AT(member) offsetof(gouw_stage, member)
static const gouw_rule STAGES[] = {
    COLUMN("id", ID, MUST, AT(id)),
    COLUMN("label", TEXT, MUST, AT(label)),
    COLUMN("label_nl", TEXT, MAY, AT(label_nl)),
    LIMITED("order", INTEGER, MAY, AT(order), -1e6, 1e6, N_("a whole number")),
};
#undef AT

#define AT(member) offsetof(gouw_milestone, member)
static const gouw_rule MILESTONES[] = {
    COLUMN("region", REGION, MUST, AT(region)),
    COLUMN("stage", STAGE, MUST, AT(stage)),
    COLUMN("item", TEXT, MAY, AT(item)),
    COLUMN("when", TEXT, MAY, AT(when_text)),
    CHOICE("status", AT(status), gouw_milestone_status_names),
    COLUMN("source", TEXT, MAY, AT(source)),
    COLUMN("note", TEXT, MAY, AT(note)),
    COLUMN("inferred", YESNO, MAY, AT(inferred)),
};
#undef AT

#define AT(member) offsetof(gouw_target, member)
static const gouw_rule TARGETS[] = {
    COLUMN("region", REGION, MUST, AT(region)),    COLUMN("indicator", TEXT, MUST, AT(indicator)),
    COLUMN("unit", TEXT, MAY, AT(unit)),           COLUMN("baseline", NUMBER, MAY, AT(baseline)),
    YEAR("baseline_year", MAY, AT(baseline_year)), COLUMN("target", NUMBER, MAY, AT(target)),
    COLUMN("change", NUMBER, MAY, AT(change)),     YEAR("target_year", MAY, AT(target_year)),
    COLUMN("source", TEXT, MAY, AT(source)),       COLUMN("note", TEXT, MAY, AT(note)),
};
#undef AT

#define AT(member) offsetof(gouw_observation, member)
static const gouw_rule OBSERVATIONS[] = {
    COLUMN("region", REGION, MUST, AT(region)),
    COLUMN("indicator", TEXT, MUST, AT(indicator)),
    YEAR("year", MUST, AT(year)),
    COLUMN("value", NUMBER, MUST, AT(value)),
    COLUMN("break", YESNO, MAY, AT(breaks)),
    COLUMN("source", TEXT, MAY, AT(source)),
};
#undef AT

#define AT(member) offsetof(gouw_forecast, member)
static const gouw_rule FORECASTS[] = {
    COLUMN("region", REGION, MUST, AT(region)),
    COLUMN("indicator", TEXT, MUST, AT(indicator)),
    YEAR("year", MUST, AT(year)),
    COLUMN("value", NUMBER, MUST, AT(value)),
    COLUMN("low", NUMBER, MAY, AT(low)),
    COLUMN("high", NUMBER, MAY, AT(high)),
    COLUMN("edition", TEXT, MAY, AT(edition)),
    COLUMN("source", TEXT, MAY, AT(source)),
};
#undef AT

#define AT(member) offsetof(gouw_label, member)
static const gouw_rule LABELS[] = {
    {.name = "kind",
     .kind = GOUW_RULE_CHOICE,
     .flags = MUST,
     .offset = AT(kind),
     .choices = gouw_label_kind_names},
    COLUMN("text", TEXT, MUST, AT(text)),
    COLUMN("label", TEXT, MAY, AT(label)),
    COLUMN("label_nl", TEXT, MAY, AT(label_nl)),
};
#undef AT

#define AT(member) offsetof(gouw_phrase, member)
static const gouw_rule PHRASES[] = {
    COLUMN("phrase", TEXT, MUST, AT(phrase)),
    COLUMN("start", TEXT, MUST, AT(start)),
    COLUMN("end", TEXT, MUST, AT(end)),
};
#undef AT

/* Rows of which nothing is stated. */
static const gouw_region NO_REGION = {.id = NULL};
static const gouw_theme NO_THEME = {.id = NULL};
static const gouw_mention NO_MENTION = {.theme = GOUW_INDEX_NONE, .weight = 1};
static const gouw_stage NO_STAGE = {.order = GOUW_ORDER_NONE};
static const gouw_milestone NO_MILESTONE = {.when = GOUW_WHEN_NONE};
static const gouw_target NO_TARGET = {.baseline_year = GOUW_YEAR_NONE,
                                      .target_year = GOUW_YEAR_NONE,
                                      .baseline = NAN,
                                      .target = NAN,
                                      .change = NAN};
static const gouw_observation NO_OBSERVATION = {.value = NAN};
static const gouw_forecast NO_FORECAST = {.value = NAN, .low = NAN, .high = NAN};
static const gouw_label NO_LABEL = {.text = NULL};
static const gouw_phrase NO_PHRASE = {.phrase = NULL};

#define SCHEMA(name, table, row, none)                                                             \
    .file = name, .rules = table, .n_rules = sizeof table / sizeof table[0],                       \
    .row_size = sizeof(row), .blank = &none
#define DEFINES(kind) .defines = kind, .line_offset = NOWHERE
#define LINE(row)     .defines = GOUW_N_VOCABULARIES, .line_offset = offsetof(row, line)

const gouw_schema gouw_schemas[GOUW_N_FILES] = {
    [GOUW_FILE_REGIONS] = {SCHEMA("regions.csv", REGIONS, gouw_region, NO_REGION),
                           DEFINES(GOUW_VOCABULARY_REGIONS), .keeps_unknown = true},
    [GOUW_FILE_THEMES] = {SCHEMA("themes.csv", THEMES, gouw_theme, NO_THEME),
                          DEFINES(GOUW_VOCABULARY_THEMES), .keeps_unknown = true},
    [GOUW_FILE_MENTIONS] = {SCHEMA("region_themes.csv", MENTIONS, gouw_mention, NO_MENTION),
                            DEFINES(GOUW_N_VOCABULARIES)},
    [GOUW_FILE_STAGES] = {SCHEMA("stages.csv", STAGES, gouw_stage, NO_STAGE),
                          DEFINES(GOUW_VOCABULARY_STAGES)},
    [GOUW_FILE_MILESTONES] = {SCHEMA("milestones.csv", MILESTONES, gouw_milestone, NO_MILESTONE),
                              LINE(gouw_milestone)},
    [GOUW_FILE_TARGETS] = {SCHEMA("targets.csv", TARGETS, gouw_target, NO_TARGET),
                           LINE(gouw_target)},
    [GOUW_FILE_OBSERVATIONS] = {SCHEMA("observations.csv", OBSERVATIONS, gouw_observation,
                                       NO_OBSERVATION),
                                LINE(gouw_observation)},
    [GOUW_FILE_FORECASTS] = {SCHEMA("forecasts.csv", FORECASTS, gouw_forecast, NO_FORECAST),
                             LINE(gouw_forecast)},
    [GOUW_FILE_LABELS] = {SCHEMA("labels.csv", LABELS, gouw_label, NO_LABEL), LINE(gouw_label)},
    [GOUW_FILE_PHRASES] = {SCHEMA("date_phrases.csv", PHRASES, gouw_phrase, NO_PHRASE),
                           DEFINES(GOUW_N_VOCABULARIES)},
};
