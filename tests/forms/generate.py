#!/usr/bin/env python3
"""Makes the forms of this folder anew: `python3 tests/forms/generate.py [name …]`; see README.md.

Each form is a folder with the file as a unit sent it and `typed.json`: what the unit meant to say, and which findings
must stand at which cell. Both come from the same description, in `making/`; nothing is taken from the program.
"""

import importlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from making import FORMS  # noqa: E402
from making.book import ROOT  # noqa: E402

ROOMS = ["layouts", "codes", "columns", "heads", "strange", "tables", "points", "workbooks", "texts", "pairs", "carried"]


def write(form):
    folder = HERE / form.name
    shutil.rmtree(folder / "files", ignore_errors=True)
    (folder / "files").mkdir(parents=True)
    made = form.make(folder / "files")
    typed = {"layout": form.layout, "by": form.by, "what": form.what, "understood": not made.get("errors")}
    typed.update(made)
    text = json.dumps(typed, ensure_ascii=False, indent=1)
    # What a unit meant stands in one line.
    text = re.sub(r"\{[^{}]*\}", lambda unit: re.sub(r"\s*\n\s*", " ", unit[0]), text)
    (folder / "typed.json").write_text(text + "\n", "utf-8")


def table():
    """The list of the forms in README.md."""
    lines = ["| Form | Layout | Made by | What is done to it | What must come out |", "|---|---|---|---|---|"]
    for form in FORMS:
        typed = json.loads((HERE / form.name / "typed.json").read_text("utf-8"))
        found = [finding.split(" ")[0] for finding in typed.get("errors", []) + typed.get("warnings", [])]
        codes = ", ".join(f"`{code}`" for code in dict.fromkeys(found))
        out = ("understood" if typed["understood"] else "refused in part") + (f"; {codes}" if codes else "")
        lines.append(f"| {form.name} | {form.layout} | {form.by} | {form.what} | {out} |")
    readme = HERE / "README.md"
    head = readme.read_text("utf-8").split("<!-- forms -->")[0]
    readme.write_text(head + "<!-- forms -->\n\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    subprocess.run(["cargo", "build", "--quiet", "--example", "forms"], cwd=ROOT, check=True)
    for room in ROOMS:
        importlib.import_module(f"making.{room}")
    wanted = sys.argv[1:]
    for form in FORMS:
        if not wanted or form.name in wanted:
            print(form.name)
            write(form)
    if not wanted:
        for folder in HERE.iterdir():
            if (folder / "typed.json").exists() and folder.name not in [form.name for form in FORMS]:
                shutil.rmtree(folder)
    table()
