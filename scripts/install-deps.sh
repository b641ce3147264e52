#!/bin/sh
# Installs what gouw needs and this machine lacks.
#
# usage: scripts/install-deps.sh [build|report|check|browser|office|bench ...]        (default: build)
#
#   build    compiler and libraries
#   report   what draws the charts
#   check    what `make check` needs besides
#   browser  what `make check-browser` needs besides
#   office   what `make check-office` needs besides
#   bench    what `make bench` compares gouw with
#
# Looks for the tools and headers themselves, so what you have built on your own counts too. Where
# nothing is missing it says nothing and needs no network. Installs with apt-get; on a system
# without it, lists the packages and stops.
set -eu

# group | probe | Debian | Fedora | Arch | Homebrew | what it is for
packages() {
    cat <<'END'
build|have cc|gcc|gcc|gcc|gcc|to compile
build|compiles stdio.h|libc6-dev|glibc-devel|glibc||to compile
build|have make|make|make|make|make|to compile
build|have pkg-config|pkg-config|pkgconf-pkg-config|pkgconf|pkgconf|to find libraries
build|found gsl|libgsl-dev|gsl-devel|gsl|gsl|for numeric methods
build|compiles csv.h -lcsv|libcsv-dev|libcsv-devel|libcsv|libcsv|to read CSV
build|found jansson|libjansson-dev|jansson-devel|jansson|jansson|to read JSON
build|found xlsxwriter|libxlsxwriter-dev|libxlsxwriter-devel|libxlsxwriter|libxlsxwriter|to write workbooks
build|compiles zlib.h -lz|zlib1g-dev|zlib-devel|zlib|zlib|to write workbooks
report|draws|gnuplot-nox|gnuplot-minimal|gnuplot|gnuplot|to draw charts
report|have fc-list|fontconfig|fontconfig|fontconfig|fontconfig|to draw charts
report|font DejaVuSans.ttf|fonts-dejavu-core|dejavu-sans-fonts|ttf-dejavu|font-dejavu|to draw charts
check|found cmocka|libcmocka-dev|libcmocka-devel|cmocka|cmocka|for unit tests
check|have clang|clang|clang|clang|llvm|to compile with a second compiler
check|sanitizes|libclang-rt-dev|compiler-rt|compiler-rt||to look for errors at run time
check|grinds|valgrind|valgrind|valgrind|valgrind|to look for errors at run time
check|have cppcheck|cppcheck|cppcheck|cppcheck|cppcheck|to look for errors in the source
check|have clang-tidy|clang-tidy|clang-tools-extra|clang|llvm|to look for errors in the source
check|have xgettext|gettext|gettext|gettext|gettext|to check the translations
check|validates|python3-jsonschema|python3-jsonschema|python-jsonschema||to check the datasets
check|have pdftotext|poppler-utils|poppler-utils|poppler|poppler|to look at pictures
check|have mandoc|mandoc|mandoc|mandoc|mandoc|to check the manual pages
check|have bash|bash|bash|bash|bash|to check completion
browser|browses|chromium|chromium|chromium|chromium|to open the page
browser|have node|nodejs|nodejs|nodejs|node|to open the page
browser|have npm|npm|npm|npm|node|to open the page
office|have soffice|libreoffice-calc-nogui|libreoffice-calc|libreoffice-fresh|libreoffice|to open workbooks
bench|imports numpy|python3-numpy|python3-numpy|python-numpy|numpy|to compare with
bench|multiplies|libopenblas0-pthread|openblas|openblas|openblas|to compare with
bench|imports scipy|python3-scipy|python3-scipy|python-scipy|scipy|to compare with
bench|imports sklearn|python3-sklearn|python3-scikit-learn|python-scikit-learn||to compare with
bench|imports fastcluster|python3-fastcluster|python3-fastcluster|||to compare with
bench|imports pandas|python3-pandas|python3-pandas|python-pandas||to compare with
bench|have Rscript|r-base-core|R-core|r|r|to compare with
bench|in_r vegan|r-cran-vegan|R-CRAN-vegan|||to compare with
bench|in_r cluster|r-cran-cluster|R-CRAN-cluster|||to compare with
bench|imports matplotlib|python3-matplotlib|python3-matplotlib|python-matplotlib||to compare with
bench|in_r survival|r-cran-survival|R-CRAN-survival|||to compare with
END
}

have() {
    command -v "$1" >/dev/null 2>&1
}

browses() {
    have chromium || have chromium-browser || have google-chrome
}

