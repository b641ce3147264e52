/* The one way for text that a person sees. _() marks and looks up; _n() does so for a counted
 * sentence; N_() marks what stands in a table and is looked up with _() where it is shown. A
 * sentence is marked whole, never glued from parts, and one with two or more values is a single
 * format, so that a translation can reorder them (%2$s). */
#ifndef GOUW_BASE_I18N_H
#define GOUW_BASE_I18N_H

#include "gouw/language.h"
#include "gouw/text.h"

#define _(text)          gouw_text(text)
#define _n(one, many, n) gouw_text_count(one, many, n)
#define N_(text)         text

#endif
