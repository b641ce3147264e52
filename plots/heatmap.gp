# heatmap.gp: how alike each two regions are.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     @TEXTS
# tree, diagonal, scale; cells
