/* Combinations of regions by the themes they name, or of themes by the regions that name them.
 *
 * Which combinations are listed, and why not all 2^n: stat/intersect.h. Chance, for sets that
 * choose their items independently with their sizes fixed:
 *
 *     distinct    m prod(in) n_i/m prod(out) (1 - n_i/m)
 *     inclusive   m prod(in) n_i/m, and p_upper from the exact distribution (stat/multiset.h)
 *     union       m (1 - prod(in) (1 - n_i/m))
 *
 * A combination that stands out by p_upper was picked from many; its p is not adjusted for that.
 *
 * "both" looks from the themes, too, in a table of its own. Few regions name exactly the same
 * themes, so that this one is of all regions that name them (inclusive), and of any number of
 * themes as long as the list is one that somebody reads.
 */
#include <math.h>
#include <stdlib.h>

#include "analysis/join.h"
#include "analysis/theme_sets.h"
#include "base/i18n.h"
#include "stat/intersect.h"
#include "stat/multiset.h"

typedef struct intersect_options {
    gouw_theme_options view;
    int sets, mode; /* sets_choice, gouw_intersect_mode */
    int64_t max_degree;
} intersect_options;

typedef enum sets_choice { SETS_REGIONS, SETS_THEMES, SETS_BOTH } sets_choice;

static const char *const sets_choices[] = {"regions", "themes", "both", NULL};
static const char *const mode_choices[] = {"distinct", "inclusive", "union", NULL};

/* More rows than this nobody reads; more combinations than that nobody waits for. A table that was
 * not asked for by name is kept shorter. */
enum { MOST_LISTED = 100000, MOST_COUNTED = 1000000, MOST_BESIDE = 5000 };

/* Each combination but a distinct one is compared with all sets, once for each of them. */
enum { MOST_CLOSED = 5000 };

static const gouw_option options[] = {
    GOUW_THEME_OPTIONS,
    {.kind = GOUW_OPTION_CHOICE,
     .name = "sets",
     .offset = offsetof(intersect_options, sets),
     .value_default = "regions",
     .choices = sets_choices,
     .argument = N_("WHAT"),
     .help = N_("regions: combine regions, members are themes; themes: the other way round; both: "
                "regions, and in a second table which themes are named together")},
    {.kind = GOUW_OPTION_CHOICE,
     .name = "mode",
     .offset = offsetof(intersect_options, mode),
     .value_default = "distinct",
     .choices = mode_choices,
     .argument = N_("MODE"),
     .help = N_("distinct: members of exactly these sets; inclusive: of all of these; union: of "
                "any of these")},
    {.kind = GOUW_OPTION_INTEGER,
     .name = "max-degree",
     .offset = offsetof(intersect_options, max_degree),
     .value_default = "0",
     .minimum = 0,
     .maximum = 100000,
     .argument = N_("N"),
     .help = N_("for inclusive and union: combine at most N sets; 0: any number")},
};

static const gouw_column columns[] = {
    {"rank", GOUW_INTEGER, "", N_("largest first; equal sizes: fewer sets first"), GOUW_LOOK_PLAIN},
    {"degree", GOUW_INTEGER, "sets", N_("how many sets are combined"), GOUW_LOOK_PLAIN},
    {"size", GOUW_INTEGER, "members", N_("how many members the combination has"), GOUW_LOOK_PLAIN},
    {"expected", GOUW_REAL, "members", N_("members that chance would give"), GOUW_LOOK_PLAIN},
    {"p_upper", GOUW_REAL, "",
     N_("inclusive, two sets or more: chance of as many or more members; not adjusted for "
        "the number of combinations"),
     GOUW_LOOK_P},
    {"sets", GOUW_TEXT, "", N_("ids of the sets combined, separated by ';'"), GOUW_LOOK_PLAIN},
    {"members", GOUW_TEXT, "", N_("ids of the members, separated by ';'"), GOUW_LOOK_PLAIN},
};
static const gouw_table_spec intersect_spec = {.name = "intersect",
                                               .title = N_("Combinations"),
                                               .columns = columns,
                                               .n_columns = sizeof columns / sizeof columns[0]};
static const gouw_table_spec beside_spec = {.name = "intersect_themes",
                                            .title = N_("Themes named together"),
                                            .columns = columns,
                                            .n_columns = sizeof columns / sizeof columns[0]};

