"""`-f json` is what docs/columns.md says: each table of each analysis is an array of objects, whose
keys are columns described there, in the order of the CSV, and whose values have the type given or are
null; and the values are those of the CSV.

usage: described.py PROGRAM DATASET COLUMNS
"""
import csv
import io
import json
import re
import subprocess
import sys

PROGRAM, DATASET, COLUMNS = sys.argv[1:4]
OPERANDS = {"compare": ["twente", "achterhoek"], "diff": [DATASET], "when": ["medio 2026", "2026~"]}
FITS = {
    "text": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "real": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "date": lambda v: isinstance(v, str) and re.fullmatch(r"-?\d{4}-\d\d-\d\d", v),
    "yes/no": lambda v: isinstance(v, bool),
}


def described(path):
    """{command: {table: {column: type}}}"""
    commands, tables, columns = {}, {}, {}
    for line in open(path, encoding="utf-8"):
        if line.startswith("## gouw "):
            tables = commands.setdefault(line.split()[2], {})
        elif line.startswith("### "):
            columns = tables.setdefault(line[4:].split(":")[0], {})
        elif match := re.match(r"\| ([a-z]\w*) \| ([a-z/]+) \|", line):
            columns.setdefault(*match.groups())
    return commands


def gouw(command, table, form):
    folder = [] if command == "when" else [DATASET]
    run = subprocess.run([PROGRAM, command, "-q", *folder, *OPERANDS.get(command, []), "--table", table, "-f", form,
                          "--no-guard"], capture_output=True, text=True)
    return None if run.returncode > 1 or not run.stdout else run.stdout


def text_of(value):
    return {None: "", True: "yes", False: "no"}[value] if value is None or isinstance(value, bool) else value


def same(value, cell):
    return float(cell) == value if isinstance(value, (int, float)) and not isinstance(value, bool) \
        else text_of(value) == cell


n_tables = 0
for command, tables in described(COLUMNS).items():
    for table, columns in tables.items():
        output = gouw(command, table, "json")
        if output is None:
            continue
        n_tables += 1
        rows = json.loads(output)
        header, *lines = csv.reader(io.StringIO(gouw(command, table, "csv")))
        where = f"{command} {table}"
        assert isinstance(rows, list) and len(rows) == len(lines), where
        for row, cells in zip(rows, lines):
            assert list(row) == header, (where, list(row), header)
            for (name, value), cell in zip(row.items(), cells):
                kind = columns.get(name)  # none of the columns an axis, a coder or a region
                assert kind or re.fullmatch(r"axis\d+|coder-\w", name) or name in OPERANDS.get(command, []), (where, name)
                assert value is None or kind is None or FITS[kind](value), (where, name, value, kind)
                assert same(value, cell), (where, name, value, cell)
assert n_tables > 30, n_tables
print(n_tables, "tables")
