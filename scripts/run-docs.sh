#!/bin/sh
# Runs what the documents tell people to type, so that no example goes stale. Reports in TAP.
#
# usage: scripts/run-docs.sh [DOCUMENT ...]        (default: README.md, README.nl.md, CONTRIBUTING.md, docs/,
#                                                   the README.md of each dataset)
#
# In a document, a block fenced as
#   ```sh            is run by the shell, in the order of the document
#   ```sh no-run     is not run (it would install, publish or wait)
#   ```sh needs R    is run where there is a program R, else skipped
#   ```text          is what the block before it says: each of its lines is a line of the output
#   ```c FILE        is written to FILE first, if a file is named
# Each document has its own scratch copy of the tree, with what is built, and starts at its top.
set -u

build=${BUILD:-build}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# The jobs of a make that runs this are not those of a make in a document.
unset MAKEFLAGS MAKELEVEL MFLAGS
n=0 n_failed=0

copy_tree() {
    rm -rf "$scratch/tree"
    mkdir "$scratch/tree"
    tar cf - --exclude=./.git --exclude="./$build/?*san" --exclude="./$build/clang" --exclude="./$build/cover" \
        --exclude="./$build/fuzz" --exclude=./out . | tar xf - -C "$scratch/tree"
}

# split DOCUMENT: one file a block, in $scratch/blocks: NNN-LINE.sh, or NNN-LINE.file that begins
# with the name to give it
split() {
    rm -rf "$scratch/blocks"
    mkdir "$scratch/blocks"
    awk -v to="$scratch/blocks" '
        /^```/ && inside { inside = 0; if (path != "") close(path); path = ""; next }
        /^```/ {
            inside = 1
            n++
            language = substr($1, 4)
            if (language == "sh" && $2 != "no-run") {
                path = sprintf("%s/%03d-%d.sh", to, n, NR)
                shell = path
                if ($2 == "needs")
                    print $3 >(path ".needs")
            } else if (language == "text" && NF == 1)
                path = shell ".said"
            else if (language != "sh" && NF == 2) {
                path = sprintf("%s/%03d-%d.file", to, n, NR)
                print $2 >path
            }
            next
        }
        inside && path != "" { print >path }' "$1"
}

# says FILE: whether the output holds every line of it; no file asks for nothing
says() {
    [ -f "$1" ] || return 0
    while IFS= read -r said; do
        grep -Fqx -e "$said" "$scratch/log" || { echo "does not say: $said" >>"$scratch/log"; return 1; }
    done <"$1"
}

# run_block DOCUMENT BLOCK
run_block() {
    line=${2##*-}
    n=$((n + 1))
    if [ -f "$2.needs" ] && ! command -v "$(cat "$2.needs")" >/dev/null; then
        echo "ok $n - $1:${line%.sh} # SKIP there is no $(cat "$2.needs")"
    elif (cd "$scratch/tree" && sh -eu "$2") >"$scratch/log" 2>&1 </dev/null && says "$2.said"; then
        echo "ok $n - $1:${line%.sh}"
    else
        n_failed=$((n_failed + 1))
        echo "not ok $n - $1:${line%.sh}"
        sed 's/^/# /' "$2" "$scratch/log"
    fi
}

run_document() {
    split "$1"
    [ -n "$(ls "$scratch/blocks")" ] || return
    copy_tree
    for block in "$scratch"/blocks/*; do
        case $block in
        *.sh) run_block "$1" "$block" ;;
        *.file) sed 1d "$block" >"$scratch/tree/$(head -n 1 "$block")" ;;
        esac
    done
}

[ $# -gt 0 ] || set -- README.md README.nl.md CONTRIBUTING.md docs/*.md datasets/*/README.md
for document; do
    [ ! -f "$document" ] || run_document "$document"
done
echo "1..$n"
[ "$n_failed" -eq 0 ]
