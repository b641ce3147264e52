/* Once for each processor: the same operations, in wider registers. */
#include "stat/linkage_rows.h"

#include "base/cpu.h"

enum { LANES = 16, AHEAD = 16 }; /* AHEAD: rows between asking for them and adding to them */

#if defined(__GNUC__)
#define ASK(address) __builtin_prefetch(address, 1)
#else
#define ASK(address) (void)(address)
#endif

#define EACH_CPU "stat/linkage_rows.inc"
#include "stat/each_cpu.inc"

const gouw_linkage_rows *gouw_linkage_rows_pick(void) {
    return PICK(rows);
}
