#!/bin/sh
# Workbooks, of the program and of its statically linked form. Reports in TAP.
exec scripts/python.sh tests/install/workbook.py "${BUILD:-build}/gouw" datasets/npvr-2026
