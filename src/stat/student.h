/* Student's t distribution with its tails right to a dozen digits. */
#ifndef GOUW_STAT_STUDENT_H
#define GOUW_STAT_STUDENT_H

/* P(T <= t) for freedom > 0. NaN gives NaN. */
double gouw_student_lower(double t, double freedom);

/* The t that is exceeded with chance tail, 0 < tail <= 0.5. */
double gouw_student_upper(double tail, double freedom);

#endif
