#!/bin/sh
# Whether the page can be opened in a browser here: Chromium, node and the packages of the lock file,
# which are installed into the folder if they are not there yet.
#
# usage: scripts/browser-ready.sh FOLDER
set -eu

found=
for program in chromium chromium-browser google-chrome; do
    command -v "$program" >/dev/null && found=$program
done
[ -n "$found" ] && command -v node >/dev/null && command -v npm >/dev/null || exit 1
cd "$1"
[ -e node_modules/.package-lock.json ] && exit 0
npm ci --no-audit --no-fund --silent && touch node_modules/.package-lock.json
