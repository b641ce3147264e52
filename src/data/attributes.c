/* The kind of an attribute follows from all its values together: yes/no if each is one of the two,
 * a number if each is one, a list if some value holds ';', else text. A value that nearly is a
 * number is not let pass silently: one that is ambiguous among numbers is an error, and a single
 * text among numbers a warning, since it turns the whole column into text. */
#include "data/attributes.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"

/* How many values of a column are what. */
typedef struct census {
    size_t n_stated, n_numbers, n_ambiguous, n_yesno, n_lists;
    size_t odd; /* the last row that holds no number */
} census;

static census take_census(const gouw_sheet *sheet, const char *const *text, size_t n) {
    census of = {.n_stated = 0};
    for (size_t r = 0; r < n; r++) {
        double value;
        if (text[r] == NULL)
            continue;
        const size_t length = strlen(text[r]);
        const gouw_decimal_reading reading = gouw_decimal_read(text[r], length, &sheet->numbers,
                                                               &value);
        of.n_stated++;
        of.n_numbers += reading == GOUW_DECIMAL_READ;
        of.n_ambiguous += reading == GOUW_DECIMAL_AMBIGUOUS;
        of.n_yesno += gouw_equal_nocase(text[r], "yes") || gouw_equal_nocase(text[r], "no");
        of.n_lists += memchr(text[r], ';', length) != NULL;
        if (reading != GOUW_DECIMAL_READ && reading != GOUW_DECIMAL_AMBIGUOUS)
            of.odd = r;
    }
    return of;
}

static gouw_attribute_kind kind_of(const census *of) {
    if (of->n_stated == 0)
        return GOUW_ATTRIBUTE_EMPTY;
    if (of->n_yesno == of->n_stated)
        return GOUW_ATTRIBUTE_YESNO;
    if (of->n_numbers + of->n_ambiguous == of->n_stated)
        return GOUW_ATTRIBUTE_NUMBER;
    return of->n_lists > 0 ? GOUW_ATTRIBUTE_LIST : GOUW_ATTRIBUTE_TEXT;
}

static void report(gouw_loader *loader, const gouw_sheet *sheet, const gouw_rows *rows,
                   const gouw_attribute *attribute, size_t field, const census *of) {
    char shown[GOUW_QUOTE], name[GOUW_QUOTE];
    double value;
    (void)gouw_quote(attribute->name, strlen(attribute->name), name);
    for (size_t r = 0;
         attribute->kind == GOUW_ATTRIBUTE_NUMBER && of->n_ambiguous > 0 && r < rows->n; r++) {
        const char *text = attribute->text[r];
        if (text == NULL || gouw_decimal_read(text, strlen(text), &sheet->numbers, &value) !=
                                GOUW_DECIMAL_AMBIGUOUS)
            continue;
        gouw_findings_add(&loader->findings, GOUW_FINDING_ERROR, gouw_rows_line(rows, r), field,
                          _(gouw_decimal_messages[GOUW_DECIMAL_AMBIGUOUS]), name,
                          gouw_quote(text, strlen(text), shown));
    }
    if (attribute->kind != GOUW_ATTRIBUTE_TEXT || of->n_stated < 4 ||
        of->n_numbers + of->n_ambiguous + 1 != of->n_stated)
        return;
    const char *odd = attribute->text[of->odd];
    gouw_findings_add(&loader->findings, GOUW_FINDING_WARNING, gouw_rows_line(rows, of->odd), field,
                      _("%s '%s' is the one value that is no number: the column counts as text"),
                      name, gouw_quote(odd, strlen(odd), shown));
}

/* The numbers of a column that has some. */
static bool fill_numbers(const gouw_sheet *sheet, gouw_attribute *attribute, size_t n,
                         gouw_arena *arena) {
    if (attribute->kind != GOUW_ATTRIBUTE_NUMBER && attribute->kind != GOUW_ATTRIBUTE_YESNO)
        return true;
    attribute->number = gouw_arena_array(arena, n, sizeof *attribute->number);
    if (attribute->number == NULL)
        return false;
    for (size_t r = 0; r < n; r++) {
        const char *text = attribute->text[r];
        double value = NAN;
        if (text != NULL && attribute->kind == GOUW_ATTRIBUTE_YESNO)
            value = gouw_equal_nocase(text, "yes") ? 1 : 0;
        else if (text != NULL)
            (void)gouw_decimal_read(text, strlen(text), &sheet->numbers, &value);
        attribute->number[r] = value;
    }
    return true;
}

gouw_status gouw_attributes_make(gouw_loader *loader, const gouw_sheet *sheet,
                                 const gouw_rows *rows, gouw_attributes *attributes,
                                 gouw_error *error) {
    attributes->n = sheet->n_attributes;
    attributes->items = gouw_arena_array(loader->arena, sheet->n_attributes,
                                         sizeof *attributes->items);
    if (attributes->items == NULL)
        return gouw_fail_memory(error, sheet->n_attributes * sizeof *attributes->items);
    for (size_t a = 0; a < sheet->n_attributes; a++) {
        gouw_attribute *attribute = &attributes->items[a];
        attribute->name = sheet->attributes[a];
        attribute->text = gouw_arena_array(loader->arena, rows->n, sizeof *attribute->text);
        if (attribute->text == NULL)
            return gouw_fail_memory(error, rows->n * sizeof *attribute->text);
        for (size_t r = 0; r < rows->n; r++)
            attribute->text[r] = gouw_sheet_attributes(sheet, gouw_rows_at(rows, r))[a];
        const census of = take_census(sheet, attribute->text, rows->n);
        attribute->kind = kind_of(&of);
        report(loader, sheet, rows, attribute, sheet->attribute_fields[a], &of);
        if (!fill_numbers(sheet, attribute, rows->n, loader->arena))
            return gouw_fail_memory(error, rows->n * sizeof *attribute->number);
    }
    return GOUW_OK;
}
