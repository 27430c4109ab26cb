"""What is typed where points belong."""

from . import OFFICE, PYTHON, form
from .book import V
from .form import Form, page, truth, unit_name
from .layouts import declared


@form("so-la-chu", "points are text with a decimal comma", by=PYTHON, unit=2)
def _():
    form = Form(2)
    for row in form.rows:
        if isinstance(row.get("self"), float):
            row["self"] = V(f"{row['self']:g}".replace(".", ","), format="@")
    sheet = page(form)
    return sheet, {"warnings": [f"decimal-comma-text {form.at['1.1', 'self']} -"]}


@form("chu-diem", "points with a word behind: 1 điểm, 0,5đ", unit=1)
def _():
    form = Form(1)
    ways = ["{} điểm", "{}đ", " {} ", "{} Điểm"]
    for at, row in enumerate(row for row in form.rows if isinstance(row.get("self"), float)):
        row["self"] = ways[at % 4].format(f"{row['self']:g}")
    return page(form)


@form("diem-tren-toi-da", "points over the maximum: 0,5/1", unit=3)
def _():
    form = Form(3)
    for code in ["1.3", "3.2"]:
        row = form.row(code)
        row["self"] = f"{row['self']:g}/{row['max']:g}".replace(".", ",")
    sheet = page(form, total=False)
    return sheet, {"errors": [f"not-a-number {form.at[code, 'self']} {code}" for code in ["1.3", "3.2"]]}


@form("dau-x", "a cross and a date where points belong", by=OFFICE, unit=4)
def _():
    import datetime
    form = Form(4)
    form.row("1.5")["self"] = "x"
    form.row("2.1.2")["self"] = V(datetime.datetime(2025, 5, 1), format="d-mmm")
    sheet = page(form, total=False)
    return sheet, {"errors": [f"not-a-number {form.at[code, 'self']} {code}" for code in ["1.5", "2.1.2"]]}


@form("diem-nhieu-so", "binary noise of a spreadsheet in the points", by=PYTHON, unit=1)
def _():
    form = Form(1)
    for row in form.rows:
        if isinstance(row.get("self"), float):
            row["self"] = row["self"] + 1e-15
    form.row("1.2")["self"] = form.row("1.2")["self"] + 0.1 + 0.2 - 0.3
    return page(form, total=False)


@form("vuot-toi-da", "points above the maximum, below 0, between the steps, none of the options", unit=2)
def _():
    form = Form(2)
    for code, value in [("1.3", 2.5), ("1.4", -0.5), ("1.5", 0.33), ("1.1", 0.75)]:
        form.row(code)["self"] = value
    sheet = page(form, total=False)
    errors = [("points-above-max", "1.3"), ("points-below-min", "1.4"), ("points-off-step", "1.5"),
              ("points-unreachable", "1.1")]
    return sheet, {
        "errors": [f"{found} {form.at[code, 'self']} {code}" for found, code in errors],
        "units": {unit_name(2): truth(2, c1_3="2.5", c1_4="-0.5", c1_5="0.33", c1_1="0.75")},
    }


@form("toi-da-khac", "the maxima of two criteria are not the set's", unit=3)
def _():
    form = Form(3)
    form.row("1.6")["max"], form.row("3.1")["max"] = 1.5, 2.5
    sheet = page(form)
    return sheet, {"errors": [f"max-differs {form.at[code, 'max']} {code}" for code in ["1.6", "3.1"]]}


@form("kad", "not applicable, and the register exempts the unit", unit=6)
def _():
    form = Form(6)
    form.row("2.3")["self"] = "Không áp dụng"
    return page(form)


@form("kad-khong-khai", "not applicable, and the register does not say so", by=OFFICE, unit=1)
def _():
    form = Form(1)
    form.row("1.8")["self"] = "KAD"
    sheet = page(form)
    return sheet, {
        "errors": [f"not-applicable-undeclared {form.at['1.8', 'self']} 1.8"],
        "units": {unit_name(1): truth(1, c1_8="KAD")},
    }


@form("kad-da-cham", "points for a criterion from which the register exempts the unit", unit=6)
def _():
    form = Form(6)
    form.row("2.3")["self"] = 0.75
    sheet = page(form, total=False)
    return sheet, {"warnings": [f"exempt-but-scored {form.at['2.3', 'self']} 2.3"]}


@form("diem-cua-hoi-dong", "the unit scores what the council and the survey score", unit=2)
def _():
    form = Form(2)
    form.row("1.9")["self"], form.row("3.3")["self"] = 1.5, 2.5
    sheet = page(form, total=False)
    return sheet, {"errors": [f"not-yours-to-score {form.at[code, 'self']} {code}" for code in ["1.9", "3.3"]]}


