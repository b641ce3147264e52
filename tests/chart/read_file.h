/* A whole file as text, for tests that look at finished pictures and at scripts. */
#ifndef TESTS_CHART_READ_FILE_H
#define TESTS_CHART_READ_FILE_H

#include <stdio.h>
#include <stdlib.h>

/* The file's bytes with a NUL behind; free it. Ends the test program when it cannot be read. */
static inline char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        abort();
    char *text = malloc(1 << 24);
    if (text == NULL)
        abort();
    *length = fread(text, 1, (1 << 24) - 1, file);
    text[*length] = '\0';
    (void)fclose(file);
    return text;
}

#endif
