/* The one way for text that a person sees. _() marks and looks up; _n() does so for a counted
 * sentence; N_() marks what stands in a table and is looked up with _() where it is shown. A
 * sentence is marked whole, never glued from parts, and one with two or more values is a single
 * format, so that a translation can reorder them (%2$s). */
#ifndef GOUW_BASE_I18N_H
#define GOUW_BASE_I18N_H

#include "gouw/language.h"
#include "gouw/number.h"
#include "gouw/text.h"

#define _(text)          gouw_text(text)
#define _n(one, many, n) gouw_text_count(one, many, n)
/* A number in a sentence, for a %s: "1,234.5", in Dutch "1.234,5". Lasts as long as the block. */
#define _d(value, decimals) gouw_number_grouped(value, decimals, (char[GOUW_NUMBER_TEXT]){0})

#define N_(text) text

#endif
