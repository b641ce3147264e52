/* Tables that charts are tried on: the shipped dataset, and invented ones of any size. */
#ifndef TESTS_CHART_SAMPLES_H
#define TESTS_CHART_SAMPLES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chart/npvr.h"
#include "gouw/chart.h"
#include "gouw/random.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define SPEC(name, columns)                                                                        \
    { name, name, columns, COUNT(columns) }
#define TEXT_COLUMN(name)                                                                          \
    { name, GOUW_TEXT, "", "", GOUW_LOOK_PLAIN }
#define REAL_COLUMN(name)                                                                          \
    { name, GOUW_REAL, "", "", GOUW_LOOK_PLAIN }
#define INTEGER_COLUMN(name)                                                                       \
    { name, GOUW_INTEGER, "", "", GOUW_LOOK_PLAIN }
#define DATE_COLUMN(name)                                                                          \
    { name, GOUW_DATE, "", "", GOUW_LOOK_PLAIN }

/* How the names of a sample look. */
typedef enum name_kind {
    NAMES_PLAIN,
    NAMES_LONG,
    NAMES_EQUAL,
    NAMES_HOSTILE,
    N_NAME_KINDS
} name_kind;

typedef struct sample {
    gouw_arena arena;
    size_t n_regions;
    name_kind kind;
    gouw_table *labels;
    gouw_random random;
} sample;

static inline gouw_table *new_table(sample *s, const gouw_table_spec *spec) {
    gouw_table *table = gouw_table_new(&s->arena, spec);
    if (table == NULL)
        abort();
    return table;
}

static inline void add_row(gouw_table *table) {
    if (gouw_table_add_row(table, NULL) != GOUW_OK)
        abort();
}

static inline gouw_day day(const char *text) {
    return *text == '\0' ? GOUW_DAY_NONE : gouw_day_parse(text, strlen(text));
}

static inline const char *sample_id(sample *s, const char *kind, size_t i) {
    return gouw_arena_format(&s->arena, "%s-%zu", kind, i);
}

static inline const char *sample_name(sample *s, size_t i) {
    static const char *const stems[] = {"Noord", "Zuid",  "Oost",  "West",  "Midden", "Hoog",
                                        "Laag",  "Groot", "Klein", "Nieuw", "Oud",    "Kop van"};
    static const char *const places[] = {"Achterhoek", "Drenthe", "Fryslân",     "Groningen",
                                         "Limburg",    "Twente",  "Zeeland",     "Veluwe",
                                         "Kempen",     "Betuwe",  "Westerwolde", "Walcheren",
                                         "Peel",       "Salland", "Gooi",        "Rivierenland"};
    static const char *const hostile[] = {"`touch x`",
                                          "$(touch x)",
                                          "<script>alert(1)</script>",
                                          "{/Bold=30 x}_a^b",
                                          "100 % %s %d",
                                          "@ARG1",
                                          "\"quoted\" and 'single'",
                                          "back\\slash \\n \\101",
                                          "a, b; c",
                                          "שלום מרחב",
                                          "line\nbreak\tand tab",
                                          "& &amp; ]]>",
                                          "# ! | <cat /etc/passwd",
                                          "\xFF\xC3 broken"};
    const char *stem = stems[i % COUNT(stems)],
               *place = places[(i / COUNT(stems) + i) % COUNT(places)];
    if (s->kind == NAMES_EQUAL)
        return "Regio";
    if (s->kind == NAMES_HOSTILE)
        return hostile[i % COUNT(hostile)];
    if (s->kind == NAMES_LONG)
        return gouw_arena_format(&s->arena,
                                 "Samenwerkingsverband %s-%s en omliggende gemeenten aan de grens",
                                 stem, place);
    return gouw_arena_format(&s->arena, "%s-%s", stem, place);
}

static inline void add_label(sample *s, const char *kind, const char *id, const char *label,
                             const char *group, const char *order) {
    add_row(s->labels);
    gouw_table_set_text(s->labels, "kind", kind);
    gouw_table_set_text(s->labels, "id", id);
    gouw_table_set_text(s->labels, "label", label);
    gouw_table_set_text(s->labels, "group", *group == '\0' ? NULL : group);
    if (*order != '\0')
        gouw_table_set_integer(s->labels, "order", strtol(order, NULL, 10));
}

