"""Text tables and encodings."""

from . import EDITOR, OFFICE, PYTHON, form, office
from .book import by_text
from .form import Form, page, truth, unit_name
from .old import decomposed, in_font, tcvn3, vni, windows_1258


def unquoted(text, old):
    """One byte per sign, as the programs of that time wrote."""
    return old(text).encode("latin-1")


@form("csv-phay", "commas, UTF-8 with its mark, as Excel saves “CSV UTF-8”", by=EDITOR, file="bieu.csv",
      writer=by_text(encoding="utf-8-sig"), unit=1)
def _():
    return page(Form(1))


@form("csv-libreoffice", "commas, saved by LibreOffice", by=OFFICE, file="bieu.csv", writer=office("csv"), unit=2)
def _():
    return page(Form(2))


@form("csv-cham-phay", "semicolons and decimal commas, as Excel saves with Vietnamese settings", by=EDITOR,
      file="bieu.csv", writer=by_text(";", comma=True), unit=3)
def _():
    return page(Form(3))


@form("csv-tab", "tabs, UTF-16, as Excel saves “Unicode Text”, called .csv", by=EDITOR, file="bieu.csv",
      writer=by_text("\t", encoding="utf-16", comma=True), unit=4)
def _():
    return page(Form(4))


@form("csv-tab-libreoffice", "tabs, saved by LibreOffice, called .tsv", by=OFFICE, file="bieu.tsv",
      writer=office("csv\t"), unit=5)
def _():
    return page(Form(5))


@form("csv-1258", "semicolons, Windows-1258", by=EDITOR, file="bieu.csv",
      writer=by_text(";", comma=True, turn=windows_1258), unit=1)
def _():
    return page(Form(1)), {"warnings": ["legacy-encoding * -"]}


@form("csv-tcvn3", "semicolons, TCVN3 (ABC)", by=EDITOR, file="bieu.csv",
      writer=by_text(";", comma=True, turn=lambda text: unquoted(text, tcvn3)), unit=2)
def _():
    return page(Form(2)), {"warnings": ["legacy-encoding * -"]}


@form("csv-vni", "semicolons, VNI", by=EDITOR, file="bieu.csv",
      writer=by_text(";", comma=True, turn=lambda text: unquoted(text, vni)), unit=3)
def _():
    return page(Form(3)), {"warnings": ["legacy-encoding * -"]}


@form("csv-nfd", "commas, UTF-8 with decomposed letters", by=EDITOR, file="bieu.csv",
      writer=by_text(turn=lambda text: decomposed(text).encode("utf-8")), unit=4)
def _():
    return page(Form(4))


@form("csv-ten-xls", "text with tabs that is called .xls", by=EDITOR, file="bieu.xls",
      writer=by_text("\t", encoding="utf-8-sig", comma=True), unit=5)
def _():
    return page(Form(5)), {"warnings": ["disguised-format bieu.xls -"]}


@form("csv-phay-khong-ngoac", "commas between the cells and in the numbers, no quotation marks", by=EDITOR,
      file="bieu.csv", writer=by_text(comma=True, quote=False), unit=1)
def _():
    form = Form(1, ("code", "max", "self"), adjust=False)
    sheet = page(form, total=False)
    # Most of the points: that is one finding. The maxima are not so many.
    split = [row["node"] for row in form.rows if row["max"] % 1]
    return sheet, {
        "errors": [f"not-a-number {form.at['1.2', 'self']} -", *(f"not-a-number * {code}" for code in split)],
        "units": {unit_name(1): truth(1, THUONG=None, PHAT=None)},
    }


@form("nfd", "decomposed letters in a workbook, as a Mac writes", by=PYTHON, unit=2)
def _():
    return in_font(page(Form(2)), decomposed, None)


@form("tcvn3", "a workbook typed in .VnTime (TCVN3)", by=PYTHON, unit=3)
def _():
    return in_font(page(Form(3)), tcvn3, ".VnTime"), {"warnings": ["legacy-encoding * -"]}


@form("vni", "a workbook typed in VNI-Times", by=PYTHON, unit=4)
def _():
    return in_font(page(Form(4)), vni, "VNI-Times"), {"warnings": ["legacy-encoding * -"]}


@form("tcvn3-xls", "the same as .xls of Excel 97", by=OFFICE, writer=office("xls"), file="bieu.xls", unit=5)
def _():
    return in_font(page(Form(5)), tcvn3, ".VnTime"), {"warnings": ["legacy-encoding * -"]}


@form("tron-ma", "letterhead and evidence in Unicode, the names of criteria in .VnTime", unit=1)
def _():
    form = Form(1)
    names = {row["name"] for row in form.rows}
    return in_font(page(form), tcvn3, ".VnTime", lambda text: text in names), {"warnings": ["legacy-encoding * -"]}


@form("tron-ba-ma", "names in .VnTime, heads in VNI-Times, the rest decomposed Unicode", by=PYTHON, unit=2)
def _():
    form = Form(2)
    names, heads = {row["name"] for row in form.rows}, {head for _, head in form.columns}
    sheet = page(form)
    rest = lambda text: text not in names and text not in heads
    in_font(sheet, decomposed, None, rest)
    in_font(sheet, vni, "VNI-Times", lambda text: text in heads)
    in_font(sheet, tcvn3, ".VnTime", lambda text: text in names)
    return sheet, {"warnings": ["legacy-encoding B7 -", "legacy-encoding B8 -"]}