found() {
    pkg-config --exists "$1" 2>/dev/null
}

# compiles HEADER [-lLIBRARY]
compiles() {
    # shellcheck disable=SC2086 # CPPFLAGS and LDFLAGS are lists of words
    printf '#include <stdio.h>\n#include <%s>\nint main(void) { return 0; }\n' "$1" |
        ${CC:-cc} ${CPPFLAGS-} -x c - -o "$scratch/compiles" ${LDFLAGS-} ${2-} 2>/dev/null
}

draws() {
    for terminal in svg pngcairo pdfcairo; do
        gnuplot -d -e "set terminal $terminal" >/dev/null 2>&1 || return 1
    done
}

font() {
    fc-list 2>/dev/null | grep -q "/$1:"
}

sanitizes() {
    printf 'int LLVMFuzzerTestOneInput(const char *a, long n) { return a == 0 && n < 0; }\n' |
        clang -fsanitize=fuzzer,address,undefined -x c - -o "$scratch/sanitizes" 2>/dev/null
}

grinds() {
    valgrind --quiet --error-exitcode=1 "$(command -v true)" >/dev/null 2>&1
}

validates() {
    /usr/bin/python3 -c 'import jsonschema' 2>/dev/null || python3 -c 'import jsonschema' 2>/dev/null
}

imports() {
    /usr/bin/python3 -c "import $1" 2>/dev/null || python3 -c "import $1" 2>/dev/null
}

multiplies() {
    ! have ldconfig || ldconfig -p 2>/dev/null | grep -q libopenblas
}

in_r() {
    Rscript --vanilla -e "packageVersion('$1')" >/dev/null 2>&1
}

# The rows of the groups asked for whose probe fails.
missing() {
    packages | while IFS='|' read -r group probe rest; do
        case " $groups " in *" $group "*) ;; *) continue ;; esac
        # shellcheck disable=SC2086 # a probe is a command with its arguments
        $probe </dev/null || printf '%s|%s|%s\n' "$group" "$probe" "$rest"
    done
}

# names COLUMN: the packages of one system, on one line
names() {
    printf '%s\n' "$rows" | cut -d'|' -f"$1" | xargs
}

explain() {
    printf 'gouw lacks on this machine:\n'
    printf '%s\n' "$rows" | awk -F'|' '{ n = $3
        if (!($7 in list)) order[++k] = $7
        list[$7] = list[$7] (list[$7] == "" ? "" : ", ") n }
        END { for (i = 1; i <= k; i++) printf "  %s: %s\n", order[i], list[order[i]] }'
}

give_hints() {
    cat >&2 <<END
There is no apt-get here, so please install them with your own package manager, then run this again:
  Fedora     sudo dnf install $(names 4)
  Arch       sudo pacman -S $(names 5)
  Homebrew   brew install $(names 6)
END
}

is_known() {
    apt-cache show "$1" 2>/dev/null | grep -q '^Version:'
}

# Older releases ship the run-time library of clang with clang itself.
choose() {
    for package in $(names 3); do
        [ "$package" = libclang-rt-dev ] && ! is_known "$package" && continue
        printf '%s ' "$package"
    done
}

refresh() {
    $as_root apt-get -q -o DPkg::Lock::Timeout=300 update
}

install() {
    # shellcheck disable=SC2046 # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends $(choose)
}

install_all() {
    for package in $(names 3); do
        [ "$package" = libclang-rt-dev ] || is_known "$package" || { refresh || return; break; }
    done
    install || { refresh && install; }
}

groups=${*:-build}
for group in $groups; do
    case $group in
    build | report | check | browser | office | bench) ;;
    *)
        echo "install-deps.sh: there is no group '$group'; use build, report, check, browser, office or bench" >&2
        exit 2
        ;;
    esac
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
rows=$(missing)
[ -n "$rows" ] || exit 0
explain
if ! have apt-get; then
    give_hints
    exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
    if ! have sudo; then
        echo "Please run as root: apt-get install --no-install-recommends $(names 3)" >&2
        exit 1
    fi
fi
echo "Installing them with ${as_root:+sudo }apt-get; this may take a minute."
if ! install_all >"$scratch/log" 2>&1; then
    cat "$scratch/log" >&2
    echo "install-deps.sh: apt-get could not install them; its messages stand above" >&2
    exit 1
fi
rows=$(missing)
if [ -n "$rows" ]; then
    explain >&2
    echo "install-deps.sh: these are still missing although apt-get has installed $(names 3)" >&2
    exit 1
fi