/* A sample of n regions, with labels; n = 0: the shipped dataset. Themes and stages are always
 * those of the shipped dataset. */
static inline void sample_open(sample *s, size_t n, name_kind kind) {
    static const gouw_column columns[] = {TEXT_COLUMN("kind"), TEXT_COLUMN("id"),
                                          TEXT_COLUMN("label"), TEXT_COLUMN("group"),
                                          INTEGER_COLUMN("order")};
    static const gouw_table_spec spec = SPEC("labels", columns);
    *s = (sample){.arena = GOUW_ARENA_INIT, .n_regions = n, .kind = kind};
    gouw_random_init(&s->random, 7, n);
    s->labels = new_table(s, &spec);
    for (size_t i = 0; i < n; i++)
        add_label(s, "region", sample_id(s, "r", i), sample_name(s, i), "", "");
    for (size_t i = 0; i < COUNT(NPVR_LABELS); i++) {
        const char *const *l = NPVR_LABELS[i];
        if (strcmp(l[0], "region") == 0 && n > 0)
            continue;
        const char *label = kind != NAMES_LONG || n == 0
                                ? l[2]
                                : gouw_arena_format(&s->arena,
                                                    "%s and all that goes with %s in the region",
                                                    l[2], l[2]);
        add_label(s, l[0], l[1], kind == NAMES_HOSTILE ? sample_name(s, i) : label, l[3], l[4]);
    }
}

static inline unsigned below(sample *s, unsigned n) {
    return gouw_random_below(&s->random, n);
}

static const gouw_column TIMELINE_COLUMNS[] = {TEXT_COLUMN("region"),    TEXT_COLUMN("stage"),
                                               TEXT_COLUMN("item"),      TEXT_COLUMN("when"),
                                               TEXT_COLUMN("status"),    DATE_COLUMN("earliest"),
                                               DATE_COLUMN("latest"),    DATE_COLUMN("midpoint"),
                                               TEXT_COLUMN("precision"), TEXT_COLUMN("state")};
static const gouw_table_spec TIMELINE_SPEC = SPEC("timeline", TIMELINE_COLUMNS);

static inline void add_step(gouw_table *t, const char *region, const char *stage, const char *item,
                            gouw_day earliest, gouw_day latest, const char *state) {
    add_row(t);
    gouw_table_set_text(t, "region", region);
    gouw_table_set_text(t, "stage", stage);
    gouw_table_set_text(t, "item", *item == '\0' ? NULL : item);
    gouw_table_set_date(t, "earliest", earliest);
    gouw_table_set_date(t, "latest", latest);
    gouw_table_set_text(t, "state", state);
}

enum { AS_OF_2026 = 20485 }; /* 2026-02-01 */

static inline gouw_table *sample_timeline(sample *s) {
    static const char *const stages[] = {"process_started", "process_plan", "direction_adopted",
                                         "draft_plan",      "plan_adopted", "agenda_ready",
                                         "dialogue"};
    gouw_table *t = new_table(s, &TIMELINE_SPEC);
    for (size_t i = 0; s->n_regions == 0 && i < COUNT(NPVR_STEPS); i++) {
        const char *const *m = NPVR_STEPS[i];
        add_step(t, m[0], m[1], m[2], day(m[3]), day(m[4]), m[5]);
    }
    for (size_t r = 0; r < s->n_regions; r++) {
        gouw_day at = AS_OF_2026 - 500 + (gouw_day)below(s, 200);
        for (size_t k = 0; k < COUNT(stages) && r % 10 != 7; k++) {
            static const gouw_day lengths[] = {0, 30, 90, 120, 364};
            const gouw_day length = lengths[below(s, COUNT(lengths))];
            at += (gouw_day)below(s, 200);
            const gouw_day end = at + length;
            const char *state = end < AS_OF_2026   ? (below(s, 6) ? "done" : "overdue")
                                : at <= AS_OF_2026 ? "due"
                                                   : "upcoming";
            if (below(s, 5) == 0)
                add_step(t, sample_id(s, "r", r), stages[k], "", GOUW_DAY_NONE, GOUW_DAY_NONE,
                         "undated");
            else if (at > AS_OF_2026 && below(s, 25) == 0)
                add_step(t, sample_id(s, "r", r), stages[k], "", at, GOUW_DAY_NONE, "upcoming");
            else if (below(s, 3) != 0)
                add_step(t, sample_id(s, "r", r), stages[k], "", at, end,
                         below(s, 20) ? state : "dropped");
        }
    }
    return t;
}

