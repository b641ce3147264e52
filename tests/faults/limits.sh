#!/bin/sh
# Inputs made to exhaust the reader end in a message, in bounded memory: the program may use
# 100 MB of address space, however large the file. Reports in TAP. GOUW is the program; LARGE is
# the size of the large files in MiB (default 64; they have no blocks on disk where the file
# system knows holes).
set -u

root=$(pwd)
program=${GOUW:-build/gouw}
case $program in /*) ;; *) program=$root/$program ;; esac
large=${LARGE:-64}
. tests/tap.sh
cd "$scratch" || exit 2
export LC_ALL=C.UTF-8 NO_COLOR=1

# bounded CODE PATTERN: `check data` ends with the code, and says what is expected
bounded() {
    # A sanitizer reserves more than any limit: there only the message is looked at.
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

long_id() {
    begin
    printf '%s,x\n' "$(printf '%064d' 1)" >>data/regions.csv
    bounded 0 '2 regions' || return 1
    printf '%s,x\n' "$(printf '%065d' 1)" >>data/regions.csv
    bounded 1 'regions.csv:4:1: error'
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
    awk 'BEGIN { for (i = 0; i < 2000000; i++) print "r" i ",R" }' >>data/regions.csv
    bounded 4 'gouw: error: out of memory'
}

named_pipe() {
    begin
    mkfifo data/themes.csv || return 1
    bounded 3 'themes.csv is no regular file'
}

check "one line of $large MiB" one_line
check 'a file of 2 GiB of NUL bytes' one_sparse_line
check "$large million empty lines" empty_rows
check "$large MiB of rows without text" rows_of_commas
check "a quote that is open for $large MiB" one_open_quote
check 'millions of bad rows' bad_rows
check '5000 columns' columns 5000 'more than 4096 cannot be read'
check 'ids of 64 and 65 bytes' long_id
check 'a million brackets' deep_package
check 'a description of 20 MiB' large_package
check 'two million regions in 100 MB' too_many_regions
check 'a named pipe in the place of a file' named_pipe
finish
