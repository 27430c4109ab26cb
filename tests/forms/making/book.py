"""Sheets as they are thought of, and who writes them: openpyxl, our own writer, LibreOffice, a text editor."""

import datetime
import io
import json
import re
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

ROOT = Path(__file__).resolve().parents[3]
DAY = datetime.datetime(2025, 12, 15, 8, 0, 0)


@dataclass
class V:
    """A value that is shown or typed in a way of its own."""

    value: object = None
    format: str = None
    font: str = None
    bold: bool = False
    note: str = None
    formula: str = None
    quoted: bool = False


def as_v(value):
    return value if isinstance(value, V) else V(value)


@dataclass
class Sheet:
    name: str = "Sheet1"
    cells: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    widths: dict = field(default_factory=dict)
    hidden: bool = False
    guarded: bool = False

    def put(self, row, column, value):
        """Writes a cell and says how it is called."""
        self.cells[row, column] = as_v(value)
        return name(row, column)

    def rows(self):
        """The sheet as rows of plain values, for text tables."""
        last = max(row for row, _ in self.cells)
        width = max(column for _, column in self.cells) + 1
        return [[as_v(self.cells.get((row, column))).value for column in range(width)] for row in range(last + 1)]


def name(row, column):
    return f"{get_column_letter(column + 1)}{row + 1}"


