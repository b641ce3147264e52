/* Distance by attributes: Gower's (stat/gower.h) over the columns of regions.csv.
 *
 * A number is compared by its range, yes/no and text by being equal, a list as a set. Left out
 * unless asked for: coordinates and former ids, what is the same wherever it is stated (yes/no
 * with only yes among it), and text that differs in every row, which compares nothing.
 *
 * Resampled: as many attributes, drawn with replacement. Without structure: each attribute dealt
 * among the regions at random.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/apart.h"
#include "base/i18n.h"
#include "gouw/text.h"
#include "stat/gower.h"
#include "stat/pair_index.h"

/* An attribute by region of the dataset, in the form that Gower's distance reads. */
typedef struct attribute_data {
    size_t n_columns;
    gouw_gower_column *columns;
} attribute_data;

/* ---- distances ------------------------------------------------------------------------------ */

static size_t size_of_set(const gouw_gower_column *from, uint32_t row) {
    return from->start[row + 1] - from->start[row];
}

/* Row i of to is row rows[i] of from. */
static bool gather(const gouw_gower_column *from, const uint32_t *rows, size_t n, gouw_arena *arena,
                   gouw_gower_column *to) {
    *to = (gouw_gower_column){.kind = from->kind, .weight = 1};
    if (from->number != NULL) {
        double *number = gouw_arena_array(arena, n, sizeof *number);
        for (size_t i = 0; i < n && number != NULL; i++)
            number[i] = from->number[rows[i]];
        to->number = number;
        return number != NULL;
    }
    if (from->code != NULL) {
        uint32_t *code = gouw_arena_array(arena, n, sizeof *code);
        for (size_t i = 0; i < n && code != NULL; i++)
            code[i] = from->code[rows[i]];
        to->code = code;
        return code != NULL;
    }
    uint32_t *start = gouw_arena_array(arena, n + 1, sizeof *start);
    for (size_t i = 0; i < n && start != NULL; i++)
        start[i + 1] = start[i] + (uint32_t)size_of_set(from, rows[i]);
    uint32_t *member = start == NULL ? NULL : gouw_arena_array(arena, start[n], sizeof *member);
    for (size_t i = 0; i < n && member != NULL; i++)
        memcpy(member + start[i], from->member + from->start[rows[i]],
               size_of_set(from, rows[i]) * sizeof *member);
    to->start = start;
    to->member = member;
    return member != NULL;
}

static bool draw_columns(const attribute_data *a, const uint32_t *regions, size_t n,
                         gouw_apart_data which, gouw_random *random, gouw_arena *arena,
                         gouw_gower_column *columns) {
    uint32_t *rows = gouw_arena_array(arena, n, sizeof *rows);
    if (rows == NULL)
        return false;
    memcpy(rows, regions, n * sizeof *rows);
    for (size_t c = 0; c < a->n_columns; c++) {
        const size_t from = which == GOUW_DATA_RESAMPLED
                                ? gouw_random_below(random, (uint32_t)a->n_columns)
                                : c;
        if (which == GOUW_DATA_NULL)
            gouw_random_shuffle(random, rows, (uint32_t)n);
        if (!gather(&a->columns[from], rows, n, arena, &columns[c]))
            return false;
    }
    return true;
}

static gouw_status fill(const void *data, const uint32_t *regions, size_t n, gouw_apart_data which,
                        gouw_random *random, double *out, gouw_error *error) {
    const attribute_data *a = data;
    gouw_arena arena = GOUW_ARENA_INIT;
    size_t n_incomparable;
    gouw_gower_column *columns = gouw_arena_array(&arena, a->n_columns, sizeof *columns);
    gouw_status status = GOUW_OK;
    if (columns == NULL || !draw_columns(a, regions, n, which, random, &arena, columns))
        status = gouw_fail_memory(error, a->n_columns * sizeof *columns);
    else
        status = gouw_gower(columns, a->n_columns, n, out, NULL, &n_incomparable, error);
    gouw_arena_release(&arena);
    return status;
}

/* ---- reading attributes --------------------------------------------------------------------- */

/* Why an attribute compares nothing; NULL when it does. */
static const char *why_not(const gouw_attribute *attribute, size_t n) {
    static const char *const not_compared[] = {"lat", "lon", "former_id"};
    for (size_t i = 0; i < sizeof not_compared / sizeof *not_compared; i++)
        if (strcmp(attribute->name, not_compared[i]) == 0)
            return N_("it says where a region is, not what it is like");
    const char *first = NULL;
    bool same = true, all_differ = attribute->kind == GOUW_ATTRIBUTE_TEXT;
    for (size_t r = 0; r < n; r++) {
        const char *text = attribute->text[r];
        if (text == NULL)
            continue;
        first = first == NULL ? text : first;
        same = same && strcmp(first, text) == 0;
        for (size_t q = 0; q < r && all_differ; q++)
            all_differ = attribute->text[q] == NULL || strcmp(attribute->text[q], text) != 0;
    }
    if (first == NULL)
        return N_("it is not stated anywhere");
    if (same && attribute->kind == GOUW_ATTRIBUTE_YESNO)
        return N_("one answer only, which carries nothing");
    if (same)
        return N_("it is the same wherever it is stated");
    return all_differ ? N_("it differs in every row") : NULL;
}

