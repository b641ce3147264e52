/* Reads the files of a dataset in an order in which each can rely on those before it:
 *
 *     datapackage.json -> date_phrases -> regions -> themes -> region_themes -> stages ->
 *     milestones -> targets -> observations -> forecasts -> labels -> codings, by name
 *
 * A file is read row by row into a list (schema.c), checked row by row (check.c) and then made an
 * array of the model (model.c). That order is also the order of the findings.
 */
#include "data/load.h"

#include <string.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "data/attributes.h"
#include "data/check.h"
#include "data/csv.h"
#include "data/label.h"
#include "data/loader.h"
#include "data/model.h"
#include "data/parts.h"

/* Which rows can be checked as a whole: what is wrong with one is said in one run. */
typedef enum checkable {
    WHOLE_ROWS, /* without a faulty field */
    VALUES,     /* whatever region they refer to */
    ANY_ROWS    /* whatever their fields */
} checkable;

/* What happens with the rows of a kind of file. */
typedef struct plan {
    gouw_row_check *check; /* of each row; NULL = none */
    gouw_finish *finish;
    checkable rows;
    bool in_place; /* the rows are read into what becomes the array of the model */
} plan;

static const plan PLANS[GOUW_N_FILES] = {
    [GOUW_FILE_PHRASES] = {gouw_check_phrase, gouw_finish_phrases, WHOLE_ROWS, false},
    [GOUW_FILE_REGIONS] = {NULL, gouw_finish_regions, WHOLE_ROWS, false},
    [GOUW_FILE_THEMES] = {NULL, gouw_finish_themes, WHOLE_ROWS, false},
    [GOUW_FILE_MENTIONS] = {gouw_check_mention, gouw_finish_mentions, WHOLE_ROWS, true},
    [GOUW_FILE_STAGES] = {NULL, gouw_finish_stages, WHOLE_ROWS, false},
    [GOUW_FILE_MILESTONES] = {gouw_check_milestone, gouw_finish_milestones, ANY_ROWS, false},
    [GOUW_FILE_TARGETS] = {gouw_check_target, gouw_finish_targets, VALUES, false},
    [GOUW_FILE_OBSERVATIONS] = {NULL, gouw_finish_observations, WHOLE_ROWS, false},
    [GOUW_FILE_FORECASTS] = {gouw_check_forecast, gouw_finish_forecasts, VALUES, false},
    [GOUW_FILE_LABELS] = {gouw_check_label, gouw_finish_labels, WHOLE_ROWS, false},
};

static const gouw_file_kind DEFINED_IN[GOUW_N_VOCABULARIES] = {
    [GOUW_VOCABULARY_REGIONS] = GOUW_FILE_REGIONS,
    [GOUW_VOCABULARY_THEMES] = GOUW_FILE_THEMES,
    [GOUW_VOCABULARY_STAGES] = GOUW_FILE_STAGES,
};

/* ---- rows ----------------------------------------------------------------------------------- */

/* Gives the newest id of the file the row that defines it. */
static void number_id(gouw_loader *loader, const gouw_schema *schema, size_t row) {
    if (schema->defines == GOUW_N_VOCABULARIES)
        return;
    gouw_names *names = &loader->vocabularies[schema->defines].names;
    names->items[names->n - 1].row = (uint32_t)row;
}

/* Whether a row of which a field is faulty can be checked as a whole. */
static bool may_check(checkable rows, const gouw_sheet *sheet, const gouw_record *record) {
    return (rows == ANY_ROWS && !record->faulty) || (rows == VALUES && sheet->values_good);
}

/* Room for more rows, and for the ids that they are likely to define. */
static bool make_room(gouw_loader *loader, const gouw_schema *schema, const gouw_csv *csv,
                      gouw_rows *rows) {
    if (!gouw_rows_grow(rows, gouw_csv_share(csv)))
        return false;
    return schema->defines == GOUW_N_VOCABULARIES ||
           gouw_names_reserve(&loader->vocabularies[schema->defines].names, rows->capacity) == 0;
}

