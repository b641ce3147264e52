#!/bin/sh
# Checks that the program is built to make faults hard to use: loaded at any address, its tables of
# functions read-only once it runs, canaries on the stack, no stack that can be executed, bounds
# checked in the C library's functions. Prints what is missing.
#
# usage: scripts/check-hardening.sh PROGRAM...
set -eu

# lacks PROGRAM WHAT: says so
lacks() {
    echo "$1: no $2"
    n=$((n + 1))
}

n=0
for program; do
    segments=$(readelf -lW "$program")
    dynamic=$(readelf -dW "$program")
    symbols=$(readelf -sW "$program")
    readelf -hW "$program" | grep -q 'Type: *DYN' || lacks "$program" 'position independence'
    echo "$segments" | grep -q 'GNU_RELRO' || lacks "$program" 'read-only relocations'
    # A static program has nothing to bind later.
    ! echo "$segments" | grep -q 'INTERP' || echo "$dynamic" | grep -qE 'BIND_NOW|FLAGS_1.*NOW' ||
        lacks "$program" 'binding of all functions at the start'
    ! echo "$segments" | grep 'GNU_STACK' | grep -qE ' RWE | R E ' || lacks "$program" 'plain stack'
    echo "$symbols" | grep -q '__stack_chk_fail' || lacks "$program" 'stack protector'
    echo "$symbols" | grep -qE '__(memcpy|snprintf|vsnprintf|fprintf)_chk' || lacks "$program" 'FORTIFY_SOURCE'
done
[ "$n" -eq 0 ]
