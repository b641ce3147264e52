#!/bin/sh
# The package in a Debian of its own: it installs with nothing but what it asks for, its program
# runs and reports, and when it is purged no file is left that was not there before. Wants root,
# debootstrap and the network; takes some minutes.
#
# usage: scripts/check-deb.sh PACKAGE.deb [ROOT.tar]     ROOT.tar: a minimal root made before
set -eu

package=$1 ready=${2:-}
suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"

within() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# What there is, but for what apt and dpkg themselves keep.
list() {
    (cd "$root" && find . -mindepth 1 \( -path ./proc -o -path ./var/lib/apt -o -path ./var/cache \
        -o -path ./var/lib/dpkg -o -path ./var/log -o -path ./tmp \) -prune -o -print | LC_ALL=C sort)
}

if [ "$(id -u)" -ne 0 ]; then
    echo 'check-deb.sh: only root can make a root of its own' >&2
    exit 2
fi
if [ -n "$ready" ]; then
    tar xf "$ready" -C "$root"
else
    debootstrap --variant=minbase "$suite" "$root"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
within apt-get -q update
# What it needs comes first, so that the lists differ by the package alone.
cp "$package" "$root/tmp/gouw.deb"
within apt-get -q -y install /tmp/gouw.deb
within apt-get -q -y remove gouw
list >"$root/tmp/before"

within apt-get -q -y install /tmp/gouw.deb
within gouw version
within gouw check /usr/share/gouw/datasets/npvr-2026
within gouw report /usr/share/gouw/datasets/npvr-2026 -o /tmp/out >"$root/tmp/said"
cat "$root/tmp/said"
if grep -q ' 0 charts' "$root/tmp/said"; then
    echo 'check-deb.sh: it drew no charts' >&2
    exit 1
fi
for file in report.html report.xlsx overlap.csv; do
    [ -s "$root/tmp/out/$file" ] || { echo "check-deb.sh: there is no $file" >&2; exit 1; }
done
within dpkg --verify gouw
within apt-get -q -y purge gouw
list >"$root/tmp/after"
diff "$root/tmp/before" "$root/tmp/after"
if within dpkg -s gouw >/dev/null 2>&1; then
    echo 'check-deb.sh: dpkg still knows the package' >&2
    exit 1
fi
echo 'installed, reported, removed; nothing is left'
