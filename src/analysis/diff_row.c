#include "analysis/diff.h"

#include <string.h>

#include "gouw/result.h"

bool gouw_diff_same(const char *a, const char *b) {
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

gouw_status gouw_diff_add(gouw_diff *diff, const char *kind, const char *region, const char *item,
                          const char *before, const char *after, gouw_error *error) {
    const gouw_status status = gouw_table_add_row(diff->table, error);
    if (status != GOUW_OK)
        return status;
    gouw_table_set_text(diff->table, "kind", kind);
    gouw_table_set_text(diff->table, "region", region);
    gouw_table_set_text(diff->table, "item", item);
    gouw_table_set_text(diff->table, "old", before);
    gouw_table_set_text(diff->table, "new", after);
    return GOUW_OK;
}
