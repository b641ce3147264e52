/* Independent pieces of work on several threads.
 *
 * Threads take the next piece until none is left. Which thread does a piece is chance, so a piece
 * writes only to memory of its own index and draws random numbers only from a stream of its own
 * index; then the result does not depend on the number of threads.
 */
#ifndef GOUW_BASE_PARALLEL_H
#define GOUW_BASE_PARALLEL_H

#include <stddef.h>

/* Calls task(context, 0 .. n_tasks - 1), each once, on up to n_threads threads, the caller's among
 * them, and returns when all are done. 0 threads count as 1. Where the system gives fewer threads
 * the work is done by those there are. */
void gouw_parallel(unsigned n_threads, size_t n_tasks, void (*task)(void *context, size_t index),
                   void *context);

#endif
