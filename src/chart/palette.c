#include "chart/palette.h"

#include <math.h>
#include <string.h>

#include "gouw/chart.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { STOPS = 9 };

/* What a picture's colours are made of. values runs from light to dark, sequence from dark to
 * light without an end too light for white paper. */
struct gouw_palette {
    gouw_colour categories[GOUW_N_CATEGORIES], sequence[STOPS], values[STOPS];
    gouw_colour accent, blush, main, soft, pale, palest;
};

const char *const gouw_palette_names[] = {"okabe-ito", "tol", "cividis", "grey", NULL};

static const gouw_palette PALETTES[] = {
    {.categories = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x8C7A00, 0x5A3A22, 0xD55E00},
     .sequence = {0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70,
                  0x7AD151},
     .values = {0xFFFFD9, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4, 0x1D91C0, 0x225EA8, 0x253494,
                0x081D58},
     .accent = 0xC44E00,
     .blush = 0xF6E5D9,
     .main = 0x0072B2,
     .soft = 0x8CBFDD,
     .pale = 0xB3D1E5,
     .palest = 0xDCEAF3},
    {.categories = {0x332288, 0xCC6677, 0x117733, 0x88CCEE, 0x882255, 0x999933, 0x44AA99, 0xAA4499},
     .sequence = {0x662506, 0x7F2D05, 0x993404, 0xB34003, 0xCC4C02, 0xDC5E0B, 0xEC7014, 0xF48520,
                  0xFB9A29},
     .values = {0xFFFFE5, 0xFFF7BC, 0xFEE391, 0xFEC44F, 0xFB9A29, 0xEC7014, 0xCC4C02, 0x993404,
                0x662506},
     .accent = 0xBB5566,
     .blush = 0xF5E6E8,
     .main = 0x004488,
     .soft = 0x8CABCB,
     .pale = 0xB3C7DB,
     .palest = 0xDBE4EE},
    {.categories = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x8C7A00, 0x5A3A22, 0xD55E00},
     .sequence = {0x00204D, 0x00336F, 0x39486B, 0x575C6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C,
                  0xD4C264},
     .values = {0xFFEA46, 0xE4CF5B, 0xC4B56C, 0xA69D75, 0x8A8779, 0x707173, 0x575C6D, 0x39486B,
                0x00204D},
     .accent = 0x8A6D00,
     .blush = 0xEEEAD9,
     .main = 0x00336F,
     .soft = 0x8CA3BF,
     .pale = 0xB3C2D4,
     .palest = 0xDBE2EA},
    {.categories = {0x1F1F1F, 0xB4B4B4, 0x5C5C5C, 0x8F8F8F, 0x3D3D3D, 0xC6C6C6, 0x757575, 0xA3A3A3},
     .sequence = {0x1F1F1F, 0x343434, 0x494949, 0x5E5E5E, 0x737373, 0x888888, 0x9D9D9D, 0xB2B2B2,
                  0xC0C0C0},
     .values = {0xFAFAFA, 0xEBEBEB, 0xD6D6D6, 0xBDBDBD, 0xA0A0A0, 0x808080, 0x5E5E5E, 0x3D3D3D,
                0x1A1A1A},
     .accent = 0x000000,
     .blush = 0xDDDDDD,
     .main = 0x5C5C5C,
     .soft = 0xB4B4B4,
     .pale = 0xCCCCCC,
     .palest = 0xE6E6E6},
};

const gouw_palette *gouw_palette_find(const char *name) {
    for (size_t i = 0; i < COUNT(PALETTES); i++)
        if (name == NULL || strcmp(name, gouw_palette_names[i]) == 0)
            return &PALETTES[i];
    return NULL;
}

gouw_colour gouw_palette_role(const gouw_palette *palette, gouw_colour role) {
    const gouw_colour roles[GOUW_N_ROLES + 1] = {
        [-GOUW_INK] = 0x1F1F1F,         [-GOUW_MUTED] = 0x595959,
        [-GOUW_FAINT] = 0x767676,       [-GOUW_AXIS] = 0x8C8C8C,
        [-GOUW_GRID] = 0xE3E3E1,        [-GOUW_GROUND] = 0xF6F6F4,
        [-GOUW_PAPER] = 0xFFFFFF,       [-GOUW_ACCENT] = palette->accent,
        [-GOUW_MAIN] = palette->main,   [-GOUW_SOFT] = palette->soft,
        [-GOUW_PALE] = palette->pale,   [-GOUW_PALEST] = palette->palest,
        [-GOUW_BLUSH] = palette->blush,
    };
    return role < 0 && role >= -GOUW_N_ROLES ? roles[-role] : role;
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

gouw_colour gouw_category_colour(const gouw_palette *palette, size_t i) {
    return palette->categories[i % GOUW_N_CATEGORIES];
}

gouw_colour gouw_sequence_colour(const gouw_palette *palette, size_t i, size_t n) {
    return ramp(palette->sequence, n < 2 ? 0.3 : (double)i / (double)(n - 1));
}

gouw_colour gouw_value_colour(const gouw_palette *palette, double value) {
    return ramp(palette->values, value);
}

gouw_colour gouw_tint(gouw_colour colour, double strength) {
    return mix(0xFFFFFF, colour, fmin(fmax(strength, 0), 1));
}

static double linear(int value) {
    const double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(gouw_colour colour) {
    return 0.2126 * linear(channel(colour, 16)) + 0.7152 * linear(channel(colour, 8)) +
           0.0722 * linear(channel(colour, 0));
}

double gouw_contrast(gouw_colour a, gouw_colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

gouw_colour gouw_text_on(gouw_colour colour) {
    return gouw_contrast(colour, 0xFFFFFF) >= gouw_contrast(colour, 0x1A1A1A) ? 0xFFFFFF : 0x1A1A1A;
}
