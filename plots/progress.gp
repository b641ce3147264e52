# progress.gp: how many regions are past a step.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @BOXES, \
     @TEXTS
# grid, bands; innermost intervals; the curve, the reporting date
