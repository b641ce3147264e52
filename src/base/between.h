/* Two dates run together, such as 2026-03-2026-05: what to write instead. */
#ifndef GOUW_BASE_BETWEEN_H
#define GOUW_BASE_BETWEEN_H

#include "gouw/date.h"

typedef gouw_reading gouw_date_reader(const char *text, size_t length, const gouw_phrases *own,
                                      gouw_day edition, gouw_when *out,
                                      char message[GOUW_MESSAGE_MAX]);

/* Whether text[0..length) is two dates that read() knows, in this order, with a hyphen, slash, dot
 * or tilde between, or a date and the number of another month or day of the same year or month.
 * If so, out is the interval as EDTF. own may be NULL. The text is offered, not understood: what
 * it says may be meant otherwise. */
bool gouw_between_offer(const char *text, size_t length, const gouw_phrases *own,
                        gouw_date_reader *read, char out[GOUW_EDTF_TEXT]);

/* Whether the text is nothing but figures and marks, with two years of four figures among them. */
bool gouw_between_years(const char *text, size_t length);

#endif
