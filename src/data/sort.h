/* A stable sort of pointers: what compares equal stays in its order, on every machine. */
#ifndef GOUW_DATA_SORT_H
#define GOUW_DATA_SORT_H

#include <stddef.h>

/* Below, at or above 0 as a stands before, with or behind b. */
typedef int gouw_compare(const void *a, const void *b);

/* Sorts items[0..n); spare has room for as many. Merging, O(n log n); O(n) when sorted already. */
void gouw_sort(const void **items, const void **spare, size_t n, gouw_compare *compare);

#endif
