#!/bin/sh
# Checks the symbols of the library's objects. None that they ask for may end the program, and none
# but those of src/out and src/chart may print or know of the standard streams. Each that they define
# for others is defined once and begins with gouw_. Prints the offenders.
#
# usage: scripts/check-symbols.sh OBJECT...
set -eu

asks() {
    nm -A -u "$@" | awk '
    BEGIN {
        split("exit _exit _Exit quick_exit abort __assert_fail setlocale", never, " ")
        split("printf __printf_chk vprintf __vprintf_chk puts putchar putc fputs fwrite " \
              "fprintf __fprintf_chk perror stdout stderr", output, " ")
        for (i in never)
            is_banned[never[i]] = 1
        for (i in output)
            is_output[output[i]] = 1
    }
    {
        symbol = $NF
        sub(/@.*/, "", symbol)
        object = $1
        sub(/:$/, "", object)
        if (symbol in is_banned || (symbol in is_output && object !~ /\/src\/(out|chart)\//)) {
            print object ": uses " symbol
            n++
        }
    }
    END { exit n > 0 }'
}

# Symbols of sanitizers and of coverage begin with two underscores.
defines() {
    nm -A -g --defined-only "$@" | awk '
    {
        symbol = $NF
        object = $1
        sub(/:.*/, "", object)
        if (symbol ~ /^__/)
            next
        if (symbol !~ /^gouw_/) {
            print object ": defines " symbol ", which does not begin with gouw_"
            n++
        }
        if (symbol in at) {
            print object ": defines " symbol ", as " at[symbol] " does"
            n++
        }
        at[symbol] = object
    }
    END { exit n > 0 }'
}

n_wrong=0
asks "$@" || n_wrong=1
defines "$@" || n_wrong=1
exit $n_wrong
