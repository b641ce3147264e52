/* What must hold whatever the input: the fuzzer sees it fail. */
#ifndef GOUW_TESTS_FUZZ_REQUIRE_H
#define GOUW_TESTS_FUZZ_REQUIRE_H

#include <stdlib.h>

static void require(int condition) {
    if (!condition)
        abort();
}

#endif
