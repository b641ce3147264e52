# order.gp: who takes a step before whom.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     @TEXTS
# diagonal, scale; cells
