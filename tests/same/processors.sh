#!/bin/sh
# What kind of processor it is does not show: each command that counts, compares, sorts or adds up many
# numbers gives the same bytes with GOUW_CPU at each of its levels, on one thread and on two. Of the
# shipped datasets, and of so many regions that they fill blocks of 512 and 1,024 and begin others.
# Reports in TAP.
#
# GOUW is the program (default: build/gouw).
set -u

. tests/tap.sh
. tests/regions.sh

# run LEVEL THREADS FOLDER COMMAND...
run() {
    level=$1
    threads=$2
    folder=$3
    shift 3
    rm -rf "$folder"
    mkdir "$folder"
    case "$*" in *--matrix*) set -- "$@" "$folder/matrix.npy" --quiet ;; esac
    GOUW_CPU=$level "$program" "$@" --threads "$threads" >"$folder/out" 2>"$folder/err"
    code=$?
    [ "$code" -eq 0 ] || cat "$folder/err"
    return $code
}

same_on_all() {
    run scalar 1 plain "$@" || return 1
    [ -s plain/out ] || { echo 'no output'; return 1; }
    for level in scalar bmi2 avx2 avx512; do
        for threads in 1 2; do
            run $level $threads other "$@" || return 1
            diff -r plain other || { echo "differs for $level on $threads threads"; return 1; }
        done
    done
}

energy=$root/datasets/eu-energy-plans
npvr=$root/datasets/npvr-2026
go_to_scratch
regions 1100 many
regions 2100 most
for measure in jaccard dice overlap cosine smc kulczynski; do
    check "nearest by $measure" same_on_all overlap many -f csv --top 5 --measure $measure
    check "alike by $measure" same_on_all overlap many -f csv --min-similarity 0.5 --measure $measure
    check "matrix by $measure" same_on_all overlap many -f csv --top 1 --measure $measure --matrix
    check "plans by $measure" same_on_all overlap "$energy" -f csv --measure $measure
done
for linkage in single ward average complete weighted; do
    check "$linkage linkage of many" same_on_all cluster many -f csv --linkage $linkage --clusters 7 --draws 0
    check "$linkage linkage of plans" same_on_all cluster "$energy" -f csv --linkage $linkage --draws 20
done
while read -r words; do
    # shellcheck disable=SC2086 # a list of words
    check "$words" same_on_all $words
done <<END
cluster most -f csv --linkage single --clusters 7 --draws 0
cluster most -f csv --linkage single --clusters 7 --draws 0 --measure dice
cluster most -f csv --linkage single --clusters 7 --draws 0 --measure overlap
cluster $npvr -f csv --on schedule --draws 20
overlap $energy -f csv --null curveball --draws 200
overlap $energy -f csv --null sdsm
ordinate $energy -f csv
cooccur $energy -f csv
intersect $energy -f csv
progress $npvr -f csv
order $npvr -f csv
load $npvr -f csv
trajectories $npvr -f csv
END
finish