typedef struct part_text {
    const char *text;
    size_t length;
} part_text;

/* The next member of a list, trimmed; false at the end. */
static bool next_member(const char **at, part_text *member) {
    while (**at != '\0') {
        const char *begin = *at + strspn(*at, "; ");
        const char *end = begin + strcspn(begin, ";");
        *at = end;
        while (end > begin && end[-1] == ' ')
            end--;
        *member = (part_text){begin, (size_t)(end - begin)};
        if (end > begin)
            return true;
    }
    return false;
}

/* The number of a text among those seen; a new one is added. names has room. */
static uint32_t code_of(part_text text, part_text *names, uint32_t *n_names) {
    for (uint32_t k = 0; k < *n_names; k++)
        if (names[k].length == text.length && memcmp(names[k].text, text.text, text.length) == 0)
            return k;
    names[*n_names] = text;
    return (*n_names)++;
}

static size_t count_members(const gouw_attribute *attribute, size_t n) {
    size_t n_members = 0;
    part_text member;
    for (size_t r = 0; r < n; r++)
        for (const char *at = attribute->text[r]; at != NULL && next_member(&at, &member);)
            n_members++;
    return n_members;
}

/* Puts value among member[from..*to), ascending, once. */
static void insert(uint32_t *member, uint32_t from, uint32_t *to, uint32_t value) {
    uint32_t at = *to;
    while (at > from && member[at - 1] > value)
        at--;
    if (at > from && member[at - 1] == value)
        return;
    memmove(member + at + 1, member + at, (*to - at) * sizeof *member);
    member[at] = value;
    ++*to;
}

static bool read_sets(const gouw_attribute *attribute, size_t n, gouw_arena *arena,
                      gouw_gower_column *column) {
    const size_t most = count_members(attribute, n);
    uint32_t *start = gouw_arena_array(arena, n + 1, sizeof *start);
    uint32_t *member = gouw_arena_array(arena, most + 1, sizeof *member);
    part_text *names = gouw_arena_array(arena, most, sizeof *names), text;
    if (start == NULL || member == NULL || names == NULL)
        return false;
    uint32_t n_names = 0;
    for (size_t r = 0; r < n; r++) {
        start[r + 1] = start[r];
        for (const char *at = attribute->text[r]; at != NULL && next_member(&at, &text);)
            insert(member, start[r], &start[r + 1], code_of(text, names, &n_names));
    }
    column->start = start;
    column->member = member;
    return true;
}

static bool read_codes(const gouw_attribute *attribute, size_t n, gouw_arena *arena,
                       gouw_gower_column *column) {
    uint32_t *code = gouw_arena_array(arena, n, sizeof *code), n_names = 0;
    part_text *names = gouw_arena_array(arena, n, sizeof *names);
    if (code == NULL || names == NULL)
        return false;
    for (size_t r = 0; r < n; r++) {
        const char *text = attribute->text[r];
        code[r] = text == NULL ? GOUW_GOWER_NONE
                               : code_of((part_text){text, strlen(text)}, names, &n_names);
    }
    column->code = code;
    return true;
}

static bool read_column(const gouw_attribute *attribute, size_t n, gouw_arena *arena,
                        gouw_gower_column *column) {
    static const gouw_gower_kind kinds[] = {[GOUW_ATTRIBUTE_NUMBER] = GOUW_GOWER_NUMBER,
                                            [GOUW_ATTRIBUTE_YESNO] = GOUW_GOWER_YESNO,
                                            [GOUW_ATTRIBUTE_TEXT] = GOUW_GOWER_CATEGORY,
                                            [GOUW_ATTRIBUTE_LIST] = GOUW_GOWER_SET,
                                            [GOUW_ATTRIBUTE_EMPTY] = GOUW_GOWER_CATEGORY};
    *column = (gouw_gower_column){
        .kind = kinds[attribute->kind], .weight = 1, .number = attribute->number};
    if (attribute->number != NULL)
        return true;
    return attribute->kind == GOUW_ATTRIBUTE_LIST ? read_sets(attribute, n, arena, column)
                                                  : read_codes(attribute, n, arena, column);
}

/* ---- preparing ------------------------------------------------------------------------------ */

static gouw_status fail_name(const gouw_attributes *all, part_text name, gouw_arena *arena,
                             gouw_error *error) {
    const char *text = gouw_arena_text(arena, name.text, name.length);
    const char **names = gouw_arena_array(arena, all->n, sizeof *names);
    if (text == NULL || names == NULL)
        return gouw_fail_memory(error, name.length);
    for (size_t i = 0; i < all->n; i++)
        names[i] = all->items[i].name;
    const char *near = gouw_nearest(text, names, all->n);
    if (near != NULL)
        return gouw_fail(error, GOUW_EUSAGE,
                         _("--attributes: regions.csv has no column '%s' (did you mean '%s'?)"),
                         text, near);
    return gouw_fail(error, GOUW_EUSAGE, _("--attributes: regions.csv has no column '%s'"), text);
}

