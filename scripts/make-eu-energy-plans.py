#!/usr/bin/env python3
"""Make the CSV files of datasets/eu-energy-plans from the tables in its folder sources/.

usage: make-eu-energy-plans.py [--check]

The tables are excerpts of published ones, copied without a change; README.md of the dataset says where each stands. Their checksums
are below: figures that changed are noticed here, not in a chart. What the Commission's notices say of the plans is no table and stands in
this script, one notice a block. --check compares the files with what would be written and writes nothing.

Python 3.9 or later, nothing else. Exit status: 0 fine, 1 the files differ, 2 a source is not the one that was read.
"""

import csv
import hashlib
import io
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "datasets/eu-energy-plans"
CHECKSUMS = {
    "nrg_ind_ren.tsv": "e200c7b9669aaa0be2df4790cc75b416d1d8e5aae2b3155e2d9acb1d3d31e8be",
    "directive-annex-i.tsv": "a88b2fded27518981aa1b1fd6a82e1715908469de8bc19174994c7bb39a760a5",
    "electricity-2017.tsv": "267f064402fbe91d3dcb5c7c27399557db3f9fc13c44062aa5e690d080796136",
}
LAST_YEAR = 2023  # figures on 2024 came out after the edition date
NAMED = 0.02  # a source of electricity counts from this share of the year's generation
MAIN = 0.25  # and is a main one from this share

# Eurostat's code, name, year of accession
STATES = """AT Austria 1995, BE Belgium 1958, BG Bulgaria 2007, CY Cyprus 2004, CZ Czechia 2004, DE Germany 1958, DK Denmark 1973,
EE Estonia 2004, EL Greece 1981, ES Spain 1986, FI Finland 1995, FR France 1958, HR Croatia 2013, HU Hungary 2004, IE Ireland 1973,
IT Italy 1958, LT Lithuania 2004, LU Luxembourg 1958, LV Latvia 2004, MT Malta 2004, NL Netherlands 1958, PL Poland 2004, PT Portugal 1986,
RO Romania 2007, SE Sweden 1995, SI Slovenia 2004, SK Slovakia 2004"""
STATES = {code: (name, year) for code, name, year in (entry.split() for entry in STATES.split(","))}
THEMES = [
    ("thermal", "Combustion", "Verbranding", "thermal", "Conventional thermal plants: coal, gas, oil, waste and biomass together"),
    ("nuclear", "Nuclear", "Kernenergie", "thermal", "Nuclear plants"),
    ("hydro", "Hydropower", "Waterkracht", "renewable", "Hydropower, pumped storage included"),
    ("wind", "Wind", "Wind", "renewable", "Wind, on land and at sea"),
    ("solar", "Sun", "Zon", "renewable", "Solar power"),
    ("geothermal", "Geothermal", "Aardwarmte", "renewable", "Geothermal power"),
    ("other", "Other", "Overig", "other", "What Eurostat counts as other"),
]
STAGES = [
    ("draft_plan", "Draft plan handed in", "Ontwerpplan ingediend", "1"),
    ("draft_assessed", "Draft plan assessed", "Ontwerpplan beoordeeld", "2"),
    ("final_plan", "Final plan handed in", "Definitief plan ingediend", "3"),
    ("final_assessed", "Final plan assessed", "Definitief plan beoordeeld", "4"),
    ("formal_notice", "Letter of formal notice", "Ingebrekestelling", ""),
]
ALL = sorted(STATES)
LATE_DRAFTS = "BE IE LV".split()
LAST_DRAFTS = "BG PL".split()
EARLY_FINALS = "DK FI NL SE".split()
NOTICED = "BE BG CZ EE EL HR CY MT AT PL PT SI SK".split()
MISSING = "BE EE PL".split()

