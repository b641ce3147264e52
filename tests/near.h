/* cmocka 1.1.5 compares as float; a statistic is compared as double, and the message says by how
 * much it is off. */
#ifndef GOUW_TESTS_NEAR_H
#define GOUW_TESTS_NEAR_H

#include <math.h>

#define assert_near(value, expected, tolerance)                                                    \
    do {                                                                                           \
        const double near_value = (value), near_expected = (expected);                             \
        if (!(fabs(near_value - near_expected) <= (tolerance)))                                    \
            fail_msg("%s is %.17g, expected %.17g", #value, near_value, near_expected);            \
    } while (0)

#endif
