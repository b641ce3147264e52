/* NumPy's array format, for matrices too large for text. */
#ifndef GOUW_OUT_NPY_H
#define GOUW_OUT_NPY_H

#include <stddef.h>

#include "gouw/sink.h"

/* Writes the header of a row-major n_rows x n_columns array of float; the values follow, as they
 * stand in memory. */
void gouw_npy_header(gouw_sink *sink, size_t n_rows, size_t n_columns);

#endif
