#!/bin/sh
# docs/methods.md describes every analysis, and says of each what there is to say. Reports in TAP.
set -u

. tests/tap.sh

PARTS='Definition Formula Source Assumes Do_not_use By_hand'

# Each heading of the third level, with the parts that it lacks.
lacking() {
    awk -v parts="$PARTS" '
        function flush(    i, n, part, text) {
            n = split(parts, part, " ")
            for (i = 1; i <= n && heading != ""; i++) {
                text = part[i]
                gsub(/_/, " ", text)
                if (!index(body, "**" text))
                    print heading ": no " text
            }
        }
        /^##/ { flush(); heading = /^### / ? substr($0, 5) : ""; body = "" }
        { body = body "\n" $0 }
        END { flush() }' docs/methods.md
}

is_complete() {
    lacking
    [ -z "$(lacking)" ]
}

names_every_analysis() {
    sed -n 's/^GOUW_ANALYSIS(\(.*\))/\1/p' include/gouw/analyses.def | while read -r name; do
        grep -qE "^### $name(:| |\$)" docs/methods.md || { echo "$name is not described"; exit 1; }
    done
}

check 'every method has its definition, formula, source, assumptions, limits and example' is_complete
check 'every analysis is described' names_every_analysis
finish