/* Prepares for the id that a row some way behind this one defines. */
static void prepare_id(gouw_loader *loader, const gouw_sheet *sheet, const gouw_csv *csv) {
    enum { AHEAD = 8 };
    const size_t id = gouw_sheet_field(sheet, "id");
    const gouw_field *field = id == 0 ? NULL : gouw_csv_ahead(csv, AHEAD, id - 1);
    if (field != NULL)
        gouw_names_prepare(&loader->vocabularies[sheet->schema->defines].names, field->text,
                           field->length);
}

static gouw_status read_rows(gouw_loader *loader, const plan *what, gouw_sheet *sheet,
                             gouw_csv *csv, gouw_rows *rows, gouw_error *error) {
    enum { SOME_ROWS = 1 << 16 }; /* from one look at the progress to the next */
    const gouw_record *record;
    gouw_status status;
    for (size_t n = 1; (status = gouw_csv_next(csv, &record, error)) == GOUW_OK && record != NULL;
         n++) {
        if (n % SOME_ROWS == 0)
            gouw_load_tell(loader, gouw_csv_share(csv));
        if (gouw_rows_full(rows) && !make_room(loader, sheet->schema, csv, rows))
            return gouw_fail_memory(error, rows->n * sheet->row_size);
        if (sheet->schema->defines != GOUW_N_VOCABULARIES)
            prepare_id(loader, sheet, csv);
        void *row = gouw_rows_at(rows, rows->n);
        bool good = gouw_sheet_read(sheet, record, row);
        if (sheet->fixes != NULL && !record->faulty)
            gouw_fix_row(sheet->fixes, record, gouw_csv_delimiter(csv));
        if (sheet->out_of_memory)
            return gouw_fail_memory(error, sheet->row_size);
        if (what->check != NULL && (good || may_check(what->rows, sheet, record)))
            good = what->check(loader, sheet, record, row) && good;
        if (!good)
            continue;
        if (!gouw_rows_take(rows, record->line, sheet->beside))
            return gouw_fail_memory(error, rows->n * sizeof *rows->lines);
        number_id(loader, sheet->schema, rows->n - 1);
    }
    return status;
}

/* Of a dataset: a file of phrases that is read alone has no model to propose from. */
static bool proposes(const gouw_loader *loader) {
    return loader->options != NULL && loader->options->propose;
}

/* From here on findings and proposals are about this file. */
static void begin_file(gouw_loader *loader, const char *path) {
    gouw_findings_begin(&loader->findings, path);
    gouw_fixes_begin(&loader->fixes, path, loader->key, loader->work);
}

/* Reads a file whose header was read. */
static gouw_status read_sheet(gouw_loader *loader, gouw_file_kind kind, gouw_dialect dialect,
                              const gouw_source *source, gouw_csv *csv, const gouw_record *header,
                              gouw_error *error) {
    gouw_sheet sheet = {
        .schema = &gouw_schemas[kind],
        .findings = &loader->findings,
        .fixes = proposes(loader) ? &loader->fixes : NULL,
        .texts = &loader->texts,
        .vocabularies = loader->vocabularies,
        .work = loader->work,
        .numbers = gouw_decimal_format_of(gouw_csv_delimiter(csv), dialect.decimal, dialect.group)};
    gouw_status status = gouw_sheet_open(&sheet, header, error);
    if (status != GOUW_OK)
        return status;
    if (sheet.schema->defines != GOUW_N_VOCABULARIES)
        loader->vocabularies[sheet.schema->defines].known = gouw_sheet_field(&sheet, "id") != 0;
    gouw_rows rows;
    gouw_rows_init(&rows, PLANS[kind].in_place ? loader->arena : loader->work, loader->work,
                   sheet.row_size, gouw_sheet_has_beside(&sheet));
    if (!gouw_parts_read(loader, &sheet, csv, source, &rows))
        status = read_rows(loader, &PLANS[kind], &sheet, csv, &rows, error);
    if (status == GOUW_OK && rows.n >= GOUW_INDEX_NONE)
        status = gouw_fail(error, GOUW_EDATA, _("%s has more rows than can be counted"),
                           loader->findings.file);
    return status == GOUW_OK ? PLANS[kind].finish(loader, &sheet, &rows, error) : status;
}

