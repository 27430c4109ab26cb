"""Several tables, pages, units and sheets in a file; sums between the rows."""

from . import OFFICE, PYTHON, form
from .book import Sheet, V
from .form import Form, foot, letterhead, page, points, truth, unit_name


def paged(form, every=7):
    """Heads and the number of the page on every printed page."""
    heads = {key: head for key, head in form.columns}
    rows, form.rows = form.rows, []
    for at, row in enumerate(rows):
        if at and at % every == 0:
            form.rows.append({"kind": "other", "name": f"Trang {at // every}/3"})
            form.rows.append({"kind": "other", **heads})
        form.rows.append(row)
    return form


@form("lap-dau-trang", "the head again on every printed page", by=OFFICE, unit=2)
def _():
    return page(paged(Form(2)))


@form("hai-bang", "two tables of one unit, the second with the columns in another order", unit=3)
def _():
    sheet, first = Sheet("Biểu"), Form(3, fields=["1", "2"])
    row = first.lay(sheet, letterhead(sheet, 3))
    second = Form(3, ("name", "code", "max", "evidence", "self"))
    second.rows = [line for line in second.rows if line.get("node") in ("3", "3.1", "3.2", "3.3", "THUONG", "PHAT")]
    foot(sheet, second.lay(sheet, row + 2))
    return sheet


@form("hai-bang-trung", "the whole table stands twice, with other points", unit=1)
def _():
    sheet, first = Sheet("Biểu"), Form(1)
    row = first.lay(sheet, letterhead(sheet, 1))
    again = Form(1, own=points(2), adjust=False)
    foot(sheet, again.lay(sheet, row + 2))
    # The first row that came before is that of a criterion: fields may stand again.
    return sheet, {"errors": [f"duplicate-criterion {again.at['1.1', 'code']} -"]}


@form("hai-don-vi", "the forms of two units below each other in one sheet", by=PYTHON)
def _():
    sheet = Sheet("Biểu")
    first, second = Form(1), Form(6)
    row = first.lay(sheet, letterhead(sheet, 1))
    sheet.put(row + 2, 0, "Đơn vị: UBND phường Mẫu 06")
    foot(sheet, second.lay(sheet, row + 4))
    return sheet, {"units": {unit_name(unit): truth(unit) for unit in (1, 6)}}


@form("moi-trang-mot-don-vi", "a sheet for each unit, named by the sheets only", by=OFFICE)
def _():
    sheets = [page(Form(unit), name=unit_name(unit), label=None) for unit in (1, 2, 3)]
    return sheets, {"units": {unit_name(unit): truth(unit) for unit in (1, 2, 3)}}


@form("moi-trang-mot-linh-vuc", "a sheet for each field, the unit named in each")
def _():
    sheets = []
    for field in "123":
        part = Form(2, fields=[field])
        if field == "3":
            part.rows += Form(2).rows[-2:]
        sheets.append(page(part, name=f"Lĩnh vực {field}", total=False))
    return sheets, {"units": {unit_name(2): truth(2)}}


def with_sums(form, of_field=lambda form, field: form.sum(field)):
    for at, field in enumerate("123"):
        last = [row["node"] for row in form.rows if (row.get("node") or "").startswith(field + ".")][-1]
        form.insert(last, node=f"sum {field}", name=f"Cộng lĩnh vực {field}", self=of_field(form, field))
    return form


@form("cong-tung-phan", "a sum below each field, typed", unit=4)
def _():
    return page(with_sums(Form(4)))


@form("cong-tung-phan-sai", "one of the sums below the fields is wrong, and so is the total", unit=5)
def _():
    form = with_sums(Form(5))
    wrong = form.row("sum 2")
    wrong["self"] = round(wrong["self"] + 1, 10)
    sheet = page(form)
    total = next(place for place, v in sheet.cells.items() if v.value == "Tổng cộng")
    v = sheet.cells[total[0], 3]
    v.value = round(v.value + 1, 10)
    # One mistake: the total carries it on.
    return sheet, {"errors": [f"total-differs {form.at['sum 2', 'self']} 2"]}


def formulas(form, sheet, top=7):
    """Sums of fields and the total as formulas, as the form was handed out."""
    spans = {"1": ("1.1", "1.10"), "2": ("2.1.1", "2.3"), "3": ("3.1", "3.3")}
    for field, (first, last) in spans.items():
        cells = f"SUM({form.at[first, 'self']}:{form.at[last, 'self']})"
        sheet.cells[form.at[field, "row"], 3] = V(form.sum(field), formula=cells, bold=True)
    total = next(place for place, v in sheet.cells.items() if v.value == "Tổng cộng")
    parts = [form.at[node, "self"] for node in ("1", "2", "3", "THUONG")]
    value = sheet.cells[total[0], 3].value
    sheet.cells[total[0], 3] = V(value, formula="+".join(parts) + f"-{form.at['PHAT', 'self']}")
    return sheet


