#!/bin/sh
# Puts files in their places, or takes them away again with the folders of gouw that become empty.
#
# usage: scripts/put-files.sh [-r] DESTDIR SOURCE:PLACE...
#
#   -r  remove: the files, then the folders that hold nothing more
set -eu

remove=no
if [ "$1" = -r ]; then
    remove=yes
    shift
fi
destination=$1
shift

mode_of() {
    case $1 in
    */bin/* | */libexec/*) echo 755 ;;
    *) echo 644 ;;
    esac
}

# Upwards until a folder that holds something, or, below no DESTDIR, that gouw shares with others.
prune() {
    folder=$1
    while { [ -n "$destination" ] || is_own "$folder"; } && rmdir "$folder" 2>/dev/null; do
        folder=$(dirname "$folder")
        [ "$folder" != "$destination" ] || break
    done
}

is_own() {
    case $1 in
    */gouw | */gouw/*) true ;;
    *) false ;;
    esac
}

for pair; do
    place=$destination${pair#*:}
    if [ "$remove" = yes ]; then
        rm -f "$place"
        continue
    fi
    mkdir -p "$(dirname "$place")"
    rm -f "$place"
    cp "${pair%%:*}" "$place"
    chmod "$(mode_of "$place")" "$place"
done
[ "$remove" = no ] || for pair; do
    prune "$(dirname "$destination${pair#*:}")"
done
