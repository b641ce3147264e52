#!/bin/sh
# Walks every command that `gouw help` lists and every option that its --help lists: the help is
# complete and laid out, each default is accepted and changes nothing unless it could have no
# effect, a value that is missing is refused, and nothing crashes, on the template or on an empty
# dataset. Reports in TAP.
#
# GOUW is the program (default: build/gouw). BRIEF=1: the options of every command are walked with
# the first command only.
set -u

. tests/tap.sh
cp datasets/npvr-2026/readings/quarters.csv "$scratch/phrases.csv"
go_to_scratch datasets/template tests/datasets/empty

gouw() {
    rm -rf made
    "$program" "$@" >out 2>err </dev/null
}

commands() {
    "$program" help | awk '/^Commands:/ { on = 1; next } on && /^$/ { exit }
        on && match($0, /^  [a-z]/) { print $1 }'
}

# options COMMAND: "name|letter|argument|default|own or common" a line; "-" stands for none
options() {
    "$program" "$1" --help | awk '
        function flush() {
            if (name != "") print name "|" letter "|" argument "|" value "|" kind
            name = ""
        }
        /^Options/ { flush(); on = 1; kind = /every command/ ? "common" : "own"; next }
        /^[^ ]/ || /^$/ { flush(); if (/^[^ ]/) on = 0; next }
        on && /^  (-[a-zA-Z], |    )--/ {
            flush()
            letter = $1 ~ /^-[a-zA-Z],$/ ? substr($1, 2, 1) : "-"
            at = letter == "-" ? 1 : 2
            name = substr($at, 3)
            argument = $(at + 1) ~ /^[A-Z=]+$/ ? $(at + 1) : "-"
            value = "-"
        }
        on && match($0, /\[default: [^\]]*\]/) { value = substr($0, RSTART + 10, RLENGTH - 11) }
        END { flush() }'
}

# operands COMMAND: what stands behind the options, from the usage line, with DATASET for datasets
operands() {
    "$program" "$1" --help | sed -n '1s/^Usage: gouw [a-z-]* *\[OPTIONS\] *//p' |
        sed 's/\[DATASET\]/DATASET/; s/FOLDER/made/; s/OLD/DATASET/; s/NEW/DATASET/
             s/\[[^]]*\]//g; s/TEXT/2026/; s/\.\.\.//'
}

help_is_complete() {
    gouw "$1" --help || { echo "exit code $?"; return 1; }
    [ ! -s err ] || { cat err; return 1; }
    head -n 1 out | grep -q "^Usage: gouw $1 \[OPTIONS\]" || { echo 'no usage line'; return 1; }
    [ -z "$(tail -c 1 out)" ] || { echo 'no newline at the end'; return 1; }
    [ "$(sed -n 3p out)" != '' ] || { echo 'no summary'; return 1; }
    ! grep -n ' $' out || { echo 'blanks at the end of a line'; return 1; }
    ! sed 1d out | grep -nE '^.{81}' || { echo 'over 80 columns'; return 1; }
    ! grep -nE 'nan|inf\)|\(null\)|e\+[0-9]' out || { echo 'a value a reader cannot use'; return 1; }
    cp out by_option
    gouw help "$1"
    cmp by_option out
}

options_are_unique() {
    options "$1" >rows
    [ -s rows ] || { echo 'no options found'; return 1; }
    ! cut -d'|' -f1 rows | sort | uniq -d | grep . || { echo 'an option listed twice'; return 1; }
    ! cut -d'|' -f2 rows | grep -v '^-$' | sort | uniq -d | grep . || { echo 'a letter twice'; return 1; }
}

# ran COMMAND ARGUMENT...: no crash, and a message where the exit code is not 0
ran() {
    gouw "$@"
    code=$?
    echo "gouw $* ended with exit code $code"
    cat err
    [ "$code" -le 3 ] || return 1
    [ "$code" -eq 0 ] || grep -q '^gouw: error: .' err || [ "$1" = check ]
}

# ran_on DATASET COMMAND ARGUMENT...: the same, followed by what the usage line asks for
ran_on() {
    words=$(echo "$rest" | sed "s/DATASET/$1/g")
    shift
    # shellcheck disable=SC2086 # a list of words
    ran "$@" $words
}

# The same result as without the option, which is in plain; or a word that it has no effect here.
default_changes_nothing() {
    ran_on template "$@" || return 1
    [ "$code" -ne 2 ] || ! grep -q 'has no effect' err || return 0
    [ "$code" -eq "$plain_code" ] || return 1
    cmp plain out
}

missing_value_is_refused() {
    gouw "$1" "$2"
    code=$?
    cat err
    [ "$code" -eq 2 ] && grep -q -e "'$2' needs a value" err
}

# sample ARGUMENT OPTION: a value for an option that has no default
sample() {
    case $2 in
    --output) echo made ;;
    --phrases) echo phrases.csv ;;
    --against) echo template ;;
    *)
        case $1 in
        FORMAT) echo csv ;;
        DAY) echo 2026-04-01 ;;
        *) echo 1 ;;
        esac
        ;;
    esac
}

# walk_option COMMAND NAME LETTER ARGUMENT DEFAULT
walk_option() {
    command=$1 name=--$2 letter=$3 argument=$4 value=$5
    if [ "$argument" = - ]; then
        check "$command $name on the template" ran_on template "$command" "$name"
        check "$command $name on an empty dataset" ran_on empty "$command" "$name"
        return
    fi
    check "$command $name without a value" missing_value_is_refused "$command" "$name"
    [ "$letter" = - ] || check "$command -$letter without a value" \
        missing_value_is_refused "$command" "-$letter"
    if [ "$value" != - ]; then
        check "$command $name $value, its default" default_changes_nothing "$command" "$name=$value"
    else
        value=$(sample "$argument" "$name")
        check "$command $name $value" ran_on template "$command" "$name=$value"
    fi
    check "$command $name $value on an empty dataset" ran_on empty "$command" "$name=$value"
}

walk_command() {
    rest=$(operands "$1")
    check "$1 --help" help_is_complete "$1"
    check "$1: options" options_are_unique "$1"
    check "$1 on an empty dataset" ran_on empty "$1"
    check "$1 on the template" ran_on template "$1"
    if grep -q '^tables-only|' rows; then
        # Charts take their time and do not depend on how an option is read.
        rest="$rest --tables-only"
        check "$1 on the template, without charts" ran_on template "$1"
    fi
    cp out plain
    plain_code=$code
    while IFS='|' read -r option letter argument value kind <&4; do
        [ "$kind" = own ] || [ -z "${BRIEF-}" ] || [ "$1" = "$first" ] || continue
        walk_option "$1" "$option" "$letter" "$argument" "$value"
    done 4<rows
}

commands >names
check 'help lists commands' test -s names
first=$(head -n 1 names)
while read -r command <&3; do
    walk_command "$command"
done 3<names
finish
