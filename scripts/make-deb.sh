#!/bin/sh
# Makes a Debian package of an installed tree: what it depends on is what its programs and libraries
# are linked with, by the packages of this machine.
#
# usage: scripts/make-deb.sh TREE VERSION FOLDER
set -eu

tree=$1 version=$2 folder=$3
architecture=$(dpkg --print-architecture)

# The packages that hold the shared libraries needed, each once.
needed() {
    for file in "$tree"/usr/bin/gouw "$tree"/usr/libexec/gouw/* "$tree"/usr/lib/libgouw.so.0; do
        ldd "$file" 2>/dev/null | awk '$3 ~ /^\// { print $3 }'
    done | sort -u | while read -r library; do
        real=$(readlink -f "$library")
        dpkg -S "$real" 2>/dev/null || dpkg -S "${real#/usr}" 2>/dev/null || true
    done | cut -d: -f1 | sort -u | grep -v '^libgouw' | paste -sd, | sed 's/,/, /g'
}

find "$tree/usr/share/man" -type f -name '*.[15]' -exec gzip -9nf {} +
mv "$tree/usr/share/doc/gouw/LICENSE" "$tree/usr/share/doc/gouw/copyright"
mkdir -p "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<END
Package: gouw
Version: $version
Architecture: $architecture
Maintainer: The gouw authors <gouw@localhost>
Section: science
Priority: optional
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Depends: $(needed)
Recommends: gnuplot-nox, fontconfig, fonts-dejavu-core
Description: compare regions by what their plans say
 Which themes regions share, when their steps are due although the dates are
 vague, and what their growth targets ask for a year. Reads a folder of CSV
 files and writes tables, charts and one page to send on. With the library
 libgouw and its headers.
END
echo 'activate-noawait ldconfig' >"$tree/DEBIAN/triggers"
find "$tree" -type d -exec chmod 755 {} +
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)} \
    dpkg-deb --root-owner-group --build "$tree" "$folder/gouw_${version}_$architecture.deb"
