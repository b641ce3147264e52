#!/bin/sh
# scripts/run-tests.sh and scripts/sum-results.sh count what passes, what fails and what crashes.
set -u

. tests/tap.sh

program() {
    printf '#!/bin/sh\n%s\n' "$2" >"$scratch/$1"
    chmod +x "$scratch/$1"
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

check 'tests that pass' is "$(count "$scratch/two" "$scratch/two")" '4 0 0'
count "$scratch/mixed" >/dev/null
check 'a failure is counted' is "$(cat "$scratch/counts")" '1 1'
check 'a failure is shown' is "$(grep -c '# why' "$scratch/shown")" 1
count "$scratch/crash" >/dev/null
check 'a crash counts as a failure' is "$(cat "$scratch/counts")" '1 1'
count "$scratch/silent" >/dev/null
check 'a program without tests counts as a failure' is "$(cat "$scratch/counts")" '0 1'
check 'a skipped test is not one that passed' is "$(count "$scratch/skips")" '1 0 0'
count -w "$scratch/wrap" "$scratch/two" >/dev/null
check 'the wrapper is used' is "$(cat "$scratch/counts")" '0 1'
check 'one command that succeeds' is "$(count -c 'it works' true)" '1 0 0'
count -c 'it works' sh -c 'echo reason; exit 3' >/dev/null
check 'one command that fails' is "$(cat "$scratch/counts")" '0 1'

scripts/run-tests.sh "$scratch/crash" >/dev/null 2>&1
check 'the exit code of a failed run' is "$?" 1

mkdir "$scratch/results"
echo '3 0' >"$scratch/results/a"
echo '4 2' >"$scratch/results/b"
check 'the sum' is "$(scripts/sum-results.sh "$scratch/results" a b | tail -n 1)" '7 passed, 2 failed'
check 'a phase that did not run' is "$(scripts/sum-results.sh "$scratch/results" a c | tail -n 1)" \
    '3 passed, 1 failed'
scripts/sum-results.sh "$scratch/results" a b >/dev/null
check 'the exit code of a sum with failures' is "$?" 1
scripts/sum-results.sh "$scratch/results" a >/dev/null
check 'the exit code of a sum without failures' is "$?" 0

finish
