#!/bin/sh
# Makes what the program now does the expectation of its golden tests, and shows what changes. Read
# the differences before you commit them: each is a change that somebody's script will meet.
#
# usage: scripts/bless.sh [COMMAND|COMMAND/CASE ...]        (default: all)
exec scripts/run-golden.sh -b "$@"
