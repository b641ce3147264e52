# ordination.gp: regions on a map of likeness.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @HAIRS, \
     chart index S + 2 @DISCS, \
     @TEXTS
# the ground; lines to names; regions