static const gouw_column LOAD_COLUMNS[] = {TEXT_COLUMN("month"), TEXT_COLUMN("stage"),
                                           REAL_COLUMN("expected"), INTEGER_COLUMN("low"),
                                           INTEGER_COLUMN("high")};
static const gouw_table_spec LOAD_SPEC = SPEC("load", LOAD_COLUMNS);

/* Expected steps a month of one stage (NULL: of all) from a timeline: each step uniform on its
 * interval. The range is a rough one. */
static inline void add_load(sample *s, gouw_table *t, const gouw_table *timeline,
                            const char *stage) {
    for (int m = 2026 * 12 + 1; m < 2027 * 12 + 6; m++) {
        const gouw_day from = gouw_day_from_civil(m / 12, m % 12 + 1, 1);
        const gouw_day to = from + gouw_month_length(m / 12, m % 12 + 1) - 1;
        double expected = 0;
        for (size_t i = 0; i < timeline->n_rows; i++) {
            const gouw_day a = gouw_table_date(timeline, i, "earliest");
            const gouw_day b = gouw_table_date(timeline, i, "latest");
            const gouw_day lo = a > from ? a : from, hi = b < to ? b : to;
            if (stage != NULL && strcmp(gouw_table_text(timeline, i, "stage"), stage) != 0)
                continue;
            if (a != GOUW_DAY_NONE && b != GOUW_DAY_NONE && hi >= lo)
                expected += (double)(hi - lo + 1) / (b - a + 1);
        }
        if (expected < 1e-9)
            continue;
        add_row(t);
        gouw_table_set_text(t, "month",
                            gouw_arena_format(&s->arena, "%d-%02d", m / 12, m % 12 + 1));
        gouw_table_set_text(t, "stage", stage == NULL ? "all" : stage);
        gouw_table_set_real(t, "expected", expected);
        gouw_table_set_integer(t, "low", (int64_t)(expected * 0.5));
        gouw_table_set_integer(t, "high", (int64_t)(expected * 1.5 + 0.9));
    }
}

static inline gouw_table *sample_load(sample *s, const gouw_table *timeline) {
    gouw_table *t = new_table(s, &LOAD_SPEC);
    for (size_t i = 0; i < COUNT(NPVR_LABELS); i++)
        if (strcmp(NPVR_LABELS[i][0], "stage") == 0)
            add_load(s, t, timeline, NPVR_LABELS[i][1]);
    add_load(s, t, timeline, NULL);
    return t;
}

static const gouw_column MENTIONS_COLUMNS[] = {TEXT_COLUMN("region"), TEXT_COLUMN("theme"),
                                               REAL_COLUMN("weight"), TEXT_COLUMN("basis")};
static const gouw_table_spec MENTIONS_SPEC = SPEC("mentions", MENTIONS_COLUMNS);

static inline void add_mention(gouw_table *t, const char *region, const char *theme, double weight,
                               const char *basis) {
    add_row(t);
    gouw_table_set_text(t, "region", region);
    gouw_table_set_text(t, "theme", theme);
    gouw_table_set_real(t, "weight", weight);
    gouw_table_set_text(t, "basis", basis);
}

/* The id of the t-th theme of the shipped dataset; NULL behind the last. */
static inline const char *theme_id(size_t t) {
    for (size_t i = 0; i < COUNT(NPVR_LABELS); i++)
        if (strcmp(NPVR_LABELS[i][0], "theme") == 0 && t-- == 0)
            return NPVR_LABELS[i][1];
    return NULL;
}

