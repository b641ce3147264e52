/* More tables that charts are tried on: growth, progress, moves, orders, combinations, places. */
#ifndef TESTS_CHART_SAMPLES_MORE_H
#define TESTS_CHART_SAMPLES_MORE_H

#include "chart/samples.h"

static const gouw_column TRAJECTORIES_COLUMNS[] = {
    TEXT_COLUMN("region"),   TEXT_COLUMN("indicator"), INTEGER_COLUMN("year"),
    REAL_COLUMN("observed"), REAL_COLUMN("trend"),     REAL_COLUMN("low80"),
    REAL_COLUMN("high80"),   REAL_COLUMN("low95"),     REAL_COLUMN("high95"),
    REAL_COLUMN("required"), REAL_COLUMN("forecast")};
static const gouw_table_spec TRAJECTORIES_SPEC = SPEC("trajectories", TRAJECTORIES_COLUMNS);
static const gouw_column GROWTH_COLUMNS[] = {
    TEXT_COLUMN("region"),          TEXT_COLUMN("indicator"),
    REAL_COLUMN("target"),          INTEGER_COLUMN("target_year"),
    REAL_COLUMN("per_year"),        REAL_COLUMN("observed_per_year"),
    REAL_COLUMN("recent_per_year"), INTEGER_COLUMN("observed_from"),
    INTEGER_COLUMN("observed_to"),  INTEGER_COLUMN("recent_from")};
static const gouw_table_spec GROWTH_SPEC = SPEC("growth", GROWTH_COLUMNS);

/* A series from 2003 to 2025 and its continuation to 2050. target_year 0 = none; change NaN = no
 * level. */
static inline void add_growth(sample *s, gouw_table *t, gouw_table *g, const char *region,
                              const char *indicator, double start, double rate, double change,
                              int target_year) {
    double value = start, first = start;
    for (int year = 2003; year <= 2025; year++) {
        value *= 1 + rate + ((double)below(s, 100) - 50) / 15000;
        first = year == 2003 ? value : first;
        add_row(t);
        gouw_table_set_text(t, "region", region);
        gouw_table_set_text(t, "indicator", indicator);
        gouw_table_set_integer(t, "year", year);
        gouw_table_set_real(t, "observed", value);
    }
    for (int year = 2026; year <= 2050; year++) {
        const double h = year - 2025, trend = value * (1 + rate * h), sd = value * 0.004;
        const double wide = sd * (h < 16 ? h / 4 + 1 : h / 5 + 1.8);
        add_row(t);
        gouw_table_set_text(t, "region", region);
        gouw_table_set_text(t, "indicator", indicator);
        gouw_table_set_integer(t, "year", year);
        gouw_table_set_real(t, "trend", trend);
        gouw_table_set_real(t, "low80", trend - wide);
        gouw_table_set_real(t, "high80", trend + wide);
        gouw_table_set_real(t, "low95", trend - 1.6 * wide);
        gouw_table_set_real(t, "high95", trend + 1.6 * wide);
        if (target_year >= year)
            gouw_table_set_real(t, "required", value + change * h / (target_year - 2025));
        if (year == 2050 && strcmp(region, "twente") == 0)
            gouw_table_set_real(t, "forecast", 608200);
    }
    add_row(g);
    gouw_table_set_text(g, "region", region);
    gouw_table_set_text(g, "indicator", indicator);
    gouw_table_set_real(g, "target", value + change);
    gouw_table_set_real(g, "observed_per_year", (value - first) / 22);
    gouw_table_set_real(g, "recent_per_year", (value - first) / 15);
    gouw_table_set_integer(g, "observed_from", 2003);
    gouw_table_set_integer(g, "observed_to", 2025);
    gouw_table_set_integer(g, "recent_from", 2020);
    if (target_year != 0) {
        gouw_table_set_integer(g, "target_year", target_year);
        gouw_table_set_real(g, "per_year", change / (target_year - 2025));
    }
}

