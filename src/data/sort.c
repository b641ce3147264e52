#include "data/sort.h"

#include <string.h>

static void merge(const void **items, const void **spare, size_t middle, size_t n,
                  gouw_compare *compare) {
    memcpy(spare, items, middle * sizeof *items);
    size_t left = 0, right = middle, out = 0;
    while (left < middle && right < n)
        items[out++] = compare(spare[left], items[right]) <= 0 ? spare[left++] : items[right++];
    memcpy(items + out, spare + left, (middle - left) * sizeof *items);
}

void gouw_sort(const void **items, const void **spare, size_t n, gouw_compare *compare) {
    if (n < 2)
        return;
    const size_t middle = n / 2;
    gouw_sort(items, spare, middle, compare);
    gouw_sort(items + middle, spare, n - middle, compare);
    if (compare(items[middle - 1], items[middle]) > 0)
        merge(items, spare, middle, n, compare);
}