static gouw_status read_source(gouw_loader *loader, gouw_file_kind kind, gouw_source *source,
                               gouw_dialect dialect, gouw_error *error) {
    gouw_csv *csv = NULL;
    const gouw_record *header = NULL;
    const size_t n_before = loader->findings.n;
    gouw_status status = gouw_csv_open(source, dialect.delimiter, &loader->findings, loader->work,
                                       &csv, error);
    if (status == GOUW_OK)
        status = gouw_csv_next(csv, &header, error);
    if (status == GOUW_OK && header == NULL && loader->findings.n == n_before)
        gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, 0, 0,
                          _("%s is empty: its first line must name the columns"),
                          gouw_schemas[kind].file);
    if (status == GOUW_OK && header != NULL && !header->faulty)
        status = read_sheet(loader, kind, dialect, source, csv, header, error);
    gouw_csv_close(csv);
    return status;
}

/* ---- files ---------------------------------------------------------------------------------- */

/* Says which file is missing that this one refers to. */
static void check_vocabularies(gouw_loader *loader, gouw_file_kind kind) {
    static const gouw_vocabulary_kind needed[GOUW_N_FILES] = {
        [GOUW_FILE_MENTIONS] = GOUW_VOCABULARY_THEMES,
        [GOUW_FILE_MILESTONES] = GOUW_VOCABULARY_STAGES,
    };
    const gouw_vocabulary_kind defined = needed[kind];
    if (defined != GOUW_VOCABULARY_REGIONS && !loader->vocabularies[defined].present)
        gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, 0, 0,
                          _("this file needs %s, which is missing"),
                          gouw_schemas[DEFINED_IN[defined]].file);
}

/* Reads one file of the folder if it is there. */
static gouw_status read_file(gouw_loader *loader, gouw_file_kind kind, const char *name,
                             bool *found, gouw_error *error) {
    gouw_source source;
    const gouw_schema *schema = &gouw_schemas[kind];
    gouw_status status = gouw_input_open(loader->folder, name, loader->arena, &source, found,
                                         error);
    if (status != GOUW_OK || !*found)
        return status;
    if (schema->defines != GOUW_N_VOCABULARIES)
        loader->vocabularies[schema->defines].present = true;
    begin_file(loader, source.path);
    check_vocabularies(loader, kind);
    loader->n_bytes_here = (double)source.length;
    status = read_source(loader, kind, &source, gouw_dialect_of(&loader->dialects, name), error);
    loader->n_bytes_before += loader->n_bytes_here;
    gouw_source_close(&source);
    gouw_arena_release(loader->work);
    return status;
}

/* How long all files of the folder are that a dataset knows; what cannot be opened is told of when
 * it is read. */
static void add_up_files(gouw_loader *loader) {
    for (gouw_file_kind kind = 0; kind < GOUW_N_FILES; kind++) {
        gouw_source source;
        bool found;
        if (gouw_input_open(loader->folder, gouw_schemas[kind].file, loader->work, &source, &found,
                            NULL) != GOUW_OK ||
            !found)
            continue;
        loader->n_bytes += (double)source.length;
        gouw_source_close(&source);
    }
    gouw_arena_release(loader->work);
}

/* Which bits of has a found file sets; both bits of a pair are needed. */
static unsigned bits_of(const bool found[GOUW_N_FILES]) {
    static const struct {
        unsigned bit;
        gouw_file_kind first, second;
    } pairs[] = {
        {GOUW_HAS_THEMES, GOUW_FILE_THEMES, GOUW_FILE_MENTIONS},
        {GOUW_HAS_STAGES, GOUW_FILE_STAGES, GOUW_FILE_MILESTONES},
        {GOUW_HAS_TARGETS, GOUW_FILE_TARGETS, GOUW_FILE_TARGETS},
        {GOUW_HAS_OBSERVATIONS, GOUW_FILE_OBSERVATIONS, GOUW_FILE_OBSERVATIONS},
        {GOUW_HAS_FORECASTS, GOUW_FILE_FORECASTS, GOUW_FILE_FORECASTS},
    };
    unsigned has = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (found[pairs[i].first] && found[pairs[i].second])
            has |= pairs[i].bit;
    return has;
}

/* A folder without regions.csv: one finding, and no other file is blamed for it. */
static gouw_status miss_regions(gouw_loader *loader, gouw_error *error) {
    const char *path = gouw_input_path(loader->folder, "regions.csv", loader->arena);
    if (path == NULL)
        return gouw_fail_memory(error, strlen(loader->folder->path));
    gouw_findings_begin(&loader->findings, path);
    gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, 0, 0,
                      _("%s is missing: it is the one file that every dataset needs"),
                      "regions.csv");
    return GOUW_OK;
}

