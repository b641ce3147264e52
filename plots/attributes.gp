# attributes.gp: what else is stated of each region, as small marks.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @DISCS, \
     @TEXTS
# rows; bars and items; dots
