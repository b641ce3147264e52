#!/bin/sh
# Results follow from the data alone: every command gives the same bytes in another locale, time zone
# and folder. So it does when the rows of the other files are turned around, the last first; the
# commands that list steps and targets as the files do then give the same rows. (The order of
# regions.csv, themes.csv and stages.csv has a meaning: regions, themes and stages are listed so; but
# groups do not hang on it.)
# No number is printed that is none. Reports in TAP.
#
# GOUW is the program (default: build/gouw).
set -u

. tests/tap.sh
export TZ=UTC

# Where the C library's own tools can make it, a locale with a decimal comma.
comma=C.UTF-8
if localedef -i de_DE -f UTF-8 "$scratch/de_DE.UTF-8" >/dev/null 2>&1; then
    comma=de_DE.UTF-8
    export LOCPATH="$scratch"
fi

# operands COMMAND: what stands behind the options, from the usage line
operands() {
    "$program" "$1" --help | sed -n '1s/^Usage: gouw [a-z-]* *\[OPTIONS\] *//p' |
        sed 's/\[DATASET\]/DATASET/; s/OLD NEW/DATASET DATASET/; s/\[[^]]*\]//g; s/TEXT/2026/; s/\.\.\.//'
}

# answer COMMAND DATASET: as CSV, with the messages; the folder's name is left out
answer() {
    words=$(operands "$1" | sed "s|DATASET|$2|g")
    # shellcheck disable=SC2086 # a list of words
    "$program" "$1" -f csv $words 2>&1 </dev/null | sed "s|$2|DATASET|g"
    # shellcheck disable=SC2086 # a list of words
    "$program" "$1" -f text $words 2>&1 </dev/null | sed "s|$2|DATASET|g"
}

# turned FILE: its rows behind the header, the last first
turned() {
    head -n 1 "$1"
    sed 1d "$1" | awk '{ row[NR] = $0 } END { for (i = NR; i > 0; i--) print row[i] }'
}

# Lists of steps and targets, in the order of their files.
is_list() {
    case $1 in timeline | due | growth | diff) ;; *) return 1 ;; esac
}

has_only_numbers() {
    ! grep -nwiE '[-+]?(nan|inf|infinity)' "$1" | grep -v NaN
}

here_and_there() {
    answer "$1" "$data" >here
    has_only_numbers here || return 1
    LC_ALL=$comma TZ=Pacific/Kiritimati answer "$1" "$data" >there
    cmp here there || { diff here there | head; return 1; }
    (cd / && TZ=America/Anchorage answer "$1" "$data") >there
    cmp here there || { diff here there | head; return 1; }
    answer "$1" "$scratch/turned/npvr-2026" >there
    if is_list "$1"; then
        sort here >listed && mv listed here
        sort there >listed && mv listed there
    fi
    cmp here there || { diff here there | head; return 1; }
}

data=$root/datasets/npvr-2026
mkdir "$scratch/turned"
cp -R "$data" "$scratch/turned"
for name in region_themes milestones targets observations forecasts date_phrases; do
    file=$data/$name.csv
    # Rows whose quoted cells hold line ends cannot be turned line by line.
    [ -f "$file" ] && turned "$file" >"$scratch/turned/npvr-2026/$name.csv"
done

# groups WHAT: ties go by ids, so that regions.csv may be turned around too. The states have many.
groups() {
    # shellcheck disable=SC2086 # a list of words
    "$program" $1 -f csv "$root/datasets/eu-energy-plans" 2>/dev/null >here
    # shellcheck disable=SC2086 # a list of words
    "$program" $1 -f csv turned/eu-energy-plans 2>/dev/null >there
    [ -s here ] || return 1
    cmp here there || { diff here there | head; return 1; }
}
cp -R "$root/datasets/eu-energy-plans" "$scratch/turned"
turned "$root/datasets/eu-energy-plans/regions.csv" >"$scratch/turned/eu-energy-plans/regions.csv"

# Datasets with so little in them that means, rates and distances are of nothing.
little() {
    mkdir "$1"
    echo 'id,name' >"$1/regions.csv"
    printf 'id,label\nt1,One\nt2,Two\n' >"$1/themes.csv"
    printf 'id,label,order\ns1,First,1\ns2,Second,2\n' >"$1/stages.csv"
    echo 'region,theme' >"$1/region_themes.csv"
    echo 'region,stage,when,status' >"$1/milestones.csv"
    echo 'region,indicator,target,target_year' >"$1/targets.csv"
    echo 'region,indicator,year,value' >"$1/observations.csv"
    echo '{"created": "2026-01-01"}' >"$1/datapackage.json"
}

# region FOLDER ID POPULATION: two themes, two steps, a target and three years
region() {
    echo "$2,Region $2" >>"$1/regions.csv"
    printf '%s,t1\n%s,t2\n' "$2" "$2" >>"$1/region_themes.csv"
    printf '%s,s1,2026,done\n%s,s2,2026,planned\n' "$2" "$2" >>"$1/milestones.csv"
    echo "$2,homes,$3,2030" >>"$1/targets.csv"
    for year in 2023 2024 2025; do
        echo "$2,homes,$year,$3" >>"$1/observations.csv"
    done
}

prints_only_numbers() {
    for folder in nothing alone equal zero; do
        answer "$1" "$folder" >here
        has_only_numbers here || { echo "of $folder"; return 1; }
    done
}

go_to_scratch
little nothing
little alone
region alone a 100
little equal
region equal a 100
region equal b 100
region equal c 100
little zero
region zero a 0
region zero b 0
for command in $("$program" help | awk '/^Commands:/ { on = 1; next } on && /^$/ { exit }
        on && match($0, /^  [a-z]/) { print $1 }' |
    grep -vE '^(report|plot|init|help|completion|version)$'); do
    check "$command here and there" here_and_there "$command"
    check "$command of little" prints_only_numbers "$command"
done
for what in 'cluster --tree --draws 50' 'cluster --linkage ward -k 4 --draws 50' \
    'cluster --method pam -k 4 --draws 50' 'cluster --on schedule --draws 50' \
    'cluster --on all --draws 50' ordinate; do
    check "$what in another order" groups "$what"
done
finish
