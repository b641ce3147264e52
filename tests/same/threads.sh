#!/bin/sh
# The number of threads does not show: each command that shares its work out gives the same bytes on
# one to five of them. 300 regions, since 64 rows are one task; 2,100 where two times 1,024 are.
# Under a program built with -fsanitize=thread this is where the threads meet: `make tsan`. Reports
# in TAP.
#
# GOUW is the program (default: build/gouw), THREADS the numbers to try (default: 2 3 4 5).
set -u

. tests/tap.sh
. tests/regions.sh
go_to_scratch

# run THREADS FOLDER COMMAND...
run() {
    folder=$2
    threads=$1
    shift 2
    rm -rf "$folder"
    mkdir "$folder"
    case "$*" in *--matrix*) set -- "$@" "$folder/matrix.npy" --quiet ;; esac
    "$program" "$@" --threads "$threads" >"$folder/out" 2>"$folder/err"
    code=$?
    [ "$code" -eq 0 ] || cat "$folder/err"
    return $code
}

same_on_all() {
    run 1 one "$@" || return 1
    [ -s one/out ] || { echo 'no output'; return 1; }
    for threads in ${THREADS:-2 3 4 5}; do
        run "$threads" many "$@" || return 1
        diff -r one many || { echo "differs on $threads threads"; return 1; }
    done
}

regions 300 many-regions
regions 30 few-regions
regions 2100 most-regions
while read -r words; do
    # shellcheck disable=SC2086 # a list of words
    check "$words" same_on_all $words
done <<'END'
overlap many-regions -f csv
overlap most-regions -f csv --top 3
overlap most-regions -f csv --top 3 --measure smc
overlap most-regions -f csv --min-similarity 0.6
overlap many-regions -f csv --min-similarity 0.4
overlap many-regions -f csv --min-similarity 0.4 --measure cosine
overlap many-regions -f csv --min-similarity 0.4 --top 3
overlap few-regions -f csv --null curveball --draws 300
overlap few-regions -f csv --null curveball --draws 300 --min-similarity 0.4
overlap few-regions -f csv --null sdsm --top 2
overlap few-regions -f csv --null hypergeometric
cluster few-regions -f csv --draws 100 --method pam --clusters 3
overlap few-regions -f csv --null sdsm
cooccur few-regions -f csv
cluster few-regions -f csv --draws 100
cluster few-regions -f csv --draws 100 --method pam
intersect few-regions -f csv
overlap many-regions -f csv --matrix
END
finish
