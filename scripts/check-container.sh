#!/bin/sh
# Builds the Dockerfile with buildah and lets what comes out make a report. Wants the network;
# takes some minutes.
#
# usage: scripts/check-container.sh [BUILDAH-OPTION...]     such as --storage-driver vfs --root DIR
set -eu

name=localhost/gouw-check
buildah "$@" bud --isolation chroot -t "$name" .
container=$(buildah "$@" from "$name")
said=$(mktemp)
trap 'rm -f "$said"; buildah "$@" rm "$container" >/dev/null; buildah "$@" rmi "$name" >/dev/null' EXIT
buildah "$@" run --isolation chroot "$container" -- gouw version
buildah "$@" run --isolation chroot "$container" -- \
    gouw report /usr/share/gouw/datasets/npvr-2026 -o /data/out >"$said"
cat "$said"
if grep -q ' 0 charts' "$said"; then
    echo 'check-container.sh: it drew no charts' >&2
    exit 1
fi
buildah "$@" run --isolation chroot "$container" -- test -s /data/out/report.html
echo 'built, and made a report'
