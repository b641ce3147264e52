/* The one way for text that a person sees. _() marks and looks up, N_() marks what stands in a
 * table and is looked up with _() where it is shown. Formats with two or more values use one
 * sentence, so that a translation can reorder. */
#ifndef GOUW_BASE_I18N_H
#define GOUW_BASE_I18N_H

#include "gouw/text.h"

#define _(text)  gouw_text(text)
#define N_(text) text

#endif
