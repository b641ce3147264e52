#!/bin/sh
# What cannot fit into memory or would not end in a day says so before it begins, with the figure
# and the way round, at once. Reports in TAP. GOUW is the program.
set -u

. tests/tap.sh
cp -R datasets/npvr-2026 "$scratch/plan"
go_to_scratch

# regions N: so many, of three themes each out of fifty
regions() {
    mkdir large
    awk -v n="$1" 'BEGIN {
        print "id,name" >"large/regions.csv"
        print "id,label" >"large/themes.csv"
        print "region,theme" >"large/region_themes.csv"
        for (t = 0; t < 50; t++) print "t" t ",Theme " t >"large/themes.csv"
        for (r = 0; r < n; r++) {
            print "r" r ",Region " r >"large/regions.csv"
            for (k = 0; k < 3; k++)
                print "r" r ",t" (r * (k + 1) + k * k * 7) % 50 >"large/region_themes.csv"
        }
    }'
    awk '!seen[$0]++' large/region_themes.csv >kept && mv kept large/region_themes.csv
}

# dated: the same regions, with a step each
dated() {
    mkdir dated
    cp large/regions.csv dated
    printf 'id,label\nadopted,Plan adopted\n' >dated/stages.csv
    awk -F, 'NR == 1 { print "region,stage,when" } NR > 1 { print $1 ",adopted,2027-0" NR % 9 + 1 }' \
        large/regions.csv >dated/milestones.csv
}

# refused MEMORY PATTERN COMMAND...: exit code 2, and a message that says it, in ten seconds
refused() {
    memory=$1 pattern=$2
    shift 2
    GOUW_MEMORY=$memory timeout 10 "$program" "$@" >said 2>&1
    code=$?
    cat said
    [ "$code" -eq 2 ] && grep -q -e "$pattern" said && [ "$(wc -l <said)" -eq 1 ]
}

done_in() {
    GOUW_MEMORY=$1
    export GOUW_MEMORY
    shift
    timeout 60 "$program" "$@" >said 2>&1 || { cat said; return 1; }
}

# same_clusters: 2,100 regions in rows, and from the matrix that draws need. Between steps of
# different height there is one way to cut.
same_clusters() {
    export GOUW_MEMORY=4G
    mkdir middle
    head -n 2101 large/regions.csv >middle/regions.csv
    cp large/themes.csv middle
    awk -F, 'NR == 1 || substr($1, 2) + 0 < 2100' large/region_themes.csv >middle/region_themes.csv
    set -- cluster --linkage single --quiet -f csv middle
    "$program" "$@" --tree --clusters 2 --draws 0 >tree.csv || return 1
    k=$(awk -F, 'NR > 1 && $4 > 0 { k++ } END { print k + 1 }' tree.csv)
    [ "$k" -gt 1 ] || { echo "$k clusters"; return 1; }
    "$program" "$@" --clusters "$k" --draws 0 | cut -d, -f 1-3 >rows.csv &&
        "$program" "$@" --clusters "$k" --draws 1 | cut -d, -f 1-3 >matrix.csv &&
        [ "$(wc -l <rows.csv)" -eq 2101 ] && ! grep -q ',$' rows.csv && cmp rows.csv matrix.csv
}

check 'a dataset of 12,000 regions' regions 12000
check 'all pairs' refused 4G 'needs 4.6 GB.*use --top or --min-similarity' overlap large
check 'the square' refused 1G 'use --top or --min-similarity' overlap --wide large
check 'pairs against chance' refused 4G 'leave out --null' overlap --null sdsm large
check 'a map that fits' refused 100G 'cube of their number; map at most 10000' ordinate large
check 'a map that does not' refused 2G 'needs 2.9 GB.*use --method ca' ordinate large
check 'clusters' refused 1G 'needs 1.2 GB.*--linkage single' cluster large
check 'clusters without a matrix, in 100 MB' \
    done_in 100M cluster --linkage single --clusters 5 --draws 0 large
check 'and says so' grep -q 'without the distances of all pairs' said
check 'clusters of random data' refused 2G 'use --draws 0' cluster large
check 'combinations of thousands' refused 100G 'of 12,000 sets takes hours.*at most 5000' \
    intersect --mode inclusive large
check 'unions of thousands' refused 100G '--mode union.*use --mode distinct' \
    intersect --mode union large
check 'pairs of themes' refused 1k '24 themes needs .*fewer --themes' cooccur plan
check 'codings' refused 1k 'compare two coders, or fewer regions' agree plan
check 'clusters in rows are those of the matrix' same_clusters
check 'the same regions, dated' dated
check 'who comes first' refused 1G 'needs 5.8 GB.*look at gouw progress' \
    order --as-of 2026-01-01 dated
check 'a row a region, in 200 MB' done_in 200M summary large
check 'the nearest of each, in 100 MB' done_in 100M overlap --top 3 large
check 'distinct combinations' done_in 100M intersect large
finish