static inline void sample_growth(sample *s, gouw_table **trajectories, gouw_table **growth) {
    gouw_table *t = *trajectories = new_table(s, &TRAJECTORIES_SPEC);
    gouw_table *g = *growth = new_table(s, &GROWTH_SPEC);
    if (s->n_regions == 0) {
        add_growth(s, t, g, "regio-emmen", "homes", 93000, 0.005, 30000, 0);
        add_growth(s, t, g, "twente", "inhabitants", 618000, 0.0022, 100000, 2050);
        add_growth(s, t, g, "zeeuws-vlaanderen", "inhabitants", 107600, -0.0006, 18854, 0);
    }
    for (size_t r = 0; r < s->n_regions; r++) {
        const double start = 40000.0 * (1 + below(s, 20));
        add_growth(s, t, g, sample_id(s, "r", r), "inhabitants", start,
                   ((double)below(s, 100) - 30) / 10000, start * ((double)below(s, 30) - 8) / 100,
                   r % 4 == 3 ? 0 : 2040 + (int)below(s, 3) * 5);
    }
}

static const gouw_column PREVALENCE_COLUMNS[] = {TEXT_COLUMN("theme"), TEXT_COLUMN("label"),
                                                 INTEGER_COLUMN("regions"), REAL_COLUMN("share"),
                                                 TEXT_COLUMN("only_in")};
static const gouw_table_spec PREVALENCE_SPEC = SPEC("prevalence", PREVALENCE_COLUMNS);

static inline gouw_table *sample_prevalence(sample *s, const gouw_table *mentions) {
    gouw_table *t = new_table(s, &PREVALENCE_SPEC);
    uint64_t *sets = NULL;
    const size_t n = theme_sets(s, mentions, &sets);
    for (size_t k = 0, label = 0; theme_id(k) != NULL; k++) {
        size_t count = 0, last = 0;
        for (size_t r = 0; r < n; r++)
            if (sets[r] >> k & 1)
                count++, last = r;
        while (strcmp(gouw_table_text(s->labels, label, "id"), theme_id(k)) != 0)
            label++;
        add_row(t);
        gouw_table_set_text(t, "theme", theme_id(k));
        gouw_table_set_text(t, "label", gouw_table_text(s->labels, label, "label"));
        gouw_table_set_integer(t, "regions", (int64_t)count);
        gouw_table_set_real(t, "share", (double)count / (double)n);
        if (count == 1)
            gouw_table_set_text(t, "only_in", gouw_table_text(s->labels, last, "id"));
    }
    return t;
}

static const gouw_column HORIZONS_COLUMNS[] = {
    TEXT_COLUMN("region"),   TEXT_COLUMN("indicator"),     INTEGER_COLUMN("horizon"),
    REAL_COLUMN("per_year"), REAL_COLUMN("required_rate"), REAL_COLUMN("observed_rate")};
static const gouw_table_spec HORIZONS_SPEC = SPEC("growth_horizons", HORIZONS_COLUMNS);

static inline gouw_table *sample_horizons(sample *s) {
    gouw_table *t = new_table(s, &HORIZONS_SPEC);
    const size_t n = s->n_regions == 0 ? 2 : s->n_regions;
    for (size_t r = 0; r < n; r++) {
        const double past = ((double)below(s, 100) - 40) / 10000,
                     change = 1.05 + below(s, 25) / 100.0;
        for (int year = 2035; year <= 2050; year += year == 2035 ? 5 : 10) {
            add_row(t);
            gouw_table_set_text(t, "region",
                                s->n_regions > 0 ? sample_id(s, "r", r)
                                                 : (r ? "zeeuws-vlaanderen" : "regio-emmen"));
            gouw_table_set_text(t, "indicator", "inhabitants");
            gouw_table_set_integer(t, "horizon", year);
            gouw_table_set_real(t, "required_rate", (change - 1) / (year - 2025));
            gouw_table_set_real(t, "observed_rate", past);
        }
    }
    return t;
}

static const gouw_column RANKING_COLUMNS[] = {
    TEXT_COLUMN("region"),        TEXT_COLUMN("indicator"),     REAL_COLUMN("change"),
    REAL_COLUMN("required_rate"), REAL_COLUMN("observed_rate"), REAL_COLUMN("observed_low"),
    REAL_COLUMN("observed_high"), TEXT_COLUMN("outcome")};
static const gouw_table_spec RANKING_SPEC = SPEC("growth_ranking", RANKING_COLUMNS);

