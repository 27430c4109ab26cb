"""What becomes of the columns."""

from . import OFFICE, PYTHON, form
from .form import Form, page


@form("cot-dao", "columns in another order", by=PYTHON, unit=2)
def _():
    return page(Form(2, ("self", "evidence", "name", "max", "code", "note")))


@form("chen-cot-trong", "a blank column between names and maxima", by=OFFICE, unit=3)
def _():
    form = Form(3)
    form.columns.insert(2, ["blank", None])
    return page(form)


@form("chen-cot-rieng", "a column of the unit's own, full of numbers", unit=4)
def _():
    form = Form(4)
    form.columns.insert(3, ["last", "Năm 2024"])
    for row in form.rows:
        if row["kind"] == "criterion" and "self" in row:
            row["last"] = 0.15
    return page(form)


@form("lech-cot", "a cell deleted in the row of heads: all heads stand one to the left of their columns", unit=1)
def _():
    form = Form(1)
    sheet = page(form)
    head = 6
    for column in range(5):
        sheet.cells[head, column] = sheet.cells.pop((head, column + 1), None) or sheet.cells.get((head, column))
    sheet.cells.pop((head, 4))
    return sheet, {"errors": ["shifted-columns A8 -"]}


@form("lech-cot-phai", "a cell put in before the heads: all stand one to the right of their columns", unit=1)
def _():
    form = Form(1)
    sheet = page(form)
    for column in range(5, 0, -1):
        sheet.cells[6, column] = sheet.cells[6, column - 1]
    sheet.cells.pop((6, 0))
    return sheet, {"errors": ["shifted-columns B7 -"]}


@form("lech-mot-dong", "a cell deleted in one row: its cells stand one to the left", by=PYTHON, unit=5)
def _():
    form = Form(5)
    sheet = page(form, total=False)
    row = form.at["1.6", "row"]
    for column in range(5):
        moved = sheet.cells.pop((row, column + 1), None)
        if moved:
            sheet.cells[row, column] = moved
        else:
            sheet.cells.pop((row, column), None)
    return sheet, {"errors": [f"shifted-columns {form.at['1.6', 'code']} -"]}


@form("hai-cot-tu-cham", "two columns of self scores with different contents", unit=2)
def _():
    form = Form(2)
    form.columns.insert(4, ["again", "Điểm tự chấm"])
    for row in form.rows:
        if isinstance(row.get("self"), (int, float)):
            row["again"] = row["self"] / 2
    sheet = page(form)
    return sheet, {"errors": [f"duplicate-head {form.at['head', 'again']} -"]}


@form("cot-la", "nobody knows what the head over the points means", unit=3)
def _():
    form = Form(3)
    form.columns[3][1] = "Kết luận"
    sheet = page(form, total=False)
    # So far the unit has sent nothing that can be read.
    return sheet, {"errors": [f"no-table {form.at['head', 'self']} -", "missing-unit A4 -"]}
