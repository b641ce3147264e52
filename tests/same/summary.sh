#!/bin/sh
# The table summary says of each region what the tables behind it say: read off those row by row,
# for 300 regions in no order, with few themes, so that many are equally alike. Reports in TAP.
#
# GOUW is the program (default: build/gouw).
set -u

. tests/tap.sh
go_to_scratch

regions() {
    mkdir d
    awk -v n=300 'BEGIN {
        state = 3
        print "id,name" >"d/regions.csv"
        print "id,label" >"d/themes.csv"
        print "region,theme,weight" >"d/region_themes.csv"
        print "id,label,order" >"d/stages.csv"
        print "region,stage,when,status" >"d/milestones.csv"
        print "region,indicator,change,target_year" >"d/targets.csv"
        print "region,indicator,year,value" >"d/observations.csv"
        for (t = 0; t < 6; t++)
            print "t" t ",Theme " t >"d/themes.csv"
        for (t = 0; t < 3; t++)
            print "s" t ",Stage " t "," t >"d/stages.csv"
        for (k = 0; k < n; k++) {
            r = k * 7 % n
            print "r" r ",Region " r >"d/regions.csv"
            for (t = 0; t < 6 && r % 10 > 0; t++) {
                state = (state * 1103515245 + 12345) % 2147483648
                if (state / 2147483648 < 0.4)
                    print "r" r ",t" t "," t % 3 + 1 >"d/region_themes.csv"
            }
        }
        for (k = 0; k < n; k++) {
            r = k * 11 % n
            for (t = 0; t < 3; t++)
                if (r % (t + 2) == 0)
                    print "r" r ",s" t "," 2025 + (r + t) % 3 "," (t == 0 ? "done" : "planned") >"d/milestones.csv"
            if (r % 3 > 0) {
                print "r" r ",homes," r + 1 ",2040" >"d/targets.csv"
                print "r" r ",homes,2020,1000\nr" r ",homes,2024," 1100 + r >"d/observations.csv"
            }
        }
    }'
}

# as CSV, with the names of columns in the place of their numbers: table COMMAND TABLE FILE
table() {
    "$program" "$1" d --as-of 2026-01-01 --quiet -f csv --table "$2" -o "$3"
}

most_alike() {
    awk -F, 'FILENAME == "overlap.csv" && FNR > 1 && $8 != "" && $8 > 0 {
        for (side = 1; side <= 2; side++)
            if (!($side in best) || $8 > best[$side]) {
                best[$side] = $8
                other[$side] = $(3 - side)
            }
    }
    FILENAME == "summary.csv" && FNR > 1 && ($5 != other[$1] || $6 != best[$1]) {
        print $1 ": " $5 " " $6 " but " other[$1] " " best[$1]
        wrong = 1
    }
    END { exit wrong + 0 }' overlap.csv summary.csv
}

counts() {
    awk -F, 'FILENAME ~ /region_themes/ && FNR > 1 { themes[$1]++; central[$1] += $3 >= 2 }
    FILENAME ~ /milestones/ && FNR > 1 { done[$1] += $4 == "done"; planned[$1] += $4 == "planned" }
    FILENAME == "summary.csv" && FNR > 1 && ($3 + 0 != themes[$1] + 0 || $4 + 0 != central[$1] + 0 ||
        $7 + 0 != done[$1] + 0 || $8 + 0 != planned[$1] + 0) { print; wrong = 1 }
    END { exit wrong + 0 }' d/region_themes.csv d/milestones.csv summary.csv
}

growth() {
    awk -F, 'FILENAME ~ /targets/ && FNR > 1 { change[$1] = $3 }
    FILENAME == "summary.csv" && FNR > 1 {
        r = substr($1, 2)
        asked = $1 in change ? change[$1] / 16 : ""
        seen = $1 in change ? (100 + r) / 4 : ""
        if ($17 != asked || $18 != seen) { print; wrong = 1 }
    }
    END { exit wrong + 0 }' d/targets.csv summary.csv
}

regions
table overlap overlap overlap.csv
table summary summary summary.csv
check 'there is a row for each of 300 regions' test "$(wc -l <summary.csv)" -eq 301
check 'the most alike is that of the list of all pairs, the first of several' most_alike
check 'themes and steps are as many as the files hold' counts
check 'growth asked and seen is that of its own target' growth
finish