/* Targets up and down; every fifth has no interval, and one more has come. At least n_open. */
static inline gouw_table *sample_ranking(sample *s, size_t n_open) {
    gouw_table *t = new_table(s, &RANKING_SPEC);
    const size_t n = s->n_regions < n_open ? n_open : s->n_regions;
    for (size_t r = 0; r <= n; r++) {
        const double past = ((double)below(s, 100) - 40) / 10000;
        const double asked = past + ((double)below(s, 100) - 30) / 8000;
        const double wide = (double)below(s, 50) / 10000;
        add_row(t);
        gouw_table_set_text(t, "region", r < n ? sample_id(s, "r", r) : "r0");
        gouw_table_set_text(t, "indicator", r % 3 == 0 ? "homes" : "inhabitants");
        gouw_table_set_text(t, "outcome", r < n ? "open" : "met");
        gouw_table_set_real(t, "change", asked < 0 ? -1000 : 1000);
        gouw_table_set_real(t, "required_rate", asked);
        gouw_table_set_real(t, "observed_rate", past);
        if (r % 5 == 4)
            continue;
        gouw_table_set_real(t, "observed_low", past - wide);
        gouw_table_set_real(t, "observed_high", past + wide);
    }
    return t;
}

static const gouw_column PROGRESS_COLUMNS[] = {DATE_COLUMN("left"), DATE_COLUMN("right"),
                                               REAL_COLUMN("mass")};
static const gouw_table_spec PROGRESS_SPEC = SPEC("progress", PROGRESS_COLUMNS);
static const gouw_column FIT_COLUMNS[] = {TEXT_COLUMN("stage"), INTEGER_COLUMN("regions"),
                                          INTEGER_COLUMN("dated"), INTEGER_COLUMN("undated")};
static const gouw_table_spec FIT_SPEC = SPEC("progress_fit", FIT_COLUMNS);

/* Innermost intervals as an estimate might have them; the last one open where n is odd. */
static inline void sample_progress(sample *s, gouw_table **progress, gouw_table **fit) {
    const size_t n = s->n_regions == 0 ? 11 : s->n_regions, k = n < 12 ? n : 12;
    gouw_day at = AS_OF_2026 + 20;
    *progress = new_table(s, &PROGRESS_SPEC);
    *fit = new_table(s, &FIT_SPEC);
    for (size_t i = 0; i < k; i++) {
        const gouw_day end = at + (gouw_day)below(s, 60);
        add_row(*progress);
        gouw_table_set_date(*progress, "left", at);
        gouw_table_set_date(*progress, "right", i + 1 == k && n % 2 ? GOUW_DAY_NONE : end);
        gouw_table_set_real(*progress, "mass", 1.0 / (double)k);
        at = end + 1 + (gouw_day)below(s, 50);
    }
    add_row(*fit);
    gouw_table_set_text(*fit, "stage", "plan_adopted");
    gouw_table_set_integer(*fit, "regions", (int64_t)n);
    gouw_table_set_integer(*fit, "dated", (int64_t)(n - n / 3 - n / 8));
    gouw_table_set_integer(*fit, "undated", (int64_t)(n / 8));
}

static const gouw_column DIFF_COLUMNS[] = {
    TEXT_COLUMN("kind"),          TEXT_COLUMN("region"),   TEXT_COLUMN("item"),
    TEXT_COLUMN("old"),           TEXT_COLUMN("new"),      INTEGER_COLUMN("change_min"),
    INTEGER_COLUMN("change_max"), TEXT_COLUMN("certainty")};
static const gouw_table_spec DIFF_SPEC = SPEC("diff", DIFF_COLUMNS);

static inline gouw_table *sample_diff(sample *s) {
    static const char *const items[] = {"plan_adopted", "draft_plan", "dialogue: talks",
                                        "agenda_ready"};
    gouw_table *t = new_table(s, &DIFF_SPEC);
    for (size_t i = 0; i < s->labels->n_rows; i++) {
        const int64_t low = (int64_t)below(s, 300) - 90, length = below(s, 200);
        if (strcmp(gouw_table_text(s->labels, i, "kind"), "region") != 0)
            continue;
        add_row(t);
        gouw_table_set_text(t, "kind", i % 3 == 2 ? "new" : "moved");
        gouw_table_set_text(t, "region", gouw_table_text(s->labels, i, "id"));
        gouw_table_set_text(t, "item", items[i % COUNT(items)]);
        gouw_table_set_text(t, "old", i % 2 ? "begin 2026" : "juni 2026");
        gouw_table_set_text(t, "new",
                            i % 5 ? "eind 2026" : "na een uitgebreide gespreksronde in 2027");
        if (i % 3 == 2)
            continue;
        gouw_table_set_integer(t, "change_min", low);
        if (i % 7 != 3)
            gouw_table_set_integer(t, "change_max", low + length);
        gouw_table_set_text(t, "certainty", low > 0 || low + length < 0 ? "certain" : "possible");
    }
    return t;
}

