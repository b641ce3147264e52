#!/bin/sh
# scripts/check-layers.sh finds what is wrong and only that: a small tree with one offence a line.
set -u

. tests/tap.sh
tree=$scratch/tree
mkdir -p "$tree/include/gouw" "$tree/src/base" "$tree/src/out" "$tree/src/stat" "$tree/src/data" \
    "$tree/src/analysis" "$tree/src/chart" "$tree/src/report" "$tree/src/cli"

write() {
    cat >"$tree/$1"
}

# gives OUTPUT EXIT-CODE
gives() {
    output=$(scripts/check-layers.sh "$tree" 2>&1)
    code=$?
    is "$output" "$1" && is "$code" "$2"
}

write include/gouw/gouw.h </dev/null
write include/gouw/arena.h </dev/null
write src/base/arena.c <<'END'
#include "gouw/arena.h"
END
write include/gouw/table.h <<'END'
#include "gouw/arena.h"
END
write src/out/table.c <<'END'
#include "gouw/table.h"
#include <stdio.h>
/* printf("in a comment"); exit(1);
   puts("still in it") */
const char *text = "printf(\"in a string\") /* not a comment";
static int my_exit(void) { return snprintf(0, 0, "%d", 1); }
END
write include/gouw/dataset.h <<'END'
#include "gouw/arena.h"
END
write src/data/dataset.c <<'END'
#include "gouw/dataset.h"
#include <csv.h>
END
write src/stat/trend.c <<'END'
#include <gsl/gsl_cdf.h>
END
write include/gouw/analysis.h <<'END'
#include "gouw/dataset.h"
#include "gouw/table.h"
END
write src/analysis/analysis.c <<'END'
#include "stat/trend.h"
#include "gouw/analysis.h"
END
write src/report/report.c <<'END'
#include "analysis/themes.h"
#include "chart/axis.h"
END
write src/cli/main.c <<'END'
#include "base/i18n.h"
#include "cli/cli.h"
#include "gouw/gouw.h"
int main(void) { printf("%d", 1); exit(0); }
END
check 'a tree in order' gives '' 0

write src/stat/trend.c <<'END'
#include "gouw/dataset.h"
  #  include "gouw/table.h"
#include <csv.h>
END
check 'stat sees neither model nor tables' gives "src/stat/trend.c:1: stat must not include gouw/dataset.h (data)
src/stat/trend.c:2: stat must not include gouw/table.h (out)
src/stat/trend.c:3: only data includes <csv.h>" 1

write src/stat/trend.c </dev/null
write src/report/report.c <<'END'
#include "stat/trend.h"
#include "gouw/gouw.h"
#include <gsl/gsl_cdf.h>
END
check 'report sees neither stat nor gouw.h' gives "src/report/report.c:1: report must not include stat/trend.h (stat)
src/report/report.c:2: gouw/gouw.h is for users and cli; include what you need
src/report/report.c:3: only stat includes <gsl/gsl_cdf.h>" 1

write src/report/report.c </dev/null
write src/cli/main.c <<'END'
#include "base/hash.h"
#include "data/schema.h"
#include <locale.h>
int main(void) { setlocale(LC_ALL, ""); }
END
check 'cli sees public headers only' gives "src/cli/main.c:1: cli must not include base/hash.h (base)
src/cli/main.c:2: cli must not include data/schema.h (data)
src/cli/main.c:4: setlocale() is not used here: the locale is the caller's" 1

write src/cli/main.c </dev/null
write src/base/arena.c <<'END'
#include "gouw/arena.h"
#include "gouw/table.h"
int f(void) { if (1) exit (3); fputs("x", stderr); return printf("x"); }
END
check 'the library neither exits nor prints' gives "src/base/arena.c:2: base must not include gouw/table.h (out)
src/base/arena.c:3: stdout and stderr are not used here: only the program prints
src/base/arena.c:3: exit() is not used here: return a status
src/base/arena.c:3: printf() is not used here: only the program prints" 1

echo '#include "gouw/arena.h"' | write src/base/arena.c
write include/gouw/table.h <<'END'
#include "base/i18n.h"
#include "gouw/nowhere.h"
END
echo '#include "gouw/arena.h"' | write include/gouw/orphan.h
check 'public headers include public headers of known rooms' gives \
    "include/gouw/orphan.h:1: gouw/orphan.h belongs to no room: no src/*/orphan.c includes it
include/gouw/table.h:1: a public header includes the internal header base/i18n.h
include/gouw/table.h:2: there is no public header gouw/nowhere.h" 1

finish
