/* The table is the one whose columns fit the first line best: of all tables of all analyses the one
 * with the most columns in the line, then with the fewest that are not in it, then the one that the
 * file is called after, the one wanted, the first. At least half of the names must be its own. */
#include "gouw/result.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/quote.h"
#include "data/csv.h"
#include "data/decimal.h"
#include "gouw/analysis.h"
#include "gouw/date.h"
#include "gouw/text.h"

typedef struct reader {
    const char *path, *wanted;
    gouw_arena *arena, work;
    gouw_findings findings;
    gouw_csv *csv;
    gouw_table *table;
    size_t *targets; /* of each field: its column; SIZE_MAX = passed over */
    size_t n_fields;
    gouw_error *error;
} reader;

/* ---- which table ---------------------------------------------------------------------------- */

static bool is_name(const gouw_field *field, const char *name) {
    return strlen(name) == field->length && memcmp(name, field->text, field->length) == 0;
}

/* Tables that get further columns when they are made, all of them real, and how their names begin.
 */
static const struct {
    const char *table, *begin;
} GROWING[] = {{"ordinate", "axis"}, {"ordinate_themes", "axis"}};

static bool is_added(const gouw_table_spec *spec, const gouw_field *field) {
    for (size_t i = 0; i < sizeof GROWING / sizeof *GROWING; i++) {
        const size_t n = strlen(GROWING[i].begin);
        if (strcmp(GROWING[i].table, spec->name) == 0 && field->length > n &&
            memcmp(field->text, GROWING[i].begin, n) == 0)
            return true;
    }
    return false;
}

static size_t find_field(const gouw_record *header, const char *name) {
    for (size_t f = 0; f < header->n; f++)
        if (is_name(&header->fields[f], name))
            return f;
    return SIZE_MAX;
}

static size_t count_fits(const gouw_table_spec *spec, const gouw_record *header) {
    size_t n = 0;
    for (size_t c = 0; c < spec->n_columns; c++)
        n += find_field(header, spec->columns[c].name) != SIZE_MAX;
    for (size_t f = 0; f < header->n; f++)
        n += is_added(spec, &header->fields[f]);
    return n;
}

/* Whether the file is called as the table, whatever its ending. */
static bool is_called(const char *path, const char *table) {
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const size_t n = strlen(table);
    return strncmp(name, table, n) == 0 && name[n] == '.';
}

/* What decides between tables that fit equally well. */
static int rank(const reader *r, const gouw_table_spec *spec) {
    return is_called(r->path, spec->name)                            ? 2
           : r->wanted != NULL && strcmp(r->wanted, spec->name) == 0 ? 1
                                                                     : 0;
}

static const gouw_table_spec *choose(const reader *r, const gouw_record *header) {
    const gouw_table_spec *best = NULL;
    size_t n_analyses, most = 0;
    const gouw_analysis *const *analyses = gouw_analyses(&n_analyses);
    for (size_t a = 0; a < n_analyses; a++)
        for (size_t t = 0; t < analyses[a]->n_tables; t++) {
            const gouw_table_spec *spec = analyses[a]->tables[t];
            const size_t n = count_fits(spec, header);
            if (n > most ||
                (n == most && best != NULL &&
                 (spec->n_columns < best->n_columns ||
                  (spec->n_columns == best->n_columns && rank(r, spec) > rank(r, best))))) {
                best = spec;
                most = n;
            }
        }
    return 2 * most >= header->n ? best : NULL;
}

static gouw_status fail_header(const reader *r, const gouw_record *header) {
    char shown[GOUW_QUOTE];
    return gouw_fail(r->error, GOUW_EDATA,
                     _("%s:%zu:1: no table of gouw has columns such as '%s'; name a CSV or TSV "
                       "file that gouw wrote, such as by: gouw overlap -f csv -o overlap.csv"),
                     r->path, header->line,
                     gouw_quote(header->fields[0].text, header->fields[0].length, shown));
}

