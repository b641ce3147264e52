#!/bin/sh
# The Debian package, without a Debian to put it in: what it holds, what it asks for, that what it
# holds runs from where it is unpacked, and that dpkg takes it away again. `make deb-check` puts it
# in a real one. Reports in TAP.
set -u

unset MAKEFLAGS MAKELEVEL MFLAGS
build=${BUILD:-build}
. tests/tap.sh
if ! command -v dpkg-deb >/dev/null; then
    echo 'ok 1 - a package # skip there is no dpkg-deb'
    echo '1..1'
    exit 0
fi

make_package() {
    "${MAKE:-make}" --no-print-directory BUILD="$build" CC="${CC:-cc}" deb
    package=$(ls "$build"/gouw_*_*.deb)
    cp "$package" "$scratch/gouw.deb"
}

is_the_same_again() {
    make_package
    cp "$scratch/gouw.deb" "$scratch/first.deb"
    make_package
    cmp "$scratch/first.deb" "$scratch/gouw.deb"
}

holds_what_it_should() {
    dpkg-deb --contents "$scratch/gouw.deb" >"$scratch/list"
    awk '$2 != "root/root"' "$scratch/list" | grep . && return 1
    for file in bin/gouw libexec/gouw/gouw-dynamic lib/libgouw.so.0 lib/libgouw.a lib/pkgconfig/gouw.pc \
        include/gouw/gouw.h share/gouw/plots/style.gp share/gouw/datasets/npvr-2026/regions.csv \
        share/man/man1/gouw.1.gz share/man/man1/gouw-overlap.1.gz share/man/man5/gouw-dataset.5.gz \
        share/bash-completion/completions/gouw share/zsh/site-functions/_gouw \
        share/fish/vendor_completions.d/gouw.fish share/doc/gouw/copyright share/doc/gouw/changelog.gz; do
        grep -q " \./usr/$file\( ->.*\)\?\$" "$scratch/list" || { echo "no $file"; return 1; }
    done
    grep -v ' \./\(usr/.*\)\?$' "$scratch/list" | grep . && return 1
    return 0
}

# Each library that a program or the library names is in a package that it depends on.
asks_for_what_it_needs() {
    dpkg-deb --field "$scratch/gouw.deb" Depends | sed 's/ *([^)]*)//g; s/, */\n/g' >"$scratch/depends"
    [ "$(dpkg-deb --field "$scratch/gouw.deb" Version)" = "$("$build/gouw" version | sed -n '1s/^gouw //p')" ]
    dpkg-deb --field "$scratch/gouw.deb" Maintainer | grep -q '^[^<]* <[^@]*@[^@]*\.[a-z]*>$'
    for file in bin/gouw libexec/gouw/gouw-dynamic lib/libgouw.so.0; do
        readelf -d "$scratch/root/usr/$file" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'
    done | sort -u >"$scratch/needed"
    [ -s "$scratch/needed" ]
    while read -r library; do
        dpkg -S "*/$library" | cut -d: -f1 | sort -u >"$scratch/owners"
        grep -qxFf "$scratch/owners" "$scratch/depends" || { echo "no $library"; return 1; }
    done <"$scratch/needed"
}

runs_from_where_it_is() {
    dpkg-deb -x "$scratch/gouw.deb" "$scratch/root"
    grep -rlF "$PWD" "$scratch/root" && return 1
    cd "$scratch"
    root/usr/bin/gouw version
    root/usr/bin/gouw report root/usr/share/gouw/datasets/template -o out >said
    cat said
    grep -q ' 0 charts' said && return 1
    [ -s out/report.html ] && [ -s out/report.xlsx ]
}

# A folder that dpkg takes for a root; nothing of this machine is touched.
is_put_and_taken_away() {
    mkdir -p "$scratch/put/var/lib/dpkg/info" "$scratch/put/var/lib/dpkg/updates"
    : >"$scratch/put/var/lib/dpkg/status"
    forced() {
        dpkg --root="$scratch/put" --force-not-root --force-depends --force-script-chrootless \
            --force-bad-path --log=/dev/null "$@"
    }
    forced -i "$scratch/gouw.deb"
    (cd "$scratch/put" && md5sum --quiet -c var/lib/dpkg/info/gouw.md5sums)
    "$scratch/put/usr/bin/gouw" version
    forced --purge gouw
    find "$scratch/put" -mindepth 1 ! -path '*/var*'
    [ -z "$(find "$scratch/put" -mindepth 1 ! -path '*/var*')" ]
}

lints() {
    lintian --allow-root --fail-on error,warning "$scratch/gouw.deb"
}

check 'a package, the same each time' strictly is_the_same_again
check 'it holds what it should' strictly holds_what_it_should
check 'unpacked anywhere it reports' strictly runs_from_where_it_is
check 'it asks for what it needs' strictly asks_for_what_it_needs
check 'dpkg puts it and takes it away' strictly is_put_and_taken_away
if command -v lintian >/dev/null; then
    check 'lintian finds nothing' strictly lints
fi
finish
