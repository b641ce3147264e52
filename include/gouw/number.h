/* Numbers as text, whatever the locale: exact with a decimal point, grouped as people write them.
 */
#ifndef GOUW_NUMBER_H
#define GOUW_NUMBER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The largest size of a number in a dataset or a result table. No quantity comes near, and twice as
 * much, or the square, is still a number. */
#define GOUW_NUMBER_MOST 1e100

#define GOUW_NUMBER_TEXT 424 /* the longest %.3f of a double, grouped, and NUL */

/* The shortest decimal that reads back as exactly value; value must be finite. Returns out. */
char *gouw_number_shortest(double value, char out[GOUW_NUMBER_TEXT]);

/* decimals (0 to 3) digits behind the point, rounded half to even on the binary value, a comma
 * between groups of three digits, in Dutch (language.h) a comma before the decimals and points
 * between groups; no "-0". value must be finite. Returns out. */
char *gouw_number_grouped(double value, int decimals, char out[GOUW_NUMBER_TEXT]);

/* A number of a column of one's own as people read it: with the decimals of its text, grouped as
 * above, but for years, which the column's name tells from other numbers. Returns out, or text. */
const char *gouw_number_stated(const char *column, const char *text, double value,
                               char out[GOUW_NUMBER_TEXT]);

#ifdef __cplusplus
}
#endif

#endif
