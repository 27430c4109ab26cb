"""Days where codes belong in every format, and tables of many units gone wrong."""

from . import EDITOR, OFFICE, PYTHON, form, office
from .book import V, by_text
from .codes import damaged, days
from .form import Form, page, truth, unit_name
from .layouts import long_table, matrix
from .old import tcvn3


def both(*units):
    return {unit_name(unit): truth(unit) for unit in units}


@form("cap-ma-ngay-xls", "codes became dates, .xls", by=OFFICE, writer=office("xls"), file="bieu.xls", unit=1)
def _():
    form = days(Form(1))
    return page(form), {"warnings": damaged(form)}


@form("cap-ma-ngay-ods", "codes became dates, .ods", by=OFFICE, writer=office("ods"), file="bieu.ods", unit=2)
def _():
    form = days(Form(2))
    return page(form), {"warnings": damaged(form)}


@form("cap-ma-ngay-html", "codes became dates, a web page that is called .xls", by=OFFICE, writer=office("html"),
      file="bieu.xls", unit=3)
def _():
    form = days(Form(3))
    return page(form), {"warnings": ["disguised-format bieu.xls -", *damaged(form)]}


@form("cap-ma-ngay-xml", "codes became dates, XML of Excel 2003", by=OFFICE, writer=office("xml"), file="bieu.xls",
      unit=4)
def _():
    form = days(Form(4))
    return page(form), {"warnings": ["disguised-format bieu.xls -", *damaged(form)]}


@form("cap-ma-ngay-csv-chu", "codes became dates, saved by LibreOffice as the text that is shown: 1-Jan", by=OFFICE,
      file="bieu.csv", writer=office("csv;"), unit=5)
def _():
    form = days(Form(5))
    return page(form), {"warnings": damaged(form)}


@form("ma-ngay-khong-ten", "codes became dates, and there are no names", by=PYTHON, unit=1)
def _():
    form = days(Form(1, ("code", "max", "self", "evidence"), adjust=False))
    sheet = page(form)
    return sheet, {"warnings": damaged(form), "units": {unit_name(1): truth(1, THUONG=None, PHAT=None)}}


@form("bang-dai-gop", "a long table in which the unit stands in its first row only, merged", "long", by=OFFICE)
def _():
    sheet = long_table([1, 2])
    seen = {}
    for (row, column), v in sorted(sheet.cells.items()):
        if column == 0 and row:
            first, _ = seen.setdefault(v.value, [row, row])
            seen[v.value][1] = row
            if row != first:
                v.value = None
    sheet.merges = [(first, 0, last, 0) for first, last in seen.values()]
    return sheet, {"units": both(1, 2)}


@form("bang-dai-hai-lan", "a long table in which a unit stands twice with other points", "long")
def _():
    sheet = long_table([1, 2])
    again = long_table([3])
    last = max(row for row, _ in sheet.cells)
    for (row, column), v in again.cells.items():
        if row:
            sheet.put(last + row, column, unit_name(1) if column == 0 else v)
    return sheet, {"units": both(1, 2), "errors": [f"duplicate-criterion B{last + 2} -"]}


@form("ma-tran-hai-lan", "a matrix in which a unit stands twice with other points", "matrix", by=PYTHON, points="self")
def _():
    sheet = matrix([1, 2, 3])
    sheet.put(5, 0, unit_name(1))
    return sheet, {"units": both(1, 2), "errors": ["duplicate-unit A6 -"]}


@form("ma-tran-ngay", "a matrix, the codes in its head became dates", "matrix", by=OFFICE, points="self")
def _():
    import datetime

    def day(code):
        parts = [int(part) for part in code.split(".")]
        return V(datetime.datetime(2025, parts[1], parts[0]), format="d-mmm") if len(parts) == 2 else code
    return matrix([1, 3, 5], of_code=day), {"units": both(1, 3, 5), "warnings": ["damaged-code B3 -"]}


@form("ba-chu-so", "points as text with three digits behind the sign: 0,500 and 1.250", unit=2)
def _():
    form = Form(2)
    form.row("1.2")["self"] = V("0,500", format="@")
    form.row("1.5")["self"] = V("1.250", format="@")
    sheet = page(form, total=False)
    return sheet, {"units": {unit_name(2): truth(2, c1_2="0.5", c1_5="1.25")}, "warnings": [f"decimal-comma-text {form.at['1.2', 'self']} -"]}


@form("phep-tinh", "a sum typed as text, a word, a cross", unit=3)
def _():
    form = Form(3)
    for code, text in [("1.2", "0,5 + 0,25"), ("1.5", "Đạt"), ("3.1", "=0,5+0,25")]:
        form.row(code)["self"] = V(text, format="@")
    sheet = page(form, total=False)
    return sheet, {"errors": [f"not-a-number {form.at[code, 'self']} {code}" for code in ["1.2", "1.5", "3.1"]]}


@form("diem-o-nhom", "points at the group, and none at its criteria", by=PYTHON, unit=4)
def _():
    form = Form(4)
    given = form.row("2.1.1").pop("self") + form.row("2.1.2").pop("self")
    form.row("2.1")["self"] = round(given, 10)
    sheet = page(form, total=False)
    return sheet, {"errors": [f"missing-points {form.at[code, 'self']} {code}" for code in ["2.1.1", "2.1.2"]]}


@form("ten-xuong-dong", "a name goes on in the row below, which has nothing else", by=OFFICE, unit=5)
def _():
    form = Form(5)
    form.insert("1.6", name="(tiếp theo trang sau)")
    form.insert("2.2", name="(theo số liệu của hệ thống một cửa)")
    return page(form)


@form("chi-tieu-de-don-vi", "the unit stands in the letterhead only", by=OFFICE, file="bieu-cham-diem.xlsx", unit=3)
def _():
    sheet = page(Form(3), label=None)
    return sheet, {"errors": ["unknown-unit bieu-cham-diem.xlsx -", "missing-unit A4 -"]}


@form("hai-diem", "two plain columns of points: Điểm, Số điểm", unit=4)
def _():
    from .heads import headed
    form = headed(4, ("code", "STT"), ("name", "Tiêu chí"), ("max", "Điểm tối đa"), ("first", "Điểm"),
                  ("self", "Số điểm"))
    from .form import points
    for row in form.rows:
        if row["kind"] == "criterion" and "self" in row:
            row["first"] = points(2)[row["node"]]
    sheet = page(form, total=False)
    return sheet, {"errors": [f"duplicate-head {form.at['head', 'self']} -"]}


@form("cap-tcvn3-csv-ma-so", "TCVN3 in text with tabs, codes as numbers", by=EDITOR, file="bieu.tsv",
      writer=by_text("\t", comma=True, turn=lambda text: tcvn3(text).encode("latin-1")), unit=1)
def _():
    from .codes import numbers
    form = numbers(Form(1))
    return page(form), {"warnings": ["legacy-encoding * -", f"damaged-code {form.at['1.10', 'code']} 1.10"]}
