#!/bin/sh
# What happens to the output when something comes between: a full disk, closed streams, a folder
# that cannot be written, signals. Each file is then the old one or the new one, nothing is left
# beside it, and the next run goes on as if nothing had been. Reports in TAP. GOUW is the program.
set -u

root=$(pwd)
program=${GOUW:-build/gouw}
case $program in /*) ;; *) program=$root/$program ;; esac
. tests/tap.sh
cp -R datasets/template "$scratch"
cd "$scratch" || exit 2
export LC_ALL=C.UTF-8 NO_COLOR=1

# report FOLDER DAY
report() {
    "$program" report --quiet --as-of "$2" -o "$1" template
}

# is_whole FOLDER: each file in it is that of old or of new, and there is no other
is_whole() {
    (cd "$1" && find . -type f) >listed
    while read -r file; do
        case $file in ./manifest.csv) continue ;; esac
        cmp -s "$1/$file" "old/$file" || cmp -s "$1/$file" "new/$file" || {
            echo "$file is neither old nor new"
            return 1
        }
    done <listed
}

# begin: out holds what old holds
begin() {
    rm -rf out
    cp -R old out
}

# goes_on: the next run needs no --force and gives what new holds
goes_on() {
    report out 2026-09-01 || return 1
    diff -r out new
}

# stopped SIGNAL SECONDS
stopped() {
    begin
    (exec "$program" report --quiet --as-of 2026-09-01 -o out template) 2>err &
    job=$!
    sleep "$2"
    kill -s "$1" $job 2>/dev/null
    wait $job
    code=$?
    cat err
    # Before anything is written the signal itself may end it: 128 + its number.
    case $code in 0 | 130 | 143) ;; *)
        echo "exit code $code"
        return 1
        ;;
    esac
    is_whole out && goes_on
}

limited() {
    begin
    (ulimit -f "$1" && report out 2026-09-01) 2>err
    code=$?
    cat err
    [ "$code" -eq 3 ] || [ "$code" -eq 0 ] || return 1
    [ "$code" -eq 0 ] || grep -q '^gouw: error: .*\(File too large\|disk full\)' err || return 1
    (cd out && find . -name '*.??????' ! -name '*.svg' ! -name '*.png' ! -name '*.csv' \
        ! -name 'report.html') >left
    [ ! -s left ] || { cat left; return 1; }
    report out 2026-09-01 && diff -r out new
}

closed_output() {
    "$program" "$@" >&- 2>err
    code=$?
    cat err
    [ "$code" -eq 3 ] && grep -q '^gouw: error: .*standard output' err
}

full_disk() {
    [ -c /dev/full ] || return 0
    "$program" "$@" >/dev/full 2>err
    code=$?
    cat err
    [ "$code" -eq 3 ] && grep -q 'No space left' err
}

# The shell's way: a program that nobody reads from ends without a word.
broken_pipe() {
    { "$program" "$@" 2>err; echo $? >code; } | true
    cat err code
    [ ! -s err ] && { [ "$(cat code)" -eq 141 ] || [ "$(cat code)" -eq 0 ]; }
}

# as_anyone COMMAND...: not as root, who may write everywhere. The program may stand where others
# cannot go.
as_anyone() {
    if [ "$(id -u)" -ne 0 ]; then
        "$program" "$@"
        return
    fi
    chmod 755 "$scratch" && cp "$program" "$scratch/gouw" || return 2
    setpriv --reuid=65534 --regid=65534 --clear-groups "$scratch/gouw" "$@"
}

read_only() {
    mkdir -p shut && chmod 555 shut
    as_anyone "$@" 2>err
    code=$?
    chmod 700 shut
    cat err
    [ "$code" -eq 3 ] && grep -q '^gouw: error: .*Permission denied' err && [ -z "$(ls shut)" ]
}

not_a_folder() {
    echo mine >plain
    report plain/inside 2026-09-01 2>err
    code=$?
    cat err
    [ "$code" -eq 3 ] && grep -q 'plain' err && [ "$(cat plain)" = mine ]
}

check 'a report to compare with' report old 2026-03-15
check 'and another' report new 2026-09-01
check 'they differ' sh -c '! cmp -s old/report.html new/report.html'
for seconds in ${SECONDS_BEFORE-0.05 0.5}; do
    check "SIGTERM after $seconds s" stopped TERM "$seconds"
done
check 'SIGINT after 0.3 s' stopped INT 0.3
for blocks in 16; do
    check "no file above $blocks blocks" limited $blocks
done
for command in 'overlap template' 'check template' 'help' 'help overlap' 'help measures' 'version'; do
    # shellcheck disable=SC2086 # a list of words
    check "$command to a closed output" closed_output $command
    # shellcheck disable=SC2086
    check "$command to a full disk" full_disk $command
    # shellcheck disable=SC2086
    check "$command to a broken pipe" broken_pipe $command
done
check 'a folder that cannot be written' read_only report template -o shut
check 'a file in one' read_only overlap template -o shut/x.csv
check 'a file where a folder should be' not_a_folder
finish