/* Reads the phrases of another file, anywhere, instead of those of the folder. */
static gouw_status read_own_phrases(gouw_loader *loader, const char *path, gouw_error *error) {
    static const gouw_dialect any = {.file = NULL};
    gouw_source source;
    bool found;
    const char *kept = gouw_arena_text(loader->arena, path, strlen(path));
    if (kept == NULL)
        return gouw_fail_memory(error, strlen(path));
    gouw_status status = gouw_source_open(kept, &source, &found, error);
    if (status == GOUW_OK && !found)
        status = gouw_fail(error, GOUW_EIO, _("cannot read %s: there is no such file"), path);
    if (status != GOUW_OK)
        return status;
    begin_file(loader, kept);
    status = read_source(loader, GOUW_FILE_PHRASES, &source, any, error);
    gouw_source_close(&source);
    gouw_arena_release(loader->work);
    return status;
}

static gouw_status read_files(gouw_loader *loader, gouw_error *error) {
    bool found[GOUW_N_FILES] = {false};
    gouw_status status = GOUW_OK;
    for (gouw_file_kind kind = 0; kind < GOUW_N_FILES && status == GOUW_OK; kind++) {
        if (kind == GOUW_FILE_PHRASES && loader->options->phrases != NULL)
            status = read_own_phrases(loader, loader->options->phrases, error);
        else
            status = read_file(loader, kind, gouw_schemas[kind].file, &found[kind], error);
        if (status == GOUW_OK && kind == GOUW_FILE_REGIONS && !found[kind])
            status = miss_regions(loader, error);
    }
    loader->dataset->has = bits_of(found);
    return status;
}

/* Reads what codings/NAME holds into loader->coding. */
static gouw_status read_coding(gouw_loader *loader, const char *name, bool *any,
                               gouw_error *error) {
    static const gouw_file_kind kinds[] = {GOUW_FILE_MENTIONS, GOUW_FILE_MILESTONES};
    *any = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        bool found = false;
        const char *path = gouw_arena_format(loader->keep, "codings/%s/%s", name,
                                             gouw_schemas[kinds[i]].file);
        if (path == NULL)
            return gouw_fail_memory(error, strlen(name));
        const gouw_status status = read_file(loader, kinds[i], path, &found, error);
        if (status != GOUW_OK)
            return status;
        *any = *any || found;
    }
    return GOUW_OK;
}

static gouw_status read_codings(gouw_loader *loader, gouw_error *error) {
    gouw_dataset *dataset = loader->dataset;
    const char **names;
    size_t n;
    gouw_status status = gouw_input_list(loader->folder, "codings", loader->keep, &names, &n,
                                         error);
    if (status != GOUW_OK)
        return status;
    dataset->codings = gouw_arena_array(loader->arena, n, sizeof *dataset->codings);
    if (dataset->codings == NULL)
        return gouw_fail_memory(error, n * sizeof *dataset->codings);
    for (size_t i = 0; i < n; i++) {
        bool any;
        loader->coding = &dataset->codings[dataset->n_codings];
        loader->coding->name = gouw_arena_text(loader->arena, names[i], strlen(names[i]));
        if (loader->coding->name == NULL)
            return gouw_fail_memory(error, strlen(names[i]));
        status = read_coding(loader, names[i], &any, error);
        if (status != GOUW_OK)
            return status;
        dataset->n_codings += any;
    }
    loader->coding = NULL;
    if (dataset->n_codings > 0)
        dataset->has |= GOUW_HAS_CODINGS;
    return GOUW_OK;
}