/* Marks the attributes named in list. */
static gouw_status pick_named(const gouw_attributes *all, const char *list, bool *used,
                              gouw_arena *arena, gouw_error *error) {
    for (const char *at = list; *at != '\0';) {
        const part_text name = {at, strcspn(at, ",")};
        size_t i = 0;
        while (i < all->n && (strlen(all->items[i].name) != name.length ||
                              memcmp(all->items[i].name, name.text, name.length) != 0))
            i++;
        if (i == all->n)
            return fail_name(all, name, arena, error);
        used[i] = true;
        at += name.length;
        at += *at == ',';
    }
    return GOUW_OK;
}

/* Marks the attributes that compare something, and names the others with the reason. */
static gouw_status pick_telling(const gouw_attributes *all, size_t n, bool *used,
                                gouw_results *results, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < all->n && status == GOUW_OK; i++) {
        const char *reason = why_not(&all->items[i], n);
        used[i] = reason == NULL;
        if (reason != NULL)
            status = gouw_results_remark(results, error, GOUW_NOTE,
                                         _("attribute '%s' is left out: %s"), all->items[i].name,
                                         gouw_text(reason));
    }
    return status;
}

/* On how many attributes the distances of pairs rest. */
static gouw_status add_counts(const gouw_dataset *d, const attribute_data *a, gouw_results *results,
                              gouw_error *error) {
    const size_t n_pairs = gouw_pair_count(d->n_regions);
    double *distance = malloc((n_pairs + 1) * sizeof *distance);
    uint32_t *compared = malloc((n_pairs + 1) * sizeof *compared);
    size_t n_incomparable;
    gouw_status status = GOUW_OK;
    if (distance == NULL || compared == NULL)
        status = gouw_fail_memory(error, (n_pairs + 1) * sizeof *distance);
    if (status == GOUW_OK)
        status = gouw_gower(a->columns, a->n_columns, d->n_regions, distance, compared,
                            &n_incomparable, error);
    if (status == GOUW_OK && n_pairs > 0) {
        uint32_t least = UINT32_MAX;
        double sum = 0;
        for (size_t k = 0; k < n_pairs; k++) {
            least = compared[k] < least ? compared[k] : least;
            sum += compared[k];
        }
        status = gouw_results_remark(
            results, error, GOUW_NOTE,
            _n("of %zu attribute two regions both state %s on average, %lu at least",
               "of %zu attributes two regions both state %s on average, %lu at least",
               a->n_columns),
            a->n_columns, _d(sum / (double)n_pairs, 1), (unsigned long)least);
    }
    free(distance);
    free(compared);
    return status;
}

static gouw_status read_columns(const gouw_run *run, const bool *used, attribute_data *a, bool *has,
                                gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    for (size_t i = 0; i < d->region_attributes.n; i++) {
        const gouw_attribute *attribute = &d->region_attributes.items[i];
        if (!used[i])
            continue;
        if (!read_column(attribute, d->n_regions, run->arena, &a->columns[a->n_columns++]))
            return gouw_fail_memory(error, d->n_regions * sizeof(double));
        for (size_t r = 0; r < d->n_regions; r++)
            has[r] |= attribute->text[r] != NULL;
    }
    return GOUW_OK;
}

gouw_status gouw_apart_attributes(const gouw_run *run, const gouw_apart_options *options,
                                  gouw_results *results, gouw_apart_part *part, gouw_error *error) {
    const gouw_dataset *d = run->datasets[0];
    const gouw_attributes *all = &d->region_attributes;
    attribute_data *a = gouw_arena_alloc(run->arena, sizeof *a);
    bool *used = gouw_arena_array(run->arena, all->n, sizeof *used);
    bool *has = gouw_arena_array(run->arena, d->n_regions, sizeof *has);
    if (a == NULL || used == NULL || has == NULL)
        return gouw_fail_memory(error, d->n_regions);
    a->columns = gouw_arena_array(run->arena, all->n, sizeof *a->columns);
    if (a->columns == NULL)
        return gouw_fail_memory(error, all->n * sizeof *a->columns);
    gouw_status status = options->attributes != NULL
                             ? pick_named(all, options->attributes, used, run->arena, error)
                             : pick_telling(all, d->n_regions, used, results, error);
    if (status == GOUW_OK)
        status = read_columns(run, used, a, has, error);
    size_t n_compared = 0;
    for (size_t r = 0; r < d->n_regions; r++)
        n_compared += has[r];
    if (status == GOUW_OK)
        status = gouw_apart_fits(n_compared, error);
    if (status == GOUW_OK && a->n_columns > 0)
        status = add_counts(d, a, results, error);
    if (status == GOUW_OK && a->n_columns > 0)
        *part = (gouw_apart_part){.name = N_("attributes"),
                                  .has = has,
                                  .resample = N_("attributes drawn with replacement"),
                                  .null = N_("tables in which each attribute is dealt among the "
                                             "regions at random"),
                                  .data = a,
                                  .fill = fill};
    return status;
}
