/* The files of a dataset from the bytes of a fuzzer: cut at lines that begin with "=="; the
 * character behind it picks the file that follows, so that a fuzzer can move rows from one to
 * another. */
#ifndef GOUW_TESTS_FUZZ_FILES_H
#define GOUW_TESTS_FUZZ_FILES_H

#include <stdlib.h>
#include <string.h>

#include "data/input.h"
#include "fuzz/require.h"

enum { FILES = 13 };

static const char *const NAMES[FILES] = {
    "regions.csv",
    "themes.csv",
    "region_themes.csv",
    "stages.csv",
    "milestones.csv",
    "targets.csv",
    "observations.csv",
    "forecasts.csv",
    "date_phrases.csv",
    "datapackage.json",
    "codings/a/region_themes.csv",
    "codings/a/milestones.csv",
    "labels.csv",
};

/* Cuts text into files; one that comes twice counts once. How many there are. */
static size_t cut(const char *text, size_t size, gouw_memory_file files[FILES]) {
    size_t n = 0, at = 0;
    while (at < size && n < FILES) {
        size_t end = at;
        while (end < size && !(end + 3 < size && memcmp(text + end, "\n==", 3) == 0))
            end++;
        const size_t skip = at == 0 || at == end ? 0 : 1;
        const size_t which = at == 0 ? 0 : (unsigned char)(text[at] - '<') % FILES;
        files[n++] = (gouw_memory_file){
            .name = NAMES[which], .text = text + at + skip, .length = end - at - skip};
        at = end + 3;
    }
    return n;
}

#endif
