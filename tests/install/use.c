/* Loads a dataset, runs an analysis by name and writes its first table as CSV: what a program needs
 * of the installed library. Compiled as C and as C++. */
#include <gouw/gouw.h>
#include <stdio.h>
#include <unistd.h>

static gouw_status count_steps(const char *folder, gouw_arena *arena, gouw_error *error) {
    const gouw_dataset *dataset;
    gouw_status status = gouw_dataset_load(folder, NULL, arena, &dataset, error);
    if (status != GOUW_OK)
        return status;
    gouw_run run;
    gouw_results results;
    gouw_run_init(&run, &dataset, arena);
    gouw_results_init(&results, arena);
    status = gouw_analysis_run(gouw_analysis_find("prevalence"), &run, &results, error);
    if (status != GOUW_OK)
        return status;
    gouw_sink sink;
    gouw_sink_open_descriptor(&sink, STDOUT_FILENO);
    gouw_table_write(results.tables[0], GOUW_FORMAT_CSV, &sink);
    status = gouw_sink_close(&sink, "standard output", error);
    gouw_sink_release(&sink);
    return status;
}

int main(int argc, char **argv) {
    gouw_arena arena = GOUW_ARENA_INIT;
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_status status = argc < 2 ? GOUW_EUSAGE : count_steps(argv[1], &arena, &error);
    if (status != GOUW_OK)
        fprintf(stderr, "%s\n", error.message);
    gouw_arena_release(&arena);
    return gouw_exit_code(status);
}
