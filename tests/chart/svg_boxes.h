/* Reads the texts of a chart's SVG back with the room they take, to see whether any overlap. */
#ifndef TESTS_CHART_SVG_BOXES_H
#define TESTS_CHART_SVG_BOXES_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chart/measure.h"

typedef struct text_box {
    char text[256];
    double x[4], y[4]; /* corners, in order around */
} text_box;

static inline double number_after(const char *from, const char *key, double otherwise) {
    const char *end = strchr(from, '>'), *at = strstr(from, key);
    return at == NULL || at > end ? otherwise : strtod(at + strlen(key), NULL);
}

static inline bool has(const char *from, const char *what) {
    const char *at = strstr(from, what);
    return at != NULL && at < strchr(from, '>');
}

/* The content of an element, entities resolved. */
static inline void content(const char *at, char out[256]) {
    static const char *const entities[] = {"&lt;<", "&gt;>", "&amp;&", "&quot;\"", "&#39;'"};
    size_t n = 0;
    for (at = strchr(at, '>') + 1; *at != '<' && n < 255; n++) {
        out[n] = *at++;
        for (size_t i = 0; out[n] == '&' && i < 5; i++) {
            const size_t length = strlen(entities[i]) - 1;
            if (strncmp(at - 1, entities[i], length) != 0)
                continue;
            out[n] = entities[i][length];
            at += length - 1;
            break;
        }
    }
    out[n] = '\0';
}

/* The texts of svg, at most room of them; their number. */
static inline size_t read_text_boxes(const char *svg, text_box *boxes, size_t room) {
    size_t n = 0;
    const char *group = NULL;
    for (const char *at = strchr(svg, '<'); at != NULL && n < room; at = strchr(at + 1, '<')) {
        if (strncmp(at, "<g ", 3) == 0)
            group = at;
        if (strncmp(at, "<text ", 6) != 0 || group == NULL)
            continue;
        text_box *box = &boxes[n++];
        content(at, box->text);
        const gouw_face face = {number_after(group, "font-size=\"", 12),
                                has(group, "font-weight=\"bold\"")};
        const double width = gouw_text_width(box->text, face);
        const double x = number_after(at, " x=\"", 0), y = number_after(at, " y=\"", 0);
        const double turn = number_after(at, "rotate(", 0) * 3.14159265358979 / 180;
        const double left = has(group, "anchor=\"end\"")      ? -width
                            : has(group, "anchor=\"middle\"") ? -width / 2
                                                              : 0;
        /* From the top of the capitals to a little below the line. */
        const double dx[4] = {left, left + width, left + width, left};
        const double dy[4] = {-0.73 * face.size, -0.73 * face.size, 0.1 * face.size,
                              0.1 * face.size};
        for (int k = 0; k < 4; k++) {
            box->x[k] = x + dx[k] * cos(turn) - dy[k] * sin(turn);
            box->y[k] = y + dx[k] * sin(turn) + dy[k] * cos(turn);
        }
    }
    return n;
}

/* Whether a line along an edge of a keeps the two rectangles apart. */
static inline bool apart(const text_box *a, const text_box *b) {
    for (int k = 0; k < 2; k++) {
        const double ex = a->x[k + 1] - a->x[k], ey = a->y[k + 1] - a->y[k];
        double low[2] = {1e9, 1e9}, high[2] = {-1e9, -1e9};
        for (int i = 0; i < 4; i++) {
            const double p = a->x[i] * ex + a->y[i] * ey, q = b->x[i] * ex + b->y[i] * ey;
            low[0] = fmin(low[0], p);
            high[0] = fmax(high[0], p);
            low[1] = fmin(low[1], q);
            high[1] = fmax(high[1], q);
        }
        if (high[0] <= low[1] + 1e-6 || high[1] <= low[0] + 1e-6)
            return true;
    }
    return false;
}

/* Whether a text goes beyond the picture. */
static inline bool outside(const char *svg, const text_box *box) {
    const char *view = strstr(svg, "viewBox=\"0 0 ");
    char *end = NULL;
    const double width = strtod(view + 13, &end), height = strtod(end, NULL);
    for (int k = 0; k < 4; k++)
        if (box->x[k] < -0.5 || box->x[k] > width + 0.5 || box->y[k] < -0.5 ||
            box->y[k] > height + 0.5)
            return true;
    return false;
}

static inline bool overlap(const text_box *a, const text_box *b) {
    return !apart(a, b) && !apart(b, a);
}

/* A text over another or beyond the picture, described in out; false when there is none. */
static inline bool find_clash(const char *svg, char out[800]) {
    enum { ROOM = 8000 };
    text_box *boxes = calloc(ROOM, sizeof *boxes);
    const size_t n = boxes == NULL ? 0 : read_text_boxes(svg, boxes, ROOM);
    bool found = n < 3 || n == ROOM;
    if (found)
        (void)snprintf(out, 800, "%zu texts", n);
    for (size_t i = 0; i < n && !found; i++) {
        found = outside(svg, &boxes[i]);
        if (found)
            (void)snprintf(out, 800, "'%s' at (%.0f, %.0f) is beyond the picture", boxes[i].text,
                           boxes[i].x[0], boxes[i].y[0]);
        for (size_t j = i + 1; j < n && !found; j++) {
            found = overlap(&boxes[i], &boxes[j]);
            if (found)
                (void)snprintf(out, 800, "'%s' at (%.0f, %.0f) overlaps '%s' at (%.0f, %.0f)",
                               boxes[i].text, boxes[i].x[0], boxes[i].y[0], boxes[j].text,
                               boxes[j].x[0], boxes[j].y[0]);
        }
    }
    free(boxes);
    return found;
}

#endif
