"""Heads as the provinces print them, and as units change them; texts pasted from Word."""

from . import EDITOR, OFFICE, PYTHON, form
from .book import Sheet, V, by_text
from .codes import roman_anew
from .form import Form, foot, letterhead, page, points, truth, unit_name


def headed(unit, *heads):
    """A form with these columns: key and head."""
    form = Form(unit)
    form.columns = [list(head) for head in heads]
    return form


@form("dau-tham-dinh", "STT, Lĩnh vực/TC/TCTP, Điểm chuẩn, Điểm tự chấm, Điểm thẩm định (blank)", unit=2)
def _():
    return page(headed(2, ("code", "STT"), ("name", "Lĩnh vực/TC/TCTP"), ("max", "Điểm chuẩn"), ("self", "Điểm tự chấm"),
                       ("appraised", "Điểm thẩm định")), total=False)


@form("dau-tlkc", "Lĩnh vực/TC/TCTP, Điểm tối đa, Tự đánh giá, TLKC/Giải trình, Thẩm định, Ý kiến hội đồng, Chỉ số",
      by=OFFICE, unit=3)
def _():
    form = headed(3, ("name", "Lĩnh vực/TC/TCTP"), ("max", "Điểm tối đa"), ("self", "Tự đánh giá"),
                  ("evidence", "TLKC/Giải trình"), ("appraised", "Thẩm định"),
                  ("remark", "Ý kiến hội đồng thẩm định"), ("index", "Chỉ số"))
    return page(form.each(lambda row: row.update(name=f"{row['code']}. {row['name']}")))


@form("dau-ghi-chu", "notes of the unit and of the council, with numbers in them", by=PYTHON, unit=4)
def _():
    form = headed(4, ("code", "STT"), ("name", "Tiêu chí"), ("max", "Điểm tối đa"), ("self", "Điểm tự chấm"),
                  ("appraised", "Điểm thẩm định"), ("note", "Ghi chú của đơn vị"), ("remark", "Ghi chú của thẩm định"),
                  ("evidence", "Tài liệu kiểm chứng"))
    form.row("1.4")["note"], form.row("1.5")["remark"] = 0.1, "Đề nghị 0,5 điểm"
    return page(form)


@form("dau-ke-khai", "Số liệu kê khai, Cách tính điểm, Yêu cầu & TLKC, Điểm tự đánh giá", unit=5)
def _():
    form = headed(5, ("code", "STT"), ("name", "Tiêu chí"), ("max", "Điểm tối đa"), ("option", "Số liệu kê khai"),
                  ("how", "Cách tính điểm"), ("evidence", "Yêu cầu & TLKC"), ("self", "Điểm tự đánh giá"))
    form.row("1.10")["option"] = "giao = 40; xong = 37"
    form.row("1.10")["how"] = "xong/giao × 2; dưới 80% được 0 điểm"
    return page(form)


@form("dau-noi-dung", "Nội dung, Điểm chuẩn, Tự chấm, TLKC/Giải trình, Điểm chấm thực tế, Ý kiến", unit=1)
def _():
    return page(headed(1, ("name", "Nội dung"), ("max", "Điểm chuẩn"), ("self", "Tự chấm"),
                       ("evidence", "TLKC/Giải trình"), ("appraised", "Điểm chấm thực tế"), ("remark", "Ý kiến")))


def two_years(unit, first, second):
    """Two columns of self scores; the first holds something else."""
    form = headed(unit, ("code", "STT"), ("name", "Tiêu chí"), ("max", "Điểm tối đa"), ("last", first),
                  ("self", second), ("evidence", "Tài liệu kiểm chứng"))
    for row in form.rows:
        if isinstance(row.get("self"), (int, float)) and row["kind"] == "criterion":
            row["last"] = points(unit + 2).get(row["node"])
    return form


@form("tu-cham-hai-nam", "a column of last year's self scores beside this year's", unit=2)
def _():
    form = two_years(2, "Điểm tự chấm năm 2024", "Điểm tự chấm năm 2025")
    return page(form, total=False)


@form("tu-cham-hai-lan", "self scores, and self scores after a correction", by=OFFICE, unit=3)
def _():
    form = two_years(3, "Điểm tự chấm", "Điểm tự chấm sau điều chỉnh")
    sheet = page(form, total=False)
    return sheet, {"errors": [f"duplicate-head {form.at['head', 'self']} -"]}


@form("dan-tu-word", "pasted from Word: fixed spaces, line breaks, long dashes, capitals, spaces in codes", by=PYTHON,
      unit=4)
def _():
    form = Form(4)
    nb, zero = "\u00a0", "\u200b"
    form.row("1")["name"] = form.row("1")["name"].upper()
    form.row("1.2")["name"] = form.row("1.2")["name"].replace(" ", nb)
    form.row("1.3")["name"] = form.row("1.3")["name"].replace(", ", ",\n")
    form.row("1.4")["name"] = "  " + form.row("1.4")["name"] + "  "
    form.row("1.5")["name"] = form.row("1.5")["name"] + zero
    form.row("1.6")["name"] = form.row("1.6")["name"].replace(" ", "  ")
    form.row("1.7")["code"] = nb + "1.7" + nb
    form.row("1.8")["code"] = "1.8 "
    form.row("2.1.1")["code"] = "2.1.1."
    form.row("2.1.2")["self"] = f"{form.row('2.1.2')['self']:g}".replace(".", ",") + nb
    form.row("3.1")["self"] = nb + f"{form.row('3.1')['self']:g}"
    form.columns[3][1] = "Điểm\ntự chấm"
    sheet = page(form)
    return sheet, {"warnings": [f"decimal-comma-text {form.at['2.1.2', 'self']} -"]}


