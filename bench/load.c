/* Reads a dataset, resolves its ids and checks it: load FOLDER [THREADS], on all processors unless
 * that says otherwise. With `bare` in its place: libcsv alone over the same three files, which
 * counts fields and does nothing else. Seconds are those on the wall. The answer is the number of
 * rows of region_themes.csv. */
#include <csv.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "gouw/dataset.h"

enum { BLOCK = 1 << 16 };

typedef struct tally {
    size_t fields, rows;
} tally;

static void on_field(void *text, size_t length, void *data) {
    (void)text;
    (void)length;
    ((tally *)data)->fields++;
}

static void on_row(int end, void *data) {
    (void)end;
    ((tally *)data)->rows++;
}

static size_t count(const char *folder, const char *name) {
    static char block[BLOCK], path[4096];
    struct csv_parser parser;
    tally seen = {0, 0};
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL || csv_init(&parser, CSV_STRICT) != 0)
        return 0;
    setvbuf(file, NULL, _IONBF, 0);
    for (size_t n; (n = fread(block, 1, BLOCK, file)) > 0;)
        csv_parse(&parser, block, n, on_field, on_row, &seen);
    csv_fini(&parser, on_field, on_row, &seen);
    csv_free(&parser);
    fclose(file);
    return seen.rows;
}

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    double rows;
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const bench_clock since = bench_start();
    if (argc > 2 && strcmp(argv[2], "bare") == 0) {
        (void)count(argv[1], "regions.csv");
        (void)count(argv[1], "themes.csv");
        rows = (double)count(argv[1], "region_themes.csv") - 1;
    } else {
        const gouw_dataset *dataset;
        const gouw_load_options options = {
            .threads = argc > 2 ? (unsigned)bench_number(argc, argv, 2) : bench_processors()};
        bench_need(gouw_dataset_load(argv[1], &options, &arena, &dataset, &error), &error);
        rows = (double)dataset->n_mentions;
    }
    bench_report_wall(since, &rows, 1);
    gouw_arena_release(&arena);
    return 0;
}