static const gouw_column ORDER_COLUMNS[] = {TEXT_COLUMN("region_a"), TEXT_COLUMN("region_b"),
                                            REAL_COLUMN("p_before"), REAL_COLUMN("p_same"),
                                            REAL_COLUMN("p_after")};
static const gouw_table_spec ORDER_SPEC = SPEC("order", ORDER_COLUMNS);

/* Regions take a step around random days, some in three at an open date. */
static inline gouw_table *sample_order(sample *s) {
    gouw_table *t = new_table(s, &ORDER_SPEC);
    double at[256] = {0}, wide[256] = {0};
    const char *ids[256];
    size_t n = 0;
    for (size_t i = 0; i < s->labels->n_rows && n < COUNT(ids); i++) {
        if (strcmp(gouw_table_text(s->labels, i, "kind"), "region") != 0)
            continue;
        ids[n] = gouw_table_text(s->labels, i, "id");
        at[n] = below(s, 400);
        wide[n++] = 1 + below(s, 150);
    }
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++) {
            const double p = 0.5 + (at[b] - at[a]) / (wide[a] + wide[b]);
            add_row(t);
            gouw_table_set_text(t, "region_a", ids[a]);
            gouw_table_set_text(t, "region_b", ids[b]);
            if (a % 9 == 5 || b % 9 == 5)
                continue;
            gouw_table_set_real(t, "p_before", p < 0 ? 0 : p > 1 ? 1 : p);
            gouw_table_set_real(t, "p_same", 0);
        }
    return t;
}

static const gouw_column INTERSECT_COLUMNS[] = {INTEGER_COLUMN("rank"), INTEGER_COLUMN("degree"),
                                                INTEGER_COLUMN("size"), REAL_COLUMN("expected"),
                                                REAL_COLUMN("p_upper"), TEXT_COLUMN("sets"),
                                                TEXT_COLUMN("members")};
static const gouw_table_spec INTERSECT_SPEC = SPEC("intersect", INTERSECT_COLUMNS);

/* Pairs of themes with the regions that name both. */
static inline gouw_table *sample_intersect(sample *s, const gouw_table *mentions) {
    gouw_table *t = new_table(s, &INTERSECT_SPEC);
    uint64_t *sets = NULL;
    const size_t n = theme_sets(s, mentions, &sets);
    for (size_t a = 0; theme_id(a) != NULL && a < 8; a++)
        for (size_t b = a + 1 + a % 2; theme_id(b) != NULL && b < 12; b += 2) {
            const char *members = "";
            size_t size = 0;
            for (size_t r = 0; r < n; r++) {
                if (!(sets[r] >> a & 1) || !(sets[r] >> b & 1))
                    continue;
                members = gouw_arena_format(&s->arena, size == 0 ? "%s%s" : "%s;%s", members,
                                            gouw_table_text(s->labels, r, "id"));
                size++;
            }
            add_row(t);
            gouw_table_set_integer(t, "degree", 2);
            gouw_table_set_integer(t, "size", (int64_t)size);
            gouw_table_set_real(t, "expected", (double)size * 0.8 + 0.3);
            gouw_table_set_text(
                t, "sets",
                a == 0 && b == 1 ? ""
                                 : gouw_arena_format(&s->arena, "%s;%s", theme_id(a), theme_id(b)));
            gouw_table_set_text(t, "members", members);
        }
    return t;
}

static const gouw_column ATTRIBUTES_COLUMNS[] = {TEXT_COLUMN("region"), TEXT_COLUMN("attribute"),
                                                 TEXT_COLUMN("kind"), TEXT_COLUMN("value"),
                                                 REAL_COLUMN("number")};
static const gouw_table_spec ATTRIBUTES_SPEC = SPEC("attributes", ATTRIBUTES_COLUMNS);

