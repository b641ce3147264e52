/* What a chart is drawn from: the part of gouw/chart.h that every chart reads, apart from the list
 * of all charts. */
#ifndef GOUW_CHART_JOB_H
#define GOUW_CHART_JOB_H

#include "gouw/chart.h"

/* Whether the tables have what the chart needs. */
gouw_status gouw_job_check(const gouw_chart_job *job, gouw_error *error);

#endif