typedef struct found {
    const uint64_t *sets, *items;
    uint32_t degree, size;
} found;

/* The sets, their names, and what was found. */
typedef struct collection {
    const gouw_run *run;
    const gouw_theme_view *view;
    bool of_regions; /* regions are the sets and themes their members */
    gouw_intersect_mode mode;
    uint32_t min_degree, max_degree;
    gouw_bits bits;
    uint32_t *size;
    size_t set_words, n_found;
    found *found;
    gouw_error *error;
} collection;

static const char *id_of(const collection *c, bool of_set, size_t index) {
    const gouw_dataset *dataset = c->run->datasets[0];
    if (of_set == c->of_regions)
        return dataset->regions[index].id;
    return dataset->themes[c->view->themes[index]].id;
}

static gouw_status fill_sets(collection *c) {
    const size_t n_regions = c->run->datasets[0]->n_regions, n_themes = c->view->n_themes;
    const bool regions = c->of_regions;
    const gouw_status status = gouw_bits_init(&c->bits, regions ? n_regions : n_themes,
                                              regions ? n_themes : n_regions, c->run->arena,
                                              c->error);
    if (status != GOUW_OK)
        return status;
    for (size_t i = 0; i < c->view->n_mentions; i++) {
        const gouw_mention *m = &c->view->mentions[i];
        gouw_bits_set(&c->bits, regions ? m->region : m->theme, regions ? m->theme : m->region);
    }
    c->set_words = c->bits.n_rows == 0 ? 1 : (c->bits.n_rows + 63) / 64;
    c->size = gouw_arena_array(c->run->arena, c->bits.n_rows, sizeof *c->size);
    if (c->size == NULL)
        return gouw_fail_memory(c->error, c->bits.n_rows * sizeof *c->size);
    gouw_bits_sizes(&c->bits, c->size);
    return GOUW_OK;
}

static uint64_t *copy(const collection *c, const uint64_t *words, size_t n) {
    uint64_t *kept = gouw_arena_array(c->run->arena, n, sizeof *kept);
    for (size_t w = 0; w < n && kept != NULL; w++)
        kept[w] = words[w];
    return kept;
}

static gouw_status keep(void *context, const gouw_combination *is) {
    collection *c = context;
    if (c->n_found % 1024 == 0 && c->run->interrupted != NULL && c->run->interrupted(c->run->watch))
        return gouw_fail(c->error, GOUW_EINTERRUPT, _("stopped on request"));
    if (is->degree < c->min_degree)
        return GOUW_OK;
    const found one = {.sets = copy(c, is->sets, c->set_words),
                       .items = copy(c, is->items, c->bits.stride),
                       .degree = is->degree,
                       .size = is->size};
    if (one.sets == NULL || one.items == NULL)
        return gouw_fail_memory(c->error, c->bits.stride * sizeof(uint64_t));
    c->found[c->n_found++] = one;
    return GOUW_OK;
}

static gouw_status search(collection *c, size_t limit, gouw_combination_visit visit, size_t *n) {
    return gouw_intersect(&c->bits, c->mode, c->max_degree, limit, visit, c, n, c->run->arena,
                          c->error);
}

/* Looks up now and then, and keeps nothing. */
static gouw_status count(void *context, const gouw_combination *is) {
    const collection *c = context;
    (void)is;
    if (c->run->interrupted != NULL && c->run->interrupted(c->run->watch))
        return gouw_fail(c->error, GOUW_EINTERRUPT, _("stopped on request"));
    return GOUW_OK;
}

static gouw_status check_sets(const collection *c) {
    if (c->mode == GOUW_INTERSECT_DISTINCT || c->bits.n_rows <= MOST_CLOSED)
        return GOUW_OK;
    return gouw_fail(c->error, GOUW_EUSAGE,
                     _("--mode %s of %s sets takes hours or days, since each combination is "
                       "compared with all of them; at most %d can be combined; use --mode "
                       "distinct, or --sets themes"),
                     mode_choices[c->mode], _d((double)c->bits.n_rows, 0), MOST_CLOSED);
}

