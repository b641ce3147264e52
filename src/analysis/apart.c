#include "analysis/apart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/list.h"
#include "base/room.h"
#include "stat/pair_index.h"

enum { MOST_NAMED = 20 };

const char *const gouw_apart_on_names[] = {"auto", "themes", "schedule", "attributes", "all", NULL};
const char *const gouw_apart_empty_names[] = {"na", "0", "1", NULL};
const char *const gouw_apart_missing_names[] = {"later", "pairwise", NULL};

typedef struct known_part {
    gouw_apart_on on;
    gouw_apart_prepare_part *prepare;
    const char *missing; /* what to say where it is asked for and there is nothing */
} known_part;

static const known_part known[GOUW_APART_PARTS] = {
    {GOUW_ON_THEMES, gouw_apart_themes,
     N_("--on themes: %s has no themes.csv with region_themes.csv")},
    {GOUW_ON_SCHEDULE, gouw_apart_schedule,
     N_("--on schedule: %s has no stages.csv with milestones.csv")},
    {GOUW_ON_ATTRIBUTES, gouw_apart_attributes,
     N_("--on attributes: regions.csv of %s has no attribute in which regions can be compared")},
};

static gouw_status prepare_parts(const gouw_run *run, const gouw_apart_options *options,
                                 gouw_results *results, gouw_apart *apart, gouw_error *error) {
    const gouw_apart_on on = (gouw_apart_on)options->on;
    for (size_t p = 0; p < GOUW_APART_PARTS; p++) {
        const bool asked = on == known[p].on;
        if (!asked && on != GOUW_ON_ALL && (on != GOUW_ON_AUTO || apart->n_parts > 0))
            continue;
        gouw_apart_part *part = &apart->parts[apart->n_parts];
        const gouw_status status = known[p].prepare(run, options, results, part, error);
        if (status != GOUW_OK)
            return status;
        if (part->fill != NULL)
            apart->n_parts++;
        else if (asked)
            return gouw_fail(error, GOUW_EDATA, gouw_text(known[p].missing),
                             apart->dataset->folder);
    }
    return GOUW_OK;
}

const char *gouw_apart_set_for(const gouw_run *run, const gouw_apart_options *options,
                               gouw_apart_on on) {
    const struct {
        gouw_apart_on on;
        const char *name;
        bool set;
    } rows[] = {
        {GOUW_ON_THEMES, "themes", options->view.themes != NULL},
        {GOUW_ON_THEMES, "basis", options->view.basis != GOUW_BASIS_ANY},
        {GOUW_ON_THEMES, "measure", options->measure != GOUW_JACCARD},
        {GOUW_ON_THEMES, "empty", options->empty != GOUW_EMPTY_NA},
        {GOUW_ON_SCHEDULE, "window", options->window != NULL},
        {GOUW_ON_SCHEDULE, "missing", options->missing != GOUW_MISSING_LATER},
        {GOUW_ON_ATTRIBUTES, "attributes", options->attributes != NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].on == on && (rows[i].set || gouw_run_gave(run, rows[i].name)))
            return rows[i].name;
    return NULL;
}

static bool has_part(const gouw_apart *apart, gouw_apart_on on) {
    for (size_t i = 0; i < apart->n_parts; i++)
        if (strcmp(apart->parts[i].name, gouw_apart_on_names[on]) == 0)
            return true;
    return false;
}

/* An option that changes nothing is a mistake: whoever gives it believes that it does. */
static gouw_status refuse_idle(const gouw_run *run, const gouw_apart_options *options,
                               const gouw_apart *apart, gouw_error *error) {
    for (size_t p = 0; p < GOUW_APART_PARTS; p++) {
        const char *name = gouw_apart_set_for(run, options, known[p].on);
        const char *on = gouw_apart_on_names[known[p].on];
        if (name == NULL || has_part(apart, known[p].on))
            continue;
        if (options->on == GOUW_ON_ALL)
            return gouw_fail(error, GOUW_EUSAGE,
                             _("--%s has no effect: %s has nothing to compare regions by with "
                               "--on %s; leave it out"),
                             name, apart->dataset->folder, on);
        const char *words = gouw_apart_words(apart, run->arena);
        if (words == NULL)
            return gouw_fail_memory(error, GOUW_MESSAGE_MAX);
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--%s has no effect where regions are compared by their %s; it goes "
                           "with --on %s or --on all"),
                         name, words, on);
    }
    return GOUW_OK;
}

