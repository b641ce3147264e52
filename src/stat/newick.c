/* Written from an explicit stack, a node being visited twice: "(" and its parts on the way down,
 * ")", support and length on the way up. */
#include "stat/newick.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gouw/number.h"

typedef struct writer {
    const gouw_tree *tree;
    const char *const *names;
    const double *support;
    gouw_sink *sink;
    uint32_t *first; /* of each item and merge: position of its leftmost leaf */
} writer;

static bool plain(const char *name) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.";
    return name[0] != '\0' && name[strspn(name, allowed)] == '\0';
}

static void write_name(gouw_sink *sink, const char *name) {
    if (plain(name)) {
        gouw_sink_text(sink, name);
        return;
    }
    gouw_sink_char(sink, '\'');
    for (; *name != '\0'; name++) {
        if (*name == '\'')
            gouw_sink_char(sink, '\'');
        gouw_sink_char(sink, *name);
    }
    gouw_sink_char(sink, '\'');
}

static void write_number(gouw_sink *sink, double value) {
    char text[GOUW_NUMBER_TEXT];
    gouw_sink_text(sink, gouw_number_shortest(value, text));
}

static double height(const gouw_tree *tree, int32_t part) {
    return part < 0 ? 0.0 : tree->merges[part - 1].height;
}

static uint32_t *first_of(const writer *w, int32_t part) {
    return &w->first[part < 0 ? (size_t)(-part - 1) : w->tree->n_items + (size_t)part - 1];
}

static void find_firsts(const writer *w, const uint32_t *order) {
    for (size_t p = 0; p < w->tree->n_items; p++)
        w->first[order == NULL ? p : order[p]] = (uint32_t)p;
    for (size_t s = 0; s + 1 < w->tree->n_items; s++) {
        const gouw_merge *m = &w->tree->merges[s];
        const uint32_t left = *first_of(w, m->left), right = *first_of(w, m->right);
        *first_of(w, (int32_t)s + 1) = left < right ? left : right;
    }
}

/* A node on the stack; parent 0 for the root. */
typedef struct visit {
    int32_t node, parent;
    bool comma, up;
} visit;

static void write_end(const writer *w, visit v) {
    if (v.node < 0)
        write_name(w->sink, w->names[-v.node - 1]);
    else
        gouw_sink_char(w->sink, ')');
    if (v.node > 0 && w->support != NULL && !isnan(w->support[v.node - 1]))
        write_number(w->sink, w->support[v.node - 1]);
    if (v.parent != 0) {
        gouw_sink_char(w->sink, ':');
        write_number(w->sink, (height(w->tree, v.parent) - height(w->tree, v.node)) / 2);
    }
}

/* stack has room for two entries a merge and one more. */
static void write_tree(const writer *w, int32_t root, visit *stack) {
    size_t depth = 0;
    stack[depth++] = (visit){.node = root};
    while (depth > 0) {
        visit *v = &stack[depth - 1];
        if (v->comma && !v->up)
            gouw_sink_char(w->sink, ',');
        if (v->node < 0 || v->up) {
            write_end(w, *v);
            depth--;
            continue;
        }
        v->up = true;
        gouw_sink_char(w->sink, '(');
        const gouw_merge *m = &w->tree->merges[v->node - 1];
        const bool swap = *first_of(w, m->right) < *first_of(w, m->left);
        const int32_t parent = v->node;
        stack[depth++] = (visit){
            .node = swap ? m->left : m->right, .parent = parent, .comma = true};
        stack[depth++] = (visit){.node = swap ? m->right : m->left, .parent = parent};
    }
}

gouw_status gouw_newick_write(const gouw_tree *tree, const char *const *names,
                              const uint32_t *order, const double *support, gouw_sink *sink,
                              gouw_error *error) {
    const size_t n = tree->n_items;
    writer w = {.tree = tree, .names = names, .support = support, .sink = sink};
    w.first = malloc((2 * n + 1) * sizeof *w.first);
    visit *stack = malloc((2 * n + 1) * sizeof *stack);
    gouw_status status = GOUW_OK;
    if (w.first == NULL || stack == NULL) {
        status = gouw_fail_memory(error, (2 * n + 1) * sizeof *stack);
    } else {
        find_firsts(&w, order);
        if (n > 0)
            write_tree(&w, n == 1 ? -1 : (int32_t)n - 1, stack);
        gouw_sink_text(sink, ";\n");
    }
    free(w.first);
    free(stack);
    return status;
}
