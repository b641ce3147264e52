# upset.gp: which combinations of sets occur.
load plots.'/style.gp'

plot chart index S + 0 @BOXES, \
     chart index S + 1 @BOXES, \
     chart index S + 2 @DISCS, \
     @TEXTS
# rows; lines and bars; dots