static int by_id(const void *a, const void *b) {
    const gouw_region *const *x = a, *const *y = b;
    return strcmp((*x)->id, (*y)->id);
}

/* Ties go by the place of a region, so that is its id's: the order of rows must not decide which
 * regions form a group. */
static gouw_status sort_regions(gouw_apart *apart, gouw_error *error) {
    const gouw_region *all = apart->dataset->regions;
    const gouw_region **sorted = malloc((apart->n + 1) * sizeof *sorted);
    if (sorted == NULL)
        return gouw_fail_memory(error, (apart->n + 1) * sizeof *sorted);
    for (size_t i = 0; i < apart->n; i++)
        sorted[i] = &all[apart->regions[i]];
    qsort(sorted, apart->n, sizeof *sorted, by_id);
    for (size_t i = 0; i < apart->n; i++)
        apart->regions[i] = (uint32_t)(sorted[i] - all);
    free(sorted);
    return GOUW_OK;
}

/* Keeps the regions that some part has, and names some of the others. */
static gouw_status pick_regions(const gouw_run *run, gouw_results *results, gouw_apart *apart,
                                gouw_error *error) {
    const gouw_dataset *d = apart->dataset;
    gouw_list left_out = {.arena = run->arena, .most = MOST_NAMED};
    apart->regions = gouw_arena_array(run->arena, d->n_regions, sizeof *apart->regions);
    if (apart->regions == NULL)
        return gouw_fail_memory(error, d->n_regions * sizeof *apart->regions);
    for (size_t r = 0; r < d->n_regions; r++) {
        bool has = false;
        for (size_t p = 0; p < apart->n_parts; p++)
            has |= apart->parts[p].has[r];
        if (has) {
            apart->regions[apart->n++] = (uint32_t)r;
            continue;
        }
        if (!gouw_list_add(&left_out, gouw_dataset_region_name(d, r)))
            return gouw_fail_memory(error, GOUW_MESSAGE_MAX);
    }
    if (left_out.n == 0 || apart->n_parts == 0)
        return GOUW_OK;
    const char *words = gouw_apart_words(apart, run->arena);
    const char *names = gouw_list_words(&left_out);
    if (words == NULL || names == NULL)
        return gouw_fail_memory(error, GOUW_MESSAGE_MAX);
    return gouw_results_remark(results, error, GOUW_WARNING,
                               _("left out, since nothing is stated of their %s: %s"), words,
                               names);
}

gouw_status gouw_apart_fits(size_t n_regions, gouw_error *error) {
    const double n = (double)n_regions, bytes = 8 * n * n, room = gouw_room();
    if (bytes <= room)
        return GOUW_OK;
    return gouw_fail(error, GOUW_EUSAGE,
                     _("to compare every two of %s regions needs %s, more than the %s of memory "
                       "there is; compare fewer, or list the nearest of each: gouw overlap --top"),
                     _d(n, 0), _b(bytes), _b(room));
}

gouw_status gouw_apart_prepare(const gouw_run *run, const gouw_apart_options *options,
                               gouw_results *results, gouw_apart *apart, gouw_error *error) {
    *apart = (gouw_apart){.dataset = run->datasets[0]};
    const gouw_status status = prepare_parts(run, options, results, apart, error);
    if (status != GOUW_OK)
        return status;
    if (apart->n_parts == 0)
        return gouw_results_remark(results, error, GOUW_WARNING,
                                   _("there are no themes, dates or attributes in which regions "
                                     "can be compared"));
    gouw_status picked = refuse_idle(run, options, apart, error);
    if (picked == GOUW_OK)
        picked = pick_regions(run, results, apart, error);
    if (picked == GOUW_OK)
        picked = sort_regions(apart, error);
    return picked;
}

