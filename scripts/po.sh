#!/bin/sh
# Keeps the translations in po/ in step with the source, by GNU gettext's tools.
#
# usage: scripts/po.sh pot FILE     writes the template, from the marks _(), _n() and N_() in src/
#        scripts/po.sh update       adds new texts to po/*.po and drops those that are gone
#        scripts/po.sh check        fails, and lists what is wrong, when a text is not translated
#                                   or differs in its placeholders; lists what is gone from src/
#
# The template is not kept: it follows from the source. Neither are line numbers in po/*.po, which
# would change with every commit.
set -eu
cd "$(dirname "$0")/.."

extract() {
    find src -name '*.[ch]' | LC_ALL=C sort |
        xgettext --files-from=- --language=C --from-code=UTF-8 --no-location --output="$1" \
            --keyword --keyword=_:1 --keyword=N_:1 --keyword=_n:1,2 \
            --flag=_:1:pass-c-format --flag=N_:1:pass-c-format \
            --flag=_n:1:pass-c-format --flag=_n:2:pass-c-format \
            --package-name=gouw 2>"$scratch/warnings" ||
        { cat "$scratch/warnings" >&2; exit 1; }
}

# merge PO TEMPLATE OUTPUT: exact matches only, since a guess is worse than English
merge() {
    msgmerge --quiet --no-fuzzy-matching --no-location --output-file="$3" "$1" "$2"
}

# list TITLE FILE: prints the messages of a file; fails if it has any
list() {
    grep -E '^(#~ )?msgid "..*"' "$2" >"$scratch/list" || return 0
    printf '%s\n' "$1"
    sed 's/^/    /' "$scratch/list"
    return 1
}

check() {
    faults=0
    extract "$scratch/all.pot"
    for po in po/*.po; do
        merge "$po" "$scratch/all.pot" "$scratch/merged.po"
        msgattrib --untranslated --no-obsolete --no-wrap -o "$scratch/untranslated.po" "$scratch/merged.po"
        msgattrib --only-fuzzy --no-obsolete --no-wrap -o "$scratch/fuzzy.po" "$scratch/merged.po"
        msgattrib --only-obsolete --no-wrap -o "$scratch/gone.po" "$scratch/merged.po"
        for kind in untranslated fuzzy gone; do
            [ -e "$scratch/$kind.po" ] || : >"$scratch/$kind.po"
        done
        list "$po: not translated, so English is shown; add it with \`make po-update\`" "$scratch/untranslated.po" ||
            faults=1
        list "$po: marked as uncertain, so English is shown" "$scratch/fuzzy.po" || faults=1
        list "$po: gone from the source; \`make po-update\` drops it" "$scratch/gone.po" || :
        msgfmt --check-format --output-file=/dev/null "$scratch/merged.po" || faults=1
    done
    return $faults
}

update() {
    extract "$scratch/all.pot"
    for po in po/*.po; do
        merge "$po" "$scratch/all.pot" "$scratch/merged.po"
        msgattrib --no-obsolete "$scratch/merged.po" |
            sed '/^"POT-Creation-Date:/d; /^"Report-Msgid-Bugs-To:/d' >"$scratch/new.po"
        cp "$scratch/new.po" "$po"
    done
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
case ${1-} in
pot) extract "$2" ;;
update) update ;;
check) check ;;
*)
    sed -n 's/^# usage: /usage: /p' "$0" >&2
    exit 2
    ;;
esac