@form("phan-tram", "points shown as percent, and one typed as percent text", by=PYTHON, unit=5)
def _():
    form = Form(5)
    form.row("1.2")["self"] = V(form.row("1.2")["self"], format="0%")
    form.row("1.5")["self"] = "50%"
    sheet = page(form, total=False)
    return sheet, {"errors": [f"not-a-number {form.at['1.5', 'self']} 1.5"],
                   "units": {unit_name(5): truth(5, c1_5="0.5")}}


@form("diem-phat-am", "the penalty below zero, with a long minus", unit=2)
def _():
    form = Form(2)
    form.row("PHAT")["self"] = "−0,25"
    sheet = page(form)
    return sheet, {"warnings": [f"decimal-comma-text {form.at['PHAT', 'self']} -"]}


@form("cap-la-ma-ngay", "Roman fields under which the codes begin anew, and became dates", unit=3)
def _():
    import datetime
    form = roman_anew(Form(3))

    def change(row):
        parts = row["code"].split(".")
        if len(parts) == 2:
            row["code"] = V(datetime.datetime(2025, int(parts[1]), int(parts[0])), format="d-mmm")
    form.each(change, ("criterion",))
    sheet = page(form, total=False)
    # The first of January may be 1.1 and 2.1.1, and only the name says 2.1.1.
    return sheet, {"errors": [f"ambiguous-criterion {form.at[code, 'code']} -" for code in ["2.1.1", "2.1.2"]]}


@form("cap-hai-don-vi-dau-trang", "two units in a sheet, heads on every page, codes as numbers", by=OFFICE)
def _():
    from .codes import numbers
    from .tables import paged
    sheet, first, second = Sheet("Biểu"), paged(numbers(Form(1))), paged(numbers(Form(2)))
    row = first.lay(sheet, letterhead(sheet, 1))
    sheet.put(row + 1, 0, "Đơn vị: UBND xã Mẫu 02")
    foot(sheet, second.lay(sheet, row + 3))
    found = [f"damaged-code {form.at['1.10', 'code']} 1.10" for form in (first, second)]
    return sheet, {"units": {unit_name(unit): truth(unit) for unit in (1, 2)}, "warnings": found}


@form("cap-an-cong", "sums below the fields, their rows hidden", by=PYTHON, unit=4)
def _():
    from .tables import with_sums
    form = with_sums(Form(4))
    sheet = page(form)
    sheet.hidden_rows = {form.at[f"sum {field}", "row"] for field in "123"}
    return sheet, {"warnings": ["hidden-rows Biểu -"]}


@form("cap-dao-lech", "columns in another order, and the cells of one row one to the right", unit=5)
def _():
    form = Form(5, ("name", "code", "self", "max", "evidence"))
    sheet = page(form, total=False)
    row = form.at["1.7", "row"]
    for column in range(4, -1, -1):
        moved = sheet.cells.pop((row, column), None)
        if moved:
            sheet.cells[row, column + 1] = moved
    return sheet, {"errors": ["shifted-columns B15 -"]}


@form("ma-cong-thuc", "codes and names are formulas, computed", by=OFFICE, unit=1)
def _():
    form = Form(1)
    form.each(lambda row: row.update(code=V(None, formula=f'"{row["code"]}"'), name=V(None, formula=f'"{row["name"]}"')))
    return page(form)


@form("bang-dai-cong", "a long table with a sum below each unit, in text with semicolons", "long", by=EDITOR,
      file="tong-hop.csv", writer=by_text(";", comma=True))
def _():
    from .layouts import long_table
    sheet, made = Sheet("Tổng hợp"), long_table([1, 2])
    row, last = 0, None
    for at, cells in enumerate(made.rows()):
        if last and cells[0] != last and at > 1:
            sheet.put(row, 0, last)
            sheet.put(row, 2, "Tổng cộng")
            sheet.put(row, 4, Form(int(last[-2:])).sum())
            row += 1
        for column, value in enumerate(cells):
            if value is not None:
                sheet.put(row, column, value)
        last, row = cells[0] if at else None, row + 1
    return sheet, {"units": {unit_name(unit): truth(unit) for unit in (1, 2)}}


@form("ma-tran-cot-trong", "a matrix with blank columns, totals and a row of means", "matrix", by=OFFICE, points="self")
def _():
    from .layouts import LEAVES
    sheet, last = Sheet("Ma trận"), len(LEAVES) + 4
    heads = ["TT", None, "Tên đơn vị", *(V(node["code"], format="@") for node in LEAVES[:9]), None,
             *(V(node["code"], format="@") for node in LEAVES[9:]), "Tổng điểm"]
    for column, head in enumerate(heads):
        if head is not None:
            sheet.put(1, column, head)
    for row, unit in enumerate([1, 3, 5], 2):
        given = points(unit)
        sheet.put(row, 0, row - 1)
        sheet.put(row, 2, unit_name(unit))
        for column, head in enumerate(heads[3:-1], 3):
            if head is not None and given[head.value] is not None:
                sheet.put(row, column, given[head.value])
        sheet.put(row, last, round(sum(value for value in given.values() if value is not None), 10))
    sheet.put(5, 2, "Trung bình")
    sheet.put(5, 3, 1)
    return sheet, {"units": {unit_name(unit): truth(unit, THUONG=None, PHAT=None) for unit in (1, 3, 5)}}
