#include "chart/palette.h"

#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const gouw_colour OKABE_ITO[GOUW_N_CATEGORIES] = {
    0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x8C7A00, 0x5A3A22, 0xD55E00,
};

static const gouw_colour VIRIDIS[] = {
    0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151,
};

static const gouw_colour YLGNBU[] = {
    0xFFFFD9, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4, 0x1D91C0, 0x225EA8, 0x253494, 0x081D58,
};

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

static gouw_colour ramp(const gouw_colour *colours, size_t n, double at) {
    const double place = fmin(fmax(at, 0), 1) * (double)(n - 1);
    const size_t i = (size_t)place < n - 1 ? (size_t)place : n - 2;
    return mix(colours[i], colours[i + 1], place - (double)i);
}

gouw_colour gouw_category_colour(size_t i) {
    return OKABE_ITO[i % GOUW_N_CATEGORIES];
}

gouw_colour gouw_sequence_colour(size_t i, size_t n) {
    return ramp(VIRIDIS, COUNT(VIRIDIS), n < 2 ? 0.3 : (double)i / (double)(n - 1));
}

gouw_colour gouw_value_colour(double value) {
    return ramp(YLGNBU, COUNT(YLGNBU), value);
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

double gouw_contrast(gouw_colour a, gouw_colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

gouw_colour gouw_text_on(gouw_colour colour) {
    return gouw_contrast(colour, 0xFFFFFF) >= gouw_contrast(colour, 0x1A1A1A) ? 0xFFFFFF : 0x1A1A1A;
}
