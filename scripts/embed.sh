#!/bin/sh
# Writes text files as a C header: one array of lines a file, and a table of them.
#
# usage: scripts/embed.sh NAME FILE... >HEADER
set -eu

name=$1
shift
n=0
for file; do
    n=$((n + 1))
    printf 'static const char *const %s_%d[] = {\n' "$name" "$n"
    sed 's/\\/\\\\/g; s/"/\\"/g; s/?/\\?/g; s/^/    "/; s/$/\\n",/' "$file"
    printf '    NULL,\n};\n\n'
done
printf 'static const struct {\n    const char *name;\n    const char *const *lines;\n} %s[] = {\n' "$name"
n=0
for file; do
    n=$((n + 1))
    printf '    {"%s", %s_%d},\n' "${file##*/}" "$name" "$n"
done
printf '};\n'
