/* In the place of workbook.c in the program that is linked statically: no static libxlsxwriter is
 * packaged, and what the shared one brings with it would make every command start four times as
 * slowly. The program hands what needs a workbook to its dynamic twin. */
#include "base/i18n.h"
#include "gouw/workbook.h"

bool gouw_workbook_built(void) {
    return false;
}

gouw_status gouw_workbook_write(const char *path, const gouw_table *const *tables, size_t n_tables,
                                gouw_day created, bool replace, gouw_arena *arena,
                                gouw_error *error) {
    (void)tables;
    (void)n_tables;
    (void)created;
    (void)replace;
    (void)arena;
    return gouw_fail(error, GOUW_EIO,
                     _("cannot write '%s': gouw-dynamic, which writes workbooks, is not beside "
                       "this program"),
                     path);
}
