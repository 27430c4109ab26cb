"""What the units mean to say, and the form in which they say it."""

import tomllib
from pathlib import Path

from .book import Sheet, as_v, name

HERE = Path(__file__).resolve().parents[1]
HEADS = {
    "code": "STT", "name": "Tiêu chí", "max": "Điểm tối đa", "self": "Điểm tự chấm", "option": "Số liệu kê khai",
    "evidence": "Tài liệu kiểm chứng", "appraised": "Điểm thẩm định", "survey": "Điểm điều tra XHH", "note": "Ghi chú",
}
USUAL = ("code", "name", "max", "self", "evidence")
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]


def nodes(file=HERE / "set.toml"):
    """Fields and criteria of a set in the order of the file."""
    text = tomllib.loads(Path(file).read_text("utf-8"))
    order = {}
    for place, kind in [("field", "field"), ("criterion", "criterion")]:
        for node in text.get(place, []):
            order[node["code"]] = {**node, "kind": kind}
    codes = list(order)
    for node in order.values():
        inside = any(code.startswith(node["code"] + ".") for code in codes)
        if inside and node["kind"] == "criterion":
            node["kind"] = "group"
    key = lambda code: [int(part) for part in code.split(".")]
    return [order[code] for code in sorted(codes, key=key)]


SET = nodes()
JUDGED = [node["code"] for node in SET if "rule" in node and "judged" in node["rule"] and "scored_by" not in node]


def unit_name(unit):
    return "Phường Mẫu 06" if unit == 6 else f"Xã Mẫu {unit:02}"


def g(number):
    """A number as it is published: no noise, no zeros behind."""
    return f"{number:.10g}"


def data(unit):
    """Raw data: tasks given and done, dossiers and those on time, late answers."""
    return {
        "1.10": {"giao": 40, "xong": 32 + unit},
        "2.2": {"nhan": 200, "dung": 193 if unit % 2 else 171},
        "2.3": {"tre": unit % 3},
    }


def points(unit):
    """What a unit gives itself, by criterion; no two judged ones are alike. `None`: not its to score."""
    inputs, given = data(unit), {}
    for at, code in enumerate(JUDGED):
        given[code] = (5 + (at * 7 + unit * 5) % 23) / 20
    given["1.1"] = 1 if unit % 2 else 0.5
    given["1.10"] = inputs["1.10"]["xong"] / 20
    given["2.2"] = 3 if unit % 2 else 2
    given["2.3"] = "KAD" if unit == 6 else 1 - (unit % 3) / 4
    given["1.9"] = given["3.3"] = None
    return given


def truth(unit, **other):
    """What must be read of a unit; `other` says what it wrote otherwise (`c1_1=None`)."""
    read = {code: value if value is None or value == "KAD" else g(value) for code, value in points(unit).items()}
    read.update({"THUONG": g(0.5), "PHAT": g(0.25 if unit % 2 == 0 else 0)})
    for code, value in other.items():
        code = code.removeprefix("c").replace("_", ".")
        read[code] = value
    return read


def evidence(unit, at, year=2025):
    return f"Báo cáo số {100 * unit + at}/BC-UBND ngày {1 + at % 28:02}/10/{year}"


class Form:
    """The rows of one unit, in columns; it is damaged before it is laid into a sheet."""

    def __init__(self, unit, columns=USUAL, fields=None, own=None, of_set=SET, adjust=True, year=2025):
        self.unit, self.rows, self.at = unit, [], {}
        self.columns = [[key, HEADS[key]] for key in columns]
        given = points(unit) if own is None else own
        for at, node in enumerate(of_set):
            code = node["code"]
            if fields and code.split(".")[0] not in fields:
                continue
            row = {"node": code, "kind": node["kind"], "code": code, "name": node["name"], "max": node["max"]}
            if node["kind"] == "criterion" and given.get(code) is not None:
                row["self"] = row["meant"] = given[code]
                row["evidence"] = evidence(unit, at, year)
            self.rows.append(row)
        if adjust and not fields:
            self.rows.append({"node": "THUONG", "kind": "adjustment", "name": "Điểm thưởng", "self": 0.5, "meant": 0.5})
            less = 0.25 if unit % 2 == 0 else 0
            self.rows.append({"node": "PHAT", "kind": "adjustment", "name": "Điểm phạt", "self": less, "meant": -less})

    def row(self, node):
        return next(row for row in self.rows if row.get("node") == node)

    def each(self, change, kinds=("field", "group", "criterion")):
        for row in self.rows:
            if row["kind"] in kinds:
                change(row)
        return self

    def insert(self, behind, /, **row):
        """Puts a row behind that of a node."""
        at = self.rows.index(self.row(behind)) + 1
        self.rows.insert(at, {"kind": "other", "node": row.get("node"), **row})
        return self

    def sum(self, under=None):
        """The sum of what the unit gave itself, of a field or of the whole."""
        total = 0
        for row in self.rows:
            value = as_v(row.get("self")).value
            # As text, or as a formula, points are still those that were meant.
            if isinstance(value, str) and any(sign.isdigit() for sign in value) or as_v(row.get("self")).formula:
                value = row.get("meant")
            if "meant" in row and isinstance(value, (int, float)) and (under is None or row["node"].split(".")[0] == under):
                total += -value if row["node"] == "PHAT" and value > 0 else value
        return round(total, 10)

    def lay(self, sheet, top, left=0):
        """Writes head and rows; says in which row it ended. `at` then knows the cell of a node in a column."""
        keys = [key for key, _ in self.columns]
        for column, (key, head) in enumerate(self.columns):
            self.at["head", key] = sheet.put(top, left + column, as_v(head)) if head else None
        for row in self.rows:
            top += 1
            for column, key in enumerate(keys):
                value = row.get(key)
                if value is not None:
                    v = as_v(value)
                    v.bold |= row["kind"] in ("field", "group")
                    if key == "code" and isinstance(v.value, str) and v.format is None:
                        v.format = "@"
                    sheet.put(top, left + column, v)
                self.at[row.get("node"), key] = name(top, left + column)
            self.at[row.get("node"), "row"] = top
        return top + 1


def letterhead(sheet, unit, year=2025, label="Đơn vị: UBND {}", named=None):
    """What stands above a form; says in which row the table may begin."""
    called = named or unit_name(unit).replace("Xã", "xã").replace("Phường", "phường")
    sheet.put(0, 0, f"ỦY BAN NHÂN DÂN {called.upper()}")
    sheet.put(0, 3, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.put(1, 3, "Độc lập - Tự do - Hạnh phúc")
    sheet.put(3, 0, f"BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}")
    if label:
        sheet.put(4, 0, label.format(called))
    sheet.widths.update({0: 8, 1: 45, 2: 12, 3: 12, 4: 30})
    return 6


def foot(sheet, row):
    sheet.put(row + 1, 3, "Ngày 15 tháng 12 năm 2025")
    sheet.put(row + 2, 0, "Người lập biểu")
    sheet.put(row + 2, 3, "CHỦ TỊCH")


def page(form, name="Biểu", total=True, **above):
    """A form with all that stands around it."""
    sheet = Sheet(name)
    row = form.lay(sheet, letterhead(sheet, form.unit, **above))
    if total:
        keys = [key for key, _ in form.columns]
        if "name" in keys and "self" in keys:
            sheet.put(row, keys.index("name"), "Tổng cộng")
            form.at["total"] = sheet.put(row, keys.index("self"), form.sum())
            row += 1
    foot(sheet, row)
    return sheet
