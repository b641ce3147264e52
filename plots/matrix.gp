# matrix.gp: which region names which theme.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @DISCS, \
     @TEXTS
# bands, bars in the margins; dots
