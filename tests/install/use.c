/* What a program needs of the installed library: it loads a dataset, runs an analysis by its name
 * and one by its own function, walks a table and writes tables. Compiled as C and as C++. */
#include <gouw/gouw.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static gouw_status write_first(const gouw_results *results, gouw_error *error) {
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    gouw_table_write(results->tables[0], GOUW_FORMAT_CSV, &sink);
    const gouw_status status = gouw_sink_close(&sink, "standard output", error);
    gouw_sink_release(&sink);
    return status;
}

/* The first table of an analysis; by its own function, with an option, or by name. */
static gouw_status run(const gouw_dataset *dataset, const char *name, gouw_arena *arena,
                       gouw_error *error) {
    static const char *const settings[] = {"measure", "dice", NULL};
    gouw_run asked;
    gouw_results results;
    gouw_run_init(&asked, &dataset, arena);
    gouw_results_init(&results, arena);
    const gouw_status status = strcmp(name, "overlap") == 0
                                   ? gouw_run_overlap(&asked, settings, &results, error)
                                   : gouw_analysis_run(gouw_analysis_find(name), &asked, &results,
                                                       error);
    return status == GOUW_OK ? write_first(&results, error) : status;
}

int main(int argc, char **argv) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_dataset *dataset;
    gouw_status status = argc < 3 ? GOUW_EUSAGE
                                  : gouw_dataset_load(argv[1], NULL, &arena, &dataset, &error);
    if (status == GOUW_OK)
        status = run(dataset, argv[2], &arena, &error);
    if (status != GOUW_OK)
        fprintf(stderr, "%s\n", error.message);
    gouw_arena_release(&arena);
    return gouw_exit_code(status);
}
