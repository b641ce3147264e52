/* One row a region: the headline of each analysis that the dataset allows, read from that
 * analysis's own tables, so that no number is computed twice.
 */
#include <math.h>
#include <string.h>

#include "analysis/by_id.h"
#include "analysis/by_region.h"
#include "base/i18n.h"
#include "gouw/analysis.h"

static const gouw_column columns[] = {
    {"region", GOUW_TEXT, "", N_("region id"), GOUW_LOOK_PLAIN},
    {"name", GOUW_TEXT, "", N_("name of the region"), GOUW_LOOK_PLAIN},
    {"themes", GOUW_INTEGER, "themes", N_("themes it names (prevalence)"), GOUW_LOOK_PLAIN},
    {"central_themes", GOUW_INTEGER, "themes", N_("of which with weight 2 or more (prevalence)"),
     GOUW_LOOK_PLAIN},
    {"most_alike", GOUW_TEXT, "", N_("the region with the most similar themes (overlap)"),
     GOUW_LOOK_PLAIN},
    {"similarity", GOUW_REAL, "", N_("and how similar, by Jaccard (overlap)"), GOUW_LOOK_PLAIN},
    {"steps_done", GOUW_INTEGER, "steps", N_("steps done (timeline)"), GOUW_LOOK_PLAIN},
    {"steps_planned", GOUW_INTEGER, "steps", N_("steps planned (timeline)"), GOUW_LOOK_PLAIN},
    {"steps_undated", GOUW_INTEGER, "steps", N_("of which without a date (timeline)"),
     GOUW_LOOK_PLAIN},
    {"steps_overdue", GOUW_INTEGER, "steps",
     N_("of which the date has passed; nothing was reported (timeline)"), GOUW_LOOK_PLAIN},
    {"next_step", GOUW_TEXT, "",
     N_("the dated step that may come first; one without a first day counts on its last "
        "(timeline)"),
     GOUW_LOOK_PLAIN},
    {"next_earliest", GOUW_DATE, "", N_("its first possible day; empty if open (timeline)"),
     GOUW_LOOK_PLAIN},
    {"next_latest", GOUW_DATE, "", N_("its last possible day; empty if open (timeline)"),
     GOUW_LOOK_PLAIN},
    {"indicator", GOUW_TEXT, "", N_("what its first target counts (growth)"), GOUW_LOOK_PLAIN},
    {"target", GOUW_REAL, "", N_("the level to reach (growth)"), GOUW_LOOK_WHOLE},
    {"target_year", GOUW_INTEGER, "", N_("as stated; empty where no year is stated (growth)"),
     GOUW_LOOK_PLAIN},
    {"per_year", GOUW_REAL, "a year", N_("change a year that the target asks (growth)"),
     GOUW_LOOK_WHOLE},
    {"observed_per_year", GOUW_REAL, "a year", N_("change a year over the whole series (growth)"),
     GOUW_LOOK_WHOLE},
};
static const gouw_table_spec summary_spec = {.name = "summary",
                                             .title = N_("The regions at a glance"),
                                             .columns = columns,
                                             .n_columns = sizeof columns / sizeof columns[0]};

/* A table, and its rows region by region. */
typedef struct source {
    const gouw_table *table; /* NULL: the dataset has not what it needs */
    gouw_by_region of;
} source;

/* The columns that an analysis feeds; left out when the dataset has no data for it. */
typedef struct source_part {
    const char *analysis, *option, *value; /* an option that it is run with; NULL = none */
    const char *table, *region;            /* its column of region ids */
    void (*fill)(const gouw_dataset *d, const gouw_table *from, const uint32_t *rows, size_t n,
                 gouw_table *row);
    const char *columns[8];
} source_part;

static void fill_themes(const gouw_dataset *d, const gouw_table *from, const uint32_t *rows,
                        size_t n, gouw_table *row) {
    (void)d;
    int64_t central = 0;
    for (size_t i = 0; i < n; i++)
        central += gouw_table_real(from, rows[i], "weight") >= 2;
    gouw_table_set_integer(row, "themes", (int64_t)n);
    gouw_table_set_integer(row, "central_themes", central);
}

