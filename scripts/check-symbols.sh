#!/bin/sh
# Checks the symbols that the library's objects ask for: none may end the program, and none but
# src/out and src/chart may print or know of the standard streams. Prints the offenders.
#
# usage: scripts/check-symbols.sh OBJECT...
set -eu

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