def by_openpyxl(sheets, path, each=None):
    """`each` does more to every worksheet."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        target = book.create_sheet(sheet.name)
        target.sheet_state = "hidden" if sheet.hidden else "visible"
        for (row, column), v in sheet.cells.items():
            cell = target.cell(row + 1, column + 1, f"={v.formula}" if v.formula else v.value)
            if isinstance(v.value, str) and not v.formula:
                cell.data_type = "s"
            if v.format:
                cell.number_format = v.format
            if v.font or v.bold:
                cell.font = Font(name=v.font or "Times New Roman", bold=v.bold)
            if v.note:
                cell.comment = Comment(v.note, "Phòng Văn hóa - Xã hội")
            if v.quoted:
                cell.quotePrefix = True
        for first_row, first, last_row, last in sheet.merges:
            # Not `merge_cells`: it takes the values under the merge away, and other programs do not.
            target.merged_cells.add(CellRange(f"{name(first_row, first)}:{name(last_row, last)}"))
        for row in sheet.hidden_rows:
            target.row_dimensions[row + 1].hidden = True
        for column, width in sheet.widths.items():
            target.column_dimensions[get_column_letter(column + 1)].width = width
        for column in sheet.hidden_columns:
            target.column_dimensions[get_column_letter(column + 1)].hidden = True
        if sheet.guarded:
            guard(target)
        if each:
            each(target)
    book.save(path)
    settle(path)


def guard(target):
    """What offices set up so that nobody breaks the form."""
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.formatting.rule import CellIsRule

    target.protection.sheet = True
    target.protection.password = "mau"
    target.freeze_panes = "C8"
    target.auto_filter.ref = "A7:E27"
    target.print_area = "A1:E30"
    target.print_title_rows = "7:7"
    limits = DataValidation(type="decimal", operator="between", formula1="0", formula2="3", allow_blank=True)
    limits.add("D8:D27")
    target.add_data_validation(limits)
    target.conditional_formatting.add("D8:D27", CellIsRule(operator="greaterThan", formula=["C8"]))


def by_us(sheets, path):
    def cell(place, v):
        day = isinstance(v.value, datetime.date)
        return {
            "row": place[0], "column": place[1], "value": None if day else v.value, "formula": v.formula,
            "date": v.value.strftime("%Y-%m-%d") if day else None, "format": v.format, "font": v.font, "bold": v.bold,
        }

    book = [
        {
            "name": sheet.name, "hidden": sheet.hidden,
            "cells": [cell(place, v) for place, v in sorted(sheet.cells.items())],
            "merges": sheet.merges, "widths": sorted(sheet.widths.items()),
            "hidden_rows": sorted(sheet.hidden_rows), "hidden_columns": sorted(sheet.hidden_columns),
        }
        for sheet in sheets
    ]
    subprocess.run([str(ROOT / "target/debug/examples/forms"), str(path)], input=json.dumps(book).encode(), check=True)
    settle(path)


FILTERS = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML", "xlsm": "xlsm:Calc MS Excel 2007 VBA XML", "xls": "xls:MS Excel 97",
    "ods": "ods:calc8", "html": "html:HTML (StarCalc)", "xml": "xml:MS Excel 2003 XML",
    # Sign between the cells, quotation mark, encoding (76 is UTF-8, 33 Windows-1252), first line, formats of columns,
    # language, quote all text, as shown.
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true",
    "csv;": "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true",
    "csv1258": "csv:Text - txt - csv (StarCalc):59,34,ANSI,1,,0,false,true",
    "csv\t": "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true",
}


def by_libreoffice(kind):
    """A writer: LibreOffice opens the workbook, computes it and saves it as this kind."""

    def write(sheets, path):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "source.xlsx"
            by_openpyxl(sheets, source)
            if kind == "xml":
                source = converted(source, "fods", folder)
                # Its stylesheet does not come to an end with columns and rows up to the edge of the sheet.
                text = source.read_text("utf-8")
                text = re.sub(r'<table:table-column[^>]*-repeated="1\d{4}"[^>]*/>', "", text)
                text = re.sub(r'<table:table-row[^>]*-repeated="\d{5,}"[^>]*>.*?</table:table-row>', "", text, flags=re.S)
                text = re.sub(r'<table:table-cell[^>]*-repeated="1\d{4}"[^>]*/>', "", text)
                source.write_text(text, "utf-8")
            path.write_bytes(converted(source, FILTERS[kind], folder).read_bytes())
        if kind in ("xlsx", "xlsm", "ods"):
            settle(path)
        elif kind in ("html", "xml"):
            when = r'(Created>|LastSaved>|content=")\d{4}-\d\d-\d\dT[\d:.]+Z?'
            text = re.sub(when, rf"\g<1>{DAY.isoformat()}Z", path.read_text("utf-8"))
            path.write_text(text, "utf-8")

    return write


def converted(source, filter, folder):
    """What LibreOffice makes of a file."""
    made = Path(folder) / "out" / f"{source.stem}.{filter.split(':')[0]}"
    run = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", filter,
         "--outdir", str(made.parent), str(source)],
        check=True, capture_output=True,
    )
    if not made.exists():
        raise RuntimeError(run.stdout + run.stderr)
    return made


def settle(path):
    """The same bytes every time: no time of day in the package, and none in its properties."""
    parts = []
    with zipfile.ZipFile(path) as package:
        for part in package.infolist():
            parts.append((part.filename, part.compress_type, package.read(part)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for filename, kind, content in parts:
            if filename in ("docProps/core.xml", "meta.xml"):
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z?", DAY.isoformat().encode() + b"Z", content)
            # Pictures of the first page: they show nothing that is read.
            if filename.startswith("Thumbnails/"):
                continue
            if filename == "META-INF/manifest.xml":
                content = re.sub(rb"\s*<manifest:file-entry[^>]*Thumbnails[^>]*/>", b"", content)
            info = zipfile.ZipInfo(filename, (2025, 12, 15, 8, 0, 0))
            info.compress_type = kind
            package.writestr(info, content, compresslevel=9)
    Path(path).write_bytes(made.getvalue())


def changed(path, change):
    """Every XML part of a package through `change(name, text)`."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for part in package.infolist():
            content = package.read(part)
            if part.filename.endswith((".xml", ".rels")):
                content = change(part.filename, content.decode("utf-8")).encode("utf-8")
            info = zipfile.ZipInfo(part.filename, (2025, 12, 15, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    Path(path).write_bytes(made.getvalue())


def by_text(separator=",", encoding="utf-8", comma=False, quote=True, turn=None):
    """A writer of text tables; `turn` makes the bytes of the text where no encoding of Python does."""

    def shown(value):
        if value is None:
            return ""
        if isinstance(value, datetime.date):
            return value.strftime("%d/%m/%Y")
        if isinstance(value, (int, float)):
            text = f"{value:g}"
            return text.replace(".", ",") if comma else text
        return str(value)

    def write(sheets, path):
        lines = []
        for row in sheets[0].rows():
            texts = [shown(value) for value in row]
            if quote:
                special = (separator, '"', "\n")
                texts = [
                    '"' + text.replace('"', '""') + '"' if any(sign in text for sign in special) else text
                    for text in texts
                ]
            lines.append(separator.join(texts))
        text = "\r\n".join(lines) + "\r\n"
        path.write_bytes(turn(text) if turn else text.encode(encoding))

    return write
