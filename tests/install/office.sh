#!/bin/sh
# What LibreOffice makes of workbooks and datasets. Reports in TAP.
exec scripts/python.sh tests/install/office.py "${BUILD:-build}/gouw" datasets/npvr-2026