@form("tong-cong-thuc", "sums and total are formulas, computed", by=OFFICE, unit=1)
def _():
    form = Form(1)
    return formulas(form, page(form))


@form("tong-cong-thuc-chua-tinh", "the same, never computed", by=PYTHON, unit=2)
def _():
    form = Form(2)
    sheet = formulas(form, page(form))
    return sheet, {"warnings": [f"no-cached-value {form.at['1', 'self']} -"]}


@form("tong-sai", "the total was typed in by hand and is wrong", unit=3)
def _():
    form = Form(3)
    sheet = page(form)
    total = next(place for place, v in sheet.cells.items() if v.value == "Tổng cộng")
    sheet.cells[total[0], 3].value = 30
    return sheet, {"errors": [f"total-differs {form.at['total']} -"]}


@form("dong-trung", "one criterion stands twice", unit=4)
def _():
    form = Form(4)
    row = form.row("1.5")
    form.insert("1.5", **{**row, "node": "again", "self": 0.05})
    sheet = page(form, total=False)
    return sheet, {"errors": [f"duplicate-criterion {form.at['again', 'code']} 1.5"]}


@form("phu-luc-giay-to", "below the form a list of papers with a head of its own", by=PYTHON, unit=5)
def _():
    form = Form(5)
    sheet = page(form)
    for row, cells in enumerate([("STT", "Tên văn bản", "Số, ký hiệu", "Ngày ban hành"),
                                 ("1", "Kế hoạch cải cách hành chính", "12/KH-UBND", "10/01/2025"),
                                 ("2", "Báo cáo quý I", "30/BC-UBND", "20/03/2025")], 36):
        for column, text in enumerate(cells):
            sheet.put(row, column, text)
    return sheet


@form("tom-tat-truoc", "a summary of the fields above the table", unit=1)
def _():
    sheet, form = Sheet("Biểu"), Form(1)
    top = letterhead(sheet, 1)
    for column, head in enumerate(["STT", "Lĩnh vực", "Điểm tối đa", "Điểm tự chấm"]):
        sheet.put(top, column, head)
    for row, (field, roman) in enumerate(zip("123", ["I", "II", "III"]), top + 1):
        line = form.row(field)
        for column, value in enumerate([roman, line["name"], line["max"], form.sum(field)]):
            sheet.put(row, column, value)
    foot(sheet, form.lay(sheet, top + 6))
    return sheet


@form("moi-trang-mot-linh-vuc-thieu", "a sheet for each field; one criterion is in none of them", by=OFFICE)
def _():
    sheets = []
    for field in "123":
        part = Form(3, fields=[field])
        if field == "2":
            part.rows.remove(part.row("2.2"))
        sheets.append(page(part, name=f"LV{field}", total=False))
    read = truth(3, THUONG=None, PHAT=None)
    return sheets, {"units": {unit_name(3): read}, "errors": ["missing-criterion bieu.xlsx 2.2"]}


@form("moi-trang-hai-lan", "two sheets of one unit that state the same criteria", by=PYTHON)
def _():
    sheets = [page(Form(4), name="Lần 1"), page(Form(4, own=points(5)), name="Lần 2")]
    return sheets, {"units": {unit_name(4): truth(4)}, "errors": ["duplicate-unit A5 -"]}


@form("moi-trang-khong-ten", "a sheet for each field, the unit named in the first only")
def _():
    sheets = []
    for field in "123":
        part = Form(2, fields=[field])
        sheets.append(page(part, name=f"LV{field}", total=False, label="Đơn vị: UBND {}" if field == "1" else None))
    read = truth(2, THUONG=None, PHAT=None)
    return sheets, {"units": {unit_name(2): read}, "errors": [
        "unknown-unit LV2 -", "unknown-unit LV3 -", "missing-criterion LV1 2", "missing-criterion LV1 3",
    ]}


@form("chep-tai-lieu", "the evidence of two units is the same, word for word", by=OFFICE)
def _():
    first, second = Form(3), Form(5)
    for code in ["1.1", "1.10", "2.2"]:
        second.row(code)["evidence"] = first.row(code)["evidence"] + f", trang {code}"
        first.row(code)["evidence"] = second.row(code)["evidence"]
    sheets = [page(form, name=unit_name(form.unit)) for form in (first, second)]
    # One finding says it of all three.
    found = [f"copied-evidence {second.at['1.1', 'evidence']} 1.1"]
    return sheets, {"units": {unit_name(unit): truth(unit) for unit in (3, 5)}, "warnings": found}
