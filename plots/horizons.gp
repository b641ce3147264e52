# horizons.gp: what targets without a year would ask.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @DISCS, \
     @TEXTS
# grid; past growth; horizons
