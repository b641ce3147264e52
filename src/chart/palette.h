/* Colours. A colour is 0xRRGGBB, or a role, a small negative number that plots/style.gp looks up,
 * so that a user's own style can change it.
 * A palette is a value that the canvas carries to whatever draws on it. What is neither a role nor
 * of the palette is a grey, which is the same in all of them.
 */
#ifndef GOUW_CHART_PALETTE_H
#define GOUW_CHART_PALETTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t gouw_colour;
typedef struct gouw_palette gouw_palette;

/* Roles; ROLE[1], ROLE[2], ... in plots/style.gp. */
enum {
    GOUW_INK = -1,    /* names, values */
    GOUW_MUTED = -2,  /* explanations, tick labels */
    GOUW_FAINT = -3,  /* captions, marks of what is absent */
    GOUW_AXIS = -4,   /* axes */
    GOUW_GRID = -5,   /* grid lines */
    GOUW_GROUND = -6, /* row bands, the time behind us */
    GOUW_PAPER = -7,  /* the background */
    GOUW_ACCENT = -8, /* the one thing to look at */
    GOUW_MAIN = -9,   /* data where there is one series */
    GOUW_SOFT = -10,  /* its lighter companion */
    GOUW_PALE = -11,  /* lighter yet: the ground of data, likely ranges */
    GOUW_PALEST = -12,
    GOUW_BLUSH = -13 /* the ground of what is to be looked at */
};

enum { GOUW_N_ROLES = 13 };

/* The palette of that name; NULL: okabe-ito. NULL for a name that is not in gouw_palette_names.
 *
 * okabe-ito   categories of Okabe & Ito (2008), told apart by colour-blind readers, with the yellow
 *             darkened until it shows on white, brown for black, and the vermilion that is close to
 *             the accent last; values YlGnBu (Brewer); sequences viridis without its yellow end
 * tol         categories "muted", values YlOrBr, sequences its darker half, roles "high-contrast"
 *             (Tol 2021)
 * cividis     values and sequences alike to all forms of colour vision (Nunez et al. 2018), roles
 *             its blue and a dark yellow
 * grey        for print in black and white: nothing but greys */
const gouw_palette *gouw_palette_find(const char *name);

/* What a role is in that palette; any other colour as it is. */
gouw_colour gouw_palette_role(const gouw_palette *palette, gouw_colour role);

/* The i-th colour for categories. There are GOUW_N_CATEGORIES; beyond, they repeat. */
#define GOUW_N_CATEGORIES 8
gouw_colour gouw_category_colour(const gouw_palette *palette, size_t i);

/* Colour i of n for things in a sequence. */
gouw_colour gouw_sequence_colour(const gouw_palette *palette, size_t i, size_t n);

/* Colour of a value in 0..1, light to dark. */
gouw_colour gouw_value_colour(const gouw_palette *palette, double value);

/* colour mixed with white: 1 = colour, 0 = white. Not for roles. */
gouw_colour gouw_tint(gouw_colour colour, double strength);

/* Black or white, whichever has more contrast on the colour (WCAG 2.1, relative luminance). */
gouw_colour gouw_text_on(gouw_colour colour);

/* The contrast of two colours by WCAG 2.1: 1 to 21. */
double gouw_contrast(gouw_colour a, gouw_colour b);

#endif
