# What the tests in shell share; they read it from the top folder with `. tests/tap.sh`. It makes
# $scratch, a folder that is gone when they end, and reports in TAP.
# shellcheck shell=sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
n=0 n_failed=0

# check NAME COMMAND...: one test; what the command writes explains a failure
check() {
    title=$1
    shift
    n=$((n + 1))
    # Not as a condition: there, the shell would pass over the errors that `strictly` asks for.
    "$@" >"$scratch/why" 2>&1
    # shellcheck disable=SC2181
    if [ $? -eq 0 ]; then
        echo "ok $n - $title"
    else
        n_failed=$((n_failed + 1))
        echo "not ok $n - $title"
        sed 's/^/# /' "$scratch/why"
    fi
}

# strictly COMMAND...: the first error inside ends it; what it sets or where it goes does not last
strictly() (
    set -e
    "$@"
)

# finish: the plan; false when a test failed
finish() {
    echo "1..$n"
    [ "$n_failed" -eq 0 ]
}
