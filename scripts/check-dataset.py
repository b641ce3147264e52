#!/usr/bin/env python3
"""Check the shipped datasets against their own description.

usage: check-dataset.py [FOLDER ...]        (default: every folder in datasets/)

Every datapackage.json must be valid by the standard's schema (tests/data/schema), every CSV file must be declared in it and have
the declared columns, types, constraints, unique primary keys and foreign keys that resolve. The files must be canonical: UTF-8
without byte-order mark, LF, commas, quotes only where needed, a final newline. npvr-2026 must also have its known number of rows.

Independent of gouw on purpose: it reads the files with Python's csv module and the column rules of datapackage.json.
Exit status: 0 fine, 1 findings, 2 jsonschema is missing (Debian: python3-jsonschema).
"""

import csv
import datetime
import io
import json
import pathlib
import re
import sys

try:
    import jsonschema
except ImportError:
    print("check-dataset.py: needs jsonschema (Debian: python3-jsonschema)", file=sys.stderr)
    sys.exit(2)

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "tests/data/schema/tabular-data-package.json"
ROWS = {
    "npvr-2026": {
        "regions": 11,
        "themes": 24,
        "region_themes": 122,
        "stages": 11,
        "milestones": 44,
        "targets": 3,
    }
}
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
TYPES = {
    "string": str,
    "integer": lambda text: int(text) if re.fullmatch(r"[+-]?\d+", text) else None,
    "number": lambda text: float(text) if NUMBER.fullmatch(text) else None,
    "year": lambda text: int(text) if re.fullmatch(r"\d{4}", text) else None,
}


class Findings:
    """Prints findings as they come and counts them."""

    def __init__(self):
        self.count = 0

    def add(self, where, message):
        self.count += 1
        print(f"{where}: {message}")


def as_list(key):
    return [key] if isinstance(key, str) else list(key)


def read_package(folder, schema, findings):
    path = folder / "datapackage.json"
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        findings.add(path, error)
        return None
    for resource in package.get("resources", []):  # a schema may stand in a file of its own
        if isinstance(resource.get("schema"), str):
            resource["schema"] = json.loads((folder / resource["schema"]).read_text(encoding="utf-8"))
    errors = list(jsonschema.Draft4Validator(schema).iter_errors(package))
    for error in errors:
        findings.add(path, f"{'/'.join(map(str, error.absolute_path))}: {error.message}")
    try:  # the schema's "format" is checked only where optional modules are installed
        datetime.datetime.strptime(package["created"], "%Y-%m-%dT%H:%M:%SZ")
    except (KeyError, ValueError) as error:
        findings.add(path, f"created: {error}")
    return None if errors else package


def read_rows(path, findings):
    """The records of a canonical CSV file, header first; None when it cannot be read."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        findings.add(path, error)
        return None
    if not records:
        findings.add(path, "is empty")
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        findings.add(path, "starts with a byte-order mark")
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\n").writerows(records)
    if again.getvalue() != text:
        findings.add(path, "is not canonical (LF, quotes only where needed, final newline)")
    return records


def parse_cell(field, text):
    """The value of a cell, or None when it is not of the declared type."""
    if field["type"] == "boolean":
        truth = {word: True for word in field["trueValues"]}
        truth.update({word: False for word in field["falseValues"]})
        return truth.get(text)
    return TYPES[field["type"]](text)


def check_cell(field, text, missing):
    """What is wrong with a cell, or None."""
    rules = field.get("constraints", {})
    if text in missing:
        return "required, but empty" if rules.get("required") else None
    value = parse_cell(field, text)
    if value is None:
        return f"'{text}' is no {field['type']}"
    if text != text.strip():
        return f"'{text}' has space around it"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        return f"'{text}' does not match {rules['pattern']}"
    if "maxLength" in rules and len(text) > rules["maxLength"]:
        return f"'{text}' is longer than {rules['maxLength']}"
    if "enum" in rules and value not in rules["enum"]:
        return f"'{text}' is none of {rules['enum']}"
    if "minimum" in rules and value < rules["minimum"]:
        return f"{text} is below {rules['minimum']}"
    if "maximum" in rules and value > rules["maximum"]:
        return f"{text} is above {rules['maximum']}"
    return None


def check_unique(path, rows, columns, findings):
    seen = {}
    for number, row in enumerate(rows, 1):
        key = tuple(row[column] for column in columns)
        if key in seen:
            findings.add(f"{path}: row {number}", f"{', '.join(columns)} {key} stands in row {seen[key]} too")
        seen.setdefault(key, number)


def read_resource(folder, resource, findings):
    """The rows of one resource as dictionaries, checked by its own schema; None when its columns are not the declared ones."""
    path = folder / resource["path"]
    schema = resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    records = read_rows(path, findings)
    if records is None:
        return None
    if records[0] != names:
        findings.add(path, f"has columns {records[0]}, declared are {names}")
        return None
    rows = []
    for number, record in enumerate(records[1:], 1):
        if len(record) != len(names):
            findings.add(f"{path}: row {number}", f"has {len(record)} fields instead of {len(names)}")
            continue
        for field, text in zip(schema["fields"], record):
            fault = check_cell(field, text, schema["missingValues"])
            if fault:
                findings.add(f"{path}: row {number}: {field['name']}", fault)
        rows.append(dict(zip(names, record)))
    check_unique(path, rows, as_list(schema["primaryKey"]), findings)
    for field in schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            check_unique(path, rows, [field["name"]], findings)
    return rows


def check_references(folder, resource, tables, findings):
    rows = tables[resource["name"]]
    for key in resource["schema"].get("foreignKeys", []):
        columns = as_list(key["fields"])
        there = as_list(key["reference"]["fields"])
        other = tables.get(key["reference"]["resource"] or resource["name"])
        if other is None:
            findings.add(folder / resource["path"], f"refers to {key['reference']['resource']}, which cannot be read")
            continue
        known = {tuple(row[column] for column in there) for row in other}
        for number, row in enumerate(rows, 1):
            value = tuple(row[column] for column in columns)
            if any(value) and value not in known:
                findings.add(
                    f"{folder / resource['path']}: row {number}",
                    f"{', '.join(columns)} {value} is not in {key['reference']['resource']}",
                )


def check_dataset(folder, schema, findings):
    package = read_package(folder, schema, findings)
    if package is None:
        return
    resources = package["resources"]
    declared = {resource["path"] for resource in resources}
    for path in sorted(folder.rglob("*.csv")):
        if path.relative_to(folder).as_posix() not in declared:
            findings.add(path, "is not declared in datapackage.json")
    tables = {}
    for resource in resources:
        rows = read_resource(folder, resource, findings)
        if rows is not None:
            tables[resource["name"]] = rows
    for resource in resources:
        if resource["name"] in tables:
            check_references(folder, resource, tables, findings)
    for name, expected in ROWS.get(package["name"], {}).items():
        if len(tables.get(name, [])) != expected:
            findings.add(folder, f"{name} has {len(tables.get(name, []))} rows instead of {expected}")
    print(f"{folder}: {sum(map(len, tables.values()))} rows in {len(tables)} files")


def main(arguments):
    folders = [pathlib.Path(argument) for argument in arguments]
    folders = folders or sorted(path for path in (ROOT / "datasets").iterdir() if path.is_dir())
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    findings = Findings()
    for folder in folders:
        check_dataset(folder, schema, findings)
    if findings.count:
        print(f"{findings.count} findings")
    return 1 if findings.count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
