#!/bin/sh
# Inputs made to exhaust the reader end in a message, in bounded memory: the program may use
# 100 MB of address space, however large the file. Reports in TAP. GOUW is the program; LARGE is
# the size of the large files in MiB (default 64; they have no blocks on disk where the file
# system knows holes).
set -u

large=${LARGE:-64}
. tests/tap.sh
go_to_scratch

# bounded CODE PATTERN: `check data` ends with the code, and says what is expected
bounded() {
    # A sanitizer reserves more than any limit: there only the message is looked at.
    # shellcheck disable=SC3045 # a shell without it sets no bound
    (ulimit -v "${MEMORY_KB:-100000}" 2>/dev/null; exec "$program" check data >said 2>&1)
    code=$?
    head -c 2000 said
    [ "$code" -eq "$1" ] && grep -q -e "$2" said
}

begin() {
    rm -rf data
    mkdir data
    printf 'id,name\na,A\n' >data/regions.csv
}

one_line() {
    begin
    head -c "${large}M" /dev/zero | tr '\0' 'x' >>data/regions.csv
    bounded 1 'regions.csv:3: error: a line longer than'
}

one_sparse_line() {
    begin
    dd if=/dev/zero of=data/regions.csv bs=1 count=0 seek=2G 2>/dev/null
    bounded 1 'regions.csv:3: error: a line longer than\|regions.csv:1: error: a line longer than'
}

empty_rows() {
    begin
    head -c "${large}M" /dev/zero | tr '\0' '\n' >>data/regions.csv
    bounded 0 '1 region'
}

rows_of_commas() {
    begin
    yes , | head -c "${large}M" >>data/regions.csv
    bounded 0 '1 region'
}

one_open_quote() {
    begin
    { printf 'b,"'; yes x | head -c "${large}M"; } >>data/regions.csv
    bounded 1 'regions.csv:3:2: error: the quote that opens this field is not closed'
}

bad_rows() {
    begin
    yes a,b,c | head -c 30M >>data/regions.csv
    bounded 1 'more like this'
}

columns() {
    begin
    { printf 'id,name'; yes ,x | head -n "$1" | tr -d '\n'; echo; } >data/regions.csv
    bounded 1 "$2"
}

# most NAME: the limit of that name
most() {
    "$program" help limits | awk -v name="$1" '$1 == name && $2 + 0 > 0 { print $2; found = 1 }
        END { exit !found }'
}

# text N: so many letters
text() {
    head -c "$1" /dev/zero | tr '\0' x
}

long_id() {
    limit=$(most id) || return 1
    begin
    echo "$(text "$limit"),x" >>data/regions.csv
    bounded 0 '2 regions' || return 1
    echo "$(text $((limit + 1))),x" >>data/regions.csv
    bounded 1 'regions.csv:4:1: error'
}

# A line of just the length, its end included, and one more byte.
long_line() {
    limit=$(most line) || return 1
    begin
    { printf 'b,'; text $((limit - 3)); echo; } >>data/regions.csv
    bounded 0 '2 regions' || return 1
    begin
    { printf 'b,'; text $((limit - 2)); echo; } >>data/regions.csv
    bounded 1 "regions.csv:3: error: a line longer than $limit bytes"
}

many_columns() {
    limit=$(most columns) || return 1
    begin
    # Names that are no attributes of a region are passed over with a warning.
    awk -v n="$limit" 'BEGIN { printf "id,name"; for (i = 3; i <= n; i++) printf ",note%d", i; print ""
                               printf "a,A"; for (i = 3; i <= n; i++) printf ","; print "" }' >data/regions.csv
    bounded 0 '1 region' || return 1
    awk -v n=$((limit + 1)) 'BEGIN { printf "id,name"; for (i = 3; i <= n; i++) printf ",note%d", i
                                     print "" }' >data/regions.csv
    bounded 1 "regions.csv:1.*$((limit + 1)) columns; more than $limit cannot be read"
}

# many FILE HEADER TAIL: as many rows as the limit, and one more
many() {
    limit=$(most "$1") || return 1
    begin
    [ "$1" = regions ] && rm data/regions.csv
    { echo "$2"; awk -v n="$limit" -v tail="$3" 'BEGIN { for (i = 1; i <= n; i++) print "r" i tail }'; } \
        >"data/$1.csv"
    MEMORY_KB=1500000 bounded 0 "$limit ${1%s}" || return 1
    echo "one-more$3" >>"data/$1.csv"
    MEMORY_KB=1500000 bounded 1 "$1.csv:$((limit + 2)):1: error: more than $limit rows"
}

large_description() {
    limit=$(most package) || return 1
    begin
    { printf '{"title": "'; text $((limit - 13)); printf '"}'; } >data/datapackage.json
    MEMORY_KB=300000 bounded 0 '1 region' || return 1
    { printf '{"title": "'; text $((limit - 12)); printf '"}'; } >data/datapackage.json
    bounded 1 'datapackage.json.*is this the right file'
}

# As many as are listed of one kind, and one more, which is counted.
many_findings() {
    limit=$(most findings) || return 1
    begin
    awk -v n="$limit" 'BEGIN { for (i = 1; i <= n; i++) print "B" i ",x,y" }' >>data/regions.csv
    bounded 1 "^$limit errors" || return 1
    ! grep -q 'more like this' said || return 1
    echo 'C,x,y' >>data/regions.csv
    bounded 1 '1 more like this'
}

deep_package() {
    begin
    yes '[' | head -n 1000000 | tr -d '\n' >data/datapackage.json
    bounded 1 'datapackage.json'
}

large_package() {
    begin
    { printf '{"title": "'; yes x | head -c 40M | tr -d '\n'; printf '"}'; } >data/datapackage.json
    bounded 1 'is this the right file'
}

# More than fits: a message and exit code 4, not a crash.
too_many_regions() {
    begin
    awk 'BEGIN { for (i = 0; i < 1000000; i++) print "r" i ",a name that takes some room " i }' >>data/regions.csv
    bounded 4 'gouw: error: out of memory'
}

named_pipe() {
    begin
    mkfifo data/themes.csv || return 1
    bounded 3 'themes.csv is no regular file'
}

# Each number of the table stands in the line of SECURITY.md that bears its name.
stated() {
    "$program" help limits | awk '$2 ~ /^[0-9]+$/ && $1 ~ /^[a-z]+$/ { print $1, $2 }' >limits
    [ "$(wc -l <limits)" -ge 8 ] || return 1
    while read -r name number; do
        grep -q "^| $name | $number |" "$root/SECURITY.md" || {
            echo "SECURITY.md does not say: $name $number"
            return 1
        }
    done <limits
}

check "one line of $large MiB" one_line
check 'a file of 2 GiB of NUL bytes' one_sparse_line
check "$large million empty lines" empty_rows
check "$large MiB of rows without text" rows_of_commas
check "a quote that is open for $large MiB" one_open_quote
check 'millions of bad rows' bad_rows
check '5000 columns' columns 5000 'more than 4096 cannot be read'
check 'the longest id, and one longer' long_id
check 'the longest line, and one longer' long_line
check 'the most columns, and one more' many_columns
check 'the most regions, and one more' many regions id,name ,R
check 'the most themes, and one more' many themes id,label ,T
check 'the most stages, and one more' many stages id,label,order ,S,1
check 'the largest description, and one byte more' large_description
check 'the most findings that are listed, and one more' many_findings
check 'a million brackets' deep_package
check 'a description of 20 MiB' large_package
check 'a million regions in 100 MB' too_many_regions
check 'a named pipe in the place of a file' named_pipe
check 'SECURITY.md states the limits' stated
finish
