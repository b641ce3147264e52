#include "base/list.h"

#include "base/i18n.h"

bool gouw_list_add(gouw_list *list, const char *item) {
    list->n++;
    if (list->most > 0 && list->n > list->most)
        return true;
    if (list->n > 2)
        list->front = gouw_arena_format(list->arena, _("%s, %s"), list->front, list->last);
    else if (list->n == 2)
        list->front = list->last;
    list->last = item;
    return list->n < 2 || list->front != NULL;
}

const char *gouw_list_words(const gouw_list *list) {
    const char *front = list->front;
    if (list->n < 2)
        return list->n == 0 ? "" : list->last;
    if (list->most == 0 || list->n <= list->most)
        return front == NULL ? NULL
                             : gouw_arena_format(list->arena, _("%s and %s"), front, list->last);
    const size_t more = list->n - list->most;
    if (list->most > 1)
        front = front == NULL ? NULL
                              : gouw_arena_format(list->arena, _("%s, %s"), front, list->last);
    else
        front = list->last;
    return front == NULL ? NULL : gouw_arena_format(list->arena, _("%s and %zu more"), front, more);
}
