/* Colours. A colour is 0xRRGGBB, or a role, a small negative number that plots/style.gp looks up,
 * so that a user's own style can change it.
 */
#ifndef GOUW_CHART_PALETTE_H
#define GOUW_CHART_PALETTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t gouw_colour;

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
    GOUW_SOFT = -10   /* its lighter companion */
};

/* From here on colours are those of that palette, in this thread; NULL: those of okabe-ito. false,
 * and nothing changes, for a name that is not in gouw_palette_names.
 *
 * okabe-ito   categories of Okabe & Ito (2008), told apart by colour-blind readers, with the yellow
 *             darkened until it shows on white, brown for black, and the vermilion that is close to
 *             the accent last; values YlGnBu (Brewer); sequences viridis without its yellow end
 * tol         categories "muted", values YlOrBr, sequences its darker half (Tol 2021)
 * cividis     values and sequences alike to all forms of colour vision (Nunez et al. 2018)
 * grey        for print in black and white: every colour as grey, roles too */
bool gouw_palette_use(const char *name);

/* The colour as the palette shows it, also of roles. */
gouw_colour gouw_palette_shown(gouw_colour colour);

/* The i-th colour for categories. There are GOUW_N_CATEGORIES; beyond, they repeat. */
#define GOUW_N_CATEGORIES 8
gouw_colour gouw_category_colour(size_t i);

/* Colour i of n for things in a sequence. */
gouw_colour gouw_sequence_colour(size_t i, size_t n);

/* Colour of a value in 0..1, light to dark. */
gouw_colour gouw_value_colour(double value);

/* colour mixed with white: 1 = colour, 0 = white. Not for roles. */
gouw_colour gouw_tint(gouw_colour colour, double strength);

/* Black or white, whichever has more contrast on the colour (WCAG 2.1, relative luminance). */
gouw_colour gouw_text_on(gouw_colour colour);

/* The contrast of two colours by WCAG 2.1: 1 to 21. */
double gouw_contrast(gouw_colour a, gouw_colour b);

#endif
