#!/bin/sh
# What happens to the output when something comes between: a full disk, closed streams, a folder
# that cannot be written, signals. Each file is then the old one or the new one, nothing is left
# beside it, and the next run goes on as if nothing had been. Reports in TAP. GOUW is the program,
# SIGNAL_MOMENTS (8) how many moments a signal comes at.
set -u

. tests/tap.sh
go_to_scratch datasets/template

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

# nothing_left GROUP: no process of it, and nothing where temporary files go
nothing_left() {
    if kill -s 0 -- "-$1" 2>/dev/null; then
        echo 'a process is left'
        ps -e -o pgid,args | grep "^ *$1 "
        return 1
    fi
    [ -z "$(ls -A temporary)" ] || { echo 'left among temporary files:'; ls -A temporary; return 1; }
}

# start ARGUMENT...: in a session of its own; a shell has its background jobs ignore SIGINT
start() {
    mkdir -p temporary
    TMPDIR=$scratch/temporary setsid env --default-signal=INT "$program" "$@" 2>err &
    job=$!
}

# stop SIGNAL WHOM SECONDS: to the program, or as a terminal does to all it started; sets code
stop() {
    sleep "$3"
    case $2 in
    one) kill -s "$1" "$job" 2>/dev/null ;;
    all) kill -s "$1" -- "-$job" 2>/dev/null ;;
    esac
    wait "$job"
    code=$?
    cat err
    case $1:$code in *:0 | INT:130 | TERM:143) ;; *)
        echo "exit code $code"
        return 1
        ;;
    esac
}

# stopped SIGNAL WHOM SECONDS
stopped() {
    begin
    start report --quiet --as-of 2026-09-01 -o out template
    stop "$@" && nothing_left "$job" && is_whole out && goes_on
}

# drawing_stopped SIGNAL WHOM SECONDS: the same of one chart
drawing_stopped() {
    rm -rf drawn && mkdir drawn && echo old >drawn/chart.svg
    start plot --force new/timeline.csv -o drawn/chart.svg
    stop "$@" && nothing_left "$job" || return 1
    [ "$(ls -A drawn)" = chart.svg ] || { ls -A drawn; return 1; }
    [ "$code" -ne 0 ] && [ "$(cat drawn/chart.svg)" = old ] || cmp drawn/chart.svg chart.svg
}

# many N FOLDER: N regions that name themes at random, so that there is something to stop
many() {
    mkdir "$2"
    awk -v n="$1" -v folder="$2" 'BEGIN {
        srand(3)
        print "id,name" >(folder "/regions.csv")
        print "id,label" >(folder "/themes.csv")
        print "region,theme" >(folder "/region_themes.csv")
        for (t = 0; t < 60; t++) print "t" t ",Theme " t >(folder "/themes.csv")
        for (r = 0; r < n; r++) {
            print "r" r ",Region " r >(folder "/regions.csv")
            for (t = 0; t < 60; t++)
                if (rand() < 0.3) print "r" r ",t" t >(folder "/region_themes.csv")
        }
    }'
}

# listed FOLDER: the most alike of each region, and the square of all, as files in FOLDER
listed() {
    "$program" overlap --quiet --force --top 3 many -o "$1/top.csv" --matrix "$1/square.npy"
}

# listing_stopped SIGNAL WHOM SECONDS: either file is the old or the new one, and there is no other
listing_stopped() {
    rm -rf square && mkdir square && echo old >square/top.csv && echo old >square/square.npy
    start overlap --quiet --force --top 3 many -o square/top.csv --matrix square/square.npy
    stop "$@" && nothing_left "$job" || return 1
    [ "$(ls -A square | tr '\n' ' ')" = 'square.npy top.csv ' ] || { ls -A square; return 1; }
    for file in top.csv square.npy; do
        [ "$(head -c 4 "square/$file" | tr -d '\0')" = old ] || cmp "square/$file" "all/$file" ||
            return 1
    done
}