/* The list of the most similar of each, which has one row. */
static void fill_overlap(const gouw_dataset *d, const gouw_table *from, const uint32_t *rows,
                         size_t n, gouw_table *row) {
    (void)d;
    if (n == 0 || !(gouw_table_real(from, rows[0], "similarity") > 0))
        return;
    gouw_table_set_text(row, "most_alike", gouw_table_text(from, rows[0], "region_b"));
    gouw_table_set_real(row, "similarity", gouw_table_real(from, rows[0], "similarity"));
}

/* The soonest step is the one with the least of these: the order of the rows does not show. */
typedef struct moment {
    gouw_day first, last;
    uint32_t stage;
} moment;

static bool is_sooner(moment a, moment b) {
    if (a.first != b.first)
        return a.first < b.first;
    return a.last != b.last ? a.last < b.last : a.stage < b.stage;
}

static void fill_steps(const gouw_dataset *d, const gouw_table *from, const uint32_t *rows,
                       size_t n, gouw_table *row) {
    int64_t done = 0, planned = 0, undated = 0, overdue = 0;
    moment next = {GOUW_DAY_MAX, GOUW_DAY_MAX, 0};
    for (size_t i = 0; i < n; i++) {
        const size_t r = rows[i];
        const char *state = gouw_table_text(from, r, "state");
        const bool is_planned = strcmp(gouw_table_text(from, r, "status"), "planned") == 0;
        done += strcmp(state, "done") == 0;
        planned += is_planned;
        undated += strcmp(state, "undated") == 0;
        overdue += strcmp(state, "overdue") == 0;
        const gouw_day earliest = gouw_table_date(from, r, "earliest");
        const gouw_day latest = gouw_table_date(from, r, "latest");
        const gouw_day first = earliest != GOUW_DAY_NONE ? earliest : latest;
        const char *stage = gouw_table_text(from, r, "stage");
        const moment at = {first, latest == GOUW_DAY_NONE ? GOUW_DAY_MAX : latest,
                           gouw_dataset_stage(d, stage)};
        if (!is_planned || strcmp(state, "overdue") == 0 || first == GOUW_DAY_NONE ||
            !is_sooner(at, next))
            continue;
        next = at;
        gouw_table_set_text(row, "next_step", stage);
        gouw_table_set_date(row, "next_earliest", earliest);
        gouw_table_set_date(row, "next_latest", latest);
    }
    gouw_table_set_integer(row, "steps_done", done);
    gouw_table_set_integer(row, "steps_planned", planned);
    gouw_table_set_integer(row, "steps_undated", undated);
    gouw_table_set_integer(row, "steps_overdue", overdue);
}

/* Of the first target. */
static void fill_growth(const gouw_dataset *d, const gouw_table *from, const uint32_t *rows,
                        size_t n, gouw_table *row) {
    (void)d;
    if (n == 0)
        return;
    const size_t r = rows[0];
    gouw_table_set_text(row, "indicator", gouw_table_text(from, r, "indicator"));
    gouw_table_set_real(row, "target", gouw_table_real(from, r, "target"));
    gouw_table_set_integer(row, "target_year", gouw_table_integer(from, r, "target_year"));
    gouw_table_set_real(row, "per_year", gouw_table_real(from, r, "per_year"));
    gouw_table_set_real(row, "observed_per_year", gouw_table_real(from, r, "observed_per_year"));
}

static const source_part parts[] = {
    {"prevalence", NULL, NULL, "mentions", "region", fill_themes, {"themes", "central_themes"}},
    {"overlap", "top", "1", "overlap", "region_a", fill_overlap, {"most_alike", "similarity"}},
    {"timeline",
     NULL,
     NULL,
     "timeline",
     "region",
     fill_steps,
     {"steps_done", "steps_planned", "steps_undated", "steps_overdue", "next_step", "next_earliest",
      "next_latest"}},
    {"growth",
     NULL,
     NULL,
     "growth",
     "region",
     fill_growth,
     {"indicator", "target", "target_year", "per_year", "observed_per_year"}},
};
enum { N_PARTS = sizeof parts / sizeof parts[0] };

