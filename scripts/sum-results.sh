#!/bin/sh
# Adds up what the phases of `make check` counted, and ends with one line: "N passed, N failed".
#
# usage: scripts/sum-results.sh FOLDER PHASE...
#
# A phase that left no counts (scripts/run-tests.sh -o FOLDER/PHASE writes them) did not run to its
# end and counts as one failed test. Exit code 0 if nothing failed.
set -eu

folder=$1
shift
n_passed=0 n_failed=0
for phase; do
    passed=0 failed=1 note=' (did not run)'
    if [ -f "$folder/$phase" ]; then
        read -r passed failed <"$folder/$phase"
        note=
    fi
    n_passed=$((n_passed + passed))
    n_failed=$((n_failed + failed))
    printf '%-18s %5d passed, %d failed%s\n' "$phase" "$passed" "$failed" "$note"
done
echo "$n_passed passed, $n_failed failed"
[ "$n_failed" -eq 0 ]
