/* The language of what people read: sentences, titles, help, numbers and month names.
 *
 * English unless a program asks for another; the locale and the environment are not looked at, so
 * that the same command gives the same bytes everywhere. What programs read (CSV, TSV, JSON, ids,
 * column names, words of a fixed list in cells) is the same in every language.
 */
#ifndef GOUW_LANGUAGE_H
#define GOUW_LANGUAGE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum gouw_language { GOUW_ENGLISH, GOUW_DUTCH, GOUW_N_LANGUAGES } gouw_language;

/* "en", "nl", NULL at the end (ISO 639-1): the choices of --lang, and the lang of a page. */
extern const char *const gouw_language_names[];

/* The language of this process. Set it once, before other work begins; reading it is safe from
 * any thread. */
void gouw_language_set(gouw_language language);
gouw_language gouw_language_get(void);

/* text in the language of the user; text itself where there is no translation. Never NULL. */
#if defined(__GNUC__)
__attribute__((format_arg(1)))
#endif
const char *
gouw_text(const char *text);

/* The singular or plural of a counted sentence, in the language of the user. */
#if defined(__GNUC__)
__attribute__((format_arg(1), format_arg(2)))
#endif
const char *
gouw_text_count(const char *one, const char *many, size_t n);

/* The label to show: label_nl in Dutch where there is one, else label. */
const char *gouw_language_label(const char *label, const char *label_nl);

#ifdef __cplusplus
}
#endif

#endif
