#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

enum { MOST_THREADS = 256 };

typedef struct crew {
    atomic_size_t next;
    size_t n_tasks;
    void (*task)(void *context, size_t index);
    void *context;
} crew;

static void *work(void *argument) {
    crew *of = argument;
    for (;;) {
        const size_t index = atomic_fetch_add_explicit(&of->next, 1, memory_order_relaxed);
        if (index >= of->n_tasks)
            return NULL;
        of->task(of->context, index);
    }
}

void gouw_parallel(unsigned n_threads, size_t n_tasks, void (*task)(void *context, size_t index),
                   void *context) {
    crew all = {.n_tasks = n_tasks, .task = task, .context = context};
    atomic_init(&all.next, 0);
    pthread_t hired[MOST_THREADS];
    size_t wanted = n_threads < n_tasks ? n_threads : n_tasks;
    if (wanted > MOST_THREADS)
        wanted = MOST_THREADS;
    size_t n_hired = 0;
    while (n_hired + 1 < wanted && pthread_create(&hired[n_hired], NULL, work, &all) == 0)
        n_hired++;
    (void)work(&all);
    for (size_t i = 0; i < n_hired; i++)
        (void)pthread_join(hired[i], NULL);
}