# moments N MOST: so many moments in [0, MOST) seconds, the same in each run
moments() {
    awk -v n="$1" -v most="$2" 'BEGIN { srand(1); while (n-- > 0) printf "%.3f\n", most * rand() }'
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

# limited_drawing BLOCKS
limited_drawing() {
    rm -rf drawn && mkdir drawn && echo old >drawn/chart.svg
    (ulimit -f "$1" && "$program" plot --force new/timeline.csv -o drawn/chart.svg) 2>err
    code=$?
    cat err
    [ "$code" -eq 3 ] && grep -q '^gouw: error: ' err && [ "$(cat drawn/chart.svg)" = old ] &&
        [ "$(ls -A drawn)" = chart.svg ]
}

# small_disk KIB WHAT: the output, or what is under way, on a disk of that size (where root may
# mount one)
small_disk() {
    mkdir -p small
    mount -t tmpfs -o "size=${1}k" none small 2>/dev/null || return 0
    begin
    if [ "$2" = output ]; then
        cp -R old small/out 2>/dev/null && rm -rf out && ln -s small/out out
        report out 2026-09-01 2>err
    else
        TMPDIR=$scratch/small report out 2026-09-01 2>err
    fi
    code=$?
    cat err
    # What could not be drawn is told and does not stand there as if it were new.
    [ "$code" -eq 3 ] && grep -q '^gouw: error: ' err && is_whole out ||
        { [ "$code" -eq 0 ] && { grep -q '^gouw: warning: ' err || diff -r out/ new; }; }
    whole=$?
    [ "$2" = output ] || [ -z "$(ls -A small)" ] || { ls -A small; whole=1; }
    umount small
    rm -rf out
    return $whole
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
check 'a chart to compare with' "$program" plot new/timeline.csv -o chart.svg
# How long a report takes here.
begun=$(date +%s%N)
check 'a third one, which replaces the first' sh -c "cp -R old timed &&
    '$program' report --quiet --as-of 2026-09-01 -o timed template"
taken=$(awk -v ns=$(($(date +%s%N) - begun)) 'BEGIN { print ns / 1e9 }')
at=0
for seconds in $(moments "${SIGNAL_MOMENTS-8}" "$taken"); do
    at=$((at + 1))
    case $((at % 4)) in
    0) how='INT one' ;; 1) how='TERM one' ;; 2) how='INT all' ;; 3) how='TERM all' ;;
    esac
    # shellcheck disable=SC2086 # two words
    check "SIG$how after $seconds s" stopped $how "$seconds"
    # shellcheck disable=SC2086
    check "SIG$how after $(echo "$seconds" | awk '{ print $1 / 5 }') s of drawing" \
        drawing_stopped $how "$(echo "$seconds" | awk '{ print $1 / 5 }')"
done
check 'regions to list the most alike of' many 3000 many
mkdir all
begun=$(date +%s%N)
check 'the most alike of each, and the square' listed all
taken=$(awk -v ns=$(($(date +%s%N) - begun)) 'BEGIN { print ns / 1e9 }')
for seconds in $(moments "${MOMENTS-8}" "$taken"); do
    check "SIGINT after $seconds s of listing" listing_stopped INT one "$seconds"
    check "SIGTERM after $seconds s of listing" listing_stopped TERM all "$seconds"
done
check 'no file above 16 blocks' limited 16
check 'nor while a chart is drawn' limited_drawing 2
for kib in 300 1200 2500; do
    check "the output on a disk of $kib KiB" small_disk $kib output
    check "what is under way on a disk of $kib KiB" small_disk $kib temporary
done
for command in 'report template --force -o said' 'overlap template' 'check template' 'help' 'help overlap' 'help measures' 'version'; do
    # shellcheck disable=SC2086 # a list of words
    check "$command to a closed output" closed_output $command
    # shellcheck disable=SC2086
    check "$command to a full disk" full_disk $command
    # shellcheck disable=SC2086
    check "$command to a broken pipe" broken_pipe $command
done
check 'a folder that cannot be written' read_only report template -o shut
check 'a file in one' read_only overlap template -o shut/x.csv
check 'a chart in one' read_only plot new/timeline.csv -o shut/x.svg
check 'a file where a folder should be' not_a_folder
finish
