/* Draws every chart on every sample to a folder, to be looked at:
 *
 *     make build/tests/chart_gallery && build/tests/chart_gallery build/gallery [CHART [FORMAT]]
 */
#include "chart/recipes.h"

#include <sys/stat.h>

enum { N_JOBS = COUNT(RECIPES) * COUNT(CASES) };

static gouw_chart_format format_of(const char *name) {
    for (size_t i = 0; gouw_chart_format_names[i] != NULL; i++)
        if (strcmp(gouw_chart_format_names[i], name) == 0)
            return (gouw_chart_format)i;
    return GOUW_SVG;
}

int main(int argc, char **argv) {
    static sample samples[N_JOBS];
    static const gouw_table *tables[N_JOBS][MOST_TABLES];
    static char paths[N_JOBS][256];
    static gouw_chart_job jobs[N_JOBS];
    const char *folder = argc > 1 ? argv[1] : "build/gallery";
    const gouw_chart_format format = argc > 3 ? format_of(argv[3]) : GOUW_SVG;
    size_t n = 0;
    (void)mkdir(folder, 0777);
    for (size_t i = 0; i < N_JOBS; i++) {
        const recipe *r = &RECIPES[i / COUNT(CASES)];
        const size_case *c = &CASES[i % COUNT(CASES)];
        if (argc > 2 && strcmp(argv[2], r->chart) != 0)
            continue;
        (void)snprintf(paths[n], sizeof paths[n], "%s/%s-%s.%s", folder, r->name, c->name,
                       gouw_chart_format_names[format]);
        jobs[n] = make_job(&samples[n], r, c, tables[n], paths[n]);
        jobs[n].format = format;
        n++;
    }
    gouw_error error = GOUW_ERROR_INIT;
    const gouw_chart_options options = {.processes = 2, .replace = true};
    if (gouw_charts_draw(jobs, n, &options, &error) != GOUW_OK)
        (void)fprintf(stderr, "%s\n", error.message);
    for (size_t i = 0; i < n; i++)
        gouw_arena_release(&samples[i].arena);
    return error.status != GOUW_OK;
}
