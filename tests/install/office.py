"""LibreOffice opens what gouw writes and saves what gouw reads: every sheet of report.xlsx holds what
its CSV holds, and a dataset that was opened and saved with Dutch settings is still without fault and
gives the same results. Reports in TAP; skipped where there is no LibreOffice.

usage: office.py PROGRAM DATASET
"""
import csv
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM, DATASET = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
OFFICE = shutil.which("soffice")
UTF8, ENGLISH, DUTCH, ALL_SHEETS = 76, 1033, 1043, -1
DUTCH_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item>
</oor:items>
"""
n = n_failed = 0


def check(title, ok, why=""):
    global n, n_failed
    n += 1
    n_failed += not ok
    print(("ok" if ok else "not ok"), n, "-", title)
    if not ok:
        print("#", why)


def gouw(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True)


def csv_filter(delimiter, language, *more):
    """The words of LibreOffice's filter for CSV: delimiter, quote, encoding, first line, ..."""
    words = [ord(delimiter), ord('"'), UTF8, 1, "", language, *more]
    return "Text - txt - csv (StarCalc):" + ",".join(str(word) for word in words)


def convert(files, folder, output, *words):
    profile = "file://" + os.path.abspath("profile")
    subprocess.run([OFFICE, "-env:UserInstallation=" + profile, "--headless", *words, "--convert-to", "csv:" + output,
                    "--outdir", folder, *files], check=True, capture_output=True)


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def same(shown, text):
    """A cell as a Dutch LibreOffice writes it, with fifteen figures or twenty decimals of a number, and
    as gouw does."""
    if shown == text or shown == {"yes": "WAAR", "no": "ONWAAR"}.get(text):
        return True
    try:
        number = shown.rstrip("%").replace(",", ".")
        value = float(number) / (100 if shown.endswith("%") else 1)
        return abs(value - float(text)) <= 1e-13 * abs(float(text)) + 1e-20
    except ValueError:
        return False


def opens_the_report():
    gouw("report", "-q", DATASET, "-o", "out", "--tables-only", "--no-guard")
    convert(["out/report.xlsx"], "opened", csv_filter(",", ENGLISH, "false", "true", "false", "false", "false", ALL_SHEETS))
    tables = [f for f in sorted(os.listdir("out")) if f.endswith(".csv") and f != "manifest.csv"]
    for table in tables:
        path = f"opened/report-{table[:-4][:31]}.csv"
        if not os.path.exists(path):
            check(f"{table} is opened", False, os.listdir("opened"))
            continue
        wanted, found = rows("out/" + table), rows(path)
        wrong = [(r, c, found[r][c:c + 1], text) for r, row in enumerate(wanted) for c, text in enumerate(row)
                 if r >= len(found) or c >= len(found[r]) or not same(found[r][c], text)]
        check(f"{table} is opened as it was written", len(found) == len(wanted) and not wrong, wrong[:5])


def saves_the_dataset(language, name):
    """The import as it is when nobody touches the dialog: the language, no special numbers."""
    folder, flat = "saved-" + name, "flat-" + name
    shutil.copytree(DATASET, folder)
    os.mkdir(flat)
    tables = {}  # all in one folder, so that LibreOffice starts once
    for where, _, files in os.walk(DATASET):
        for f in files:
            if f.endswith(".csv"):
                path = os.path.relpath(os.path.join(where, f), DATASET)
                tables[path.replace(os.sep, "@")] = path
                shutil.copy(os.path.join(where, f), os.path.join(flat, path.replace(os.sep, "@")))
    convert([os.path.join(flat, f) for f in tables], flat + "/saved", csv_filter(";", DUTCH, "false", "true", "false"),
            "--infilter=" + csv_filter(",", language, "false", "false"))
    with open(flat + "/saved/regions.csv", encoding="utf-8") as file:
        check(f"{name}: it is separated by semicolons", file.readline().count(";") > 3)
    for f, path in tables.items():  # with a byte-order mark, as other spreadsheets write it
        with open(os.path.join(flat, "saved", f), "rb") as one, open(os.path.join(folder, path), "wb") as other:
            other.write(b"\xef\xbb\xbf" + one.read())
    said = gouw("check", "--quiet", folder)
    check(f"{name}: check finds nothing", said.returncode == 0 and not said.stdout, said.stdout[:500])
    for command in ("overlap", "timeline", "growth", "agree"):
        a, b = (gouw(command, "-q", d, "-f", "csv").stdout for d in (DATASET, folder))
        check(f"{name}: {command} is the same", a == b and a)


if OFFICE is None:
    print("ok 1 - LibreOffice opens and saves # skip there is no LibreOffice")
    print("1..1")
    sys.exit(0)
with tempfile.TemporaryDirectory() as scratch:
    os.chdir(scratch)
    os.makedirs("profile/user")
    with open("profile/user/registrymodifications.xcu", "w", encoding="utf-8") as file:
        file.write(DUTCH_PROFILE)
    opens_the_report()
    saves_the_dataset(ENGLISH, "opened as English")
    saves_the_dataset(DUTCH, "opened as Dutch")
print(f"1..{n}")
sys.exit(n_failed > 0)
