"""Every layout, undamaged, by every writer."""

from . import EDITOR, OFFICE, PYTHON, form, office
from .book import Sheet, V, by_text
from .form import SET, Form, foot, letterhead, page, points, truth, unit_name

LEAVES = [node for node in SET if node["kind"] == "criterion"]
ALL = [1, 2, 3, 4, 5, 6]


def all_units(**more):
    return {"units": {unit_name(unit): truth(unit) for unit in ALL}, **more}


@form("bieu", "the form as it was handed out")
def _():
    return page(Form(1))


@form("bieu-openpyxl", "the same, of another unit", by=PYTHON, unit=2)
def _():
    return page(Form(2))


@form("bieu-libreoffice", "the same, opened and saved", by=OFFICE, unit=3)
def _():
    return page(Form(3))


@form("bieu-ods", "saved as .ods", by=OFFICE, writer=office("ods"), file="bieu.ods", unit=4)
def _():
    return page(Form(4))


@form("bieu-xls", "saved as .xls of Excel 97", by=OFFICE, writer=office("xls"), file="bieu.xls", unit=5)
def _():
    return page(Form(5))


DISGUISED = {"warnings": ["disguised-format bieu.xls -"]}


@form("bieu-html", "a web page that is called .xls", by=OFFICE, writer=office("html"), file="bieu.xls", unit=2)
def _():
    return page(Form(2)), dict(DISGUISED)


@form("bieu-xml-2003", "XML of Excel 2003 that is called .xls", by=OFFICE, writer=office("xml"), file="bieu.xls",
      unit=3)
def _():
    return page(Form(3)), dict(DISGUISED)


@form("ten-tap-tin", "the unit is named by the file only", by=OFFICE, file="UBND_xã_Mẫu_04.xlsx", unit=4)
def _():
    return page(Form(4), label=None)


@form("ten-trong-o-ben", "the unit is named in the next cell, by its other name", unit=2)
def _():
    sheet = page(Form(2), label=None)
    sheet.put(4, 0, "Tên đơn vị:")
    sheet.put(4, 1, "UBND Xã Mẫu Hai")
    return sheet


def long_table(units, key="self", head="Điểm tự chấm"):
    sheet, row = Sheet("Tổng hợp"), 1
    for column, text in enumerate(["Tên đơn vị", "STT", "Tiêu chí", "Điểm tối đa", head, "Tài liệu kiểm chứng"]):
        sheet.put(0, column, text)
    for unit in units:
        for line in Form(unit).rows:
            if line.get("self") is None and line["kind"] != "criterion":
                continue
            cells = [unit_name(unit), line.get("code"), line["name"], line.get("max"), line.get(key),
                     line.get("evidence")]
            for column, value in enumerate(cells):
                if value is not None:
                    sheet.put(row, column, value)
            row += 1
    return sheet


@form("bang-dai", "six units in one long table", "long")
def _():
    return long_table(ALL), all_units()


@form("bang-dai-csv", "the same as text with commas, UTF-8", "long", by=EDITOR, file="tong-hop.csv")
def _():
    return long_table(ALL), all_units()


def matrix(units, of_code=lambda code: V(code, format="@")):
    sheet = Sheet("Ma trận")
    sheet.put(0, 0, "BẢNG TỔNG HỢP ĐIỂM CÁC ĐƠN VỊ NĂM 2025")
    sheet.put(2, 0, "Tên đơn vị")
    for column, node in enumerate(LEAVES, 1):
        sheet.put(2, column, of_code(node["code"]))
    sheet.put(2, len(LEAVES) + 1, "Điểm thưởng")
    sheet.put(2, len(LEAVES) + 2, "Điểm phạt")
    for row, unit in enumerate(units, 3):
        sheet.put(row, 0, unit_name(unit))
        given = points(unit)
        for column, node in enumerate(LEAVES, 1):
            if given[node["code"]] is not None:
                sheet.put(row, column, given[node["code"]])
        sheet.put(row, len(LEAVES) + 1, 0.5)
        sheet.put(row, len(LEAVES) + 2, 0.25 if unit % 2 == 0 else 0)
    return sheet


@form("ma-tran", "units down, criteria across", "matrix", by=PYTHON, points="self")
def _():
    return matrix(ALL), all_units()


def transposed(units):
    sheet = Sheet("Chuyển vị")
    sheet.put(0, 0, "STT")
    sheet.put(0, 1, "Tiêu chí")
    sheet.put(0, 2, "Điểm tối đa")
    for column, unit in enumerate(units, 3):
        sheet.put(0, column, unit_name(unit))
    rows = Form(1).rows
    for row, line in enumerate(rows, 1):
        for column, key in enumerate(["code", "name", "max"]):
            if line.get(key) is not None:
                sheet.put(row, column, line[key])
        for column, unit in enumerate(units, 3):
            own = Form(unit).row(line["node"]).get("self")
            if own is not None:
                sheet.put(row, column, own)
    return sheet


@form("ma-tran-chuyen-vi", "criteria down, units across", "transposed", points="self")
def _():
    return transposed(ALL), all_units()


def two_rows(form):
    """The two head rows that most decisions print, with merged cells."""
    sheet = Sheet("Biểu")
    top = letterhead(sheet, form.unit)
    form.columns = [["code", None], ["name", None], ["max", None], ["survey", "Điều tra XHH"],
                    ["self", "Tự đánh giá"], ["appraised", "SNV đánh giá"], ["evidence", None]]
    for column, head in [(0, "STT"), (1, "Lĩnh vực/TC/TCTP"), (2, "Điểm tối đa"), (3, "Điểm đánh giá"), (6, "TLKC")]:
        sheet.put(top, column, head)
        sheet.merges.append((top, 3, top, 5) if column == 3 else (top, column, top + 1, column))
    foot(sheet, form.lay(sheet, top + 1))
    return sheet


@form("dau-hai-dong", "two head rows with merged cells: survey, self and appraised points")
def _():
    form = Form(1)
    form.row("3.3")["survey"] = 2.4
    read = truth(1, c1_9="0.2", c3_3="2.4")
    final = {code: None for code in read}
    final.update({"3.3": "2.4"})
    for at, code in enumerate(["1.2", "1.5", "1.9", "2.1.1"]):
        form.row(code)["appraised"] = 0.1 + at / 20
        final[code] = f"{0.1 + at / 20:g}"
    return two_rows(form), {"units": {unit_name(1): read}, "final": {unit_name(1): final}}


@form("danh-so-cot", "a row that numbers the columns under the head", by=OFFICE, unit=4)
def _():
    form = Form(4)
    form.rows.insert(0, {"kind": "other", "node": None, "code": "(1)", "name": "(2)", "max": "(3)", "self": "(4)",
                         "evidence": "(5)"})
    return page(form)


@form("so-lieu-ke-khai", "raw data and no self score: the rules compute it", unit=3)
def _():
    return declared(3)


def declared(unit, keep=()):
    """Where the set asks for raw data they are given, and no points."""
    from .form import data
    form = Form(unit, ("code", "name", "max", "option", "self", "evidence"))
    for code, inputs in data(unit).items():
        row = form.row(code)
        if row.get("self") == "KAD":
            continue
        row["option"] = "; ".join(f"{id} = {value}" for id, value in inputs.items())
        if code not in keep:
            row.pop("self", None)
    form.row("1.1")["option"] = "Ban hành kịp thời" if unit % 2 else "Ban hành không kịp thời"
    if "1.1" not in keep:
        form.row("1.1").pop("self", None)
    return page(form, total=False)
