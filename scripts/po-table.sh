#!/bin/sh
# Writes the translations of a .po file as a C array, sorted by the English text.
#
# usage: scripts/po-table.sh LANGUAGE po/LANGUAGE.po
#
# Blank lines part the messages, as GNU gettext writes them. What is fuzzy, obsolete or not
# translated is left out: English stands there. The strings of a .po file are C's, so they are
# copied as they are, but sorted by what they stand for.
set -eu

cat <<END
/* Made from $2. */
#include "base/catalogue.h"

static const gouw_message catalogue_$1[] = {
END

tab=$(printf '\t')
awk '
    # The contents between the first and the last quote of a line.
    function quoted(line) {
        sub(/^[^"]*"/, "", line)
        sub(/"[ \t\r]*$/, "", line)
        return line
    }
    # The text as it sorts: escapes as the byte that they stand for, line breaks low.
    function plain(text) {
        gsub(/\\n/, "\001", text)
        gsub(/\\"/, "\"", text)
        gsub(/\\\\/, "\\", text)
        return text
    }
    function finish(    many) {
        if (id != "" && one != "" && !fuzzy && (plural == "" || two != "")) {
            many = plural == "" ? "NULL" : "\"" two "\""
            printf "%s\t    {\"%s\", \"%s\", %s},\n", plain(id), id, one, many
        }
        id = plural = one = two = field = ""
        fuzzy = 0
    }
    /^[ \t\r]*$/ { finish(); next }
    /^#,.*fuzzy/ { fuzzy = 1; next }
    /^#/ { next }
    /^msgid /    { field = "id"; id = quoted($0); next }
    /^msgid_plural / { field = "plural"; plural = quoted($0); next }
    /^msgstr(\[0\])? / { field = "one"; one = quoted($0); next }
    /^msgstr\[1\] /  { field = "two"; two = quoted($0); next }
    /^"/ {
        if (field == "id") id = id quoted($0)
        if (field == "plural") plural = plural quoted($0)
        if (field == "one") one = one quoted($0)
        if (field == "two") two = two quoted($0)
    }
    END { finish() }
' "$2" | LC_ALL=C sort -t "$tab" -k1,1 | cut -f2-

echo '};'