/* A name that is none of the table's, but close to one that is not there. */
static gouw_status check_spelling(const reader *r, const gouw_record *header, size_t f,
                                  const gouw_table_spec *spec) {
    char name[GOUW_QUOTE];
    const char *absent[64];
    size_t n = 0;
    for (size_t c = 0; c < spec->n_columns && n < sizeof absent / sizeof *absent; c++)
        if (find_field(header, spec->columns[c].name) == SIZE_MAX)
            absent[n++] = spec->columns[c].name;
    (void)gouw_quote(header->fields[f].text, header->fields[f].length, name);
    const char *near = gouw_nearest(name, absent, n);
    if (near == NULL)
        return GOUW_OK;
    return gouw_fail(r->error, GOUW_EDATA,
                     _("%s:%zu:%zu: the table '%s' has no column '%s' (did you mean '%s'?)"),
                     r->path, header->line, f + 1, spec->name, name, near);
}

static gouw_status add_column(reader *r, const gouw_field *field) {
    const gouw_column column = {.name = gouw_arena_text(r->arena, field->text, field->length),
                                .type = GOUW_REAL,
                                .unit = "",
                                .description = ""};
    if (column.name == NULL)
        return gouw_fail_memory(r->error, field->length);
    return gouw_table_add_column(r->table, &column, r->error);
}

static gouw_status read_header(reader *r, const gouw_record *header) {
    const gouw_table_spec *spec = choose(r, header);
    if (spec == NULL)
        return fail_header(r, header);
    r->n_fields = header->n;
    r->targets = gouw_arena_array(&r->work, header->n, sizeof *r->targets);
    r->table = gouw_table_new(r->arena, spec);
    if (r->targets == NULL || r->table == NULL)
        return gouw_fail_memory(r->error, header->n * sizeof *r->targets);
    for (size_t c = 0; c < spec->n_columns; c++)
        if (find_field(header, spec->columns[c].name) == SIZE_MAX)
            gouw_table_drop_column(r->table, spec->columns[c].name);
    gouw_status status = GOUW_OK;
    for (size_t f = 0; f < header->n && status == GOUW_OK; f++)
        if (is_added(spec, &header->fields[f]))
            status = add_column(r, &header->fields[f]);
    for (size_t f = 0; f < header->n && status == GOUW_OK; f++) {
        r->targets[f] = SIZE_MAX;
        for (size_t c = 0; c < r->table->n_columns; c++)
            if (is_name(&header->fields[f], r->table->columns[c].name))
                r->targets[f] = c;
        if (r->targets[f] == SIZE_MAX)
            status = check_spelling(r, header, f, spec);
    }
    return status;
}

/* ---- cells ---------------------------------------------------------------------------------- */

static bool read_text(reader *r, const gouw_field *field, gouw_cell *cell) {
    cell->text = gouw_arena_text(r->arena, field->text, field->length);
    return cell->text != NULL;
}

static bool read_integer(reader *r, const gouw_field *field, gouw_cell *cell) {
    (void)r;
    char *end;
    errno = 0;
    const long long value = strtoll(field->text, &end, 10);
    cell->integer = value;
    return errno == 0 && end == field->text + field->length;
}

static bool read_real(reader *r, const gouw_field *field, gouw_cell *cell) {
    const char delimiter = gouw_csv_delimiter(r->csv);
    /* gouw writes a point; a spreadsheet that saved it with semicolons may have changed that. */
    const gouw_decimal_format format = {.decimal = delimiter == ';' ? '\0' : '.'};
    return gouw_decimal_read(field->text, field->length, &format, &cell->real) == GOUW_DECIMAL_READ;
}

static bool read_date(reader *r, const gouw_field *field, gouw_cell *cell) {
    (void)r;
    cell->integer = gouw_day_parse(field->text, field->length);
    return cell->integer != GOUW_DAY_NONE;
}

static bool read_yesno(reader *r, const gouw_field *field, gouw_cell *cell) {
    (void)r;
    cell->integer = is_name(field, "yes");
    return cell->integer != 0 || is_name(field, "no");
}

