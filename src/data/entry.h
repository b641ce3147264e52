/* One field of a record on its way into a row: what each kind of column accepts, and what is said
 * when it is something else. */
#ifndef GOUW_DATA_ENTRY_H
#define GOUW_DATA_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "data/schema.h"
#include "gouw/text.h"

typedef struct gouw_entry {
    gouw_sheet *sheet;
    gouw_use *use;
    const gouw_field *field; /* not empty */
    size_t at;               /* its number, from 1 */
    void *out;               /* of the type of the rule's kind */
} gouw_entry;

/* Reads the field by the rule of its column; false, with a finding or out_of_memory of the sheet,
 * when it cannot be. A reference to a row that was left out is false without a finding. */
bool gouw_entry_read(const gouw_entry *value);

/* Reads the field as a text of the pool, whatever its rule; false when memory is out. */
bool gouw_entry_text(const gouw_entry *value);

/* What an id could be written as that has text's letters; false when that would be a guess. */
bool gouw_id_form(const char *text, size_t length, char id[GOUW_ID_MAX + 1]);

/* Lists the ids that can be suggested, which those of faulty rows need not be; false when memory
 * is out. */
bool gouw_vocabulary_list(gouw_vocabulary *vocabulary);

/* Whether the number is within the limits of its column. */
bool gouw_rule_allows(const gouw_rule *rule, double value);

#endif
