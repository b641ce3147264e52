#include "gouw/dataset.h"

#include "data/input.h"
#include "data/load.h"

gouw_status gouw_dataset_load(const char *folder, const gouw_load_options *options,
                              gouw_arena *arena, const gouw_dataset **dataset, gouw_error *error) {
    static const gouw_load_options none = {.phrases = NULL};
    const gouw_input place = {.path = folder};
    gouw_arena keep = {.single = arena->single}, work = {.single = arena->single};
    const gouw_status status = gouw_load(&place, options != NULL ? options : &none, arena, &keep,
                                         &work, dataset, error);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    return status;
}

gouw_status gouw_phrases_load(const char *path, gouw_arena *arena, const gouw_dataset **holder,
                              gouw_error *error) {
    gouw_arena keep = {.single = arena->single}, work = {.single = arena->single};
    const gouw_status status = gouw_load_phrases(path, arena, &keep, &work, holder, error);
    gouw_arena_release(&keep);
    gouw_arena_release(&work);
    return status;
}
