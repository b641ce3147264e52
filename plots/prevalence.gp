# prevalence.gp: how many regions name each theme.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     @TEXTS
# all regions; bars
