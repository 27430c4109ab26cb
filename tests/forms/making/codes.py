"""What becomes of the codes and names of criteria."""

import datetime

from . import OFFICE, PYTHON, form
from .book import V
from .form import ROMAN, Form, page, truth, unit_name


def as_number(code):
    """What a spreadsheet makes of a code."""
    return float(code) if code.count(".") == 1 else int(code) if "." not in code else code


def numbers(form, shown=None):
    def change(row):
        value = as_number(row["code"])
        row["code"] = V(value, format=shown) if shown and isinstance(value, float) else value
    return form.each(change)


@form("ma-la-so", "codes typed as numbers: 1.10 became 1.1", by=PYTHON)
def _():
    form = numbers(Form(1))
    sheet = page(form)
    return sheet, {"warnings": [f"damaged-code {form.at['1.10', 'code']} 1.10"]}


@form("ma-la-so-khong-ten", "the same without names: the order of the rows decides", unit=2)
def _():
    form = numbers(Form(2, ("code", "max", "self", "evidence"), adjust=False))
    sheet = page(form)
    return sheet, {
        "warnings": [f"damaged-code {form.at['1.10', 'code']} 1.10"],
        "units": {unit_name(2): truth(2, THUONG=None, PHAT=None)},
    }


@form("ma-dinh-dang-hai-so", "codes are numbers that are shown with two digits: 1.2 as 1.20", unit=3)
def _():
    form = numbers(Form(3), shown="0.00")
    sheet = page(form)
    return sheet, {"warnings": [f"damaged-code {form.at['1.10', 'code']} 1.10"]}


@form("ma-so-trao-dong", "codes are numbers without names, and two rows changed places", unit=2)
def _():
    form = numbers(Form(2, ("code", "max", "self", "evidence"), adjust=False))
    first, last = form.rows.index(form.row("1.9")), form.rows.index(form.row("1.10"))
    form.rows[first], form.rows[last] = form.rows[last], form.rows[first]
    sheet = page(form)
    return sheet, {
        "errors": [f"ambiguous-criterion {form.at['1.10', 'code']} -"],
        "units": {unit_name(2): truth(2, THUONG=None, PHAT=None)},
    }


def days(form):
    """3.2 became the third of February, 1.10 the first of October."""
    def change(row):
        parts = [int(part) for part in row["code"].split(".")]
        if len(parts) == 2 and parts[1] <= 12:
            row["code"] = V(datetime.datetime(2025, parts[1], parts[0]), format="d-mmm")
    return form.each(change)


def damaged(form):
    """That the codes were destroyed: one cause, one finding, at the first of them."""
    return [f"damaged-code {form.at['1.1', 'code']} -"]


@form("ma-la-ngay", "codes became dates: 3.2 the third of February", by=OFFICE, unit=4)
def _():
    form = days(Form(4))
    sheet = page(form)
    return sheet, {"warnings": damaged(form)}


@form("ma-dau-nhay", "codes typed with an apostrophe before them", by=PYTHON, unit=5)
def _():
    return page(Form(5).each(lambda row: row.update(code=V(row["code"], format="General", quoted=True))))


@form("ma-dau-nhay-that", "codes pasted with the apostrophe as a sign, and with blanks and a point behind", unit=5)
def _():
    ways = ["'{}", " {} ", "{}.", "{}"]
    form = Form(5)
    for at, row in enumerate(row for row in form.rows if "code" in row):
        row["code"] = ways[at % 4].format(row["code"])
    return page(form)


@form("la-ma", "fields I, II, III; codes of criteria as the set's", unit=1)
def _():
    form = Form(1)
    for at, code in enumerate("123"):
        form.row(code)["code"] = ROMAN[at]
    return page(form)


def roman_anew(form):
    for at, code in enumerate("123"):
        form.row(code)["code"] = ROMAN[at]
    return form.each(lambda row: row.update(code=row["code"].split(".", 1)[1]), ("group", "criterion"))


@form("la-ma-tu-dau", "fields I, II, III; under each the codes begin anew with 1", unit=2)
def _():
    return page(roman_anew(Form(2)))


@form("chu-cai", "fields A, B, C", by=OFFICE, unit=3)
def _():
    form = Form(3)
    for at, code in enumerate("123"):
        form.row(code)["code"] = "ABC"[at]
    return page(form)


@form("dong-a-b-gach", "lettered and dashed rows under their criterion", unit=4)
def _():
    form = Form(4)
    form.row("2.1.1")["code"], form.row("2.1.2")["code"] = "a)", "b)"
    for code in ["3.1", "3.2"]:
        form.row(code)["code"] = "-"
    return page(form)


@form("ma-va-ten", "code and name in one cell", by=PYTHON, unit=5)
def _():
    form = Form(5, ("name", "max", "self", "evidence"))
    form.columns[0][1] = "Lĩnh vực/TC/TCTP"
    return page(form.each(lambda row: row.update(name=f"{row['code']}. {row['name']}")))


@form("khong-ma", "no column of codes: the names decide", unit=1)
def _():
    return page(Form(1, ("name", "max", "self", "evidence")))


@form("doi-ten", "two criteria were given other words", unit=2)
def _():
    form = Form(2)
    form.row("1.4")["name"] = "Công tác thông tin, phổ biến"
    form.row("3.1")["name"] = "Kiện toàn các phòng chuyên môn"
    sheet = page(form)
    return sheet, {"warnings": [f"renamed-criterion {form.at[code, 'name']} {code}" for code in ["1.4", "3.1"]]}


@form("trao-ten", "the names of two criteria were exchanged", unit=3)
def _():
    form = Form(3)
    first, second = form.row("1.4"), form.row("1.6")
    first["name"], second["name"] = second["name"], first["name"]
    sheet = page(form)
    return sheet, {"errors": [f"ambiguous-criterion {form.at[code, 'code']} -" for code in ["1.4", "1.6"]]}


@form("them-dong", "a row of the unit's own, and one criterion deleted", unit=4)
def _():
    form = Form(4)
    form.rows.remove(form.row("1.7"))
    form.insert("1.8", node="own", code="1.11", name="Mô hình dân vận khéo", max=1, self=0.8)
    sheet = page(form)
    return sheet, {"errors": [f"unknown-criterion {form.at['own', 'code']} -",
                              "missing-criterion Biểu 1.7"]}
