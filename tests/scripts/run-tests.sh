#!/bin/sh
# scripts/run-tests.sh and scripts/sum-results.sh count what passes, what fails and what crashes.
set -u

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
n=0 n_failed=0

program() {
    printf '#!/bin/sh\n%s\n' "$2" >"$scratch/$1"
    chmod +x "$scratch/$1"
}

# expect NAME FOUND EXPECTED
expect() {
    n=$((n + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $n - $1"
    else
        n_failed=$((n_failed + 1))
        printf 'not ok %d - %s\n# found %s\n# expected %s\n' "$n" "$1" "$2" "$3"
    fi
}

# count ARGUMENT...: "passed failed exit-code" of a run
count() {
    scripts/run-tests.sh -o "$scratch/counts" "$@" >"$scratch/shown" 2>&1
    code=$?
    echo "$(cat "$scratch/counts") $code"
}

program two 'echo "ok 1 - a"; echo "ok 2 - b"; echo "1..2"'
program mixed 'echo "ok 1 - a"; echo "not ok 2 - b"; echo "# why"; exit 1'
program crash 'echo "ok 1 - a"; kill -SEGV $$'
program silent 'exit 0'
program skips 'echo "ok 1 - a # SKIP no tool"; echo "ok 2 - b"'
program wrap 'echo "not ok 1 - refused"; exit 1'

expect 'tests that pass' "$(count "$scratch/two" "$scratch/two")" '4 0 0'
count "$scratch/mixed" >/dev/null
expect 'a failure is counted' "$(cat "$scratch/counts")" '1 1'
expect 'a failure is shown' "$(grep -c '# why' "$scratch/shown")" 1
count "$scratch/crash" >/dev/null
expect 'a crash counts as a failure' "$(cat "$scratch/counts")" '1 1'
count "$scratch/silent" >/dev/null
expect 'a program without tests counts as a failure' "$(cat "$scratch/counts")" '0 1'
expect 'a skipped test is not one that passed' "$(count "$scratch/skips")" '1 0 0'
count -w "$scratch/wrap" "$scratch/two" >/dev/null
expect 'the wrapper is used' "$(cat "$scratch/counts")" '0 1'
expect 'one command that succeeds' "$(count -c 'it works' true)" '1 0 0'
count -c 'it works' sh -c 'echo reason; exit 3' >/dev/null
expect 'one command that fails' "$(cat "$scratch/counts")" '0 1'

scripts/run-tests.sh "$scratch/crash" >/dev/null 2>&1
expect 'the exit code of a failed run' "$?" 1

mkdir "$scratch/results"
echo '3 0' >"$scratch/results/a"
echo '4 2' >"$scratch/results/b"
expect 'the sum' "$(scripts/sum-results.sh "$scratch/results" a b | tail -n 1)" '7 passed, 2 failed'
expect 'a phase that did not run' "$(scripts/sum-results.sh "$scratch/results" a c | tail -n 1)" \
    '3 passed, 1 failed'
scripts/sum-results.sh "$scratch/results" a b >/dev/null
expect 'the exit code of a sum with failures' "$?" 1
scripts/sum-results.sh "$scratch/results" a >/dev/null
expect 'the exit code of a sum without failures' "$?" 0

echo "1..$n"
[ "$n_failed" -eq 0 ]