static const struct {
    bool (*read)(reader *r, const gouw_field *field, gouw_cell *cell);
    const char *wanted;
} TYPES[] = {
    [GOUW_TEXT] = {read_text, ""},
    [GOUW_INTEGER] = {read_integer, N_("a whole number")},
    [GOUW_REAL] = {read_real, N_("a number such as 0.25")},
    [GOUW_DATE] = {read_date, N_("a date such as 2026-06-30")},
    [GOUW_YESNO] = {read_yesno, N_("yes or no")},
};

static gouw_status read_cell(reader *r, const gouw_field *field, size_t f) {
    char shown[GOUW_QUOTE];
    const size_t c = r->targets[f];
    if (c == SIZE_MAX || field->length == 0)
        return GOUW_OK;
    const gouw_column *column = &r->table->columns[c];
    if (TYPES[column->type].read(r, field, &r->table->cells[c][r->table->n_rows - 1]))
        return GOUW_OK;
    if (column->type == GOUW_TEXT)
        return gouw_fail_memory(r->error, field->length);
    return gouw_fail(r->error, GOUW_EDATA,
                     _("%s:%zu:%zu: '%s' in the column '%s' should be %s, as gouw wrote it"),
                     r->path, field->line, f + 1, gouw_quote(field->text, field->length, shown),
                     column->name, _(TYPES[column->type].wanted));
}

/* ---- the file ------------------------------------------------------------------------------- */

/* The first thing that the reader of CSV found wrong, as an error. */
static gouw_status check_findings(const reader *r) {
    if (r->findings.out_of_memory)
        return gouw_fail_memory(r->error, sizeof(gouw_finding));
    for (size_t i = 0; i < r->findings.n; i++) {
        const gouw_finding *found = &r->findings.items[i].finding;
        if (found->severity == GOUW_FINDING_ERROR)
            return gouw_fail(r->error, GOUW_EDATA, "%s:%zu:%zu: %s", r->path,
                             found->line > 0 ? found->line : 1, found->field > 0 ? found->field : 1,
                             found->message);
    }
    return GOUW_OK;
}

static gouw_status next(const reader *r, const gouw_record **record) {
    const gouw_status status = gouw_csv_next(r->csv, record, r->error);
    return status == GOUW_OK ? check_findings(r) : status;
}

static gouw_status read_rows(reader *r) {
    const gouw_record *record = NULL;
    gouw_status status = next(r, &record);
    if (status == GOUW_OK && record == NULL)
        status = gouw_fail(r->error, GOUW_EDATA,
                           _("%s:1:1: the file is empty; its first line must name the columns"),
                           r->path);
    if (status == GOUW_OK)
        status = read_header(r, record);
    while (status == GOUW_OK) {
        status = next(r, &record);
        if (status != GOUW_OK || record == NULL)
            break;
        status = gouw_table_add_row(r->table, r->error);
        for (size_t f = 0; f < r->n_fields && status == GOUW_OK; f++)
            status = read_cell(r, &record->fields[f], f);
    }
    return status;
}

gouw_status gouw_result_read(const char *path, const char *wanted, gouw_arena *arena,
                             gouw_table **table, gouw_error *error) {
    reader r = {
        .path = path, .wanted = wanted, .arena = arena, .work = GOUW_ARENA_INIT, .error = error};
    gouw_source source;
    bool found;
    gouw_status status = gouw_source_open(path, &source, &found, error);
    if (status == GOUW_OK && !found)
        status = gouw_fail(error, GOUW_EIO, _("there is no file %s"), path);
    if (status != GOUW_OK)
        return status;
    gouw_findings_init(&r.findings, &r.work, &r.work);
    gouw_findings_begin(&r.findings, path);
    status = gouw_csv_open(&source, '\0', &r.findings, &r.work, &r.csv, error);
    if (status == GOUW_OK)
        status = read_rows(&r);
    gouw_csv_close(r.csv);
    gouw_source_close(&source);
    gouw_arena_release(&r.work);
    *table = r.table;
    return status;
}
