/* Any two editions of a dataset through any analysis, diff among them: no crash, a message where
 * there is no result, numbers that are finite or missing, and no interval that ends before it
 * begins.
 *
 * The first byte picks the analysis; the editions are parted by a line "####", else both are the
 * same. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/load.h"
#include "fuzz/files.h"
#include "fuzz/mutate.h"
#include "gouw/gouw.h"

static const gouw_dataset *load(const char *text, size_t size, gouw_arena *arena) {
    gouw_memory_file files[FILES];
    const gouw_input folder = {.path = "x", .files = files, .n_files = cut(text, size, files)};
    const gouw_load_options options = {.phrases = NULL};
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset = NULL;
    gouw_arena keep = GOUW_ARENA_INIT, work = GOUW_ARENA_INIT;
    require(gouw_load(&folder, &options, arena, &keep, &work, &dataset, &error) == GOUW_OK);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    return dataset;
}

static void check_table(const gouw_table *table) {
    for (size_t c = 0; c < table->n_columns; c++)
        for (size_t r = 0; r < table->n_rows && table->columns[c].type == GOUW_REAL; r++)
            require(!isinf(table->cells[c][r].real));
    if (gouw_table_find(table, "earliest") == SIZE_MAX ||
        gouw_table_find(table, "latest") == SIZE_MAX)
        return;
    for (size_t r = 0; r < table->n_rows; r++)
        require(gouw_table_date(table, r, "earliest") <= gouw_table_date(table, r, "latest") ||
                gouw_table_date(table, r, "latest") == GOUW_DAY_NONE);
}

static void analyse(const gouw_analysis *analysis, const gouw_dataset *const *datasets) {
    gouw_arena arena = {.single = true};
    gouw_error error = GOUW_ERROR_INIT;
    gouw_results results;
    const char *operands[] = {"a", "b"};
    const gouw_run run = {.datasets = analysis->n_datasets == 2 ? datasets : datasets + 1,
                          .operands = operands,
                          .n_operands = analysis->n_datasets == 0 ? 2 : analysis->min_operands,
                          .as_of = gouw_day_from_civil(2026, 3, 15),
                          .seed = 1,
                          .threads = 1,
                          .arena = &arena};
    gouw_results_init(&results, &arena);
    const gouw_status status = gouw_analysis_run(analysis, &run, &results, &error);
    require(status == GOUW_OK || status == GOUW_EDATA || status == GOUW_EUSAGE);
    require(status == GOUW_OK || error.message[0] != '\0');
    for (size_t t = 0; status == GOUW_OK && t < results.n_tables; t++)
        check_table(results.tables[t]);
    gouw_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char mark[] = "\n####\n";
    size_t n;
    if (size == 0)
        return 0;
    const gouw_analysis *analysis = gouw_analyses(&n)[0];
    analysis = gouw_analyses(&n)[data[0] % n];
    char *text = calloc(size, 1);
    if (text == NULL)
        return 0;
    memcpy(text, data + 1, size - 1);
    const char *parted = strstr(text, mark);
    const size_t first = parted == NULL ? size - 1 : (size_t)(parted - text);
    const char *second = parted == NULL ? text : parted + sizeof mark - 1;
    gouw_arena arena = {.single = true};
    const gouw_dataset *const datasets[] = {
        load(text, first, &arena),
        load(second, parted == NULL ? first : size - 1 - (size_t)(second - text), &arena)};
    if (datasets[0]->n_errors == 0 && datasets[1]->n_errors == 0)
        analyse(analysis, datasets);
    gouw_arena_release(&arena);
    free(text);
    return 0;
}
