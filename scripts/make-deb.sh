#!/bin/sh
# Makes a Debian package of an installed tree, the same bytes for the same tree. What it depends on
# is what its programs and library name as needed, by the packages of this machine.
#
# usage: scripts/make-deb.sh TREE VERSION FOLDER MAINTAINER
set -eu

tree=$1 version=$2 folder=$3 maintainer=$4
architecture=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
export SOURCE_DATE_EPOCH
doc=$tree/usr/share/doc/gouw

# The files that are linked with shared libraries, or are one.
linked() {
    printf '%s\n' "$tree"/usr/bin/gouw "$tree"/usr/libexec/gouw/gouw-dynamic "$tree"/usr/lib/libgouw.so.*.*
}

# Where the libraries stand that they name themselves: not what those need in turn.
libraries() {
    linked | while read -r file; do
        readelf -d "$file" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' >"$folder/needed"
        ldd "$file" 2>/dev/null | awk '$3 ~ /^\// { print $1, $3 }' | while read -r name path; do
            if grep -qxF "$name" "$folder/needed"; then readlink -f "$path"; fi
        done
    done | sort -u
    rm -f "$folder/needed"
}

# The packages that hold them; of libc at least the release that it was linked with.
needed() {
    libraries | while read -r path; do
        dpkg -S "$path" 2>/dev/null || dpkg -S "${path#/usr}" 2>/dev/null || true
    done | cut -d: -f1 | sort -u | while read -r package; do
        if [ "$package" = libc6 ]; then
            echo "libc6 (>= $(dpkg-query -W -f='${Version}' libc6 | cut -d- -f1))"
        else
            echo "$package"
        fi
    done | paste -sd, | sed 's/,/, /g'
}

write_control() {
    cat <<END
Package: gouw
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Section: science
Priority: optional
Installed-Size: $(du -sk --apparent-size "$tree/usr" | cut -f1)
Depends: $(needed)
Recommends: gnuplot-nox, fontconfig, fonts-dejavu-core
Description: compare regions by what their plans say
 Which themes regions share, when their steps are due although the dates are
 vague, and what their growth targets ask for a year. Reads a folder of CSV
 files and writes tables, charts and one page to send on. With the library
 libgouw and its headers.
END
}

write_changelog() {
    cat <<END
gouw ($version) unstable; urgency=medium

  * What is new stands in CHANGELOG.md, in this folder.

 -- $maintainer  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
END
}

# One package with program, library and headers, linked statically where it can be: on purpose.
write_overrides() {
    cat <<'END'
gouw: package-name-doesnt-match-sonames *
gouw: link-to-shared-library-in-wrong-package *
gouw: pkg-config-unavailable-for-cross-compilation *
gouw: shared-library-lacks-prerequisites *
END
}

linked | xargs strip --strip-unneeded
strip --strip-debug --enable-deterministic-archives "$tree/usr/lib/libgouw.a"
find "$tree/usr/share/man" -type f -name '*.[15]' -exec gzip -9nf {} +
mv "$doc/LICENSE" "$doc/copyright"
printf '\nOn Debian systems the GNU General Public License, version 3, stands in\n/usr/share/common-licenses/GPL-3.\n' >>"$doc/copyright"
write_changelog | gzip -9n >"$doc/changelog.gz"
mkdir -p "$tree/DEBIAN" "$tree/usr/share/lintian/overrides"
write_overrides >"$tree/usr/share/lintian/overrides/gouw"
write_control >"$tree/DEBIAN/control"
echo "libgouw 0 gouw (>= $version)" >"$tree/DEBIAN/shlibs"
echo 'activate-noawait ldconfig' >"$tree/DEBIAN/triggers"
(cd "$tree" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$tree/DEBIAN/md5sums"
find "$tree" -type d -exec chmod 755 {} +
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group --build "$tree" "$folder/gouw_${version}_$architecture.deb"
