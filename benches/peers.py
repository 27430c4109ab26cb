#!/usr/bin/env python3
"""Holds the usual Python readers against `parindex rank`: the same files, by turns, one process each.

    cargo bench --bench rank                 # writes the files, builds the program
    python3 benches/peers.py [--record]      # --record puts the tables into docs/performance.md

The readers only read: every cell of the workbooks, and the points of the CSV summed by unit; `rank` reads, checks,
scores and ranks. A reader that is not installed is left out with a line that says so. `rank` has one thread here.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target/release/parindex"
BOOKS, ROUNDS = 200, 5

OPENPYXL = """
import openpyxl, sys
for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path, read_only={read_only}, data_only=True)
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            cells += sum(value is not None for value in row)
"""
PANDAS = """
import pandas, sys
for path in sys.argv[1:]:
    cells += int(pandas.read_excel(path, header=None, engine="{engine}").notna().sum().sum())
"""
CALAMINE = """
import python_calamine, sys
for path in sys.argv[1:]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            cells += sum(value != "" for value in row)
"""
POLARS = """
import polars, sys
for path in sys.argv[1:]:
    frame = polars.read_excel(path, has_header=False, drop_empty_cols=False, drop_empty_rows=False)
    cells += frame.height
"""
# What is read, the packages that it needs, the program.
WORKBOOKS = [
    ("python-calamine", ["python-calamine"], CALAMINE),
    ("polars `read_excel`", ["polars", "fastexcel"], POLARS),
    ("pandas, engine calamine", ["pandas", "python-calamine"], PANDAS.format(engine="calamine")),
    ("openpyxl, read-only", ["openpyxl"], OPENPYXL.format(read_only=True)),
    ("openpyxl", ["openpyxl"], OPENPYXL.format(read_only=False)),
    ("pandas, engine openpyxl", ["pandas", "openpyxl"], PANDAS.format(engine="openpyxl")),
]
TABLE = [
    ("polars", ["polars"], """
import polars, sys
for path in sys.argv[1:]:
    types = {"code": polars.String, "self": polars.Float64, "appraised": polars.Float64}
    sums = polars.read_csv(path, schema_overrides=types).group_by("unit")
    cells += sums.agg(polars.col("self").sum(), polars.col("appraised").sum()).height
"""),
    ("pandas", ["pandas"], """
import pandas, sys
for path in sys.argv[1:]:
    cells += len(pandas.read_csv(path, dtype={"code": str}).groupby("unit")[["self", "appraised"]].sum())
"""),
    ("`csv` and `decimal` of Python", [], """
import csv, decimal, sys
for path in sys.argv[1:]:
    sums = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        unit = row["unit"]
        sums[unit] = sums.get(unit, 0) + decimal.Decimal(row["appraised"] or 0)
    cells += len(sums)
"""),
]


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "RAYON_NUM_THREADS": "1"})
    return time.perf_counter() - start


def rank(files, criteria):
    arguments = ["rank", "--quiet", "--format", "json", "--criteria", str(criteria)]
    return [str(PROGRAM), *arguments, *files]


def python(source, files):
    return [sys.executable, "-c", "cells = 0" + source + "assert cells or not sys.argv[1:]", *files]


def compare(what, peers, files, criteria):
    yield f"| {what} | start, s | without start, s | of `rank` |"
    yield "|---|---:|---:|---:|"
    ours, times = rank(files, criteria), {}
    for name, packages, source in peers:
        try:
            found = ", ".join(f"{package} {version(package)}" for package in packages)
        except PackageNotFoundError:
            yield f"| {name} | not installed | | |"
            continue
        start = statistics.median(seconds(python(source, [])) for _ in range(3))
        seconds(python(source, files))
        pairs = [(seconds(python(source, files)) - start, seconds(ours)) for _ in range(ROUNDS)]
        times[source] = statistics.median(time for _, time in pairs)
        ratio = statistics.median(peer / mine for peer, mine in pairs)
        taken = statistics.median(peer for peer, _ in pairs)
        name = f"{name} ({found})" if found else name
        yield f"| {name} | {start:.2f} | {taken:.2f} | {ratio:.1f} |"
    if times:
        yield f"| `parindex rank`, whole | | {statistics.median(times.values()):.2f} | 1 |"


def tables():
    folders = (ROOT / "target/bench-data").glob("*/long-3321.csv")
    table = max(folders, key=lambda path: path.stat().st_mtime, default=None)
    if table is None or not PROGRAM.exists():
        sys.exit("Run `cargo bench --bench rank` first: it writes the files and builds the program.")
    books = sorted((table.parent / "forms").glob("*/*.xlsx"))[:BOOKS]
    yield f"Python {sys.version.split()[0]}, {ROUNDS} rounds, one thread for `rank`; polars takes all cores."
    yield ""
    yield from compare(f"{len(books)} workbooks", WORKBOOKS, [str(book) for book in books],
                       table.parent / "bench-54.toml")
    yield ""
    yield from compare("CSV, 232470 rows", TABLE, [str(table)], table.parent / "bench-70.toml")


def main():
    lines = []
    for line in tables():
        print(line, flush=True)
        lines.append(line + "\n")
    if "--record" in sys.argv[1:]:
        page = ROOT / "docs/performance.md"
        begin, end = "<!-- benches/peers.py -->\n", "<!-- end of peers -->\n"
        before, rest = page.read_text(encoding="utf-8").split(begin)
        page.write_text(before + begin + "".join(lines) + end + rest.split(end)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
