/* The running program. */
#ifndef GOUW_PROGRAM_H
#define GOUW_PROGRAM_H

#include "gouw/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The folder that the running program stands in, in the arena, without a slash at its end and ""
 * for the root; NULL where the system does not tell, as Linux does in /proc/self/exe, or memory is
 * out. */
const char *gouw_program_folder(gouw_arena *arena);

#ifdef __cplusplus
}
#endif

#endif
