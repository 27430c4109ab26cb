"""Two damages at once."""

from . import EDITOR, OFFICE, PYTHON, form, office
from .book import Sheet, V, by_text
from .codes import damaged, days, numbers, roman_anew
from .form import Form, foot, letterhead, page, truth, unit_name
from .layouts import matrix, transposed, two_rows
from .old import decomposed, in_font, tcvn3, vni
from .tables import paged, with_sums


def lost(form):
    return {"warnings": [f"damaged-code {form.at['1.10', 'code']} 1.10"]}


@form("cap-ma-so-xls", "codes as numbers, .xls", by=OFFICE, writer=office("xls"), file="bieu.xls", unit=2)
def _():
    form = numbers(Form(2))
    return page(form), lost(form)


@form("cap-ma-so-ods", "codes as numbers, columns in another order, .ods", by=OFFICE, writer=office("ods"),
      file="bieu.ods", unit=3)
def _():
    form = numbers(Form(3, ("name", "self", "max", "code", "evidence")))
    return page(form), lost(form)


@form("cap-ma-ngay-csv", "codes became dates, saved as text with semicolons", by=EDITOR, file="bieu.csv",
      writer=by_text(";", comma=True), unit=4)
def _():
    form = days(Form(4))
    return page(form), {"warnings": damaged(form)}


@form("cap-ma-so-csv", "codes as numbers, saved by LibreOffice as text with semicolons", by=OFFICE, file="bieu.csv",
      writer=office("csv;"), unit=5)
def _():
    form = numbers(Form(5))
    return page(form), lost(form)


@form("cap-la-ma-nfd", "Roman fields that begin anew, decomposed letters", by=PYTHON, unit=1)
def _():
    return in_font(page(roman_anew(Form(1))), decomposed, None)


@form("cap-la-ma-so", "Roman fields that begin anew, their codes as numbers", unit=2)
def _():
    form = Form(2)
    roman_anew(form)

    def change(row):
        if row["kind"] != "field" and row["code"].count(".") <= 1:
            row["code"] = float(row["code"]) if "." in row["code"] else int(row["code"])
    form.each(change)
    return page(form)


@form("cap-hai-dong-tcvn3", "two head rows, all of it in .VnTime", by=PYTHON, unit=3)
def _():
    return in_font(two_rows(Form(3)), tcvn3, ".VnTime"), {"warnings": ["legacy-encoding * -"]}


@form("cap-vni-ma-so", "VNI-Times, codes as numbers", unit=4)
def _():
    form = numbers(Form(4))
    sheet = in_font(page(form), vni, "VNI-Times")
    return sheet, {"warnings": ["legacy-encoding * -", *lost(form)["warnings"]]}


@form("cap-cot-trong-phay", "a blank column, and points as text with a comma", by=OFFICE, unit=5)
def _():
    form = Form(5)
    form.columns.insert(1, ["blank", None])
    for row in form.rows:
        if isinstance(row.get("self"), float):
            row["self"] = V(f"{row['self']:g}".replace(".", ","), format="@")
    sheet = page(form, total=False)
    return sheet, {"warnings": [f"decimal-comma-text {form.at['1.2', 'self']} -"]}


@form("cap-dau-trang-cong", "heads on every page, and sums below the fields", by=PYTHON, unit=1)
def _():
    return page(paged(with_sums(Form(1))))


@form("cap-hang-an-dau-trang", "heads on every page, and one of them is hidden with the rows around it", unit=2)
def _():
    form = paged(Form(2))
    sheet = page(form)
    sheet.hidden_rows = {form.at["1.6", "row"], form.at["1.6", "row"] + 1, form.at["1.6", "row"] + 2}
    return sheet, {"warnings": ["hidden-rows Biểu -"]}


