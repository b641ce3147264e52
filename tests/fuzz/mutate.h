/* A mutator that knows rows and cells, for inputs that are CSV files one behind the other. Bytes
 * changed at random break a quote or a header, and what lies behind the reader is seldom reached;
 * here a row or a cell is taken from elsewhere in the input, or a cell becomes a word that means
 * something. One time in four the bytes change all the same. */
#ifndef GOUW_TESTS_FUZZ_MUTATE_H
#define GOUW_TESTS_FUZZ_MUTATE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

typedef struct piece {
    size_t at, length;
} piece;

static uint64_t chance_state;

/* A number below n, from splitmix64 (Steele, Lea, Flood 2014). */
static size_t chance(size_t n) {
    uint64_t z = chance_state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return n == 0 ? 0 : (size_t)((z ^ (z >> 31)) % n);
}

/* The row, with its end, that holds the byte at. */
static piece row_of(const uint8_t *data, size_t size, size_t at) {
    piece row = {at, 0};
    while (row.at > 0 && data[row.at - 1] != '\n')
        row.at--;
    while (row.at + row.length < size && data[row.at + row.length] != '\n')
        row.length++;
    row.length += row.at + row.length < size;
    return row;
}

/* The cell, without what parts it from others, that holds the byte at or ends there. */
static piece cell_of(const uint8_t *data, size_t size, size_t at) {
    piece cell = {at, 0};
    while (cell.at > 0 && strchr(",;\t\n", data[cell.at - 1]) == NULL)
        cell.at--;
    while (cell.at + cell.length < size && strchr(",;\t\n", data[cell.at + cell.length]) == NULL)
        cell.length++;
    return cell;
}

/* Puts text in the place of old; leaves all as it was when that is too long. */
static size_t put_in(uint8_t *data, size_t size, size_t most, piece old, const uint8_t *text,
                     size_t length) {
    if (size - old.length + length > most)
        return size;
    memmove(data + old.at + length, data + old.at + old.length, size - old.at - old.length);
    if (length > 0)
        memcpy(data + old.at, text, length);
    return size - old.length + length;
}

static const char *any_word(void) {
    static const char *const words[] = {"",
                                        "0",
                                        "-1",
                                        "1e308",
                                        "-1e308",
                                        "1e-320",
                                        "0.1",
                                        "nan",
                                        "inf",
                                        "9223372036854775807",
                                        "1.234,5",
                                        "2026",
                                        "2026-02-29",
                                        "2024-02-29",
                                        "-9999",
                                        "9999-12-31",
                                        "2026-01/2026-03",
                                        "../2026",
                                        "2026/..",
                                        "{2025,2027}",
                                        "2026-33",
                                        "medio 2026",
                                        "eind 2026 of begin 2027",
                                        "before the summer of 2027",
                                        "zomerreces",
                                        "done",
                                        "planned",
                                        "dropped",
                                        "yes",
                                        "no",
                                        "a",
                                        "b",
                                        "'=1+1",
                                        "=1+1",
                                        "'",
                                        "\"\"",
                                        "\"a\nb\"",
                                        "\xC3\xA9",
                                        "\xFF",
                                        "\xE2\x80\xAE"};
    return words[chance(sizeof words / sizeof words[0])];
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
    uint8_t copy[1 << 12];
    chance_state = seed;
    if (size == 0 || chance(4) == 0)
        return LLVMFuzzerMutate(data, size, most);
    const size_t way = chance(6);
    const piece to_row = row_of(data, size, chance(size)),
                from_row = row_of(data, size, chance(size));
    const piece to_cell = cell_of(data, size, chance(size)),
                from_cell = cell_of(data, size, chance(size));
    const piece from = way < 3 ? from_row : from_cell;
    const size_t length = from.length < sizeof copy ? from.length : sizeof copy;
    memcpy(copy, data + from.at, length);
    switch (way) {
    case 0: /* a row once more, elsewhere */
        return put_in(data, size, most, (piece){to_row.at, 0}, copy, length);
    case 1: /* a row in the place of another */
        return put_in(data, size, most, to_row, copy, length);
    case 2: /* one row less */
        return put_in(data, size, most, to_row, NULL, 0);
    case 3: /* a cell in the place of another */
        return put_in(data, size, most, to_cell, copy, length);
    default: {
        const char *word = any_word();
        return put_in(data, size, most, to_cell, (const uint8_t *)word, strlen(word));
    }
    }
}

#endif
