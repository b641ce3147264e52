#!/bin/sh
# The manual pages are correct and there is one a command; bash, zsh and fish complete commands,
# options, values, dataset folders and region ids. Reports in TAP; a shell that is not there is
# skipped.
set -u

build=${BUILD:-build}
. tests/tap.sh
program=$root/$build/gouw
mkdir "$scratch/bin" "$scratch/home"
ln -s "$program" "$scratch/bin/gouw"
PATH=$scratch/bin:$PATH
HOME=$scratch/home
export PATH HOME

skip() {
    n=$((n + 1))
    echo "ok $n - $1 # skip there is no $2"
}

# A page as a reader sees it, without bold.
shown() {
    mandoc -T ascii "$1" | sed "s/.$(printf '\010')//g"
}

page_is_correct() {
    mandoc -T lint -W warning "$1" | grep -v 'missing date' >"$scratch/lint" || true
    cat "$scratch/lint"
    [ ! -s "$scratch/lint" ]
    shown "$1" | grep -q NAME
}

every_command_has_a_page() {
    gouw completion words -- '' | cut -f 1 >"$scratch/commands"
    [ -s "$scratch/commands" ]
    while read -r command; do
        [ -s "$build/pages/gouw-$command.1" ] || { echo "no page of $command"; return 1; }
    done <"$scratch/commands"
}

# The page of datasets states each limit that the program keeps to.
limits_are_stated() {
    shown man/gouw-dataset.5 >"$scratch/page"
    gouw help limits | awk '$2 ~ /^[0-9]+$/ { print $1 ": " $2 }' >"$scratch/limits"
    [ "$(wc -l <"$scratch/limits")" -ge 8 ]
    while read -r limit; do
        grep -qE "^ *$limit( |\$)" "$scratch/page" || { echo "not stated: $limit"; return 1; }
    done <"$scratch/limits"
}

# The page says what --help says: each option, each column.
page_has_what_help_has() {
    gouw overlap --help | grep -oE -e '--[a-z-]+' | sort -u >"$scratch/options"
    shown "$build/pages/gouw-overlap.1" >"$scratch/page"
    while read -r option; do
        grep -q -e "$option" "$scratch/page" || { echo "no $option"; return 1; }
    done <"$scratch/options"
}

# What a shell offers for the words given, one a line: by_SHELL WORD...
by_bash() {
    bash -c '
        source "$1"; shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _gouw
        printf "%s\n" "${COMPREPLY[@]}"' bash "$build/pages/gouw.bash" "$@"
}

# The folder words come from zsh itself, so only that they are asked for is looked at.
by_zsh() {
    zsh -fc '
        file=$1; shift
        compdef() { : }
        _files() { print -r -- ":files $*" }
        _describe() { local c; for c in "${(@P)2}"; do print -r -- "${c%%:*}"; done }
        source $file
        words=("$@") CURRENT=$#
        _gouw' zsh "$build/pages/gouw.zsh" "$@"
}

by_fish() {
    fish -c 'source $argv[1]; complete -C "$argv[2]"' "$build/pages/gouw.fish" "$*" | cut -f 1
}

# offers SHELL EXPECTED WORD...
offers() {
    shell=$1 expected=$2
    shift 2
    "by_$shell" "$@" >"$scratch/offered"
    cat "$scratch/offered"
    grep -qxF -e "$expected" "$scratch/offered"
}

# offers_each SHELL: every command, and every option of every command
offers_each() {
    gouw completion words -- '' | cut -f 1 | grep -v '^:' >"$scratch/commands"
    "by_$1" gouw '' >"$scratch/offered"
    grep -vxFf "$scratch/offered" "$scratch/commands" && return 1
    while read -r command; do
        gouw "$command" --help | sed -n 's/^ *\(-., \)\? *\(--[a-z-]*\).*/\2/p' >"$scratch/options"
        [ -s "$scratch/options" ]
        "by_$1" gouw "$command" -- >"$scratch/offered"
        grep -vxFf "$scratch/offered" "$scratch/options" && { echo "of $command"; return 1; }
    done <"$scratch/commands"
    return 0
}

# docs/columns.md is what the program says.
columns_are_documented() {
    gouw help columns | diff docs/columns.md -
}

# The columns of each table as it is written are among those described.
columns_are_true() {
    sed -n 's/^## gouw //p' docs/columns.md | grep -vx -e diff -e compare -e when >"$scratch/analyses"
    [ -s "$scratch/analyses" ]
    while read -r analysis; do
        sed -n "/^## gouw $analysis\$/,/^## /s/^| \([a-z][a-z0-9_]*\) |.*/\1/p" docs/columns.md >"$scratch/described"
        folder=datasets/npvr-2026
        gouw "$analysis" -q "$folder" -f csv 2>"$scratch/err" | head -n 1 | tr ',' '\n' | grep -v '^axis[0-9]' >"$scratch/written"
        [ -s "$scratch/written" ] || { cat "$scratch/err"; continue; }
        while read -r column; do
            grep -qx "$column" "$scratch/described" || { echo "$analysis: $column"; return 1; }
        done <"$scratch/written"
    done <"$scratch/analyses"
}

# JSON is an array of objects, all with the keys of the CSV header, in its order, and with values of
# the type that docs/columns.md gives the column.
json_is_true() {
    scripts/python.sh tests/install/described.py "$program" datasets/npvr-2026 docs/columns.md
}

check 'docs/columns.md is what the program says' strictly columns_are_documented
check 'tables have the columns that are described' strictly columns_are_true
check 'JSON holds what is described' strictly json_is_true
for page in "$build"/pages/gouw*.1 man/gouw-dataset.5; do
    check "${page##*/} is correct" strictly page_is_correct "$page"
done
check 'every command has a page' strictly every_command_has_a_page
check 'a page has what --help has' strictly page_has_what_help_has
check 'the page of datasets states the limits' strictly limits_are_stated
for shell in bash zsh fish; do
    if ! command -v "$shell" >/dev/null; then
        skip "$shell" "$shell"
        continue
    fi
    folder=:files\ -/
    [ "$shell" = zsh ] || folder=datasets/template
    [ "$shell" != fish ] || folder=datasets/template/
    check "$shell completes each command and option" strictly offers_each "$shell"
    check "$shell completes commands" strictly offers "$shell" overlap gouw ove
    check "$shell completes options" strictly offers "$shell" --measure gouw overlap --me
    check "$shell completes common options" strictly offers "$shell" --as-of gouw due --as
    check "$shell completes values" strictly offers "$shell" jaccard gouw overlap --measure j
    check "$shell completes tables" strictly offers "$shell" disagreements gouw agree --table d
    check "$shell completes folders" strictly offers "$shell" "$folder" gouw overlap datasets/te
    check "$shell completes regions" strictly offers "$shell" harbour-coast gouw compare datasets/template h
    check "$shell completes stages" strictly offers "$shell" draft_plan gouw order datasets/template --stage d
    check "$shell completes names of commands" strictly offers "$shell" timeline gouw help ti
done
check 'bash completes values behind =' strictly offers bash dice gouw overlap --measure = d
finish
