# growth.gp: what the targets ask, beside past growth continued.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @AREAS, \
     chart index S + 2 @HAIRS, \
     chart index S + 3 @LINES, \
     chart index S + 4 @BOXES, \
     chart index S + 5 @DISCS, \
     @TEXTS
# scales; fans; trends; paths to the target and observed series; undated targets; marks