/* An attribute of each kind and more, every fifth value not stated. */
static inline gouw_table *sample_attributes(sample *s) {
    static const char *const names[] = {"area_km2", "province", "youth_involved",   "vision_year",
                                        "change",   "partners", "lead_organisation"};
    static const char *const kinds[] = {"number", "text", "yesno", "number",
                                        "number", "list", "text"};
    static const char *const lists[] = {"a;b", "one", "a;b;c;d;e;f;g;h;i", "x;y;z"};
    gouw_table *t = new_table(s, &ATTRIBUTES_SPEC);
    for (size_t i = 0; i < s->labels->n_rows; i++) {
        if (strcmp(gouw_table_text(s->labels, i, "kind"), "region") != 0)
            continue;
        for (size_t a = 0; a < COUNT(names); a++) {
            const double number = a == 0   ? 40 + below(s, 3000)
                                  : a == 2 ? below(s, 2)
                                  : a == 3 ? 2035 + below(s, 15)
                                           : (double)below(s, 900) - 300;
            const char *value = gouw_arena_format(&s->arena, "%.0f", number);
            add_row(t);
            gouw_table_set_text(t, "region", gouw_table_text(s->labels, i, "id"));
            gouw_table_set_text(t, "attribute", names[a]);
            gouw_table_set_text(t, "kind", kinds[a]);
            if (below(s, 5) == 0)
                continue;
            value = a == 1   ? sample_name(s, below(s, 4))
                    : a == 2 ? (number > 0 ? "yes" : "no")
                    : a == 5 ? lists[below(s, 4)]
                    : a == 6 ? sample_name(s, i)
                             : value;
            gouw_table_set_text(t, "value", value);
            if (strcmp(kinds[a], "number") == 0 || a == 2)
                gouw_table_set_real(t, "number", number);
        }
    }
    return t;
}

static const gouw_column COOCCUR_COLUMNS[] = {TEXT_COLUMN("theme_a"), TEXT_COLUMN("theme_b"),
                                              INTEGER_COLUMN("n_a"),  INTEGER_COLUMN("n_b"),
                                              INTEGER_COLUMN("both"), REAL_COLUMN("p_adjusted")};
static const gouw_table_spec COOCCUR_SPEC = SPEC("cooccur", COOCCUR_COLUMNS);

/* The themes as sets of regions; some pairs far from chance count as notable. */
static inline gouw_table *sample_cooccur(sample *s, const gouw_table *mentions) {
    gouw_table *t = new_table(s, &COOCCUR_SPEC);
    uint64_t *sets = NULL;
    const size_t n = theme_sets(s, mentions, &sets);
    for (size_t a = 0; theme_id(a) != NULL; a++)
        for (size_t b = a + 1; theme_id(b) != NULL; b++) {
            int n_a = 0, n_b = 0, both = 0;
            for (size_t r = 0; r < n; r++) {
                n_a += (int)(sets[r] >> a & 1);
                n_b += (int)(sets[r] >> b & 1);
                both += (int)(sets[r] >> a & sets[r] >> b & 1);
            }
            add_row(t);
            gouw_table_set_text(t, "theme_a", theme_id(a));
            gouw_table_set_text(t, "theme_b", theme_id(b));
            gouw_table_set_integer(t, "n_a", n_a);
            gouw_table_set_integer(t, "n_b", n_b);
            gouw_table_set_integer(t, "both", both);
            gouw_table_set_real(t, "p_adjusted", s->n_regions > 0 && (a + b) % 23 == 3 ? 0.02 : 1);
        }
    return t;
}

static const gouw_column ORDINATE_COLUMNS[] = {TEXT_COLUMN("region"), REAL_COLUMN("axis1"),
                                               REAL_COLUMN("axis2")};
static const gouw_table_spec ORDINATE_SPEC = SPEC("ordinate", ORDINATE_COLUMNS);

/* Places in a few clouds; every sixth region where the one before it is. */
static inline gouw_table *sample_ordinate(sample *s) {
    gouw_table *t = new_table(s, &ORDINATE_SPEC);
    double x = 0, y = 0;
    for (size_t i = 0; i < s->labels->n_rows; i++) {
        if (strcmp(gouw_table_text(s->labels, i, "kind"), "region") != 0)
            continue;
        if (i % 6 != 5) {
            x = (double)(i % 3) + (double)below(s, 1000) / 1000;
            y = (double)(i % 2) + (double)below(s, 1000) / 1200;
        }
        add_row(t);
        gouw_table_set_text(t, "region", gouw_table_text(s->labels, i, "id"));
        gouw_table_set_real(t, "axis1", x);
        gouw_table_set_real(t, "axis2", y);
    }
    return t;
}

#endif
