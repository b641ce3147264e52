# load.gp: how many steps may be expected each month.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @BOXES, \
     @TEXTS
# grid, keys; bars; likely ranges
