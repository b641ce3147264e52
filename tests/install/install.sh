#!/bin/sh
# Installs gouw below a scratch folder, uses it there as a program and as a library, moves it, and
# takes it away again. Reports in TAP.
#
# MAKE, CC, CXX and BUILD are those of the make that runs this.
set -u

unset MAKEFLAGS MAKELEVEL MFLAGS
build=${BUILD:-build}
. tests/tap.sh
root=$scratch/root

put() {
    "${MAKE:-make}" --no-print-directory BUILD="$build" CC="${CC:-cc}" PREFIX=/usr DESTDIR="$root" "$1"
}

names_what_it_needs() {
    readelf -d "$root/usr/lib/libgouw.so" | grep -q 'SONAME.*\[libgouw\.so\.0\]'
    [ "$(readlink "$root/usr/lib/libgouw.so")" = libgouw.so.0 ]
    [ -f "$root/usr/lib/libgouw.so.0" ]
}

# All headers as the compiler sees them, without comments and macros.
headers() {
    for header in "$root"/usr/include/gouw/*.h; do
        printf '#include <gouw/%s>\n' "${header##*/}"
    done | ${CC:-cc} -E -P -I"$root/usr/include" -
}

# What they declare as functions.
declared() {
    headers | tr '\n' ' ' |
        grep -oE '\bgouw_[a-z0-9_]+ *\([^*]' | sed 's, *(.*,,' | LC_ALL=C sort -u
}

shows_only_what_is_public() {
    nm -D --defined-only "$root/usr/lib/libgouw.so" | awk '$2 ~ /[TDRB]/ { print $3 }' |
        sed 's/@.*//' | LC_ALL=C sort >"$scratch/shown"
    [ -z "$(grep -v '^gouw_' "$scratch/shown")" ]
    declared >"$scratch/declared"
    echo 'declared and not shown:'
    [ -z "$(LC_ALL=C comm -23 "$scratch/declared" "$scratch/shown" | tee /dev/fd/2)" ]
    echo 'shown and in no header:'
    headers >"$scratch/headers"
    while read -r name; do
        grep -qw "$name" "$scratch/headers" || { echo "$name"; return 1; }
    done <"$scratch/shown"
}

with_pkg_config() {
    PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_PATH=$root/usr/lib/pkgconfig pkg-config "$@" gouw
}

flags='-Wall -Wextra -Wpedantic -Werror'

# builds LANGUAGE COMPILER FLAG...: compiled, linked with the shared library, run
builds() {
    language=$1 compiler=$2
    shift 2
    # shellcheck disable=SC2046,SC2086 # lists of words
    $compiler "$@" $flags -x "$language" tests/install/use.c -x none -D_POSIX_C_SOURCE=200809L \
        $(with_pkg_config --cflags --libs) -L"$root/usr/lib" -I"$root/usr/include" -o "$scratch/use-$language"
    LD_LIBRARY_PATH=$root/usr/lib "$scratch/use-$language" datasets/template prevalence >"$scratch/table"
    "$build/gouw" prevalence datasets/template -f csv | cmp - "$scratch/table"
    LD_LIBRARY_PATH=$root/usr/lib "$scratch/use-$language" datasets/template overlap >"$scratch/pairs"
    "$build/gouw" overlap datasets/template -m dice -f csv | cmp - "$scratch/pairs"
}

builds_statically() {
    # shellcheck disable=SC2046,SC2086 # lists of words
    ${CC:-cc} -std=c17 -D_POSIX_C_SOURCE=200809L $flags tests/install/use.c -I"$root/usr/include" \
        "$root/usr/lib/libgouw.a" $(with_pkg_config --libs --static | sed 's/-lgouw//') -o "$scratch/alone"
    "$scratch/alone" datasets/template prevalence | cmp - "$scratch/table"
}

draws() {
    cd "$scratch"
    "$1/usr/bin/gouw" report "$1/usr/share/gouw/datasets/template" -o "$scratch/out" --force >said
    cat said
    grep -q ' 0 charts' said && return 1
    [ -f out/report.html ]
}

# The tree that it was built in may be gone, and the folder may be another.
is_moved() {
    cp -R "$root" "$scratch/moved"
    mv "$root" "$scratch/away"
    draws "$scratch/moved"
    grep -q "$PWD/plots" "$scratch/moved/usr/bin/gouw" && return 1
    mv "$scratch/away" "$root"
}

# Linked statically, it hands workbooks to its twin, and says so where that is not beside it.
misses_its_twin() {
    cp "$root/usr/bin/gouw" "$scratch/lone"
    if readelf -d "$scratch/lone" | grep -q NEEDED; then
        return 0
    fi
    "$scratch/lone" report datasets/template --tables-only -o "$scratch/lacking" 2>"$scratch/said"
    cat "$scratch/said"
    grep -q 'report.xlsx is left out' "$scratch/said"
    [ ! -e "$scratch/lacking/report.xlsx" ]
    code=0
    "$scratch/lone" overlap datasets/template -f xlsx -o "$scratch/lacking.xlsx" || code=$?
    [ "$code" -eq 3 ]
}

leaves_nothing() {
    find "$root" -mindepth 1
    [ -z "$(find "$root" -mindepth 1)" ]
}

check 'installs' strictly put install
check 'has a SONAME and its links' strictly names_what_it_needs
check 'the library shows what the headers declare, and no more' strictly shows_only_what_is_public
check 'a C program is built against it' strictly builds c "${CC:-cc}" -std=c17
check 'a C++ program is built against it' strictly builds c++ "${CXX:-c++}" -std=c++17
check 'a program is linked with the static library' strictly builds_statically
check 'the installed program draws its charts' strictly draws "$root"
check 'a moved program draws its charts' strictly is_moved
check 'without its twin it says what it leaves out' strictly misses_its_twin
check 'uninstalls' strictly put uninstall
check 'leaves nothing behind' strictly leaves_nothing
finish
