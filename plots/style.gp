# style.gp: what all charts have in common: colours and fonts by role, terminals, layers.
#
# draw.gp loads the script of a chart, which loads this file and plots the blocks of the chart file,
# whose columns are
#     texts   x, y, colour, angle, text        boxes          x1, y1, x2, y2, colour
#     discs   x, y, radius, colour             lines, areas   x, y, colour
# in pixels from the top left. A colour is 0xRRGGBB or, below zero, a role, whose colour is that of
# the palette (src/chart/palette.c).
#
# A style file of your own is read before this one. Whatever it defines stays as it is, say
#     FONT = 'Open Sans'
#     ROLE_ACCENT = 0x7A1FA2

if (strlen(style)) load style
if (!exists("ROLE_INK"))     ROLE_INK    = word(roles, 1) + 0
if (!exists("ROLE_MUTED"))   ROLE_MUTED  = word(roles, 2) + 0
if (!exists("ROLE_FAINT"))   ROLE_FAINT  = word(roles, 3) + 0
if (!exists("ROLE_AXIS"))    ROLE_AXIS   = word(roles, 4) + 0
if (!exists("ROLE_GRID"))    ROLE_GRID   = word(roles, 5) + 0
if (!exists("ROLE_GROUND"))  ROLE_GROUND = word(roles, 6) + 0
if (!exists("ROLE_PAPER"))   ROLE_PAPER  = word(roles, 7) + 0
if (!exists("ROLE_ACCENT"))  ROLE_ACCENT = word(roles, 8) + 0
if (!exists("ROLE_MAIN"))    ROLE_MAIN   = word(roles, 9) + 0
if (!exists("ROLE_SOFT"))    ROLE_SOFT   = word(roles, 10) + 0
if (!exists("ROLE_PALE"))    ROLE_PALE   = word(roles, 11) + 0
if (!exists("ROLE_PALEST"))  ROLE_PALEST = word(roles, 12) + 0
if (!exists("ROLE_BLUSH"))   ROLE_BLUSH  = word(roles, 13) + 0
array ROLE[13] = [ROLE_INK, ROLE_MUTED, ROLE_FAINT, ROLE_AXIS, ROLE_GRID, ROLE_GROUND, ROLE_PAPER, \
                  ROLE_ACCENT, ROLE_MAIN, ROLE_SOFT, ROLE_PALE, ROLE_PALEST, ROLE_BLUSH]
colour(c) = c < 0 ? ROLE[int(-c)] : c

# Title, subtitle, label, strong label, small, strong small: the sizes that the layout measured.
if (!exists("FONT")) FONT = 'DejaVu Sans'
array FONTS[6] = [FONT.':Bold,16', FONT.',12.5', FONT.',12', FONT.':Bold,12', \
                  FONT.',11', FONT.':Bold,11']

# Pixels are CSS pixels. A PNG has twice as many, or as the scale says; cairo counts fonts in points,
# of which pango takes 72 to 96 pixels, and a PDF 72 to an inch: once 3/4 in a PNG, twice in a PDF.
SVG = format eq 'svg'
if (SVG) set terminal svg noenhanced size width, height font FONT.',12' background '#ffffff'
if (format eq 'png') set terminal pngcairo noenhanced rounded \
    size int(scale * width + 0.5), int(scale * height + 0.5) \
    font FONT.',12' fontscale 0.75 * scale linewidth scale background '#ffffff'
if (format eq 'pdf') set terminal pdfcairo noenhanced rounded \
    size scale * width / 96.0, scale * height / 96.0 \
    font FONT.',12' fontscale 0.5625 * scale linewidth 1.5 * scale background '#ffffff'
set output output

set encoding utf8
set datafile separator ','
set datafile columnheaders
set datafile commentschars ''
unset key
unset border
unset tics
set lmargin 0
set rmargin 0
set tmargin 0
set bmargin 0
set xrange [0:width]
set yrange [height:0]

# Layers. In SVG a disc is a point mark, 4.5 pixels a unit at 12 pixel text: one short element,
# where a circle would be a polygon of seventy corners.
BOXES = "using 1:2:1:3:2:4:(colour($5)) with boxxyerror fill solid noborder lc rgb variable"
DISCS = SVG ? "using 1:2:($3/4.5):(colour($4)) with points pt 7 ps variable lc rgb variable" \
            : "using 1:2:3:(colour($4)) with circles fill solid noborder lc rgb variable"
LINES = "using 1:2:(colour($3)) with lines lw 1.8 lc rgb variable"
HAIRS = "using 1:2:(colour($3)) with lines lw 1.2 lc rgb variable"
AREAS = "using 1:2:(colour($3)) with filledcurves closed fill solid noborder lc rgb variable"
WORDS = "using 1:2:5:4:(colour($3)) with labels noenhanced font FONTS[i + 1] rotate variable textcolor rgb variable"
TEXTS = "for [i=0:5] chart index 3 * i @WORDS left, for [i=0:5] chart index 3 * i + 1 @WORDS right, for [i=0:5] chart index 3 * i + 2 @WORDS center"
S = 18 # the first block of shapes
