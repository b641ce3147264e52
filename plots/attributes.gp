# attributes.gp: what else is stated of each region, as small marks.
format = ARG1; output = ARG2; chart = ARG3; width = ARG4 + 0; height = ARG5 + 0
plots = ARG6; style = ARG7
if (strlen(style)) load style
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @DISCS, \
     @TEXTS
# rows; bars and items; dots