@form("bieu-trong", "the form came back blank", unit=5)
def _():
    form = Form(5, own={}, adjust=False)
    sheet = page(form, total=False)
    asked = [row["node"] for row in form.rows if row["kind"] == "criterion" and row["node"] not in ("1.9", "3.3")]
    return sheet, {
        "errors": [f"missing-points {form.at[code, 'self']} {code}" for code in asked],
        "units": {unit_name(5): {code: None for code in truth(5)}},
    }


@form("bo-trong", "three cells of points were left blank", by=PYTHON, unit=4)
def _():
    form = Form(4)
    codes = ["1.2", "2.1.1", "3.2"]
    for code in codes:
        form.row(code).pop("self")
    sheet = page(form)
    return sheet, {
        "errors": [f"missing-points {form.at[code, 'self']} {code}" for code in codes],
        "units": {unit_name(4): truth(4, c1_2=None, c2_1_1=None, c3_2=None)},
    }


@form("thieu-tai-lieu", "no evidence where the set requires it", unit=3)
def _():
    form = Form(3)
    form.row("1.1").pop("evidence")
    form.row("1.10")["evidence"] = "Không"
    sheet = page(form)
    return sheet, {"errors": [f"missing-evidence {form.at[code, 'evidence']} {code}" for code in ["1.1", "1.10"]]}


@form("so-lieu-khac-diem", "raw data and points that they do not give", unit=1)
def _():
    sheet = declared(1, keep=("1.1", "1.10", "2.2"))
    cells = {v.value: place for place, v in sheet.cells.items()}
    row = cells["2.2"][0]
    sheet.cells[row, 4].value = 2
    return sheet, {"errors": [f"points-disagree E{row + 1} 2.2"], "units": {unit_name(1): truth(1, c2_2="2")}}


@form("so-lieu-sai", "raw data that cannot be: more done than given, a word, one of two", unit=5)
def _():
    sheet = declared(5)
    cells = {v.value: place[0] for place, v in sheet.cells.items()}
    sheet.put(cells["1.10"], 3, "giao = 40; xong = 41")
    sheet.put(cells["2.2"], 3, "nhan = 200")
    sheet.put(cells["2.3"], 3, "tre = ít")
    sheet.put(cells["1.1"], 3, "Có ban hành")
    at = {code: f"D{cells[code] + 1}" for code in ["1.1", "1.10", "2.2", "2.3"]}
    return sheet, {"errors": [f"part-exceeds-whole {at['1.10']} 1.10", f"missing-input {at['2.2']} 2.2",
                              f"input-invalid {at['2.3']} 2.3", f"input-invalid {at['1.1']} 1.1"]}


@form("cong-thuc-loi", "formulas that give an error", by=OFFICE, unit=2)
def _():
    form = Form(2)
    form.row("1.3")["self"] = V(None, formula="1/0")
    form.row("3.1")["self"] = V(None, formula="NA()")
    sheet = page(form, total=False)
    return sheet, {"errors": [f"formula-error {form.at[code, 'self']} {code}" for code in ["1.3", "3.1"]]}


@form("diem-cong-thuc", "points are formulas, computed", by=OFFICE, unit=3)
def _():
    form = Form(3)
    for code in ["1.2", "1.5", "2.1.1"]:
        row = form.row(code)
        row["self"] = V(None, formula=f"{row['self']:g}*2/2")
    return page(form, total=False)


@form("diem-chua-tinh", "points are formulas that were never computed", by=PYTHON, unit=4)
def _():
    form = Form(4)
    codes = ["1.2", "1.5", "2.1.1"]
    for code in codes:
        row = form.row(code)
        row["self"] = V(None, formula=f"{row['self']:g}*2/2")
    sheet = page(form, total=False)
    return sheet, {
        "errors": [f"missing-points {form.at[code, 'self']} {code}" for code in codes],
        "warnings": [f"no-cached-value {form.at['1.2', 'self']} -"],
    }


@form("tai-lieu-la", "evidence of last year, the same document twice, and no more than a word", by=PYTHON, unit=2)
def _():
    form = Form(2)
    form.row("1.1")["evidence"] = "Kế hoạch số 12/KH-UBND ngày 15/01/2024"
    form.row("1.4")["evidence"] = form.row("1.3")["evidence"]
    form.row("1.10")["evidence"] = "Có"
    sheet = page(form)
    found = [("evidence-outside-year", "1.1"), ("repeated-evidence", "1.4"), ("unclear-evidence", "1.10")]
    return sheet, {"warnings": [f"{found} {form.at[code, 'evidence']} {code}" for found, code in found]}
