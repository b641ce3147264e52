#!/bin/sh
# Checks that the rooms of the house keep to their layers, from the #include lines and a list of
# words. Prints each offence as file:line and ends with exit code 1 if there is any.
#
# usage: scripts/check-layers.sh [FOLDER]        the folder that holds include/ and src/ (default: .)
#
# A public header include/gouw/NAME.h belongs to the room whose src/ROOM/NAME.c includes it.
set -eu
cd "${1:-.}"

# room: the rooms it may include from, besides itself. `public` stands for all public headers.
arrows() {
    cat <<'END'
base:
out: base
stat: base
data: base
analysis: data stat out base
chart: out base
report: analysis chart out data base
cli: public base/i18n.h
END
}

# system header, as the beginning of its name: the only room that sees it
owners() {
    cat <<'END'
csv.h data
jansson.h data
gsl/ stat
xlsxwriter out
END
}

# Words that nothing in these rooms may use: a room, `library` (all but cli) or `all`; why.
words() {
    cat <<'END'
setlocale all|the locale is the caller's
localtime all|results do not depend on the clock or the time zone
gmtime all|results do not depend on the clock
time all|results do not depend on the clock
clock_gettime library|results do not depend on the clock
rand all|use gouw/random.h
srand all|use gouw/random.h
strcpy all|use a function that knows the size
strcat all|use a function that knows the size
sprintf all|use snprintf
exit library|return a status
_exit library|return a status
_Exit library|return a status
abort library|return a status
assert library|return a status
printf library|only the program prints
vprintf library|only the program prints
puts library|only the program prints
putchar library|only the program prints
perror library|only the program prints
END
}

# owner of each public header: "NAME.h room"
public_headers() {
    for header in include/gouw/*.h; do
        [ -f "$header" ] || continue
        name=$(basename "$header" .h)
        room=
        for source in src/*/"$name.c"; do
            ! grep -q "^#include \"gouw/$name.h\"" "$source" 2>/dev/null ||
                room=$(basename "$(dirname "$source")")
        done
        echo "$name.h ${room:-none}"
    done
    for list in include/gouw/*.def; do
        [ ! -f "$list" ] || echo "$(basename "$list") none"
    done
}

list_files() {
    find include src -type f \( -name '*.c' -o -name '*.h' -o -name '*.def' \) | LC_ALL=C sort
}

tables=$(mktemp)
trap 'rm -f "$tables"' EXIT
{
    arrows | sed 's/^\([a-z]*\):/arrow \1/'
    owners | sed 's/^/owner /'
    words | sed 's/^/word /'
    public_headers | sed 's/^/public /'
} >"$tables"

# shellcheck disable=SC2046 # names in this tree have no spaces
awk -v tables="$tables" '
    function offend(message) {
        printf "%s:%d: %s\n", FILENAME, FNR, message
        n_offences++
    }
    function may(from, to, header) {
        if (from == to || allowed[from, to] || allowed[from, header])
            return 1
        return header ~ /^gouw\// && allowed[from, "public"]
    }
    function check_quoted(header,    to, base) {
        to = header
        sub(/\/.*/, "", to)
        base = header
        sub(/.*\//, "", base)
        if (to == "gouw") {
            to = owner_of[base]
            if (base == "gouw.h") {
                if (room != "cli")
                    offend("gouw/gouw.h is for users and cli; include what you need")
                return
            }
            if (to == "none")
                return
            if (to == "") {
                offend("there is no public header gouw/" base)
                return
            }
        } else if (is_public)
            offend("a public header includes the internal header " header)
        if (!may(room, to, header))
            offend(room " must not include " header " (" to ")")
    }
    function check_system(header,    prefix) {
        for (prefix in seen_by)
            if (index(header, prefix) == 1 && room != seen_by[prefix])
                offend("only " seen_by[prefix] " includes <" header ">")
    }
    # The line without strings, character constants and comments.
    function code_of(line,    at) {
        gsub(/\\./, "", line)
        gsub(/"[^"]*"/, "\"\"", line)
        gsub(/\047[^\047]*\047/, "0", line)
        if (in_comment) {
            at = index(line, "*/")
            if (at == 0)
                return ""
            line = substr(line, at + 2)
            in_comment = 0
        }
        gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "", line)
        sub(/\/\/.*/, "", line)
        at = index(line, "/*")
        if (at > 0) {
            line = substr(line, 1, at - 1)
            in_comment = 1
        }
        return line
    }
    function check_words(line,    word) {
        if (room != "cli" && line ~ /(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|$)/)
            offend("stdout and stderr are not used here: only the program prints")
        while (match(line, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
            word = substr(line, RSTART, RLENGTH - 1)
            sub(/[ \t]+$/, "", word)
            if (word in why && (scope[word] == "all" || room != "cli"))
                offend(word "() is not used here: " why[word])
            line = substr(line, RSTART + RLENGTH)
        }
    }
    BEGIN {
        while ((getline line < tables) > 0) {
            n = split(line, part, " ")
            if (part[1] == "arrow")
                for (i = 3; i <= n; i++)
                    allowed[part[2], part[i]] = 1
            else if (part[1] == "owner")
                seen_by[part[2]] = part[3]
            else if (part[1] == "public")
                owner_of[part[2]] = part[3]
            else if (part[1] == "word") {
                scope[part[2]] = part[3]
                sub(/\|.*/, "", scope[part[2]])
                why[part[2]] = substr(line, index(line, "|") + 1)
            }
        }
    }
    FNR == 1 {
        in_comment = 0
        is_public = FILENAME ~ /^include\//
        n = split(FILENAME, part, "/")
        room = is_public ? owner_of[part[n]] : part[2]
        if (room == "none" && FILENAME != "include/gouw/gouw.h" && FILENAME !~ /[.]def$/)
            offend("gouw/" part[n] " belongs to no room: no src/*/" \
                   substr(part[n], 1, length(part[n]) - 2) ".c includes it")
    }
    room == "none" { next }
    /^[ \t]*#[ \t]*include/ {
        if (match($0, /"[^"]*"/))
            check_quoted(substr($0, RSTART + 1, RLENGTH - 2))
        else if (match($0, /<[^>]*>/))
            check_system(substr($0, RSTART + 1, RLENGTH - 2))
        next
    }
    { check_words(code_of($0)) }
    END { exit n_offences > 0 }
' $(list_files)