static bool contains(const char *const *names, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool is_known(const char *name) {
    for (gouw_file_kind kind = 0; kind < GOUW_N_FILES; kind++)
        if (strcmp(gouw_schemas[kind].file, name) == 0)
            return true;
    return false;
}

/* Warns of files whose name is nearly one that is looked for and was not found. */
static gouw_status check_names(gouw_loader *loader, gouw_error *error) {
    const char **names;
    size_t n;
    const gouw_status status = gouw_input_list(loader->folder, "", loader->keep, &names, &n, error);
    if (status != GOUW_OK)
        return status;
    const char *missing[GOUW_N_FILES];
    size_t n_missing = 0;
    for (gouw_file_kind kind = 0; kind < GOUW_N_FILES; kind++)
        if (!contains(names, n, gouw_schemas[kind].file))
            missing[n_missing++] = gouw_schemas[kind].file;
    for (size_t i = 0; i < n; i++) {
        const char *meant = gouw_nearest(names[i], missing, n_missing);
        if (meant == NULL || is_known(names[i]))
            continue;
        const char *path = gouw_input_path(loader->folder, names[i], loader->arena);
        if (path == NULL)
            return gouw_fail_memory(error, strlen(names[i]));
        begin_file(loader, path);
        gouw_findings_add(&loader->findings, GOUW_FINDING_WARNING, 0, 0,
                          _("this file is not read (did you mean '%s'?)"), meant);
        if (proposes(loader))
            gouw_fixes_add(&loader->fixes, &(gouw_fix){.found = names[i],
                                                       .proposed = meant,
                                                       .rule = "file name",
                                                       .confidence = GOUW_LIKELY});
    }
    return GOUW_OK;
}

/* An empty model, and what reading into it needs. */
static gouw_status begin(gouw_loader *loader, const char *path, const char *name,
                         gouw_error *error) {
    gouw_arena *arena = loader->arena;
    gouw_dataset *model = gouw_arena_alloc(arena, sizeof *model);
    if (model == NULL)
        return gouw_fail_memory(error, sizeof *model);
    loader->dataset = model;
    gouw_findings_init(&loader->findings, arena, loader->keep);
    gouw_fixes_init(&loader->fixes, model, arena, loader->keep);
    gouw_hash_make_key(loader->key);
    gouw_names_init(&loader->texts, loader->key, arena, loader->keep);
    for (size_t v = 0; v < GOUW_N_VOCABULARIES; v++)
        gouw_names_init(&loader->vocabularies[v].names, loader->key, arena, loader->keep);
    model->folder = gouw_arena_text(arena, path, strlen(path));
    model->name = name;
    model->package.created = GOUW_DAY_NONE;
    model->mention_start = gouw_arena_array(arena, 1, sizeof *model->mention_start);
    if (model->folder == NULL || model->name == NULL || model->mention_start == NULL)
        return gouw_fail_memory(error, strlen(path));
    return GOUW_OK;
}

gouw_status gouw_load(const gouw_input *folder, const gouw_load_options *options, gouw_arena *arena,
                      gouw_arena *keep, gouw_arena *work, const gouw_dataset **dataset,
                      gouw_error *error) {
    gouw_loader loader = {
        .folder = folder, .options = options, .arena = arena, .keep = keep, .work = work};
    gouw_status status = gouw_input_check(folder, error);
    if (status == GOUW_OK)
        status = begin(&loader, folder->path, gouw_input_name(folder, arena), error);
    if (status == GOUW_OK)
        status = gouw_package_read(folder, arena, keep, &loader.findings, &loader.dataset->package,
                                   &loader.dialects, error);
    if (status == GOUW_OK && options->progress != NULL)
        add_up_files(&loader);
    if (status == GOUW_OK)
        status = read_files(&loader, error);
    if (status == GOUW_OK)
        status = read_codings(&loader, error);
    if (status == GOUW_OK)
        status = check_names(&loader, error);
    if (status == GOUW_OK)
        status = gouw_findings_finish(&loader.findings, loader.dataset, error);
    if (status == GOUW_OK && options->propose)
        status = gouw_fixes_finish(&loader.fixes, loader.dataset, error);
    if (status == GOUW_OK)
        *dataset = loader.dataset;
    return status;
}

gouw_status gouw_load_phrases(const char *path, gouw_arena *arena, gouw_arena *keep,
                              gouw_arena *work, const gouw_dataset **holder, gouw_error *error) {
    gouw_loader loader = {.arena = arena, .keep = keep, .work = work};
    gouw_status status = begin(&loader, path, path, error);
    if (status == GOUW_OK)
        status = read_own_phrases(&loader, path, error);
    if (status == GOUW_OK)
        status = gouw_findings_finish(&loader.findings, loader.dataset, error);
    if (status == GOUW_OK)
        *holder = loader.dataset;
    return status;
}
