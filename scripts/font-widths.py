#!/usr/bin/env python3
"""Print src/chart/font_widths.h: advance widths of DejaVu Sans, regular and bold.

    scripts/font-widths.py /usr/share/fonts/truetype/dejavu > src/chart/font_widths.h

Reads the tables head, hhea, hmtx and cmap (format 4) of the two TrueType files with nothing but
the standard library. Version 2.37 of the fonts was used (Debian package fonts-dejavu-core).
"""
import struct
import sys

# Latin, spacing modifiers, Greek, Cyrillic; punctuation; currency; arrows and operators in use.
BLOCKS = [(0x0020, 0x024F), (0x0370, 0x045F), (0x2010, 0x2044), (0x20AC, 0x20AC),
          (0x2190, 0x2193), (0x2212, 0x2212), (0x2260, 0x2265)]


def tables(data):
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))
    return {tag: offset for tag, _, offset, _ in entries}


def glyphs(data, cmap):
    """The glyph of each code point of the basic plane, from the format 4 subtable."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    for i in range(count):
        offset = cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * i)[2]
        if struct.unpack_from(">H", data, offset)[0] == 4:
            break
    n = struct.unpack_from(">H", data, offset + 6)[0] // 2
    at = [offset + 14, offset + 16 + 2 * n, offset + 16 + 4 * n, offset + 16 + 6 * n]
    ends, starts, deltas, ranges = (struct.unpack_from(f">{n}H", data, a) for a in at)
    found = {}
    for i in range(n):
        for code in range(starts[i], ends[i] + 1):
            glyph = code
            if ranges[i]:
                place = at[3] + 2 * i + ranges[i] + 2 * (code - starts[i])
                if place + 2 > len(data):
                    continue
                glyph = struct.unpack_from(">H", data, place)[0]
                if glyph == 0:
                    continue
            found[code] = (glyph + deltas[i]) & 0xFFFF
    return found


def widths(path):
    data = open(path, "rb").read()
    at = tables(data)
    unit = struct.unpack_from(">H", data, at[b"head"] + 18)[0]
    n = struct.unpack_from(">H", data, at[b"hhea"] + 34)[0]
    glyph = glyphs(data, at[b"cmap"])

    def width(code):
        if code not in glyph:
            return 0
        advance = struct.unpack_from(">H", data, at[b"hmtx"] + 4 * min(glyph[code], n - 1))[0]
        return round(advance * 1000 / unit)

    return width


def main(folder):
    faces = [("REGULAR", widths(folder + "/DejaVuSans.ttf")),
             ("BOLD", widths(folder + "/DejaVuSans-Bold.ttf"))]
    print("/* Advance widths of DejaVu Sans in thousandths of an em, 0 = no glyph or no advance.\n"
          " * Made by scripts/font-widths.py; do not edit. */\n")
    print("/* clang-format off */")
    print("static const struct { unsigned first, last; } WIDTH_BLOCKS[] = {")
    for first, last in BLOCKS:
        print(f"    {{0x{first:04X}, 0x{last:04X}}},")
    print("};")
    codes = [c for first, last in BLOCKS for c in range(first, last + 1)]
    for name, width in faces:
        print(f"\nstatic const unsigned short WIDTHS_{name}[] = {{")
        for i in range(0, len(codes), 20):
            print("    " + ",".join(str(width(c)) for c in codes[i:i + 20]) + ",")
        print("};")
    print("/* clang-format on */")


main(sys.argv[1])