/* Runs one part; its table, or NULL where the dataset has not what it needs. */
static gouw_status run_part(const gouw_run *run, const source_part *part, const gouw_table **table,
                            gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    const gouw_analysis *analysis = gouw_analysis_find(part->analysis);
    const char *const settings[] = {part->option, part->value, NULL};
    *table = NULL;
    if ((dataset->has & analysis->needs) != analysis->needs ||
        (analysis->needs_as_of && run->as_of == GOUW_DAY_NONE))
        return GOUW_OK;
    gouw_results inner;
    gouw_results_init(&inner, run->arena);
    gouw_run plain = *run;
    plain.options = NULL;
    const gouw_status status = gouw_analysis_run_with(
        analysis, &plain, part->option == NULL ? NULL : settings, &inner, error);
    *table = gouw_results_find(&inner, part->table);
    return status;
}

static gouw_status sort_rows(const gouw_by_id *ids, const char *column, gouw_arena *arena,
                             source *from, gouw_error *error) {
    const size_t n = from->table->n_rows;
    uint32_t *region = gouw_arena_array(arena, n, sizeof *region);
    if (region == NULL)
        return gouw_fail_memory(error, n * sizeof *region);
    for (size_t r = 0; r < n; r++)
        region[r] = gouw_by_id_find(ids, gouw_table_text(from->table, r, column));
    return gouw_by_region_make(region, sizeof *region, n, ids->n, arena, &from->of, error);
}

static gouw_status run_parts(const gouw_run *run, gouw_table *table, source from[N_PARTS],
                             gouw_error *error) {
    gouw_by_id ids;
    gouw_status status = gouw_by_id_make(run->datasets[0], run->arena, &ids, error);
    for (size_t p = 0; p < N_PARTS && status == GOUW_OK; p++) {
        status = run_part(run, &parts[p], &from[p].table, error);
        if (status == GOUW_OK && from[p].table != NULL)
            status = sort_rows(&ids, parts[p].region, run->arena, &from[p], error);
        for (size_t c = 0;
             status == GOUW_OK && from[p].table == NULL && parts[p].columns[c] != NULL; c++)
            gouw_table_drop_column(table, parts[p].columns[c]);
    }
    return status;
}

static gouw_status run_summary(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const gouw_dataset *dataset = run->datasets[0];
    source from[N_PARTS] = {{.table = NULL}};
    gouw_table *table;
    gouw_status status = gouw_results_add(results, &summary_spec, &table, error);
    if (status == GOUW_OK)
        status = run_parts(run, table, from, error);
    for (size_t r = 0; r < dataset->n_regions && status == GOUW_OK; r++) {
        status = gouw_table_add_row(table, error);
        if (status != GOUW_OK)
            break;
        gouw_table_set_text(table, "region", dataset->regions[r].id);
        gouw_table_set_text(table, "name", dataset->regions[r].name);
        for (size_t p = 0; p < N_PARTS; p++) {
            const gouw_by_region *of = &from[p].of;
            if (from[p].table != NULL)
                parts[p].fill(dataset, from[p].table, of->rows + of->start[r],
                              of->start[r + 1] - of->start[r], table);
        }
    }
    return status;
}

static const gouw_table_spec *const tables[] = {&summary_spec};

const gouw_analysis gouw_analysis_summary = {
    .name = "summary",
    .summary = N_("Give one row a region with the headline of every analysis"),
    .details = N_("What the dataset has no data for is left out. Steps need a day to look from: "
                  "the edition date or --as-of."),
    .n_datasets = 1,
    .tables = tables,
    .n_tables = 1,
    .section = GOUW_SECTION_REGIONS,
    .run = run_summary,
};
