/* Any bytes at all as a date: no crash, no empty interval, a message that ends and is valid UTF-8
 * without control characters, and what is written is read as the same interval. */
#include <stdlib.h>
#include <string.h>

#include "gouw/date.h"
#include "gouw/text.h"

static void require(int condition) {
    if (!condition)
        abort();
}

static void check_message(gouw_reading reading, const char *message) {
    const char *end = memchr(message, '\0', GOUW_MESSAGE_MAX);
    require(end != NULL);
    const size_t length = (size_t)(end - message);
    require((length == 0) == (reading == GOUW_READ));
    require(gouw_utf8_check(message, length) == length);
    for (size_t i = 0; i < length; i++)
        require((unsigned char)message[i] >= 0x20 && message[i] != 0x7F);
}

static void check_when(gouw_reading reading, const gouw_when *when) {
    char shown[GOUW_EDTF_TEXT], message[GOUW_MESSAGE_MAX];
    gouw_when again;
    if (when->precision == GOUW_PRECISION_NONE) {
        require(when->earliest == GOUW_DAY_NONE && when->latest == GOUW_DAY_NONE);
        require(gouw_when_format(when, shown)[0] == '\0');
        return;
    }
    require(reading <= GOUW_READ_NOTICE);
    require(when->earliest <= when->latest);
    require(when->earliest >= GOUW_DAY_MIN && when->latest <= GOUW_DAY_MAX);
    gouw_when_format(when, shown);
    require(gouw_edtf_read(shown, strlen(shown), &again, message) <= GOUW_READ_NOTICE);
    require(again.earliest == when->earliest && again.latest == when->latest);
    require(again.open_start == when->open_start && again.open_end == when->open_end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const gouw_phrase rows[] = {{"zomerreces", "07-04", "08-30"},
                                       {"begin", "01-01", "03-31"},
                                       {"tranche", "2026-33", "2026-34"}};
    const gouw_phrases own = {rows, 3};
    const gouw_day editions[] = {GOUW_DAY_NONE, gouw_day_from_civil(2026, 2, 1), GOUW_DAY_MIN,
                                 GOUW_DAY_MAX};
    /* A copy of exactly this size, so that one byte too far is seen. */
    char *text = malloc(size > 0 ? size : 1);
    require(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    char message[GOUW_MESSAGE_MAX];
    gouw_when when;
    gouw_reading reading = gouw_edtf_read(text, size, &when, message);
    check_message(reading, message);
    check_when(reading, &when);
    for (size_t i = 0; i < sizeof editions / sizeof editions[0]; i++) {
        reading = gouw_when_read(text, size, i % 2 == 1 ? &own : NULL, editions[i], &when, message);
        check_message(reading, message);
        check_when(reading, &when);
    }
    const gouw_day day = gouw_day_parse(text, size);
    char shown[GOUW_DAY_TEXT];
    require(day == GOUW_DAY_NONE || memcmp(gouw_day_format(day, shown), text, size) == 0);
    free(text);
    return 0;
}
