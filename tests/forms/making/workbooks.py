"""What a workbook can hide, protect or carry besides."""

import re

from . import OFFICE, PYTHON, form, office
from .book import Sheet, V, by_openpyxl, changed
from .form import Form, page, truth, unit_name


@form("hang-an", "two rows of criteria are hidden", by=OFFICE, unit=2)
def _():
    form = Form(2)
    sheet = page(form)
    sheet.hidden_rows = {form.at["1.4", "row"], form.at["1.5", "row"]}
    return sheet, {"warnings": ["hidden-rows Biểu -"]}


@form("cot-an", "the column of maxima is hidden", by=PYTHON, unit=3)
def _():
    sheet = page(Form(3))
    sheet.hidden_columns = {2}
    return sheet, {"warnings": ["hidden-columns Biểu -"]}


@form("trang-an", "last year's form stands in a hidden sheet", unit=4)
def _():
    last = page(Form(5), name="2024", year=2024, named="xã Mẫu 04")
    last.hidden = True
    return [page(Form(4)), last], {"warnings": ["hidden-sheet 2024 -"]}


@form("trang-huong-dan", "sheets of instructions, and an empty one", by=PYTHON, unit=1)
def _():
    note = Sheet("Hướng dẫn")
    note.put(0, 0, "HƯỚNG DẪN TỰ CHẤM ĐIỂM")
    note.put(2, 0, "1. Đơn vị nhập điểm vào cột Điểm tự chấm.")
    note.put(3, 0, "2. Ghi rõ số, ký hiệu văn bản ở cột Tài liệu kiểm chứng.")
    return [note, page(Form(1)), Sheet("Sheet3")]


@form("o-gop-giau-diem", "cells of points are merged over two rows, with points hidden under the merge", by=PYTHON,
      unit=3)
def _():
    form = Form(3)
    sheet = page(form, total=False)
    row = form.at["1.6", "row"]
    sheet.merges.append((row, 3, row + 1, 3))
    # As of hidden rows: it is read, and that is said.
    return sheet, {"warnings": [f"hidden-under-merge {form.at['1.7', 'self']} -"]}


@form("o-gop-linh-vuc", "the names of fields are merged over the whole row", by=OFFICE, unit=4)
def _():
    form = Form(4)
    for field in "123":
        form.row(field).pop("max")
    sheet = page(form)
    for field in "123":
        row = form.at[field, "row"]
        sheet.merges.append((row, 1, row, 4))
    return sheet


@form("binh-luan", "comments at cells, one of them with other points", by=PYTHON, unit=5)
def _():
    form = Form(5)
    for code, note in [("1.2", "Đề nghị xem lại: chỉ được 0,1 điểm"), ("3.1", "=1+1")]:
        row = form.row(code)
        row["self"] = V(row["self"], note=note)
    return page(form)


@form("nam-truoc", "last year's form", unit=1)
def _():
    return page(Form(1), year=2024), {"errors": ["other-year A4 -"]}


@form("bao-ve", "protected sheet, filter, frozen panes, print area, validation, conditional formats", by=PYTHON, unit=2)
def _():
    sheet = page(Form(2))
    sheet.guarded = True
    return sheet


@form("bao-ve-xls", "the same as .xls", by=OFFICE, writer=office("xls"), file="bieu.xls", unit=3)
def _():
    sheet = page(Form(3))
    sheet.guarded = True
    return sheet


@form("co-macro", "a workbook with macros", by=OFFICE, writer=office("xlsm"), file="bieu.xlsm", unit=4)
def _():
    return page(Form(4))


def strict(sheets, path):
    """As Excel saves a “Strict Open XML Spreadsheet”: the same parts under other names."""
    by_openpyxl(sheets, path)
    names = [
        ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
         "http://purl.oclc.org/ooxml/officeDocument/extendedProperties"),
    ]

    def change(name, text):
        for before, after in names:
            text = text.replace(before, after)
        if name == "xl/workbook.xml":
            text = re.sub(r"(<workbook [^>]*?)>", r'\1 conformance="strict">', text, count=1)
        return text

    changed(path, change)


@form("strict", "a “Strict Open XML Spreadsheet”", by=PYTHON, writer=strict, unit=5)
def _():
    return page(Form(5))


@form("so-co-dinh-dang", "points shown with formats: 0,5 as 1, as %, with a word", by=PYTHON, unit=1)
def _():
    form = Form(1)
    ways = ["0", "0.00", '0.0" điểm"', "#,##0.00", "[Red]0.0", "0.00;(0.00)", "@", "General"]
    for at, row in enumerate(row for row in form.rows if isinstance(row.get("self"), float)):
        row["self"] = V(row["self"], format=ways[at % 8])
    return page(form)


@form("hang-an-xls", "hidden rows and a hidden column in .xls", by=OFFICE, writer=office("xls"), file="bieu.xls",
      unit=2)
def _():
    return hidden(2)


@form("hang-an-ods", "hidden rows and a hidden column in .ods", by=OFFICE, writer=office("ods"), file="bieu.ods",
      unit=3)
def _():
    return hidden(3)


def hidden(unit):
    form = Form(unit)
    sheet = page(form)
    sheet.hidden_rows, sheet.hidden_columns = {form.at["1.4", "row"]}, {4}
    return sheet, {"warnings": ["hidden-rows Biểu -", "hidden-columns Biểu -"]}
