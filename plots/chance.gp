# chance.gp: themes shared by pairs, beside chance.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @DISCS, \
     @TEXTS
# grid; what chance gives; what was found
