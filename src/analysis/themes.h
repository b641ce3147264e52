/* The part of the themes that a theme command looks at: --themes COLUMN=VALUE, --basis. */
#ifndef GOUW_ANALYSIS_THEMES_H
#define GOUW_ANALYSIS_THEMES_H

#include "gouw/analysis.h"

/* To stand first in the options struct of a theme command. */
typedef struct gouw_theme_options {
    const char *themes; /* "group=economy"; NULL = all */
    int basis;          /* gouw_basis_choice */
} gouw_theme_options;

typedef enum gouw_basis_choice { GOUW_BASIS_ANY, GOUW_BASIS_ONLY_STATED } gouw_basis_choice;

extern const char *const gouw_basis_choices[];

/* The option rows, for the options table of a theme command. */
#define GOUW_THEME_OPTIONS                                                                         \
    {.kind = GOUW_OPTION_TEXT,                                                                     \
     .name = "themes",                                                                             \
     .offset = offsetof(gouw_theme_options, themes),                                               \
     .argument = N_("COLUMN=VALUE"),                                                               \
     .help = N_("look only at themes with this value in themes.csv, such as group=economy")},      \
    {                                                                                              \
        .kind = GOUW_OPTION_CHOICE, .name = "basis",                                               \
        .offset = offsetof(gouw_theme_options, basis), .value_default = "any",                     \
        .choices = gouw_basis_choices, .argument = N_("BASIS"),                                    \
        .help = N_("any, or stated: leave out provisional and borrowed themes")                    \
    }

/* The themes and mentions looked at. themes[i] is an index into the dataset; mentions are those of
 * the dataset that remain, their theme renumbered to i, sorted by (region, theme). */
typedef struct gouw_theme_view {
    size_t n_themes, n_mentions;
    const uint32_t *themes;
    const gouw_mention *mentions;
    const size_t *mention_start; /* n_regions + 1 */
} gouw_theme_view;

/* Picks the themes by --themes alone: themes[0..n_themes) are indexes into the dataset, and
 * number[t] is the place of theme t among them, GOUW_INDEX_NONE if it has none. Both are given with
 * a place for each theme of the dataset. None that passes is GOUW_EUSAGE. */
gouw_status gouw_themes_pick(const gouw_run *run, const gouw_theme_options *options,
                             uint32_t *number, uint32_t *themes, size_t *n_themes,
                             gouw_error *error);

/* Picks the view; the arena of the run keeps it. Says as a remark what was left out. */
gouw_status gouw_themes_view(const gouw_run *run, const gouw_theme_options *options,
                             gouw_results *results, gouw_theme_view *view, gouw_error *error);

#endif
