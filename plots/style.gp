# style.gp: what all charts have in common: colours and fonts by role, terminals, layers.
#
# draw.gp loads the script of a chart, which loads this file and plots the blocks of the chart file,
# whose columns are
#     texts   x, y, colour, angle, text        boxes          x1, y1, x2, y2, colour
#     discs   x, y, radius, colour             lines, areas   x, y, colour
# in pixels from the top left. A colour is 0xRRGGBB or, below zero, a role.
#
# A style file of your own is read before this one. Whatever it defines stays as it is, say
#     FONT = 'Open Sans'
#     ROLE_ACCENT = 0x7A1FA2

if (strlen(style)) load style
if (!exists("ROLE_INK"))    ROLE_INK    = 0x1F1F1F
if (!exists("ROLE_MUTED"))  ROLE_MUTED  = 0x595959
if (!exists("ROLE_FAINT"))  ROLE_FAINT  = 0x767676
if (!exists("ROLE_AXIS"))   ROLE_AXIS   = 0x8C8C8C
if (!exists("ROLE_GRID"))   ROLE_GRID   = 0xE3E3E1
if (!exists("ROLE_GROUND")) ROLE_GROUND = 0xF6F6F4
if (!exists("ROLE_PAPER"))  ROLE_PAPER  = 0xFFFFFF
if (!exists("ROLE_ACCENT")) ROLE_ACCENT = 0xC44E00
if (!exists("ROLE_MAIN"))   ROLE_MAIN   = 0x0072B2
if (!exists("ROLE_SOFT"))   ROLE_SOFT   = 0x8CBFDD
array ROLE[10] = [ROLE_INK, ROLE_MUTED, ROLE_FAINT, ROLE_AXIS, ROLE_GRID, \
                  ROLE_GROUND, ROLE_PAPER, ROLE_ACCENT, ROLE_MAIN, ROLE_SOFT]
colour(c) = c < 0 ? ROLE[int(-c)] : c

# Title, subtitle, label, strong label, small, strong small: the sizes that the layout measured.
if (!exists("FONT")) FONT = 'DejaVu Sans'
array FONTS[6] = [FONT.':Bold,16', FONT.',12.5', FONT.',12', FONT.':Bold,12', \
                  FONT.',11', FONT.':Bold,11']

# Pixels are CSS pixels. A PNG has twice as many, or as the scale says; cairo counts fonts in points.
SVG = format eq 'svg'
if (SVG) set terminal svg noenhanced size width, height font FONT.',12' background '#ffffff'
if (format eq 'png') set terminal pngcairo noenhanced rounded \
    size int(scale * width + 0.5), int(scale * height + 0.5) \
    font FONT.',12' fontscale 0.75 * scale linewidth scale background '#ffffff'
if (format eq 'pdf') set terminal pdfcairo noenhanced rounded \
    size scale * width / 96.0, scale * height / 96.0 \
    font FONT.',12' fontscale 0.75 * scale linewidth 1.5 * scale background '#ffffff'
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
