/* Which tables each chart is tried with. */
#ifndef TESTS_CHART_RECIPES_H
#define TESTS_CHART_RECIPES_H

#include "chart/samples_more.h"

enum { MOST_TABLES = 8 };

typedef struct recipe {
    const char *name, *chart;
    size_t (*make)(sample *s, const gouw_table **tables); /* the number of tables */
} recipe;

static size_t make_timeline(sample *s, const gouw_table **tables) {
    tables[0] = sample_timeline(s);
    tables[1] = sample_load(s, tables[0]);
    return 2;
}

static size_t make_matrix(sample *s, const gouw_table **tables) {
    tables[0] = sample_mentions(s);
    return 1;
}

static size_t make_clustered_matrix(sample *s, const gouw_table **tables) {
    tables[0] = sample_mentions(s);
    tables[1] = sample_cluster(s, 3);
    return 2;
}

static size_t make_heatmap(sample *s, const gouw_table **tables) {
    tables[0] = sample_overlap(s, sample_mentions(s));
    return 1;
}

static size_t make_clustered_heatmap(sample *s, const gouw_table **tables) {
    gouw_table *tree = NULL, *cluster = NULL;
    const gouw_table *mentions = sample_mentions(s);
    sample_tree(s, mentions, 3, &tree, &cluster);
    tables[0] = sample_overlap(s, mentions);
    tables[1] = tree;
    tables[2] = cluster;
    return 3;
}

static size_t make_growth(sample *s, const gouw_table **tables) {
    gouw_table *trajectories = NULL, *growth = NULL;
    sample_growth(s, &trajectories, &growth);
    tables[0] = trajectories;
    tables[1] = growth;
    return 2;
}

static size_t make_load(sample *s, const gouw_table **tables) {
    tables[0] = sample_load(s, sample_timeline(s));
    return 1;
}

static size_t make_prevalence(sample *s, const gouw_table **tables) {
    tables[0] = sample_prevalence(s, sample_mentions(s));
    return 1;
}

static size_t make_horizons(sample *s, const gouw_table **tables) {
    tables[0] = sample_horizons(s);
    return 1;
}

static size_t make_rates(sample *s, const gouw_table **tables) {
    tables[0] = sample_ranking(s, 5);
    return 1;
}

static size_t make_chance(sample *s, const gouw_table **tables) {
    tables[0] = sample_overlap(s, sample_mentions(s));
    return 1;
}

static size_t make_progress(sample *s, const gouw_table **tables) {
    gouw_table *progress = NULL, *fit = NULL;
    sample_progress(s, &progress, &fit);
    tables[0] = progress;
    tables[1] = fit;
    return 2;
}

static size_t make_slippage(sample *s, const gouw_table **tables) {
    tables[0] = sample_diff(s);
    return 1;
}

static size_t make_order(sample *s, const gouw_table **tables) {
    tables[0] = sample_order(s);
    return 1;
}

static size_t make_dendrogram(sample *s, const gouw_table **tables) {
    gouw_table *tree = NULL, *cluster = NULL;
    sample_tree(s, sample_mentions(s), 3, &tree, &cluster);
    tables[0] = tree;
    tables[1] = cluster;
    return 2;
}

static size_t make_cooccurrence(sample *s, const gouw_table **tables) {
    tables[0] = sample_cooccur(s, sample_mentions(s));
    return 1;
}

static size_t make_attributes(sample *s, const gouw_table **tables) {
    tables[0] = sample_attributes(s);
    return 1;
}

static size_t make_upset(sample *s, const gouw_table **tables) {
    tables[0] = sample_intersect(s, sample_mentions(s));
    return 1;
}

static size_t make_upset_themes(sample *s, const gouw_table **tables) {
    gouw_table *table = sample_intersect(s, sample_mentions(s));
    table->name = "intersect_themes";
    tables[0] = table;
    return 1;
}

static size_t make_ordination(sample *s, const gouw_table **tables) {
    tables[0] = sample_ordinate(s);
    return 1;
}

static size_t make_clustered_ordination(sample *s, const gouw_table **tables) {
    tables[0] = sample_ordinate(s);
    tables[1] = sample_cluster(s, 3);
    return 2;
}

static const recipe RECIPES[] = {{"timeline", "timeline", make_timeline},
                                 {"stages", "stages", make_timeline},
                                 {"matrix", "matrix", make_matrix},
                                 {"matrix-clustered", "matrix", make_clustered_matrix},
                                 {"heatmap", "heatmap", make_heatmap},
                                 {"heatmap-clustered", "heatmap", make_clustered_heatmap},
                                 {"growth", "growth", make_growth},
                                 {"load", "load", make_load},
                                 {"prevalence", "prevalence", make_prevalence},
                                 {"horizons", "horizons", make_horizons},
                                 {"rates", "rates", make_rates},
                                 {"chance", "chance", make_chance},
                                 {"cooccurrence", "cooccurrence", make_cooccurrence},
                                 {"progress", "progress", make_progress},
                                 {"slippage", "slippage", make_slippage},
                                 {"order", "order", make_order},
                                 {"dendrogram", "dendrogram", make_dendrogram},
                                 {"attributes", "attributes", make_attributes},
                                 {"upset", "upset", make_upset},
                                 {"upset_themes", "upset_themes", make_upset_themes},
                                 {"ordination", "ordination", make_ordination},
                                 {"ordination-clustered", "ordination", make_clustered_ordination}};

typedef struct size_case {
    const char *name;
    size_t n;
    name_kind kind;
} size_case;

static const size_case CASES[] = {
    {"npvr", 0, NAMES_PLAIN},       {"2", 2, NAMES_PLAIN},        {"3", 3, NAMES_PLAIN},
    {"11", 11, NAMES_PLAIN},        {"50", 50, NAMES_PLAIN},      {"200", 200, NAMES_PLAIN},
    {"long", 11, NAMES_LONG},       {"long200", 200, NAMES_LONG}, {"equal", 11, NAMES_EQUAL},
    {"hostile", 14, NAMES_HOSTILE},
};

static inline gouw_chart_job make_job(sample *s, const recipe *r, const size_case *c,
                                      const gouw_table **tables, const char *path) {
    sample_open(s, c->n, c->kind);
    const size_t n_tables = r->make(s, tables);
    return (gouw_chart_job){.chart = gouw_chart_find(r->chart),
                            .tables = tables,
                            .n_tables = n_tables,
                            .labels = s->labels,
                            .as_of = AS_OF_2026,
                            .path = path};
}

#endif
