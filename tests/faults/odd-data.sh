#!/bin/sh
# Odd but valid data: the largest and the smallest numbers, nothing that varies, nothing stated, one
# of everything, the ends of the calendar. Every analysis, in every format, and the report with its
# charts end in a result or in a message, and nowhere stands a number that is none. Reports in TAP.
# GOUW is the program.
set -u

. tests/tap.sh
go_to_scratch

# file PATH LINE...
file() {
    path=$1
    shift
    mkdir -p "${path%/*}"
    printf '%s\n' "$@" >"$path"
}

# plan FOLDER: themes and stages that the others share
plan() {
    file "$1/themes.csv" id,label,group t1,One,x t2,Two,x t3,Three,y t4,Four,y
    file "$1/stages.csv" id,label,order s1,First,1 s2,Second,2 s3,Third,3
}

# Numbers at the ends of what can be read.
plan extremes
file extremes/regions.csv id,name,area_km2,much,little,same \
    a,A,3e38,1e100,5e-324,7 b,B,1.2e-38,-1,1e-320,7 c,C,1,0,0,7 d,D,,,,7
file extremes/region_themes.csv region,theme,weight a,t1,3e38 a,t2,1.2e-38 b,t1,3e38 b,t2,3e38 \
    c,t1,1.2e-38 c,t3,1.2e-38 d,t4,1
file extremes/observations.csv region,indicator,year,value \
    a,homes,2000,1e100 a,homes,2001,1e-308 a,homes,2002,1e100 a,homes,2003,1 \
    b,homes,2000,0 b,homes,2001,-1e100 b,homes,2002,1e100 \
    c,homes,2000,5e-324 c,homes,2001,5e-324 c,homes,2002,1e-320 c,homes,2003,5e-324 \
    a,inhabitants,2003,1e-300 b,inhabitants,2003,1e99 c,inhabitants,2003,0
file extremes/targets.csv region,indicator,baseline,baseline_year,target,change,target_year \
    a,homes,1,2003,1e100,,2004 b,homes,-1e100,2002,1e100,,2030 c,homes,5e-324,2003,1e99,,2004 \
    a,inhabitants,,,0,,2030 b,inhabitants,,,,1e99,9999 c,inhabitants,0,2003,0,,2030 \
    d,homes,,,,-1e100, d,inhabitants,1e100,2000,-1e100,,2001
file extremes/forecasts.csv region,indicator,year,value,low,high a,homes,2003,1e100,-1e100,1e100 \
    b,homes,2002,-1e100,, c,homes,9999,0,0,0

# Nothing varies.
plan alike
file alike/regions.csv id,name,area_km2,involved a,A,5,yes b,B,5,yes c,C,5,yes
file alike/region_themes.csv region,theme,weight a,t1,1 a,t2,1 b,t1,1 b,t2,1 c,t1,1 c,t2,1
file alike/milestones.csv region,stage,when a,s1,2026-03-01 a,s2,2026-06 b,s1,2026-03-01 b,s2,2026-06 \
    c,s1,2026-03-01 c,s2,2026-06
file alike/observations.csv region,indicator,year,value a,homes,2020,5 a,homes,2021,5 a,homes,2022,5 \
    b,homes,2020,5 b,homes,2021,5 b,homes,2022,5
file alike/targets.csv region,indicator,baseline,baseline_year,target,change,target_year \
    a,homes,5,2022,5,,2030 b,homes,,,,0,2030

# No region names a theme or a step.
plan silent
file silent/regions.csv id,name,note a,A, b,B, c,C,
file silent/region_themes.csv region,theme
file silent/milestones.csv region,stage,when
file silent/targets.csv region,indicator,target,target_year
file silent/observations.csv region,indicator,year,value

# One of everything; two regions of which one is silent.
file single/regions.csv id,name,area_km2 a,A,1
file single/themes.csv id,label t,T
file single/stages.csv id,label,order s,S,1
file single/region_themes.csv region,theme a,t
file single/milestones.csv region,stage,when a,s,2026
file single/observations.csv region,indicator,year,value a,homes,2020,1
file single/targets.csv region,indicator,target,target_year a,homes,2,2020
plan two
file two/regions.csv id,name a,A b,B
file two/region_themes.csv region,theme a,t1 a,t2 a,t3 a,t4
file two/milestones.csv region,stage,when a,s1,../2026 a,s2,2026/.. a,s3,

# The ends of the calendar, open ends, items, steps that are dropped.
plan ends
file ends/regions.csv id,name a,A b,B c,C d,D
file ends/region_themes.csv region,theme a,t1 b,t2 c,t3 d,t4
file ends/milestones.csv region,stage,item,when,status a,s1,,0001-01-01,done a,s2,,9999-12-31, \
    b,s1,,0001/9999, b,s2,,../0001-01-01, b,s3,,9999-12-31/.., c,s1,x,2026, c,s1,y,2026-12, c,s1,z,, \
    c,s2,,2027,dropped d,s1,,2026-02-28, d,s2,,2026-02-28, d,s3,,2026-02-28,

# no_number FILE...: none holds a number that is none
no_number() {
    ! grep -nwiE -e '-?(nan|inf|infinity|1\.#[a-z]+)' "$@" | head -n 5 | grep .
}


analyse() {
    for format in csv json text markdown; do
        "$program" "$2" --as-of 2026-04-01 -f "$format" "$1" >out 2>err </dev/null
        code=$?
        [ "$code" -le 2 ] || { cat err; echo "exit code $code with -f $format"; return 1; }
        [ "$code" -eq 0 ] || grep -q '^gouw: error: .' err || { cat err; return 1; }
        no_number out err || { echo "with -f $format"; return 1; }
    done
}

write_report() {
    rm -rf made
    "$program" report --quiet --as-of 2026-04-01 "$1" -o made >out 2>err </dev/null
    code=$?
    cat err
    [ "$code" -eq 0 ] || { echo "exit code $code"; return 1; }
    # shellcheck disable=SC2016 # for the inner shell to expand
    find made \( -name '*.csv' -o -name '*.svg' -o -name '*.html' \) -exec sh -c '
        ! sed "/<script/,/<\/script>/d" "$@" | grep -nwE -e "-?(nan|inf|NaN|Infinity)" | head -n 5 | grep .' sh {} +
}

# Result files are not always as gouw wrote them: an axis from end to end of all numbers has no step.
plot_beyond() {
    "$program" trajectories extremes --as-of 2026-04-01 -f csv 2>err |
        sed 's/,1e+100/,1e+308/g; s/,-1e+100/,-1e+308/g' >trajectories.csv
    grep -q 1e+308 trajectories.csv || return 1
    # Bounded, since a loop without end filled the memory.
    # shellcheck disable=SC3045 # a shell without it sets no bound
    (ulimit -v "${MEMORY_KB:-1000000}" 2>/dev/null
        exec timeout -s KILL 60 "$program" plot trajectories.csv -o beyond.svg) 2>err
    code=$?
    cat err
    [ "$code" -eq 1 ] && grep -q "'1e+308' in the column" err
}

for dataset in extremes alike silent single two ends; do
    check "$dataset can be read" "$program" check --quiet "$dataset"
    for analysis in $("$program" help | awk '/^Commands:/ { on = 1; next } on && /^$/ { exit }
        on && match($0, /^  [a-z]/) { print $1 }' |
        grep -vxE 'report|plot|init|when|help|version|check|diff|agree'); do
        check "$analysis of $dataset" analyse "$dataset" "$analysis"
    done
    check "report of $dataset" write_report "$dataset"
done
check 'numbers that no table of gouw holds are not drawn' plot_beyond
finish
