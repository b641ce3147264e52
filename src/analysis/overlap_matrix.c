#include "analysis/overlap_matrix.h"

#include "base/i18n.h"
#include "gouw/file.h"
#include "out/npy.h"

enum { PIECE = 256 }; /* rows in memory at once */

static bool interrupted(void *watch) {
    const gouw_overlap_part *part = watch;
    return part->run->interrupted != NULL && part->run->interrupted(part->run->watch);
}

static void progress(void *watch, double share) {
    const gouw_overlap_part *part = watch;
    if (part->run->progress != NULL)
        part->run->progress(part->run->watch, part->from + part->size * share);
}

gouw_pairs gouw_overlap_part_of(const gouw_pairs *pairs, gouw_overlap_part *part) {
    gouw_pairs told = *pairs;
    told.interrupted = interrupted;
    told.progress = progress;
    told.watch = part;
    return told;
}

static gouw_status write_rows(const gouw_pairs *pairs, float *rows, size_t n_piece, gouw_file *file,
                              gouw_error *error) {
    const size_t n = pairs->bits->n_rows;
    gouw_npy_header(&file->sink, n, n);
    for (size_t begin = 0, end; begin < n; begin = end) {
        end = n - begin < n_piece ? n : begin + n_piece;
        const gouw_status status = gouw_pairs_matrix(pairs, begin, end, rows, error);
        if (status != GOUW_OK)
            return status;
        gouw_sink_write(&file->sink, (const char *)rows, (end - begin) * n * sizeof *rows);
    }
    return GOUW_OK;
}

gouw_status gouw_overlap_write_matrix(const gouw_run *run, const gouw_pairs *pairs,
                                      const char *path, gouw_results *results, gouw_error *error) {
    const size_t n = pairs->bits->n_rows, n_piece = n < PIECE ? n : PIECE;
    gouw_file file;
    float *rows = gouw_arena_array(run->arena, n_piece * n, sizeof *rows);
    if (rows == NULL)
        return gouw_fail_memory(error, n_piece * n * sizeof *rows);
    gouw_status status = gouw_file_open(path, run->replace, run->arena, &file, error);
    if (status != GOUW_OK)
        return status;
    status = write_rows(pairs, rows, n_piece, &file, error);
    if (status != GOUW_OK) {
        gouw_file_discard(&file);
        return status;
    }
    status = gouw_file_commit(&file, error);
    return status != GOUW_OK
               ? status
               : gouw_results_remark(results, error, GOUW_NOTE,
                                     _n("wrote the similarities of %zu region to %s",
                                        "wrote the similarities of %zu regions to %s", n),
                                     n, path);
}
