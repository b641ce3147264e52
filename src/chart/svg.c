/* Rewrites the SVG of gnuplot's terminal.
 *
 * Purpose: gnuplot's SVG cannot go into a page as it is. Its nineteen ids collide when a page has
 * several charts, each plot's command leaks as a <title>, crispEdges makes discs ragged, bold is
 * written as part of the family's name, and every shape carries a wrapper of its own.
 *
 * Method: one pass over the tags. The few elements that charts consist of (polygon, path, use of a
 * point mark, text) are written anew with what the groups around them say; neighbours that look
 * the same share one element. Wrappers and definitions fall away, and with them all ids; the only
 * ids left are those of the title and the description. Other elements without content pass as
 * they are. Coordinates are rounded to tenths of a pixel.
 *
 *     <svg viewBox data-plain role=img> no width and height unless asked for: the page decides;
 *                                       data-plain is the
 *                                       viewBox of the picture without its title
 *       <title/> <desc/>
 *       <rect/>                         the background
 *       <path fill d="M1 2h2v2h-2.."/>  boxes of one colour; a fill closes them
 *       <circle/>  <path stroke/>       discs, lines
 *       <g font.. fill> <text/>.. </g>
 *       <g class=hover> <path> <title/>..  unseen, on top: what each mark says when pointed at, to
 *                                       whole pixels: they are half of a picture with many marks
 *
 * Complexity: linear in the length. */
#include "chart/svg.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chart/measure.h"

typedef struct span {
    const char *at;
    size_t length;
} span;

enum { MAX_DEPTH = 16 };

/* What is open in the output: elements to which a like neighbour can be added. */
typedef enum run { RUN_NONE, RUN_BOXES, RUN_LINES, RUN_TEXTS } run;

typedef struct rewriter {
    gouw_sink *out;
    span groups[MAX_DEPTH]; /* the attributes of the <g> around us, outermost first */
    size_t depth;
    run run;
    char look[256];   /* the attributes of the run; equal looks are joined */
    gouw_sink wanted; /* those of the element at hand */
    unsigned fill;    /* of a run of texts: of its first */
} rewriter;

/* ---- reading ------------------------------------------------------------------------------- */

/* The value of an attribute in the text of a tag; at is NULL if it is not there. */
static span attribute(span tag, const char *name) {
    const size_t n = strlen(name);
    for (size_t i = 1; i + n + 2 < tag.length; i++) {
        if (memcmp(tag.at + i, name, n) != 0 || strchr(" \t\n", tag.at[i - 1]) == NULL)
            continue;
        size_t at = i + n;
        while (at < tag.length && (tag.at[at] == ' ' || tag.at[at] == '='))
            at++;
        if (at == i + n || at >= tag.length || (tag.at[at] != '\'' && tag.at[at] != '"'))
            continue;
        const char *end = memchr(tag.at + at + 1, tag.at[at], tag.length - at - 1);
        if (end != NULL)
            return (span){tag.at + at + 1, (size_t)(end - tag.at) - at - 1};
    }
    return (span){NULL, 0};
}

