/* SipHash-1-3 with the key 0 against CPython 3.11, whose hash of bytes it is under
 * PYTHONHASHSEED=0: hash(bytes((i * 7 + 3) % 256 for i in range(n))). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"

static void same_as_cpython(void **state) {
    (void)state;
    static const struct {
        size_t n;
        uint64_t hash;
    } known[] = {{1, UINT64_C(0x486b06067755d7c9)},  {7, UINT64_C(0x8a715eaaf55549aa)},
                 {8, UINT64_C(0x36c186f0aa4cdbeb)},  {9, UINT64_C(0x5176191e3d24cbff)},
                 {15, UINT64_C(0x19ed3f1b38f7e4e2)}, {16, UINT64_C(0xd1c94d62751d7b7b)},
                 {63, UINT64_C(0x42ed5c087e0bfe5d)}, {100, UINT64_C(0xde2a45bb2a709f2a)}};
    static const uint64_t key[2] = {0, 0};
    unsigned char data[100];
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)((i * 7 + 3) % 256);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        assert_true(gouw_hash(key, data, known[i].n) == known[i].hash);
}

static void the_key_matters(void **state) {
    (void)state;
    static const uint64_t one[2] = {1, 0}, other[2] = {0, 1};
    assert_true(gouw_hash(one, "twente", 6) != gouw_hash(other, "twente", 6));
    uint64_t key[2] = {0, 0};
    gouw_hash_make_key(key);
    assert_true(key[0] != 0 || key[1] != 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_as_cpython),
        cmocka_unit_test(the_key_matters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
