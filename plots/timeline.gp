# timeline.gp: when each region takes its steps.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @DISCS, \
     chart index S + 3 @BOXES, \
     @TEXTS
# the shade behind us, grid, keys; bars; marks of undated steps; breaks, the reporting date
