#include "chart/job.h"

#include <string.h>

#include "base/i18n.h"

const char *const gouw_chart_format_names[] = {"svg", "png", "pdf", NULL};

const gouw_table *gouw_chart_table(const gouw_chart_job *job, const char *name) {
    for (size_t i = 0; i < job->n_tables; i++)
        if (job->tables[i] != NULL && strcmp(job->tables[i]->name, name) == 0)
            return job->tables[i];
    return NULL;
}

static gouw_status check_columns(const char *columns, const gouw_table *table,
                                 const gouw_chart *chart, gouw_error *error) {
    char name[GOUW_ID_MAX + 1];
    while (*columns != '\0') {
        const size_t n = strcspn(columns, " ");
        if (n < sizeof name) {
            memcpy(name, columns, n);
            name[n] = '\0';
            if (gouw_table_find(table, name) == SIZE_MAX)
                return gouw_fail(error, GOUW_EUSAGE,
                                 _("the chart '%s' needs a column '%s' in the table '%s'"),
                                 chart->name, name, table->name);
        }
        columns += n;
        columns += *columns == ' ';
    }
    return GOUW_OK;
}

gouw_status gouw_job_check(const gouw_chart_job *job, gouw_error *error) {
    gouw_status status = GOUW_OK;
    for (size_t i = 0; i < job->chart->n_needs && status == GOUW_OK; i++) {
        const gouw_chart_need *need = &job->chart->needs[i];
        const gouw_table *table = gouw_chart_table(job, need->table);
        if (table != NULL)
            status = check_columns(need->columns, table, job->chart, error);
        else if (!need->optional)
            status = gouw_fail(error, GOUW_EUSAGE, _("the chart '%s' is drawn from a table '%s'"),
                               job->chart->name, need->table);
    }
    if (status == GOUW_OK && job->labels != NULL)
        status = check_columns("kind id label", job->labels, job->chart, error);
    return status;
}
