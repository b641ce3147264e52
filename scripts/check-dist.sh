#!/bin/sh
# A source archive is complete and the same each time: unpacked in a folder of its own, without
# git, it builds, and its program passes its own tests. Takes some minutes.
#
# usage: scripts/check-dist.sh ARCHIVE
set -eu

archive=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset MAKEFLAGS MAKELEVEL MFLAGS
top=$(basename "$archive" .tar.gz)

gunzip -c "$archive" | tar tf - | sed "s,^$top/,," | grep -v '/$' | grep . | LC_ALL=C sort >"$scratch/inside"
git ls-files | LC_ALL=C sort | diff - "$scratch/inside"
cp "$archive" "$scratch/first.tar.gz"
"${MAKE:-make}" --no-print-directory dist >/dev/null
cmp "$archive" "$scratch/first.tar.gz"

tar xzf "$archive" -C "$scratch"
cd "$scratch/$top"
# No folder further up may lend its git to it.
GIT_CEILING_DIRECTORIES=$scratch
export GIT_CEILING_DIRECTORIES
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
"${MAKE:-make}" --no-print-directory -j"$jobs" CC="${CC:-cc}" all test-programs
"${MAKE:-make}" --no-print-directory CC="${CC:-cc}" unit golden
