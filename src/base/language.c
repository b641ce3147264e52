/* Translation by a table in the program itself.
 *
 * po/nl.po is the source; scripts/po-table.sh makes it a C array, sorted by the English text, when
 * gouw is built. So a translation needs neither the locale nor files at run time: it works before
 * installation, from any folder, in a static program and in a library that must not call
 * setlocale; nor does a build need gettext. GNU gettext's tools extract and check (make po-check).
 * A look-up is a binary search: some eleven comparisons, for texts that are shown once.
 */
#include "gouw/language.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"
#include "base/catalogue_nl.h"

const char *const gouw_language_names[] = {"en", "nl", NULL};

static atomic_int chosen = GOUW_ENGLISH;

void gouw_language_set(gouw_language language) {
    atomic_store(&chosen, (int)language);
}

gouw_language gouw_language_get(void) {
    return (gouw_language)atomic_load(&chosen);
}

const char *gouw_language_label(const char *label, const char *label_nl) {
    const bool dutch = gouw_language_get() == GOUW_DUTCH;
    return dutch && label_nl != NULL && *label_nl != '\0' ? label_nl : label;
}

const gouw_message *gouw_catalogue(gouw_language language, size_t *n_messages) {
    const bool dutch = language == GOUW_DUTCH;
    *n_messages = dutch ? sizeof catalogue_nl / sizeof catalogue_nl[0] : 0;
    return dutch ? catalogue_nl : NULL;
}

static int compare(const void *text, const void *message) {
    return strcmp(text, ((const gouw_message *)message)->english);
}

static const gouw_message *find(const char *text) {
    size_t n;
    const gouw_message *messages = gouw_catalogue(gouw_language_get(), &n);
    return n == 0 ? NULL : bsearch(text, messages, n, sizeof *messages, compare);
}

const char *gouw_text(const char *text) {
    const gouw_message *message = find(text);
    return message == NULL ? text : message->one;
}

/* English and Dutch have one form for 1 and another for all other numbers. Two forms that stand in
 * a table, marked with N_() each, are two messages. */
const char *gouw_text_count(const char *one, const char *many, size_t n) {
    const gouw_message *message = find(one);
    if (message == NULL || message->many == NULL)
        return gouw_text(n == 1 ? one : many);
    return n == 1 ? message->one : message->many;
}
