#include "chart/palette.h"

#include <math.h>
#include <string.h>

#include "gouw/chart.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { STOPS = 9 };

/* What a picture's colours are made of. values runs from light to dark, sequence from dark to
 * light without an end too light for white paper. */
typedef struct palette {
    gouw_colour categories[GOUW_N_CATEGORIES], sequence[STOPS], values[STOPS];
    bool grey; /* every other colour as a grey of the same luminance */
} palette;

const char *const gouw_palette_names[] = {"okabe-ito", "tol", "cividis", "grey", NULL};

static const palette PALETTES[] = {
    {.categories = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x8C7A00, 0x5A3A22, 0xD55E00},
     .sequence = {0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70,
                  0x7AD151},
     .values = {0xFFFFD9, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4, 0x1D91C0, 0x225EA8, 0x253494,
                0x081D58}},
    {.categories = {0x332288, 0xCC6677, 0x117733, 0x88CCEE, 0x882255, 0x999933, 0x44AA99, 0xAA4499},
     .sequence = {0x662506, 0x7F2D05, 0x993404, 0xB34003, 0xCC4C02, 0xDC5E0B, 0xEC7014, 0xF48520,
                  0xFB9A29},
     .values = {0xFFFFE5, 0xFFF7BC, 0xFEE391, 0xFEC44F, 0xFB9A29, 0xEC7014, 0xCC4C02, 0x993404,
                0x662506}},
    {.categories = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x8C7A00, 0x5A3A22, 0xD55E00},
     .sequence = {0x00204D, 0x00336F, 0x39486B, 0x575C6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C,
                  0xD4C264},
     .values = {0xFFEA46, 0xE4CF5B, 0xC4B56C, 0xA69D75, 0x8A8779, 0x707173, 0x575C6D, 0x39486B,
                0x00204D}},
    {.categories = {0x1F1F1F, 0xB4B4B4, 0x5C5C5C, 0x8F8F8F, 0x3D3D3D, 0xC6C6C6, 0x757575, 0xA3A3A3},
     .sequence = {0x1F1F1F, 0x343434, 0x494949, 0x5E5E5E, 0x737373, 0x888888, 0x9D9D9D, 0xB2B2B2,
                  0xC0C0C0},
     .values = {0xFAFAFA, 0xEBEBEB, 0xD6D6D6, 0xBDBDBD, 0xA0A0A0, 0x808080, 0x5E5E5E, 0x3D3D3D,
                0x1A1A1A},
     .grey = true},
};

/* Layouts call for colours from many places, and all that one thread draws at a time is in one
 * palette. */
static _Thread_local const palette *current = &PALETTES[0];

bool gouw_palette_use(const char *name) {
    for (size_t i = 0; i < COUNT(PALETTES); i++)
        if (name == NULL || strcmp(name, gouw_palette_names[i]) == 0) {
            current = &PALETTES[i];
            return true;
        }
    return false;
}

static int channel(gouw_colour colour, int shift) {
    return (colour >> shift) & 0xFF;
}

static gouw_colour mix(gouw_colour a, gouw_colour b, double share_of_b) {
    gouw_colour mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        const double c = channel(a, shift) * (1 - share_of_b) + channel(b, shift) * share_of_b;
        mixed |= (gouw_colour)(c + 0.5) << shift;
    }
    return mixed;
}

static gouw_colour ramp(const gouw_colour *colours, double at) {
    const double place = fmin(fmax(at, 0), 1) * (STOPS - 1);
    const size_t i = place < STOPS - 1 ? (size_t)place : STOPS - 2;
    return mix(colours[i], colours[i + 1], place - (double)i);
}

gouw_colour gouw_category_colour(size_t i) {
    return current->categories[i % GOUW_N_CATEGORIES];
}

gouw_colour gouw_sequence_colour(size_t i, size_t n) {
    return ramp(current->sequence, n < 2 ? 0.3 : (double)i / (double)(n - 1));
}

gouw_colour gouw_value_colour(double value) {
    return ramp(current->values, value);
}

gouw_colour gouw_tint(gouw_colour colour, double strength) {
    return mix(0xFFFFFF, colour, strength);
}

static double linear(int value) {
    const double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(gouw_colour colour) {
    return 0.2126 * linear(channel(colour, 16)) + 0.7152 * linear(channel(colour, 8)) +
           0.0722 * linear(channel(colour, 0));
}

gouw_colour gouw_palette_shown(gouw_colour colour) {
    static const gouw_colour roles[] = {
        [-GOUW_ACCENT] = 0x000000, [-GOUW_MAIN] = 0x5C5C5C, [-GOUW_SOFT] = 0xB4B4B4};
    if (!current->grey || (colour < 0 && colour > GOUW_ACCENT))
        return colour;
    if (colour < 0)
        return roles[-colour];
    const double light = luminance(colour);
    const double c = light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
    return (gouw_colour)(c * 255 + 0.5) * 0x010101;
}

double gouw_contrast(gouw_colour a, gouw_colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

gouw_colour gouw_text_on(gouw_colour colour) {
    return gouw_contrast(colour, 0xFFFFFF) >= gouw_contrast(colour, 0x1A1A1A) ? 0xFFFFFF : 0x1A1A1A;
}