/* An attribute of the element or, failing that, of the nearest group around it. */
static span inherited(const rewriter *r, span tag, const char *name) {
    span value = attribute(tag, name);
    for (size_t i = r->depth; i > 0 && value.at == NULL; i--)
        value = attribute(r->groups[i - 1], name);
    return value;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The next number in text, after anything that is none; false at its end. gnuplot writes plain
 * decimals; strtod would read them by the locale of the host. */
static bool next_number(span *text, double *number) {
    const char *at = text->at, *end = text->at + text->length;
    while (at < end && !is_digit(*at) && !(*at == '-' && at + 1 < end && is_digit(at[1])))
        at++;
    if (at == end)
        return false;
    const bool negative = *at == '-';
    double value = 0, unit = 1;
    for (at += negative; at < end && is_digit(*at); at++)
        value = value * 10 + (*at - '0');
    if (at + 1 < end && *at == '.' && is_digit(at[1]))
        for (at++; at < end && is_digit(*at); at++)
            value += (unit /= 10) * (*at - '0');
    *number = negative ? -value : value;
    *text = (span){at, (size_t)(end - at)};
    return true;
}

/* 0xRRGGBB of "rgb(r, g, b)" or "#rrggbb"; black for anything else. */
static unsigned colour_of(span text) {
    double part = 0;
    unsigned colour = 0;
    if (text.at == NULL)
        return 0;
    if (text.length == 7 && text.at[0] == '#')
        return (unsigned)strtoul(text.at + 1, NULL, 16);
    if (text.length < 4 || memcmp(text.at, "rgb", 3) != 0)
        return 0;
    for (int i = 0; i < 3 && next_number(&text, &part); i++)
        colour = colour << 8 | ((unsigned)part & 0xFF);
    return colour;
}

/* ---- writing ------------------------------------------------------------------------------- */

/* A number rounded to tenths; a blank before it unless a letter stands there or it is negative. */
static void put(gouw_sink *out, double value) {
    const long tenths = lround(value * 10);
    const long size = labs(tenths);
    const char last = out->length > 0 ? out->data[out->length - 1] : '"';
    const bool digit = (last >= '0' && last <= '9') || last == '.';
    gouw_sink_text(out, tenths < 0 ? "-" : digit ? " " : "");
    gouw_sink_format(out, "%ld", size / 10);
    if (size % 10 != 0)
        gouw_sink_format(out, ".%ld", size % 10);
}

static void put_attribute(gouw_sink *out, const char *name, double value) {
    gouw_sink_format(out, " %s=\"", name);
    put(out, value);
    gouw_sink_char(out, '"');
}

static void end_run(rewriter *r) {
    if (r->run == RUN_BOXES || r->run == RUN_LINES)
        gouw_sink_text(r->out, "\"/>\n");
    if (r->run == RUN_TEXTS)
        gouw_sink_text(r->out, "</g>\n");
    r->run = RUN_NONE;
}

/* Goes on with the run when it looks as wanted; else begins another, its tag ended by rest, and
 * gives false. */
static bool join_run(rewriter *r, run kind, const char *element, const char *rest) {
    const char *text = r->wanted.data == NULL ? "" : r->wanted.data;
    if (r->run == kind && strcmp(r->look, text) == 0)
        return true;
    end_run(r);
    gouw_sink_format(r->out, "<%s%s%s", element, text, rest);
    r->run = r->wanted.length < sizeof r->look ? kind : RUN_NONE;
    if (r->run != RUN_NONE)
        memcpy(r->look, text, r->wanted.length + 1);
    else
        r->look[0] = '\0';
    return false;
}

/* A box from corner to corner, its edges at whole steps, of which a pixel has so many. It is its
 * edges that are rounded, not width and height: boxes that meet go on meeting. */
static void put_box(gouw_sink *out, double x1, double y1, double x2, double y2, double steps) {
    const double left = round(x1 * steps), top = round(y1 * steps);
    const double width = round(x2 * steps) - left, height = round(y2 * steps) - top;
    gouw_sink_char(out, 'M');
    put(out, left / steps);
    put(out, top / steps);
    gouw_sink_char(out, 'h');
    put(out, width / steps);
    gouw_sink_char(out, 'v');
    put(out, height / steps);
    gouw_sink_char(out, 'h');
    put(out, -width / steps);
}

static bool is_rectangle(const double *p, size_t n) {
    return n == 8 && p[1] == p[3] && p[2] == p[4] && p[5] == p[7] && p[6] == p[0];
}

/* A polygon with other than four corners, or slanted: an element of its own, since overlapping
 * outlines of opposite turn would cancel in one path. */
static void write_area(rewriter *r, span points, unsigned fill) {
    double x = 0, y = 0;
    end_run(r);
    gouw_sink_format(r->out, "<path fill=\"#%06x\" d=\"", fill);
    for (char command = 'M'; next_number(&points, &x) && next_number(&points, &y); command = 'L') {
        gouw_sink_char(r->out, command);
        put(r->out, x);
        put(r->out, y);
    }
    gouw_sink_text(r->out, "z\"/>\n");
}

static void write_polygon(rewriter *r, span tag) {
    const span points = attribute(tag, "points");
    const unsigned fill = colour_of(inherited(r, tag, "fill"));
    double p[9];
    size_t n = 0;
    span rest = points;
    while (n < 9 && next_number(&rest, &p[n]))
        n++;
    if (!is_rectangle(p, n)) {
        write_area(r, points, fill);
        return;
    }
    gouw_sink_clear(&r->wanted);
    gouw_sink_format(&r->wanted, " fill=\"#%06x\"", fill);
    (void)join_run(r, RUN_BOXES, "path", " d=\"");
    put_box(r->out, fmin(p[0], p[2]), fmin(p[1], p[5]), fmax(p[0], p[2]), fmax(p[1], p[5]), 10);
}

static void write_line(rewriter *r, span tag) {
    span d = attribute(tag, "d");
    const span stroke = inherited(r, tag, "stroke"), dashes = inherited(r, tag, "stroke-dasharray");
    span width = inherited(r, tag, "stroke-width");
    double value = 1, x = 0, y = 0;
    gouw_sink_clear(&r->wanted);
    gouw_sink_format(&r->wanted, " fill=\"none\" stroke=\"#%06x\"", colour_of(stroke));
    if (width.at != NULL && next_number(&width, &value))
        put_attribute(&r->wanted, "stroke-width", value);
    if (dashes.at != NULL)
        gouw_sink_format(&r->wanted, " stroke-dasharray=\"%.*s\"", (int)dashes.length, dashes.at);
    (void)join_run(r, RUN_LINES, "path", " stroke-linejoin=\"round\" d=\"");
    for (bool first = true; d.length > 0; first = false) {
        const bool move = first || memchr(d.at, 'M', strcspn(d.at, "0123456789")) != NULL;
        if (!next_number(&d, &x) || !next_number(&d, &y))
            break;
        gouw_sink_char(r->out, move ? 'M' : 'L');
        put(r->out, x);
        put(r->out, y);
    }
}

/* <use xlink:href='#gpPt6' transform='translate(x,y) scale(r)' color='rgb(..)'/>: mark 6 is a
 * filled disc of radius 1. */
static void write_disc(rewriter *r, span tag) {
    span place = attribute(tag, "transform");
    double x = 0, y = 0, radius = 0;
    if (place.at == NULL || !next_number(&place, &x) || !next_number(&place, &y) ||
        !next_number(&place, &radius))
        return;
    end_run(r);
    gouw_sink_text(r->out, "<circle");
    put_attribute(r->out, "cx", x);
    put_attribute(r->out, "cy", y);
    put_attribute(r->out, "r", radius);
    gouw_sink_format(r->out, " fill=\"#%06x\"/>\n", colour_of(attribute(tag, "color")));
}

/* Attributes of the group around texts: "DejaVu Sans:Bold" becomes a family and a weight, and
 * families of like widths stand behind it for machines that do not have the first. */
static void look_of_text(const rewriter *r, span tag, gouw_sink *look) {
    const span family = inherited(r, tag, "font-family"), anchor = inherited(r, tag, "text-anchor");
    span size = inherited(r, tag, "font-size");
    double pixels = 12;
    const char *colon = family.at == NULL ? NULL : memchr(family.at, ':', family.length);
    const size_t n = colon == NULL ? family.length : (size_t)(colon - family.at);
    (void)(size.at != NULL && next_number(&size, &pixels));
    gouw_sink_format(look, " font-family=\"%.*s,Verdana,sans-serif\"", (int)n,
                     family.at == NULL ? "" : family.at);
    put_attribute(look, "font-size", pixels);
    if (colon != NULL && strncmp(colon, ":Bold", 5) == 0)
        gouw_sink_text(look, " font-weight=\"bold\"");
    if (anchor.at != NULL && strncmp(anchor.at, "start", 5) != 0)
        gouw_sink_format(look, " text-anchor=\"%.*s\"", (int)anchor.length, anchor.at);
}

static void write_text(rewriter *r, span tag, span content) {
    span place = inherited(r, tag, "transform");
    double x = 0, y = 0, angle = 0;
    gouw_sink_clear(&r->wanted);
    look_of_text(r, tag, &r->wanted);
    const unsigned fill = colour_of(inherited(r, tag, "fill"));
    char opening[24];
    (void)snprintf(opening, sizeof opening, " fill=\"#%06x\">\n", fill);
    if (!join_run(r, RUN_TEXTS, "g", opening))
        r->fill = fill;
    (void)(place.at != NULL && next_number(&place, &x) && next_number(&place, &y) &&
           next_number(&place, &angle));
    gouw_sink_text(r->out, "<text");
    put_attribute(r->out, "x", x);
    put_attribute(r->out, "y", y);
    if (angle != 0) {
        gouw_sink_text(r->out, " transform=\"rotate(");
        put(r->out, angle);
        put(r->out, x);
        put(r->out, y);
        gouw_sink_text(r->out, ")\"");
    }
    if (fill != r->fill)
        gouw_sink_format(r->out, " fill=\"#%06x\"", fill);
    gouw_sink_char(r->out, '>');
    for (size_t i = 0; i < content.length; i++)
        if (content.at[i] == '>')
            gouw_sink_text(r->out, "&gt;");
        else
            gouw_sink_char(r->out, content.at[i]);
    gouw_sink_text(r->out, "</text>\n");
}

static void write_as_it_is(rewriter *r, span tag) {
    end_run(r);
    gouw_sink_write(r->out, tag.at, tag.length);
    gouw_sink_char(r->out, '\n');
}

static void open_group(rewriter *r, span tag) {
    if (r->depth < MAX_DEPTH)
        r->groups[r->depth] = tag;
    r->depth += r->depth < MAX_DEPTH;
}

static bool named(span tag, const char *name) {
    const size_t n = strlen(name);
    return tag.length > n + 1 && memcmp(tag.at + 1, name, n) == 0 &&
           strchr(" \t\n/>", tag.at[n + 1]) != NULL;
}

/* The position behind the end tag of the element that tag opens. */
static const char *behind(span tag, const char *end_tag, const char *end) {
    const char *found = strstr(tag.at, end_tag);
    return found == NULL || found >= end ? end : found + strlen(end_tag);
}

/* Handles one tag and gives the place to go on from. */
static const char *handle(rewriter *r, span tag, const char *end) {
    const char *next = tag.at + tag.length;
    if (named(tag, "defs"))
        return behind(tag, "</defs>", end);
    if (named(tag, "title"))
        return behind(tag, "</title>", end);
    if (named(tag, "desc"))
        return behind(tag, "</desc>", end);
    if (named(tag, "text")) {
        next = behind(tag, "</text>", end);
        const char *content = tag.at + tag.length;
        if (next >= content + 7)
            write_text(r, tag, (span){content, (size_t)(next - content) - 7});
        return next;
    }
    if (named(tag, "g"))
        open_group(r, tag);
    else if (named(tag, "/g"))
        r->depth -= r->depth > 0;
    else if (named(tag, "polygon"))
        write_polygon(r, tag);
    else if (named(tag, "path"))
        write_line(r, tag);
    else if (named(tag, "use"))
        write_disc(r, tag);
    else if (tag.length > 2 && tag.at[tag.length - 2] == '/')
        write_as_it_is(r, tag);
    return next;
}

static void write_head(const gouw_svg_meta *meta, gouw_sink *out) {
    gouw_sink_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    put(out, meta->width);
    gouw_sink_char(out, ' ');
    put(out, meta->height);
    gouw_sink_char(out, '"');
    if (meta->head > 0) {
        gouw_sink_text(out, " data-plain=\"0 ");
        put(out, meta->head);
        gouw_sink_char(out, ' ');
        put(out, meta->width);
        gouw_sink_char(out, ' ');
        put(out, meta->height - meta->head);
        gouw_sink_char(out, '"');
    }
    if (meta->scale > 0) {
        put_attribute(out, "width", meta->width * meta->scale);
        put_attribute(out, "height", meta->height * meta->scale);
    }
    gouw_sink_format(out, " role=\"img\" aria-labelledby=\"%s-title %s-desc\">\n", meta->id,
                     meta->id);
    gouw_sink_format(out, "<title id=\"%s-title\">", meta->id);
    gouw_xml_text(out, meta->title);
    gouw_sink_format(out, "</title>\n<desc id=\"%s-desc\">", meta->id);
    gouw_xml_text(out, meta->description);
    gouw_sink_text(out, "</desc>\n");
}

/* Boxes without a colour that catch the pointer; browsers show the <title> of what it is on. Boxes
 * one after another that say the same text are one path. */
static void write_hovers(const gouw_svg_meta *meta, gouw_sink *out) {
    if (meta->n_hovers == 0 || meta->n_hovers > GOUW_MOST_HOVERS)
        return;
    gouw_sink_text(out, "<g class=\"hover\" fill=\"none\" pointer-events=\"all\">\n");
    for (size_t i = 0; i < meta->n_hovers; i++) {
        const gouw_hover *h = &meta->hovers[i];
        if (i == 0 || h->text != h[-1].text)
            gouw_sink_text(out, "<path d=\"");
        put_box(out, h->x1, h->y1, h->x2, h->y2, 1);
        if (i + 1 < meta->n_hovers && h->text == h[1].text)
            continue;
        gouw_sink_text(out, "\"><title>");
        gouw_xml_text(out, h->text);
        gouw_sink_text(out, "</title></path>\n");
    }
    gouw_sink_text(out, "</g>\n");
}

void gouw_svg_rewrite(const char *svg, size_t length, const gouw_svg_meta *meta, gouw_sink *out) {
    rewriter r = {.out = out};
    const char *at = svg, *end = svg + length;
    gouw_sink_open_memory(&r.wanted);
    write_head(meta, out);
    while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        const char *close = memchr(at, '>', (size_t)(end - at));
        if (close == NULL)
            break;
        at = handle(&r, (span){at, (size_t)(close - at) + 1}, end);
    }
    end_run(&r);
    write_hovers(meta, out);
    gouw_sink_text(out, "</svg>\n");
    gouw_sink_take_fault(out, &r.wanted);
    gouw_sink_release(&r.wanted);
}

void gouw_xml_text(gouw_sink *out, const char *text) {
    static const struct {
        char c;
        const char *entity;
    } escapes[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    for (size_t n = 0; *text != '\0'; text += n > 0 ? n : 1) {
        const char *entity = NULL;
        n = gouw_utf8_length(text);
        for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++)
            if (*text == escapes[i].c)
                entity = escapes[i].entity;
        if (entity != NULL)
            gouw_sink_text(out, entity);
        else if ((unsigned char)*text < 0x20 || *text == 0x7F)
            gouw_sink_char(out, ' ');
        else if (!gouw_utf8_unseen(text))
            gouw_sink_write(out, text, n);
    }
}
