# slippage.gp: by how much stated dates moved.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     @TEXTS
# grid; moves
