#!/bin/sh
# Runs test programs and counts what they report in TAP: cmocka programs, and scripts that print
# "ok" and "not ok" lines. Shows the output of those that fail.
#
# usage: scripts/run-tests.sh [-o COUNTS] [-w WRAPPER] PROGRAM...
#        scripts/run-tests.sh [-o COUNTS] -c WHAT COMMAND [ARGUMENT...]
#
#   -o COUNTS   write "passed failed" to this file, for scripts/sum-results.sh
#   -w WRAPPER  run each program under this command
#   -c WHAT     one command, which counts as one test: it passes if it exits with 0
#
# A program that ends with an error, by a signal, or without having reported anything counts as
# one failed test, whatever its lines say.
set -u

counts='' wrapper='' what=''
while getopts o:w:c: option; do
    case $option in
    o) counts=$OPTARG ;;
    w) wrapper=$OPTARG ;;
    c) what=$OPTARG ;;
    *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))

n_passed=0 n_failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
CMOCKA_MESSAGE_OUTPUT=TAP
export CMOCKA_MESSAGE_OUTPUT

# report NAME EXIT-CODE PASSED FAILED
report() {
    n_passed=$((n_passed + $3))
    n_failed=$((n_failed + $4))
    if [ "$4" -gt 0 ]; then
        printf '  FAIL  %s: %d passed, %d failed, exit code %d\n' "$1" "$3" "$4" "$2"
        grep -v '^ok ' "$log" | sed 's/^/        /; 200q'
        echo
    else
        printf '  ok    %s: %d passed\n' "$1" "$3"
    fi
}

run_command() {
    "$@" >"$log" 2>&1
    code=$?
    if [ "$code" -eq 0 ]; then report "$what" 0 1 0; else report "$what" "$code" 0 1; fi
}

run_program() {
    # shellcheck disable=SC2086 # a wrapper is a command with its arguments
    $wrapper "$1" >"$log" 2>&1
    code=$?
    ok=$(grep -c '^ok ' "$log")
    not_ok=$(grep -c '^not ok ' "$log")
    skipped=$(grep -ci '^ok .*# skip' "$log")
    if [ "$not_ok" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$ok" -eq 0 ]; }; then
        not_ok=1
    fi
    report "${1#"${BUILD:-build}"/}" "$code" $((ok - skipped)) "$not_ok"
}

if [ -n "$what" ]; then
    run_command "$@"
else
    for program; do
        run_program "$program"
    done
fi
if [ -n "$counts" ]; then
    mkdir -p "$(dirname "$counts")"
    echo "$n_passed $n_failed" >"$counts"
fi
[ "$n_failed" -eq 0 ]