/* Counts first, so that nothing is kept of what cannot be listed. */
static gouw_status find(collection *c) {
    size_t n;
    gouw_status status = check_sets(c);
    if (status == GOUW_OK)
        status = search(c, MOST_COUNTED, count, &n);
    if (status != GOUW_OK)
        return status;
    if (n > MOST_COUNTED)
        return gouw_fail(c->error, GOUW_EUSAGE,
                         _("there are more than %d combinations, and at most %d can be listed; "
                           "set a lower --max-degree or look at fewer --themes"),
                         MOST_COUNTED, MOST_LISTED);
    if (n > MOST_LISTED)
        return gouw_fail(c->error, GOUW_EUSAGE,
                         _("there are %zu combinations, and at most %d can be listed; set a lower "
                           "--max-degree or look at fewer --themes"),
                         n, MOST_LISTED);
    c->found = gouw_arena_array(c->run->arena, n, sizeof *c->found);
    if (c->found == NULL)
        return gouw_fail_memory(c->error, n * sizeof *c->found);
    return search(c, n, keep, &n);
}

/* Larger, then of fewer sets, then of the sets that stand first. */
static int by_rank(const void *x, const void *y) {
    const found *a = x, *b = y;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    if (a->degree != b->degree)
        return a->degree < b->degree ? -1 : 1;
    if (a->sets == b->sets) /* qsort may compare one with itself */
        return 0;
    size_t w = 0;
    while (a->degree > 0 && a->sets[w] == b->sets[w])
        w++;
    const uint64_t differ = a->sets[w] ^ b->sets[w];
    return (a->sets[w] & differ & (0 - differ)) != 0 ? -1 : 1;
}

static double expected(const collection *c, const found *f) {
    const double m = (double)c->bits.n_columns;
    double in = 1, not_in = 1, out = 1;
    for (size_t i = 0; i < c->bits.n_rows; i++) {
        const double share = m > 0 ? c->size[i] / m : 0;
        if ((f->sets[i / 64] >> i % 64 & 1) == 0) {
            out *= 1 - share;
            continue;
        }
        in *= share;
        not_in *= 1 - share;
    }
    if (c->mode == GOUW_INTERSECT_UNION)
        return m * (1 - not_in);
    return c->mode == GOUW_INTERSECT_DISTINCT ? m * in * out : m * in;
}

static gouw_status p_upper(const collection *c, const found *f, uint32_t *sizes, double *p) {
    *p = NAN;
    if (c->mode != GOUW_INTERSECT_INCLUSIVE || f->degree < 2)
        return GOUW_OK;
    size_t n = 0;
    for (size_t i = 0; i < c->bits.n_rows; i++) {
        if (f->sets[i / 64] >> i % 64 & 1)
            sizes[n++] = c->size[i];
    }
    return gouw_multiset_upper(sizes, n, (uint32_t)c->bits.n_columns, f->size, p, c->error);
}

/* "a;b;c"; NULL when memory is out. */
static const char *join(const collection *c, bool of_sets, const uint64_t *words, size_t n) {
    gouw_join ids = {.arena = c->run->arena};
    for (size_t i = 0; i < n; i++) {
        if ((words[i / 64] >> i % 64 & 1) != 0 && !gouw_join_add(&ids, id_of(c, of_sets, i)))
            return NULL;
    }
    return ids.text == NULL ? "" : ids.text;
}

static gouw_status add_row(const collection *c, size_t rank, uint32_t *sizes, gouw_table *table) {
    const found *f = &c->found[rank];
    double p;
    gouw_status status = p_upper(c, f, sizes, &p);
    if (status == GOUW_OK)
        status = gouw_table_add_row(table, c->error);
    if (status != GOUW_OK)
        return status;
    const char *sets = join(c, true, f->sets, c->bits.n_rows);
    const char *members = join(c, false, f->items, c->bits.n_columns);
    if (sets == NULL || members == NULL)
        return gouw_fail_memory(c->error, c->bits.n_columns);
    gouw_table_set_integer(table, "rank", (int64_t)rank + 1);
    gouw_table_set_integer(table, "degree", f->degree);
    gouw_table_set_integer(table, "size", f->size);
    gouw_table_set_real(table, "expected", expected(c, f));
    gouw_table_set_real(table, "p_upper", p);
    gouw_table_set_text(table, "sets", sets);
    gouw_table_set_text(table, "members", members);
    return GOUW_OK;
}

