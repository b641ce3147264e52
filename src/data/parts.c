/* What stands behind the header is cut at ends of lines into parts. Each is first looked through:
 * whether it is plain, ASCII without quotes, and how many lines it has. From then on it is known
 * where each row goes, and each part is read, by a libcsv of its own, into its stretch of the rows:
 *
 *     file   header | part .......... | part ........ | part .......... |
 *     rows            [row][row][row]   [row][row]      [row][row][row]
 *
 * The rows are taken only if every line of every part gave one, without a finding. Otherwise the
 * file is read again from its header on one thread, which tells what is wrong in the order of the
 * lines. So nothing hangs on the number of threads or parts. The ids that rows refer to were
 * defined by files before this one, and are only looked up.
 */
#include "data/parts.h"

#include <stdatomic.h>
#include <string.h>

#include "base/parallel.h"

enum { LEAST = 1 << 20, LEAST_PART = 1 << 18, PARTS_A_THREAD = 4, BUFFER = 1 << 15 };

typedef struct part {
    gouw_source source;
    size_t n_lines;
    size_t first; /* its first row */
} part;

typedef struct reading {
    const gouw_sheet *sheet;
    char delimiter;
    size_t n_fields, line; /* of the first row */
    gouw_rows *rows;
    part *parts;
    size_t n_parts;
    atomic_bool failed; /* one part did, so that the others need not go on */
    const gouw_loader *loader;
    atomic_size_t n_done; /* parts */
} reading;

/* ---- cutting -------------------------------------------------------------------------------- */

/* The byte behind the first end of a line at or behind a byte; the end of the file if there is none
 * or it cannot be read. */
static size_t next_line(const gouw_source *source, size_t at) {
    char buffer[1 << 10];
    gouw_source rest = gouw_source_part(source, at, source->length);
    for (size_t n; gouw_source_read(&rest, buffer, sizeof buffer, &n, NULL) == GOUW_OK && n > 0;) {
        const char *feed = memchr(buffer, '\n', n);
        if (feed != NULL)
            return at + (size_t)(feed - buffer) + 1;
        at += n;
    }
    return source->length;
}

static void cut(reading *all, const gouw_source *source, size_t from) {
    const size_t whole = source->length - from;
    size_t begin = from;
    for (size_t i = 0; i < all->n_parts; i++) {
        const size_t near = from + (i + 1) * (whole / all->n_parts);
        size_t end = i + 1 == all->n_parts ? source->length : next_line(source, near);
        if (end < begin) /* a line longer than a part */
            end = begin;
        all->parts[i].source = gouw_source_part(source, begin, end);
        begin = end;
    }
}

/* ---- looking through ------------------------------------------------------------------------ */

#define EACH(byte) (UINT64_C(0x0101010101010101) * (unsigned char)(byte))

/* The high bit of each byte that is zero. */
static inline uint64_t zero_bytes(uint64_t word) {
    return ~(((word & EACH(0x7F)) + EACH(0x7F)) | word) & EACH(0x80);
}

/* Counts the ends of lines, eight bytes at a time up to a multiple of eight; false where a quote, a
 * carriage return, a NUL or a byte above ASCII is among them. */
static bool look_through(const char *text, size_t length, size_t *n_lines) {
    uint64_t other = 0;
    for (size_t i = 0; i < length; i += 8) {
        uint64_t word;
        memcpy(&word, text + i, sizeof word);
        other |= (word & EACH(0x80)) | zero_bytes(word) | zero_bytes(word ^ EACH('"')) |
                 zero_bytes(word ^ EACH('\r'));
        *n_lines += (zero_bytes(word ^ EACH('\n')) >> 7) * EACH(1) >> 56;
    }
    return other == 0;
}

/* Counts the lines of a part, of which the last one of the file may lack its end. */
static bool count_lines(part *one) {
    char buffer[BUFFER + 8];
    gouw_source source = one->source;
    char last = '\n';
    size_t n;
    while (gouw_source_read(&source, buffer, BUFFER, &n, NULL) == GOUW_OK && n > 0) {
        last = buffer[n - 1];
        memset(buffer + n, ' ', 8);
        if (!look_through(buffer, n, &one->n_lines))
            return false;
    }
    one->n_lines += last != '\n';
    return source.position == source.length;
}

