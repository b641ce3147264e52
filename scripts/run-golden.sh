#!/bin/sh
# Runs the program as tests/golden tells and compares output, messages and exit code. Reports in TAP.
#
# usage: scripts/run-golden.sh [-b] [COMMAND|COMMAND/CASE ...]        (default: all)
#
#   -b    bless: rewrite what is expected by what is found, and show the difference
#
# A case is a folder tests/golden/COMMAND/CASE that holds
#   cmd     a shell line, run in a scratch folder with `gouw` on the PATH
#   out     what it prints                       (no such file: nothing)
#   err     what it prints on standard error     (no such file: nothing)
#   code    its exit code                        (no such file: 0)
# and any further files that the command reads. The scratch folder holds those and, as links, the
# shipped datasets and every folder in tests/datasets.
#
# GOUW is the program (default: build/gouw), WRAPPER a command to run it under; CASES may name the
# cases in place of arguments.
set -u

bless=no
if [ "${1-}" = -b ]; then
    bless=yes
    shift
fi
root=$(pwd)
program=${GOUW:-build/gouw}
case $program in /*) ;; *) program=$root/$program ;; esac
[ -x "$program" ] || {
    echo "run-golden.sh: there is no program $program; run make first" >&2
    exit 2
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/none" "$scratch/home" "$scratch/datasets"
# Links lead to copies: a command that writes into a dataset does not touch the tree.
cp -R datasets/* tests/datasets/* "$scratch/datasets"
printf '#!/bin/sh\nexec %s "%s" "$@"\n' "${WRAPPER-}" "$program" >"$scratch/bin/gouw"
chmod +x "$scratch/bin/gouw"
: >"$scratch/none/out"
: >"$scratch/none/err"
echo 0 >"$scratch/none/code"

# The environment is the same for everybody.
unset GOUW_LANG GOUW_CPU GOUW_MEMORY COLUMNS
export LC_ALL=C.UTF-8 TZ=UTC HOME="$scratch/home" NO_COLOR=1 PATH="$scratch/bin:$PATH"

# prepare CASE: a fresh scratch folder
prepare() {
    rm -rf "$scratch/work"
    mkdir "$scratch/work"
    ln -s "$scratch/datasets"/* "$scratch/work"
    for file in "$1"/*; do
        case ${file##*/} in
        cmd | out | err | code) ;;
        *) cp -R "$file" "$scratch/work" ;;
        esac
    done
}

run() {
    (cd "$scratch/work" && exec sh "$root/$1/cmd") >"$scratch/out" 2>"$scratch/err" </dev/null
    echo $? >"$scratch/code"
}

# compare CASE: shows the differences; fails if there are any
compare() {
    same=0
    for file in out err code; do
        expected=$1/$file
        [ -f "$expected" ] || expected=$scratch/none/$file
        cmp -s "$expected" "$scratch/$file" && continue
        same=1
        diff -u "$expected" "$scratch/$file" |
            sed "1s|.*|--- $1/$file|; 2s|.*|+++ found|; s/^/# /"
    done
    return $same
}

# keep CASE: what is found becomes what is expected
keep() {
    for file in out err code; do
        if cmp -s "$scratch/$file" "$scratch/none/$file"; then
            rm -f "$1/$file"
        else
            cp "$scratch/$file" "$1/$file"
        fi
    done
}

list_cases() {
    # shellcheck disable=SC2086 # a list of words
    [ $# -gt 0 ] || set -- ${CASES:-.}
    for asked; do
        find "tests/golden/$asked" -name cmd -type f
    done | sed 's|/\./|/|; s|/cmd$||' | LC_ALL=C sort -u
}

list_cases "$@" >"$scratch/cases"
n=0 n_failed=0
while read -r folder <&3; do
    n=$((n + 1))
    name=${folder#tests/golden/}
    prepare "$folder"
    run "$folder"
    if compare "$folder" >"$scratch/report"; then
        [ "$bless" = yes ] || echo "ok $n - $name"
    elif [ "$bless" = yes ]; then
        echo "blessed $name"
        cat "$scratch/report"
        keep "$folder"
    else
        n_failed=$((n_failed + 1))
        echo "not ok $n - $name"
        echo "# $(cat "$folder/cmd")"
        cat "$scratch/report"
    fi
done 3<"$scratch/cases"
[ "$bless" = yes ] || echo "1..$n"
[ "$n_failed" -eq 0 ]