static gouw_status add_remarks(const collection *c, gouw_results *results) {
    if (c->mode != GOUW_INTERSECT_DISTINCT && c->max_degree == UINT32_MAX)
        return gouw_results_remark(results, c->error, GOUW_NOTE,
                                   _n("%zu combination, the largest with its members",
                                      "%zu combinations, each the largest with its members",
                                      c->n_found),
                                   c->n_found);
    if (c->mode != GOUW_INTERSECT_DISTINCT)
        return gouw_results_remark(
            results, c->error, GOUW_NOTE,
            c->max_degree == 1
                ? _n("%zu combination of at most %lld set, the largest with its members",
                     "%zu combinations of at most %lld set, each the largest with its members",
                     c->n_found)
                : _n("%zu combination of at most %lld sets, the largest with its members",
                     "%zu combinations of at most %lld sets, each the largest with its members",
                     c->n_found),
            c->n_found, (long long)c->max_degree);
    size_t n_in_none = 0, n_occurring = c->n_found;
    for (size_t i = 0; i < c->n_found; i++) {
        if (c->found[i].degree == 0) {
            n_in_none = c->found[i].size;
            n_occurring--;
        }
    }
    const size_t m = c->bits.n_columns;
    return gouw_results_remark(
        results, c->error, GOUW_HEADLINE,
        c->of_regions
            ? _("Themes named: %zu of %zu. Different combinations of regions that name them: %zu.")
            : _("Regions that name themes: %zu of %zu. Different combinations of themes that they "
                "name: %zu."),
        m - n_in_none, m, n_occurring);
}

static gouw_status list(collection *c, const gouw_table_spec *spec, gouw_results *results,
                        gouw_table **table) {
    gouw_status status = gouw_results_add(results, spec, table, c->error);
    if (status != GOUW_OK)
        return status;
    if (c->n_found > 1)
        qsort(c->found, c->n_found, sizeof *c->found, by_rank);
    uint32_t *sizes = gouw_arena_array(c->run->arena, c->bits.n_rows, sizeof *sizes);
    if (sizes == NULL)
        return gouw_fail_memory(c->error, c->bits.n_rows * sizeof *sizes);
    for (size_t rank = 0; rank < c->n_found && status == GOUW_OK; rank++)
        status = add_row(c, rank, sizes, *table);
    return status;
}

/* Combinations of any number of themes; where these are too many, of four at most, or fewer; none
 * where even the pairs are too many. */
static gouw_status find_beside(collection *c) {
    size_t n = 0;
    while (c->max_degree >= c->min_degree) {
        const gouw_status status = search(c, MOST_BESIDE, count, &n);
        if (status != GOUW_OK)
            return status;
        if (n <= MOST_BESIDE)
            break;
        c->max_degree = c->max_degree > 4 ? 4 : c->max_degree - 1;
    }
    if (c->max_degree < c->min_degree)
        return GOUW_OK;
    c->found = gouw_arena_array(c->run->arena, n, sizeof *c->found);
    if (c->found == NULL)
        return gouw_fail_memory(c->error, n * sizeof *c->found);
    return search(c, n, keep, &n);
}

typedef struct triple {
    size_t sets[3];
    uint32_t size;
} triple;

/* A third set for a and b that leaves more members than the best so far. */
static void try_thirds(const gouw_bits *bits, size_t a, size_t b, triple *best) {
    const uint64_t *x = gouw_bits_row(bits, a), *y = gouw_bits_row(bits, b);
    for (size_t third = b + 1; third < bits->n_rows; third++) {
        const uint64_t *z = gouw_bits_row(bits, third);
        uint32_t n = 0;
        for (size_t w = 0; w < bits->stride; w++)
            n += gouw_bits_ones(x[w] & y[w] & z[w]);
        if (n > best->size)
            *best = (triple){{a, b, third}, n};
    }
}

/* The three sets with the most common members, the first of equals. A pair with no more members
 * than three sets found before is passed over. */
static triple largest_triple(const gouw_bits *bits, const uint32_t *size) {
    triple best = {0};
    for (size_t a = 0; a < bits->n_rows; a++)
        for (size_t b = a + 1; b < bits->n_rows && size[a] > best.size; b++)
            if (size[b] > best.size && gouw_bits_shared(bits, a, b) > best.size)
                try_thirds(bits, a, b, &best);
    return best;
}

