#!/bin/sh
# The Dockerfile asks for what scripts/install-deps.sh knows, and for Debian's packages only.
# Where there is buildah, `make container-check` builds it. Reports in TAP.
set -u
. tests/tap.sh

# What a group of scripts/install-deps.sh is called in Debian.
group() {
    sed -n "s/^$1|[^|]*|\([^|]*\)|.*/\1/p" scripts/install-deps.sh | LC_ALL=C sort
}

charts_are_drawn_with_the_same() {
    sed -n '/apt-get install/,/&& rm/p' Dockerfile | sed '1d;$d' | tr -s ' \\' '\n' | grep . |
        LC_ALL=C sort >"$scratch/asked"
    group report | diff - "$scratch/asked"
}

builds_with_the_same() {
    grep -q '^RUN scripts/install-deps.sh build$' Dockerfile
    [ "$(grep -c 'apt-get install' Dockerfile)" -eq 1 ]
}

is_debian() {
    sed -n 's/^FROM \([^ ]*\).*/\1/p' Dockerfile | sort -u >"$scratch/from"
    [ "$(cat "$scratch/from")" = debian:bookworm-slim ]
    ! grep -nE 'curl|wget|pip|npm|ADD |https?:' Dockerfile
}

leaves_out_what_is_built() {
    for folder in .git build out; do
        grep -qx "$folder" .dockerignore || return 1
    done
}

check 'the container draws with what install-deps.sh names' strictly charts_are_drawn_with_the_same
check 'it builds with what install-deps.sh names' strictly builds_with_the_same
check 'it is Debian, and nothing else is fetched' strictly is_debian
check 'what was built here stays out of it' strictly leaves_out_what_is_built
finish
