#!/bin/sh
# Compiles each public header alone, as C17 and as C++17, and reports in TAP.
set -u

cc=${CC:-cc}
cxx=${CXX:-c++}
command -v "$cxx" >/dev/null 2>&1 || cxx=clang++
flags='-D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Iinclude'
n=0 n_failed=0

# try HEADER LANGUAGE COMPILER...: twice in one file, so that a missing guard shows
try() {
    header=$1 language=$2
    shift 2
    n=$((n + 1))
    # shellcheck disable=SC2086 # flags is a list of words
    if output=$(printf '#include <%s>\n#include <%s>\n' "$header" "$header" |
        "$@" $flags -fsyntax-only - 2>&1); then
        echo "ok $n - $header as $language"
    else
        n_failed=$((n_failed + 1))
        echo "not ok $n - $header as $language"
        printf '%s\n' "$output" | sed 's/^/# /'
    fi
}

# shellcheck disable=SC2086 # a compiler may be several words, such as "ccache gcc"
for path in include/gouw/*.h; do
    header=${path#include/}
    try "$header" C17 $cc -std=c17 -x c
    try "$header" C++17 $cxx -std=c++17 -x c++
done
echo "1..$n"
[ "$n_failed" -eq 0 ]
