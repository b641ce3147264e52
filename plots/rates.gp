# rates.gp: what dated targets ask, against past growth.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @DISCS, \
     @TEXTS
# grid; bands, past growth and the way to what is asked; what is asked