static gouw_status fail_pair(const gouw_apart *apart, size_t pair, gouw_error *error) {
    const gouw_region *regions = apart->dataset->regions;
    size_t a = 0;
    while (pair >= apart->n - a - 1)
        pair -= apart->n - a++ - 1;
    return gouw_fail(error, GOUW_EDATA,
                     _("%s and %s have nothing stated in which they can be compared; compare fewer "
                       "or other things (--on, --attributes, --missing, --empty)"),
                     regions[apart->regions[a]].name, regions[apart->regions[a + 1 + pair]].name);
}

/* An undefined distance of drawn data becomes the largest of the draw. */
static void settle(double *out, size_t n_pairs) {
    double largest = 0;
    for (size_t k = 0; k < n_pairs; k++)
        largest = out[k] > largest ? out[k] : largest;
    for (size_t k = 0; k < n_pairs; k++)
        out[k] = isnan(out[k]) ? largest : out[k];
}

/* Adds distances divided by their mean to sum, and counts them. A part without any distance, all
 * regions being alike in it, adds nothing but is counted. */
static void add_scaled(const double *distances, size_t n_pairs, double *sum, uint32_t *count) {
    double total = 0;
    size_t n_defined = 0;
    for (size_t k = 0; k < n_pairs; k++)
        if (!isnan(distances[k])) {
            total += distances[k];
            n_defined++;
        }
    const double mean = total > 0 ? total / (double)n_defined : 1;
    for (size_t k = 0; k < n_pairs; k++)
        if (!isnan(distances[k])) {
            sum[k] += distances[k] / mean;
            count[k]++;
        }
}

static gouw_status fill_all(const gouw_apart *apart, gouw_apart_data which, gouw_random *random,
                            double *out, gouw_error *error) {
    const size_t n_pairs = gouw_pair_count(apart->n);
    double *one = malloc((n_pairs + 1) * sizeof *one);
    uint32_t *count = calloc(n_pairs + 1, sizeof *count);
    gouw_status status = GOUW_OK;
    if (one == NULL || count == NULL)
        status = gouw_fail_memory(error, (n_pairs + 1) * sizeof *one);
    for (size_t k = 0; k < n_pairs; k++)
        out[k] = 0;
    for (size_t p = 0; p < apart->n_parts && status == GOUW_OK; p++) {
        const gouw_apart_part *part = &apart->parts[p];
        status = part->fill(part->data, apart->regions, apart->n, which, random, one, error);
        if (status == GOUW_OK)
            add_scaled(one, n_pairs, out, count);
    }
    for (size_t k = 0; k < n_pairs && status == GOUW_OK; k++)
        out[k] = count[k] == 0 ? (double)NAN : out[k] / count[k];
    free(one);
    free(count);
    return status;
}

gouw_status gouw_apart_fill(const gouw_apart *apart, gouw_apart_data which, gouw_random *random,
                            double *out, gouw_error *error) {
    const size_t n_pairs = gouw_pair_count(apart->n);
    const gouw_apart_part *only = &apart->parts[0];
    const gouw_status status = apart->n_parts == 1 ? only->fill(only->data, apart->regions,
                                                                apart->n, which, random, out, error)
                                                   : fill_all(apart, which, random, out, error);
    if (status != GOUW_OK)
        return status;
    if (which != GOUW_DATA_OBSERVED) {
        settle(out, n_pairs);
        return GOUW_OK;
    }
    for (size_t k = 0; k < n_pairs; k++)
        if (isnan(out[k]))
            return fail_pair(apart, k, error);
    return GOUW_OK;
}

bool gouw_apart_rows(const gouw_apart *apart) {
    return apart->n_parts == 1 && apart->parts[0].source != NULL;
}

gouw_status gouw_apart_source(const gouw_apart *apart, const gouw_run *run, gouw_distances *source,
                              gouw_error *error) {
    const gouw_apart_part *only = &apart->parts[0];
    return only->source(only->data, run, apart->regions, apart->n, source, error);
}

const char *gouw_apart_words(const gouw_apart *apart, gouw_arena *arena) {
    const gouw_apart_part *p = apart->parts;
    gouw_list list = {.arena = arena};
    for (size_t i = 0; i < apart->n_parts; i++)
        if (!gouw_list_add(&list, gouw_text(p[i].name)))
            return NULL;
    return gouw_list_words(&list);
}