static void count_task(void *context, size_t index) {
    reading *all = context;
    if (!atomic_load(&all->failed) && !count_lines(&all->parts[index]))
        atomic_store(&all->failed, true);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* Every line is to give a row. In codings a row may lack its theme; what that means beside others
 * is left to the reading on one thread. */
static bool read_rows(const reading *all, const part *one, gouw_sheet *sheet, gouw_csv *csv) {
    const gouw_record *record;
    const size_t line = all->line + one->first;
    size_t n = 0;
    while (gouw_csv_next(csv, &record, NULL) == GOUW_OK && record != NULL) {
        if (n == one->n_lines || record->line != line + n || atomic_load(&all->failed))
            return false;
        gouw_mention *mention = gouw_rows_at(all->rows, one->first + n);
        if (!gouw_sheet_read(sheet, record, mention) || mention->theme == GOUW_INDEX_NONE)
            return false;
        n++;
    }
    return n == one->n_lines && !sheet->findings->any && !sheet->out_of_memory;
}

static bool read_part(const reading *all, const part *one) {
    gouw_arena work = GOUW_ARENA_INIT;
    gouw_findings findings;
    gouw_source source = one->source;
    gouw_csv *csv = NULL;
    gouw_findings_init(&findings, &work, &work);
    findings.muted = true;
    gouw_sheet sheet = *all->sheet;
    sheet.findings = &findings;
    sheet.work = &work;
    sheet.uses = gouw_arena_grow(&work, sheet.uses, sheet.n_fields, sheet.n_fields,
                                 sizeof *sheet.uses);
    bool good = sheet.uses != NULL &&
                gouw_csv_open(&source, all->delimiter, &findings, &work, &csv, NULL) == GOUW_OK;
    if (good) {
        gouw_csv_go_on(csv, all->n_fields, all->line + one->first);
        good = read_rows(all, one, &sheet, csv);
    }
    gouw_csv_close(csv);
    gouw_arena_release(&work);
    return good;
}

static void read_task(void *context, size_t index) {
    reading *all = context;
    if (!atomic_load(&all->failed) && !read_part(all, &all->parts[index]))
        atomic_store(&all->failed, true);
    gouw_load_tell(all->loader,
                   ((double)atomic_fetch_add(&all->n_done, 1) + 1) / (double)all->n_parts);
}

/* Gives every part its stretch of the rows; false when there is no room. */
static bool place_parts(reading *all) {
    size_t n = 0;
    for (size_t i = 0; i < all->n_parts; i++) {
        all->parts[i].first = n;
        n += all->parts[i].n_lines;
    }
    return n < GOUW_INDEX_NONE && gouw_rows_reserve(all->rows, n);
}

/* Whether a row takes nothing but what its own text says and the ids known before. */
static bool is_fit(const gouw_loader *loader, const gouw_sheet *sheet, size_t length) {
    return loader->options != NULL && loader->options->threads > 1 && length >= LEAST &&
           sheet->schema == &gouw_schemas[GOUW_FILE_MENTIONS] && sheet->complete &&
           sheet->fixes == NULL && !gouw_sheet_has_beside(sheet);
}

bool gouw_parts_read(const gouw_loader *loader, const gouw_sheet *sheet, const gouw_csv *csv,
                     const gouw_source *source, gouw_rows *rows) {
    const gouw_csv_place place = gouw_csv_where(csv);
    if (place.offset > source->length || !is_fit(loader, sheet, source->length - place.offset))
        return false;
    const unsigned threads = loader->options->threads;
    const size_t most = (source->length - place.offset) / LEAST_PART;
    reading all = {.loader = loader,
                   .sheet = sheet,
                   .delimiter = gouw_csv_delimiter(csv),
                   .n_fields = sheet->n_fields,
                   .line = place.line + 1,
                   .rows = rows,
                   .n_parts = most / PARTS_A_THREAD < threads ? most : threads * PARTS_A_THREAD};
    all.parts = gouw_arena_array(rows->work, all.n_parts, sizeof *all.parts);
    if (all.parts == NULL)
        return false;
    atomic_init(&all.failed, false);
    cut(&all, source, place.offset);
    gouw_parallel(threads, all.n_parts, count_task, &all);
    if (atomic_load(&all.failed) || !place_parts(&all))
        return false;
    gouw_parallel(threads, all.n_parts, read_task, &all);
    if (atomic_load(&all.failed))
        return false;
    rows->n = rows->capacity;
    rows->first = all.line;
    return true;
}
