# cooccurrence.gp: which themes are named by the same regions.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @BOXES, \
     @TEXTS
# diagonal, scale; cells; frames of notable pairs
