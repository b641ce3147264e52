#!/bin/sh
# What of src a coverage build has run: lines, and the ways out of conditions, by file and in all.
# Code that is compiled several times, as functions in headers are, counts once, as run where any
# copy was.
#
# usage: scripts/coverage.sh [-l] BUILD [LEAST-LINES LEAST-BRANCHES]
#
#   -l   list the lines that were not run, and those one of whose ways out was never taken
#
# With two percentages, fails if less than that was run.
set -eu

list=0
if [ "${1-}" = -l ]; then
    list=1
    shift
fi
build=$1

find "$build/src" -name '*.gcda' | LC_ALL=C sort | xargs gcov -b -c -t 2>/dev/null |
    awk -v list=$list -v least_lines="${2-0}" -v least_branches="${3-0}" '
    /^ *-: *0:Source:/ {
        file = $0
        sub(/.*Source:/, "", file)
        sub(/^\.\//, "", file)
        ours = file ~ /^src\//
        next
    }
    !ours { next }
    /^branch/ {
        key = file SUBSEP line SUBSEP way++
        is_branch[key] = 1
        if ($0 !~ /never executed|taken 0/)
            is_taken[key] = 1
        next
    }
    /^ *[-#=0-9*]+: *[0-9]+:/ {
        split($0, part, ":")
        line = part[2] + 0
        way = 0
        count = part[1]
        gsub(/[ *]/, "", count)
        if (count == "-" || line == 0)
            next
        key = file SUBSEP line
        is_line[key] = 1
        if (count !~ /[#=]/ && count + 0 != 0)
            is_run[key] = 1
        if (list) {
            text[key] = $0
            sub(/^[^:]*:[^:]*:/, "", text[key])
        }
    }
    function percent(part, whole) { return whole == 0 ? 100 : 100 * part / whole }
    function show(name, l, r, b, t) {
        printf "%6.1f %6.1f  %6d %6d  %s\n", percent(r, l), percent(t, b), l - r, b - t, name
    }
    END {
        for (key in is_line) {
            split(key, part, SUBSEP)
            lines[part[1]]++
            run[part[1]] += key in is_run
        }
        for (key in is_branch) {
            split(key, part, SUBSEP)
            branches[part[1]]++
            taken[part[1]] += key in is_taken
            if (!(key in is_taken))
                open_way[part[1] SUBSEP part[2]]++
        }
        print " lines branch    not run not taken"
        sorter = "LC_ALL=C sort -k5"
        for (file in lines) {
            l += lines[file]; r += run[file]; b += branches[file]; t += taken[file]
            printf "%6.1f %6.1f  %6d %6d  %s\n", percent(run[file], lines[file]), \
                percent(taken[file], branches[file]), lines[file] - run[file], \
                branches[file] - taken[file], file | sorter
        }
        close(sorter)
        show("in all", l, r, b, t)
        if (list) {
            sorter = "LC_ALL=C sort -t: -k1,1 -k2,2n"
            for (key in is_line) {
                split(key, part, SUBSEP)
                if (!(key in is_run))
                    print part[1] ":" part[2] ": not run: " text[key] | sorter
                else if (key in open_way)
                    print part[1] ":" part[2] ": " open_way[key] " not taken: " text[key] | sorter
            }
            close(sorter)
        }
        exit percent(r, l) < least_lines || percent(t, b) < least_branches
    }'
