#include "data/loader.h"

void gouw_load_tell(const gouw_loader *loader, double share) {
    if (loader->n_bytes > 0)
        loader->options->progress(loader->options->watch,
                                  (loader->n_bytes_before + share * loader->n_bytes_here) /
                                      loader->n_bytes);
}
