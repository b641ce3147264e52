/* Room: how much memory and disk there is, asked before something large is begun. What cannot fit
 * is refused with the figure and the way round, where the system would first swap and then end the
 * program.
 *
 * The limit is what the machine has, or less where the process may have less (RLIMIT_AS), or what
 * the environment variable GOUW_MEMORY says: a number of bytes, with k, M, G or T behind it for
 * their multiples by 1000.
 */
#ifndef GOUW_BASE_ROOM_H
#define GOUW_BASE_ROOM_H

#include <stddef.h>

/* Bytes of memory that may be used; infinite where that is not known. */
double gouw_room(void);

/* Bytes that a file at path may take; infinite where that is not known. */
double gouw_room_for_file(const char *path);

enum { GOUW_ROOM_TEXT = 32 };

/* "2.0 TB", in multiples of 1000. Returns out. */
char *gouw_room_text(double bytes, char out[GOUW_ROOM_TEXT]);

/* A size in a sentence, for a %s. Lasts as long as the block. */
#define _b(bytes) gouw_room_text(bytes, (char[GOUW_ROOM_TEXT]){0})

#endif
