"""A workbook says what the CSV files say: typed cells, frozen header, filters, notes; the same bytes
each time. What LibreOffice makes of it is looked at in office.py. Reports in TAP.

usage: workbook.py PROGRAM DATASET
"""
import csv
import os
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PROGRAM, DATASET = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
n = n_failed = 0


def check(title, ok, why=""):
    global n, n_failed
    n += 1
    n_failed += not ok
    print(("ok" if ok else "not ok"), n, "-", title)
    if not ok:
        print("#", why)


def gouw(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, check=True).stdout


def texts(book):
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in root]


def column_of(reference):
    at = 0
    for letter in reference.rstrip("0123456789"):
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def cells(sheet, shared):
    """Rows of (type, value), None where a cell is empty."""
    for row in sheet.iter(MAIN + "row"):
        values = {}
        for cell in row:
            kind, value = cell.get("t", "n"), cell.find(MAIN + "v")
            if value is not None:
                values[column_of(cell.get("r"))] = (kind, shared[int(value.text)] if kind == "s" else value.text)
        yield values


def same(value, text):
    if value is None:
        return text == ""
    kind, found = value
    if kind == "s":
        return found == text
    if kind == "b":
        return found == {"yes": "1", "no": "0"}.get(text)
    if text.count("-") == 2:
        import datetime
        return datetime.date(1899, 12, 30) + datetime.timedelta(int(float(found))) == datetime.date.fromisoformat(text)
    return abs(float(found) - float(text)) <= 1e-12 * abs(float(text))


with tempfile.TemporaryDirectory() as scratch:
    os.chdir(scratch)
    gouw("report", "-q", DATASET, "-o", "out", "--tables-only", "--no-guard")
    gouw("timeline", "-q", DATASET, "-o", "one.xlsx")
    gouw("timeline", "-q", DATASET, "-f", "xlsx", "-o", "two.xlsx")
    with open("one.xlsx", "rb") as one, open("two.xlsx", "rb") as two:
        check("the bytes are the same each time", one.read() == two.read())
    book = zipfile.ZipFile("out/report.xlsx")
    check("the archive is whole", book.testzip() is None)
    shared = texts(book)
    root = ElementTree.fromstring(book.read("xl/workbook.xml"))
    names = [sheet.get("name") for sheet in root.iter(MAIN + "sheet")]
    tables = sorted(f[:-4] for f in os.listdir("out") if f.endswith(".csv") and f != "manifest.csv")
    check("a sheet a table", sorted(names) == sorted(t[:31] for t in tables), (names, tables))
    for i, name in enumerate(names):
        sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{i + 1}.xml"))
        with open(f"out/{next(t for t in tables if t[:31] == name)}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        found = list(cells(sheet, shared))
        wrong = [(r, c) for r, row in enumerate(rows) for c, text in enumerate(row)
                 if not same(found[r].get(c) if r < len(found) else None, text)]
        check(f"{name} holds what its CSV holds", not wrong, wrong[:5])
        pane, filters = sheet.find(f".//{MAIN}pane"), sheet.find(MAIN + "autoFilter")
        check(f"{name}: the header is frozen, with filters and notes",
              pane is not None and pane.get("ySplit") == "1" and filters is not None
              and f"xl/comments{i + 1}.xml" in book.namelist())
    # What a sheet cannot hold: text beyond 32,767 characters, days before March 1900.
    os.mkdir("odd")
    for name, text in {"regions.csv": "id,name,motto\na,A," + "x" * 32766 + "\u00e9tage\n", "stages.csv": "id,label,order\nplan,Plan,1\n",
                       "milestones.csv": "region,stage,item,when,status\na,plan,one,1850-05-01,done\n"
                       "a,plan,two,1900-02-28/1900-03-01,done\n"}.items():
        with open("odd/" + name, "w", encoding="utf-8") as file:
            file.write(text)


    def values_of(command):
        gouw(command, "-q", "--as-of", "2026-01-01", "odd", "-o", command + ".xlsx")
        made = zipfile.ZipFile(command + ".xlsx")
        rows = cells(ElementTree.fromstring(made.read("xl/worksheets/sheet1.xml")), texts(made))
        return [value for row in rows for value in row.values()]

    longest = max((value for kind, value in values_of("attributes") if kind == "s"), key=len)
    values = values_of("timeline")
    check("a text is cut to what a cell holds, between characters", longest == "x" * 32766, len(longest))
    check("a day before the calendar of workbooks is a text", ("s", "1850-05-01") in values and ("s", "1900-02-28") in values, values[:20])
    check("the first day of it is a day", ("n", "61") in values, values[:20])
    os.mkdir("is-a-folder.xlsx")
    for place, why in {"nowhere/x.xlsx": "No such file", "is-a-folder.xlsx": "no regular file"}.items():
        run = subprocess.run([PROGRAM, "attributes", "-q", "odd", "--force", "-f", "xlsx", "-o", place], capture_output=True)
        check(f"a workbook as {place} is refused", run.returncode == 3 and why in run.stderr.decode(), (run.returncode, run.stderr))
    full = {**os.environ, "TMPDIR": "/nowhere-at-all"}
    run = subprocess.run([PROGRAM, "attributes", "-q", "odd", "-o", "never.xlsx"], capture_output=True, env=full)
    check("no room for what is under way: no workbook", run.returncode == 3 and not os.path.exists("never.xlsx"), run.stderr)
print(f"1..{n}")
sys.exit(n_failed > 0)
