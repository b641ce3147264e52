/* Any text as the value of any option: accepted and within its limits, or refused with a message
 * that can be shown. The first two bytes pick the analysis and the option. */
#include <stdlib.h>
#include <string.h>

#include "gouw/gouw.h"

static void require(int condition) {
    if (!condition)
        abort();
}

static void check_number(const gouw_option *option, const void *values) {
    const char *place = (const char *)values + option->offset;
    if (option->minimum == 0 && option->maximum == 0)
        return;
    if (option->kind == GOUW_OPTION_INTEGER) {
        int64_t number;
        memcpy(&number, place, sizeof number);
        require((double)number >= option->minimum && (double)number <= option->maximum);
    } else if (option->kind == GOUW_OPTION_REAL) {
        double number;
        memcpy(&number, place, sizeof number);
        require(number >= option->minimum && number <= option->maximum);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t n;
    const gouw_analysis *const *all = gouw_analyses(&n);
    if (size < 2)
        return 0;
    const gouw_analysis *analysis = all[data[0] % n];
    if (analysis->n_options == 0)
        return 0;
    const gouw_option *option = &analysis->options[data[1] % analysis->n_options];
    gouw_arena arena = {.single = true};
    gouw_error error = GOUW_ERROR_INIT;
    void *values = gouw_arena_alloc(&arena, analysis->options_size);
    const char *text = gouw_arena_text(&arena, (const char *)data + 2, size - 2);
    require(values != NULL && text != NULL);
    require(gouw_options_default(analysis->options, analysis->n_options, values, &error) ==
            GOUW_OK);
    const gouw_status status = gouw_option_set(option, text, values, &error);
    require(status == GOUW_OK || (status == GOUW_EUSAGE && error.message[0] != '\0'));
    if (status == GOUW_OK)
        check_number(option, values);
    gouw_arena_release(&arena);
    return 0;
}
