# rates.gp: what dated targets ask, against past growth.
format = ARG1; output = ARG2; chart = ARG3; width = ARG4 + 0; height = ARG5 + 0
plots = ARG6; style = ARG7
if (strlen(style)) load style
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @DISCS, \
     @TEXTS
# grid; bands, past growth and the way to what is asked; what is asked