static inline gouw_table *sample_mentions(sample *s) {
    gouw_table *t = new_table(s, &MENTIONS_SPEC);
    for (size_t i = 0; s->n_regions == 0 && i < COUNT(NPVR_MENTIONS); i++) {
        const char *const *m = NPVR_MENTIONS[i];
        add_mention(t, m[0], m[1], strtod(m[2], NULL), m[3]);
    }
    for (size_t r = 0; r < s->n_regions; r++)
        for (size_t k = 0; theme_id(k) != NULL && r % 17 != 11; k++)
            if (below(s, 24) > k && k != 22)
                add_mention(t, sample_id(s, "r", r), theme_id(k), below(s, 4) ? 1 : 2,
                            r % 9 == 4 ? "provisional" : "stated");
    return t;
}

static const gouw_column CLUSTER_COLUMNS[] = {TEXT_COLUMN("region"), INTEGER_COLUMN("cluster"),
                                              REAL_COLUMN("silhouette"), INTEGER_COLUMN("order"),
                                              REAL_COLUMN("stability")};
static const gouw_table_spec CLUSTER_SPEC = SPEC("cluster", CLUSTER_COLUMNS);

/* Regions dealt out to k clusters, each together in the order of leaves. */
static inline gouw_table *sample_cluster(sample *s, size_t k) {
    gouw_table *t = new_table(s, &CLUSTER_SPEC);
    size_t n = 0;
    for (size_t i = 0; i < s->labels->n_rows; i++)
        n += strcmp(gouw_table_text(s->labels, i, "kind"), "region") == 0;
    for (size_t r = 0; r < n; r++) {
        add_row(t);
        gouw_table_set_text(t, "region", gouw_table_text(s->labels, r, "id"));
        gouw_table_set_integer(t, "cluster", (int64_t)(r % k) + 1);
        gouw_table_set_integer(t, "order", (int64_t)((r % k) * n + r) + 1);
    }
    return t;
}

static const gouw_column OVERLAP_COLUMNS[] = {
    TEXT_COLUMN("region_a"), TEXT_COLUMN("region_b"),  INTEGER_COLUMN("n_a"),
    INTEGER_COLUMN("n_b"),   INTEGER_COLUMN("shared"), REAL_COLUMN("similarity"),
    REAL_COLUMN("expected"), REAL_COLUMN("sd"),        REAL_COLUMN("p_upper"),
    REAL_COLUMN("p_lower"),  REAL_COLUMN("p_adjusted")};
static const gouw_table_spec OVERLAP_SPEC = SPEC("overlap", OVERLAP_COLUMNS);

/* The themes of each region as bits, from the mentions; the number of regions. */
static inline size_t theme_sets(sample *s, const gouw_table *mentions, uint64_t **sets) {
    size_t n = 0;
    *sets = gouw_arena_array(&s->arena, s->labels->n_rows, sizeof **sets);
    for (size_t i = 0; i < s->labels->n_rows; i++) {
        if (strcmp(gouw_table_text(s->labels, i, "kind"), "region") != 0)
            continue;
        for (size_t row = 0; row < mentions->n_rows; row++) {
            if (strcmp(gouw_table_text(mentions, row, "region"),
                       gouw_table_text(s->labels, i, "id")) != 0)
                continue;
            for (size_t t = 0; theme_id(t) != NULL; t++)
                if (strcmp(theme_id(t), gouw_table_text(mentions, row, "theme")) == 0)
                    (*sets)[n] |= UINT64_C(1) << t;
        }
        n++;
    }
    return n;
}

static inline int bits(uint64_t set) {
    int n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

static inline gouw_table *sample_overlap(sample *s, const gouw_table *mentions) {
    gouw_table *t = new_table(s, &OVERLAP_SPEC);
    uint64_t *sets = NULL;
    const size_t n = theme_sets(s, mentions, &sets);
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++) {
            const int both = bits(sets[a] & sets[b]), any = bits(sets[a] | sets[b]);
            const double expected = bits(sets[a]) * bits(sets[b]) / 20.0;
            add_row(t);
            gouw_table_set_text(t, "region_a", gouw_table_text(s->labels, a, "id"));
            gouw_table_set_text(t, "region_b", gouw_table_text(s->labels, b, "id"));
            gouw_table_set_integer(t, "n_a", bits(sets[a]));
            gouw_table_set_integer(t, "n_b", bits(sets[b]));
            gouw_table_set_integer(t, "shared", both);
            if (any > 0)
                gouw_table_set_real(t, "similarity", (double)both / any);
            gouw_table_set_real(t, "expected", expected);
            gouw_table_set_real(t, "sd", 1 + expected / 12);
            gouw_table_set_real(t, "p_adjusted", both - expected > 3.2 ? 0.03 : 0.6);
        }
    return t;
}

