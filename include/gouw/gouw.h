/* All of gouw's public interface. */
#ifndef GOUW_H
#define GOUW_H

#include "gouw/analysis.h"
#include "gouw/arena.h"
#include "gouw/calendar.h"
#include "gouw/chart.h"
#include "gouw/dataset.h"
#include "gouw/date.h"
#include "gouw/file.h"
#include "gouw/folder.h"
#include "gouw/labels.h"
#include "gouw/language.h"
#include "gouw/limits.h"
#include "gouw/measure.h"
#include "gouw/number.h"
#include "gouw/option.h"
#include "gouw/program.h"
#include "gouw/random.h"
#include "gouw/report.h"
#include "gouw/result.h"
#include "gouw/sink.h"
#include "gouw/status.h"
#include "gouw/table.h"
#include "gouw/text.h"
#include "gouw/workbook.h"
#include "gouw/writer.h"

#endif