static gouw_status say_together(const collection *c, gouw_results *results) {
    const triple best = largest_triple(&c->bits, c->size);
    const char *labels[3];
    double chance = (double)c->bits.n_columns;
    if (best.size < 2)
        return gouw_results_remark(results, c->error, GOUW_HEADLINE,
                                   _("No three themes are named together by two regions or more."));
    for (size_t i = 0; i < 3; i++) {
        const uint32_t theme = c->view->themes[best.sets[i]];
        labels[i] = gouw_language_label(c->run->datasets[0]->themes[theme].label,
                                        c->run->datasets[0]->themes[theme].label_nl);
        chance *= c->size[best.sets[i]] / (double)c->bits.n_columns;
    }
    return gouw_results_remark(
        results, c->error, GOUW_HEADLINE,
        _("No three themes are named together more often than %s, %s and %s: by %u of %zu regions, "
          "where chance would give %s."),
        labels[0], labels[1], labels[2], best.size, c->bits.n_columns, _d(chance, 1));
}

static gouw_status say_limit(const collection *c, gouw_results *results) {
    if (c->max_degree < c->min_degree)
        return gouw_results_remark(results, c->error, GOUW_NOTE,
                                   _("themes named together are not listed: even the pairs would "
                                     "be more than %d"),
                                   MOST_BESIDE);
    return gouw_results_remark(results, c->error, GOUW_NOTE,
                               _("themes named together: combinations of at most %u themes are "
                                 "listed, since all would be more than %d"),
                               c->max_degree, MOST_BESIDE);
}

static gouw_status add_beside(const gouw_run *run, const gouw_theme_view *view,
                              gouw_results *results, gouw_error *error) {
    gouw_table *table = NULL;
    collection c = {.run = run,
                    .view = view,
                    .mode = GOUW_INTERSECT_INCLUSIVE,
                    .min_degree = 2,
                    .max_degree = UINT32_MAX,
                    .error = error};
    gouw_status status = fill_sets(&c);
    if (status == GOUW_OK)
        status = check_sets(&c);
    if (status == GOUW_OK)
        status = find_beside(&c);
    if (status == GOUW_OK)
        status = list(&c, &beside_spec, results, &table);
    if (status == GOUW_OK && c.max_degree != UINT32_MAX)
        status = say_limit(&c, results);
    return status == GOUW_OK ? say_together(&c, results) : status;
}

static gouw_status run_intersect(const gouw_run *run, gouw_results *results, gouw_error *error) {
    const intersect_options *o = run->options;
    gouw_theme_view view;
    gouw_table *table = NULL;
    collection c = {.run = run,
                    .view = &view,
                    .of_regions = o->sets != SETS_THEMES,
                    .mode = (gouw_intersect_mode)o->mode,
                    .max_degree = o->max_degree == 0 ? UINT32_MAX : (uint32_t)o->max_degree,
                    .error = error};
    gouw_status status = GOUW_OK;
    if (c.mode == GOUW_INTERSECT_DISTINCT)
        status = gouw_run_spare(run, "max-degree", _("--mode inclusive or --mode union"), error);
    if (status == GOUW_OK)
        status = gouw_themes_view(run, &o->view, results, &view, error);
    if (status == GOUW_OK)
        status = fill_sets(&c);
    if (status == GOUW_OK)
        status = find(&c);
    if (status == GOUW_OK)
        status = list(&c, &intersect_spec, results, &table);
    if (status == GOUW_OK)
        status = add_remarks(&c, results);
    if (status == GOUW_OK && o->sets == SETS_BOTH)
        status = add_beside(run, &view, results, error);
    return status;
}

static const gouw_table_spec *const tables[] = {&intersect_spec, &beside_spec};
static const char *const reported[] = {"sets", "both", NULL};

const gouw_analysis gouw_analysis_intersect = {
    .name = "intersect",
    .summary = N_("List which combinations of regions, or of themes, occur"),
    .details = N_(
        "By default, each theme belongs to the one combination of regions that name it. With "
        "--mode inclusive, a combination's members are the themes that all its regions name; "
        "only combinations are listed that cannot be enlarged without losing members, since "
        "the others say nothing new; so it is in the second table of --sets both, of any number of "
        "themes. expected and p_upper are for sets that choose "
        "independently, with their sizes as they are."),
    .needs = GOUW_HAS_THEMES,
    .n_datasets = 1,
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .options_size = sizeof(intersect_options),
    .tables = tables,
    .n_tables = 2,
    .chart = "upset",
    .section = GOUW_SECTION_APPENDIX,
    .reported = reported,
    .run = run_intersect,
};
