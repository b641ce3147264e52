/* What gnuplot's SVG becomes before anyone sees it. */
#ifndef GOUW_CHART_SVG_H
#define GOUW_CHART_SVG_H

#include <stddef.h>

#include "chart/canvas.h"
#include "gouw/sink.h"

typedef struct gouw_svg_meta {
    const char *id;          /* [a-z0-9_-]+; begins every id in the file */
    const char *title;       /* plain text */
    const char *description; /* plain text */
    double width, height;
    double head;  /* of height, what the title takes; 0 = none */
    double scale; /* of width and height, when these are stated; 0: whoever shows it decides */
    const gouw_hover *hovers;
    size_t n_hovers; /* more than GOUW_MOST_HOVERS: none is written */
} gouw_svg_meta;

/* Writes svg[0..length), as gnuplot wrote it, anew and clean to out. */
void gouw_svg_rewrite(const char *svg, size_t length, const gouw_svg_meta *meta, gouw_sink *out);

/* Appends text with & < > " ' escaped; control characters become blanks; invalid UTF-8 and marks
 * that change the direction of text are taken out. */
void gouw_xml_text(gouw_sink *out, const char *text);

#endif