@form("cap-hai-don-vi-kad", "two units in a sheet, the second may leave a criterion out and the first may not", by=OFFICE)
def _():
    sheet, first, second = Sheet("Biểu"), Form(3), Form(6)
    first.row("2.3")["self"] = "KAD"
    row = first.lay(sheet, letterhead(sheet, 3))
    sheet.put(row + 2, 0, "Đơn vị: Phường Mẫu 06")
    foot(sheet, second.lay(sheet, row + 4))
    return sheet, {
        "errors": [f"not-applicable-undeclared {first.at['2.3', 'self']} 2.3"],
        "units": {unit_name(3): truth(3, c2_3="KAD"), unit_name(6): truth(6)},
    }


@form("cap-trang-don-vi-ma-so", "a sheet for each unit, codes as numbers", by=PYTHON)
def _():
    forms = [numbers(Form(unit)) for unit in (4, 5)]
    sheets = [page(form, name=unit_name(form.unit), label=None) for form in forms]
    return sheets, {
        "units": {unit_name(unit): truth(unit) for unit in (4, 5)},
        "warnings": [warning for form in forms for warning in lost(form)["warnings"]],
    }


@form("cap-html-ma-so", "a web page that is called .xls, codes as numbers", by=OFFICE, writer=office("html"),
      file="bieu.xls", unit=1)
def _():
    form = numbers(Form(1))
    return page(form), {"warnings": ["disguised-format bieu.xls -", *lost(form)["warnings"]]}


@form("cap-ma-tran-ma-so", "a matrix, the codes in its head are numbers", "matrix", points="self")
def _():
    from .codes import as_number
    sheet = matrix([1, 2, 3], of_code=as_number)
    return sheet, {
        "units": {unit_name(unit): truth(unit) for unit in (1, 2, 3)},
        "warnings": ["damaged-code K3 1.10"],
    }


@form("cap-chuyen-vi-ods", "criteria down, units across, .ods with decimal commas as text", "transposed", by=OFFICE,
      writer=office("ods"), file="tong-hop.ods", points="self")
def _():
    sheet = transposed([1, 6])
    for (row, column), v in sheet.cells.items():
        if row and column > 2 and isinstance(v.value, float):
            v.value = f"{v.value:g}".replace(".", ",")
    return sheet, {
        "units": {unit_name(unit): truth(unit) for unit in (1, 6)}, "warnings": ["decimal-comma-text E3 -"],
    }


@form("cap-doi-ten-them-cot", "a reworded name, and a column of the unit's own", by=OFFICE, unit=3)
def _():
    form = Form(3)
    form.columns.insert(2, ["who", "Bộ phận phụ trách"])
    form.each(lambda row: row.update(who="Văn phòng"), ("criterion",))
    form.row("2.1.2")["name"] = "Đăng tải trên cổng thông tin điện tử"
    sheet = page(form)
    return sheet, {"warnings": [f"renamed-criterion {form.at['2.1.2', 'name']} 2.1.2"]}


@form("cap-nam-truoc-trong", "last year's form, and blank", unit=4)
def _():
    form = Form(4, own={}, adjust=False)
    sheet = page(form, total=False, year=2024)
    asked = [row["node"] for row in form.rows if row["kind"] == "criterion" and row["node"] not in ("1.9", "3.3")]
    return sheet, {
        "errors": ["other-year A4 -", *(f"missing-points {form.at[code, 'self']} {code}" for code in asked)],
        "units": {unit_name(4): {code: None for code in truth(4)}},
    }


@form("cap-loi-tong", "an error of a formula runs on into the sum and the total", by=OFFICE, unit=5)
def _():
    form = with_sums(Form(5))
    form.row("1.3")["self"] = V(None, formula="1/0")
    sheet = page(form)
    total = next(place for place, v in sheet.cells.items() if v.value == "Tổng cộng")
    sum_1 = form.at["sum 1", "self"]
    row = form.at["sum 1", "row"]
    sheet.cells[row, 3] = V(None, formula=f"SUM({form.at['1.1', 'self']}:{form.at['1.10', 'self']})")
    sheet.cells[total[0], 3] = V(None, formula=f"{sum_1}+1")
    return sheet, {"errors": [f"formula-error {form.at['1.3', 'self']} 1.3"]}
