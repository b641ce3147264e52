# draw.gp: draws charts one after the other, since gnuplot takes longer to start than to draw one.
#
# It is started with: the folder of the chart files, the list of what to draw, this folder, a style
# file or nothing, the colours of the roles in order. The list has six words a chart: its number, its name, the format (svg, png, pdf),
# width and height, and a million times the scale at which PNG and PDF are drawn. The chart file is
# NUMBER.data, the picture NUMBER.out; each is told on standard error once it is complete. No
# brackets stand around all this: inside them gnuplot takes no `if` without brackets, which style
# files may have.
if (!exists("JOB")) JOB = 0
folder = ARG1; list = ARG2; plots = ARG3; style = ARG4; roles = ARG5
number = word(list, 6 * JOB + 1)
format = word(list, 6 * JOB + 3)
width = word(list, 6 * JOB + 4) + 0
height = word(list, 6 * JOB + 5) + 0
scale = word(list, 6 * JOB + 6) / 1e6
chart = folder.'/'.number.'.data'
output = folder.'/'.number.'.out'
load plots.'/'.word(list, 6 * JOB + 2).'.gp'
unset output
printerr 'drawn'
JOB = JOB + 1
if (6 * JOB < words(list)) reread
