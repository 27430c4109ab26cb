"""Forms of sets that the program carries."""

from . import EDITOR, OFFICE, form, office
from .book import ROOT, by_text
from .form import ROMAN, Form, g, nodes, page
from .old import windows_1258


def of_carried(id, unit, year=2025):
    """Full points, and half of them where any points may stand."""
    of_set = nodes(ROOT / "criteria" / f"{id}.toml")
    own, read = {}, {}
    for node in of_set:
        if node["kind"] != "criterion":
            continue
        rule = node.get("rule", {})
        asked = node.get("scored_by", "unit") == "unit" and "info" not in rule
        step = rule.get("judged", {}).get("step")
        half = node["max"] / 2
        judged = "judged" in rule and (step is None or (half / step).is_integer())
        own[node["code"]] = (half if judged else node["max"]) if asked else None
        read[node["code"]] = g(own[node["code"]]) if asked else "0" if "info" in rule else None
    return Form(unit, own=own, of_set=of_set, adjust=False, year=year), read


@form("mau-xa", "the carried set of communes", by=OFFICE, set="mau-xa-2025")
def _():
    form, read = of_carried("mau-xa-2025", 1)
    sheet = page(form)
    return sheet, {"units": {"UBND xã Mẫu 01": read}}


@form("mau-so", "the carried set of departments; Roman fields, .xls", by=OFFICE, writer=office("xls"), file="bieu.xls",
      set="mau-so-2025")
def _():
    form, read = of_carried("mau-so-2025", 1)
    for row in form.rows:
        if row["kind"] == "field":
            row["code"] = ROMAN[int(row["code"]) - 1]
    return page(form, label="Đơn vị: Sở Mẫu 01"), {"units": {"Sở Mẫu 01": read}}


@form("mau-huyen", "the carried set of districts; text with semicolons, Windows-1258", by=EDITOR, file="bieu.csv",
      writer=by_text(";", comma=True, turn=windows_1258), set="mau-huyen-2024")
def _():
    form, read = of_carried("mau-huyen-2024", 1, year=2024)
    sheet = page(form, label="Đơn vị: UBND huyện Mẫu 01", year=2024)
    return sheet, {"units": {"UBND huyện Mẫu 01": read}, "warnings": ["legacy-encoding * -"], "year": 2024}
