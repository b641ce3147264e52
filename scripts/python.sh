#!/bin/sh
# Runs a Python program under a Python that has jsonschema: the system's own, else the first found.
if /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
    exec /usr/bin/python3 "$@"
fi
exec python3 "$@"
