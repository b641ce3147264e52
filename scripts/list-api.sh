#!/bin/sh
# Lists the functions and tables that the public headers name and the objects given define.
#
# usage: scripts/list-api.sh [-m] OBJECT...
#
#   -m  as a version script for the linker: these are shown, nothing else is
set -eu

map=no
if [ "${1-}" = -m ]; then
    map=yes
    shift
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
{
    grep -hoE '\bgouw_[a-z0-9_]+' include/gouw/*.h
    sed -n 's/^GOUW_ANALYSIS(\(.*\))/gouw_run_\1/p' include/gouw/analyses.def
} | LC_ALL=C sort -u >"$scratch/named"
nm -g --defined-only "$@" | awk '$2 ~ /^[TDRB]$/ { print $3 }' | LC_ALL=C sort -u >"$scratch/defined"
LC_ALL=C comm -12 "$scratch/named" "$scratch/defined" >"$scratch/api"
[ -s "$scratch/api" ] || {
    echo "list-api.sh: the objects define nothing that the headers name" >&2
    exit 1
}
if [ "$map" = yes ]; then
    echo 'GOUW_0 {'
    echo 'global:'
    sed 's/.*/    &;/' "$scratch/api"
    echo 'local: *;'
    echo '};'
else
    cat "$scratch/api"
fi
