# What the tests in shell share; they read it from the top folder, $root, with `. tests/tap.sh`. It makes
# $scratch, a folder that is gone when they end, and reports in TAP. $program is the program that
# GOUW names (default: build/gouw); it is run plainly, whatever the user has set.
# shellcheck shell=sh

root=$(pwd)
program=${GOUW:-build/gouw}
case $program in /*) ;; *) program=$root/$program ;; esac
unset GOUW_LANG GOUW_CPU GOUW_MEMORY LANGUAGE
export LC_ALL=C.UTF-8 NO_COLOR=1

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
n=0 n_failed=0

# go_to_scratch [PATH...]: with copies of these
go_to_scratch() {
    if [ $# -gt 0 ]; then
        cp -R "$@" "$scratch" || exit 2
    fi
    cd "$scratch" || exit 2
}

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

# is FOUND EXPECTED
is() {
    [ "$1" = "$2" ] || {
        printf 'found\n%s\nexpected\n%s\n' "$1" "$2"
        return 1
    }
}

# finish: the plan; false when a test failed
finish() {
    echo "1..$n"
    [ "$n_failed" -eq 0 ]
}