# states, stage, item, when, status, source, note, inferred
NOTICES = [
    (
        [c for c in ALL if c not in LATE_DRAFTS + LAST_DRAFTS + ["AT"]],
        ("draft_plan", "", "2022-12-29/2023-11-30", "done", "ember-2023-11", "After the guidance for updates, there on 30 November; due by 30 June 2023", "yes"),
    ),
    (
        LATE_DRAFTS,
        ("draft_plan", "", "2023-11-30/2023-12-18", "done", "com-2023-12", "Missing on 30 November, and too late for the assessment of 18 December", "yes"),
    ),
    (
        LAST_DRAFTS,
        ("draft_plan", "", "2024-01-11/2024-04-26", "done", "com-2024-04", "Missing on 11 January 2024, assessed on 26 April", "yes"),
    ),
    (
        [c for c in ALL if c not in LATE_DRAFTS + LAST_DRAFTS + ["AT"]],
        ("draft_assessed", "", "2023-12-18", "done", "com-2023-12", "", ""),
    ),
    (LATE_DRAFTS, ("draft_assessed", "", "early 2024", "done", "com-2024-02", "", "")),
    (LAST_DRAFTS, ("draft_assessed", "", "2024-04-26", "done", "com-2024-04", "The Friday before 29 April 2024", "yes")),
    (["AT", "BG", "PL"], ("formal_notice", "draft", "December 2023", "done", "com-2023-12-21", "", "")),
    (NOTICED, ("formal_notice", "final", "2024-11-14", "done", "com-2024-11", "", "")),
    (EARLY_FINALS, ("final_plan", "", "2023-12-18/2024-06-30", "done", "com-2024-07", "After the draft was assessed, in time for 30 June", "yes")),
    (["IT"], ("final_plan", "", "2024-07-01", "done", "com-2024-07", "", "")),
    (
        [c for c in ALL if c not in EARLY_FINALS + NOTICED + ["IT"]],
        ("final_plan", "", "2024-07-02/2024-11-14", "done", "com-2024-11", "Missing on 1 July 2024, there on 14 November", "yes"),
    ),
    (
        [c for c in NOTICED if c not in MISSING + ["SK"]],
        ("final_plan", "", "2024-11-14/2025-05-28", "done", "com-2025-05", "Missing on 14 November 2024, assessed on 28 May 2025", "yes"),
    ),
    (["SK"], ("final_plan", "", "2025-04-15", "done", "com-2025-05", "", "")),
    (MISSING, ("final_plan", "", "2024-06-30", "planned", "com-2025-05", "Due; not there on 28 May 2025", "")),
    (
        [c for c in ALL if c not in MISSING + ["SK"]],
        ("final_assessed", "", "2025-05-28", "done", "com-2025-05", "", ""),
    ),
    (MISSING + ["SK"], ("final_assessed", "", "", "planned", "com-2025-05", "To follow once the plan is there", "")),
]


def read(name):
    data = (FOLDER / "sources" / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != CHECKSUMS[name]:
        print(f"{name}: not the table that was read (checksum differs)", file=sys.stderr)
        sys.exit(2)
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(data.decode("utf-8")), delimiter="\t")]


def region(code):
    return STATES[code][0].lower()


def shares():
    """{code: {year: share in %, rounded to one decimal as in Eurostat's releases}}"""
    header, *rows = read("nrg_ind_ren.tsv")
    years = [int(year) for year in header[1:]]
    return {
        key.split(",")[3]: {year: round(float(value), 1) for year, value in zip(years, values) if year <= LAST_YEAR}
        for key, *values in rows
    }


def region_themes():
    header, *rows = read("electricity-2017.tsv")
    for code, *values in rows:
        values = [float(value) for value in values]
        for theme, value in zip(header[1:], values):
            share = value / sum(values)
            if share >= NAMED:
                weight = 2 if share >= MAIN else 1
                yield region(code), theme, weight, "stated", "eurostat-2019", f"{100 * share:.1f}% of the year's generation"


def targets():
    for code, share, target in read("directive-annex-i.tsv")[1:]:
        yield region(code), "renewables", "% of energy", share, 2005, target, "", 2020, "Directive 2009/28/EC, Annex I", ""


def observations():
    found = shares()
    for code in ALL:
        for year, value in found[code].items():
            yield region(code), "renewables", year, f"{value:g}", "", "Eurostat nrg_ind_ren"


def milestones():
    steps = {code: [] for code in ALL}
    for codes, step in NOTICES:
        for code in codes:
            steps[code].append(step)
    order = [stage[0] for stage in STAGES]
    for code in ALL:
        for step in sorted(steps[code], key=lambda step: (order.index(step[0]), step[1])):
            yield region(code), *step


def files():
    yield "regions.csv", "id,name,code,accession_year", [(region(c), STATES[c][0], c, STATES[c][1]) for c in ALL]
    yield "themes.csv", "id,label,label_nl,group,definition", THEMES
    yield "region_themes.csv", "region,theme,weight,basis,source,quote", region_themes()
    yield "stages.csv", "id,label,label_nl,order", STAGES
    yield "milestones.csv", "region,stage,item,when,status,source,note,inferred", milestones()
    yield (
        "targets.csv",
        "region,indicator,unit,baseline,baseline_year,target,change,target_year,source,note",
        targets(),
    )
    yield "observations.csv", "region,indicator,year,value,break,source", observations()


def main():
    check = sys.argv[1:] == ["--check"]
    differing = []
    for name, header, rows in files():
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
        path = FOLDER / name
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text.getvalue()):
            differing.append(name)
        elif not check:
            path.write_text(text.getvalue(), encoding="utf-8")
    for name in differing:
        print(f"{name}: differs from what its sources give", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
