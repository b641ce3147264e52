# dendrogram.gp: which regions come together.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @DISCS, \
     @TEXTS
# grid; the tree, clusters; how firm each merge is
