#!/bin/sh
# Text from a dataset stays text in every output, nothing is written outside the place that was
# named, and gnuplot is started with nothing of the dataset in its arguments. Reports in TAP. GOUW
# is the program.
set -u

. tests/tap.sh
go_to_scratch datasets/template

# Names, labels and notes that try to be markup, script, a gnuplot command or a formula.
make_hostile() {
    cp -R template hostile
    for file in regions themes stages; do
        awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "name" || $i == "label") at = i
                                    print; next }
            at && !/"/ { $at = "\"<script>alert(1)</script><img src=x onerror=hurt()>`touch hurt`" \
                              "$(touch hurt)&amp;]]>\"\"@hurt " NR "\"" }
            { print }' "template/$file.csv" >"hostile/$file.csv"
    done
    "$program" check --quiet hostile
}

# Names that try to steer a terminal: escape sequences, and a mark that turns the direction of text.
steer() {
    cp -R template steering
    esc=$(printf '\033]0;hurt\007\342\200\256')
    for file in regions themes stages; do
        awk -F, -v OFS=, -v esc="$esc" 'NR == 1 { for (i = 1; i <= NF; i++)
                if ($i == "name" || $i == "label") at = i
                print; next }
            at && !/"/ { $at = esc "name " NR }
            { print }' "template/$file.csv" >"steering/$file.csv"
    done
    "$program" check --quiet steering
}

# What people read holds none of them, whatever stream it comes by.
terminal_is_left_alone() {
    for command in overlap prevalence cooccur intersect cluster ordinate timeline due status load \
        order progress growth trajectories attributes summary; do
        "$program" "$command" --as-of 2026-05-01 steering >said 2>&1
        grep -q 'hurt\|name' said || continue
        if LC_ALL=C grep -q "$(printf '\033\|\007\|\342\200\256')" said; then
            echo "$command"
            LC_ALL=C grep "$(printf '\033\|\007\|\342\200\256')" said | cat -v | head -3
            return 1
        fi
    done
}

# Every "<" that comes from the dataset must be escaped.
text_stays_text() {
    "$program" report --quiet hostile -o made || return 1
    grep -q '&lt;script&gt;alert(1)' made/report.html || { echo 'the text is not there'; return 1; }
    ! grep -lE '<script>alert|<img src=x' made/report.html made/charts/*.svg ||
        return 1
    ! find . -name 'hurt*' | grep . || { echo 'a command was run'; return 1; }
}

names_are_plain() {
    ! (cd made && find . -type f) |
        grep -vE '^\./[a-z_]+\.csv$|^\./charts/[a-z_]+\.(svg|png)$|^\./report\.(html|xlsx)$'
}

bad_ids_are_refused() {
    for id in ../up /abs a/b .hidden 'a b' "$(printf '%065d' 0)" '..' '-x' 'a;b'; do
        rm -rf ids && mkdir ids
        printf 'id,name\n"%s",x\n' "$id" >ids/regions.csv
        "$program" check ids >said && { echo "accepted: $id"; return 1; }
        [ $? -eq 1 ] || return 1
    done
    return 0
}

linked_folder_is_refused() {
    rm -rf made outside
    mkdir made outside
    ln -s ../outside made/charts
    "$program" report --quiet --force template -o made 2>err
    code=$?
    cat err
    ls outside
    [ "$code" -eq 3 ] && [ -z "$(ls outside)" ] && grep -q 'made/charts' err
}

linked_file_is_replaced() {
    echo keep >target
    ln -sf target link.csv
    ! "$program" overlap template -o link.csv 2>/dev/null || return 1
    [ "$(cat target)" = keep ] || return 1
    "$program" overlap --force template -o link.csv 2>/dev/null || return 1
    [ "$(cat target)" = keep ] && [ ! -L link.csv ]
}

# A gnuplot that writes down how it was started.
gnuplot_is_started_safely() {
    rm -rf made bin started && mkdir bin started
    cat >bin/gnuplot <<END
#!/bin/sh
{ printf '%s\n' "\$@"; echo --; env | cut -d= -f1; } >"$scratch/started/\$\$"
echo no >&2
END
    chmod +x bin/gnuplot
    SECRET=1 LD_DEBUG='' PATH="$scratch/bin:$PATH" "$program" report hostile -o made >out 2>err
    code=$?
    cat err
    [ "$code" -eq 0 ] && grep -q 'gnuplot could not draw' err || return 1
    # -d and -c first, then absolute paths, the palette's colours as numbers and the list of what to
    # draw, six plain words a chart.
    awk 'FNR == 1 { k = 0; on = 0 } /^--$/ { on = 1; next } !on { k++ }
        !on && k == 1 && $0 != "-d" { print; bad = 1 } !on && k == 2 && $0 != "-c" { print; bad = 1 }
        !on && k > 2 && !/^\/[^`$<|@]*$/ && !/^([0-9]+ ?)+$/ && $0 != "" &&
            !/^([0-9]+ [a-z_]+ (svg|png|pdf) [0-9]+ [0-9]+ [0-9]+ ?)+$/ { print; bad = 1 }
        on && !/^(LC_ALL|PATH|HOME|TMPDIR|XDG_CACHE_HOME|FONTCONFIG_FILE|FONTCONFIG_PATH|PWD|OLDPWD|SHLVL|_)$/ {
            print; bad = 1 }
        END { exit bad || FNR == 0 }' started/*
}

check 'a hostile dataset is read' make_hostile
check 'text stays text in the page and the charts' text_stays_text
check 'file names are plain' names_are_plain
check 'ids that could lead somewhere are refused' bad_ids_are_refused
check 'a link in the place of a folder is refused' linked_folder_is_refused
check 'a link in the place of a file is not followed' linked_file_is_replaced
check 'gnuplot is started with nothing of the dataset' gnuplot_is_started_safely
check 'names that steer a terminal are read' steer
check 'and do not reach it' terminal_is_left_alone
finish