static const gouw_column TREE_COLUMNS[] = {INTEGER_COLUMN("step"),  INTEGER_COLUMN("left"),
                                           INTEGER_COLUMN("right"), REAL_COLUMN("height"),
                                           INTEGER_COLUMN("size"),  REAL_COLUMN("support")};
static const gouw_table_spec TREE_SPEC = SPEC("tree", TREE_COLUMNS);

/* Average linkage, and the clusters of a cut into k; the plain O(n^3) way. */
static inline void sample_tree(sample *s, const gouw_table *mentions, size_t k, gouw_table **tree,
                               gouw_table **cluster) {
    uint64_t *sets = NULL;
    const size_t n = theme_sets(s, mentions, &sets);
    double *d = gouw_arena_array(&s->arena, n * n, sizeof *d);
    long *name = gouw_arena_array(&s->arena, n, sizeof *name);
    size_t *size = gouw_arena_array(&s->arena, n, sizeof *size);
    size_t *part = gouw_arena_array(&s->arena, n, sizeof *part);
    size_t *next = gouw_arena_array(&s->arena, n, sizeof *next); /* leaves in order, as rings */
    size_t *tail = gouw_arena_array(&s->arena, n, sizeof *tail);
    *tree = new_table(s, &TREE_SPEC);
    *cluster = new_table(s, &CLUSTER_SPEC);
    for (size_t a = 0; a < n; a++) {
        name[a] = -(long)a - 1;
        size[a] = 1;
        next[a] = SIZE_MAX;
        tail[a] = part[a] = a;
        for (size_t b = 0; b < n; b++) {
            const int any = bits(sets[a] | sets[b]);
            d[a * n + b] = any == 0 ? 1 : 1 - (double)bits(sets[a] & sets[b]) / any;
        }
    }
    for (size_t step = 1; step < n; step++) {
        size_t i = 0, j = 0;
        for (size_t a = 0; a < n; a++)
            for (size_t b = a + 1; b < n; b++)
                if (size[a] > 0 && size[b] > 0 && (i == j || d[a * n + b] < d[i * n + j]))
                    i = a, j = b;
        add_row(*tree);
        gouw_table_set_integer(*tree, "step", (int64_t)step);
        gouw_table_set_integer(*tree, "left", name[i]);
        gouw_table_set_integer(*tree, "right", name[j]);
        gouw_table_set_real(*tree, "height", d[i * n + j]);
        gouw_table_set_integer(*tree, "size", (int64_t)(size[i] + size[j]));
        gouw_table_set_real(*tree, "support", (double)(step * 37 % 101) / 100);
        for (size_t c = 0; c < n; c++)
            d[i * n + c] = d[c * n + i] = (d[i * n + c] * (double)size[i] +
                                           d[j * n + c] * (double)size[j]) /
                                          (double)(size[i] + size[j]);
        if (n - step >= k)
            for (size_t c = 0; c < n; c++)
                if (part[c] == j)
                    part[c] = i;
        next[tail[i]] = j;
        tail[i] = tail[j];
        size[i] += size[j];
        size[j] = 0;
        name[i] = (long)step;
    }
    for (size_t r = 0; r < n; r++) {
        int64_t place = 1;
        for (size_t at = 0; at != r; at = next[at])
            place++;
        add_row(*cluster);
        gouw_table_set_text(*cluster, "region", gouw_table_text(s->labels, r, "id"));
        gouw_table_set_integer(*cluster, "cluster", (int64_t)part[r] + 1);
        gouw_table_set_integer(*cluster, "order", place);
    }
}

#endif
