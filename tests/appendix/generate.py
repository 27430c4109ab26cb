"""Makes the appendices of this folder from their truths.

`<name>.truth.toml` lists every node of one appendix as it is printed; this program lays them out as officials do: as sheets through
openpyxl, as a Word document written part by part, and both once more through LibreOffice. Needs Python 3.11, openpyxl and soffice.

    python3 generate.py            # writes into its own folder
"""
import csv, io, pathlib, subprocess, tempfile, tomllib, unicodedata, zipfile
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side

HERE = pathlib.Path(__file__).resolve().parent


def read(name):
    return tomllib.loads((HERE / f"{name}.truth.toml").read_text("utf-8"))


def comma(number):
    return number.replace(".", ",")


def cells(truth):
    """The rows of the table below its head, one list of texts per row, and the node of each row."""
    for node in truth["node"]:
        printed = {
            "code": node.get("printed_code", node["code"]),
            "name": node["name"],
            "max": node.get("printed_max", comma(node["max"])),
            "text": node.get("text", ""),
            "evidence": node.get("evidence", ""),
            "appraiser": node.get("appraiser", ""),
            "note": node.get("note_cell", ""),
        }
        yield node, [printed[column] for column in truth["columns"]]
        for label, points in node.get("rows", []):
            option = {"name": label, "max": points, "evidence": printed["evidence"], "appraiser": printed["appraiser"]}
            yield node, [option.get(column, "") for column in truth["columns"]]


def convert(source, kind, target):
    """One pass through LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        made = pathlib.Path(folder) / f"{source.stem}.{kind.split(':')[0]}"
        target.write_bytes(made.read_bytes())


# --- sheets ---------------------------------------------------------------------------------------------------------------------------

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WIDTHS = {"code": 7, "name": 34, "max": 9, "text": 52, "evidence": 26, "appraiser": 16, "note": 14}


def put(sheet, row, column, value, bold=False, center=False, box=True):
    cell = sheet.cell(row, column, value if value != "" else None)
    cell.font = Font(name="Times New Roman", size=12, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if center else None)
    if box:
        cell.border = BOX
    return cell


def letterhead(sheet, truth, last):
    half = last // 2
    lines = [
        ("ỦY BAN NHÂN DÂN\nTỈNH MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        truth["appendix"],
        truth["title"],
        "(Ban hành kèm theo Quyết định số      /QĐ-UBND ngày     tháng     năm 2025 của Ủy ban nhân dân tỉnh Mẫu)",
    ]
    for row, line in enumerate(lines, 1):
        spans = [(1, half, line[0]), (half + 1, last, line[1])] if isinstance(line, tuple) else [(1, last, line)]
        for first, end, text in spans:
            put(sheet, row, first, text, bold=row < 4, center=True, box=False)
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=end)
        sheet.row_dimensions[row].height = 36 if row == 1 else 20
    return len(lines) + 2


def two_row_head(sheet, truth, row):
    """Two rows of heads, scoring and evidence below a common one, and a row of column numbers."""
    heads, columns = truth["heads"], truth["columns"]
    group = [columns.index("text") + 1, columns.index("evidence") + 1]
    for column, head in enumerate(heads, 1):
        for at in (row, row + 1):
            put(sheet, at, column, "", bold=True, center=True)
        if column in group:
            put(sheet, row + 1, column, head, bold=True, center=True)
        else:
            put(sheet, row, column, head, bold=True, center=True)
            sheet.merge_cells(start_row=row, start_column=column, end_row=row + 1, end_column=column)
        put(sheet, row + 2, column, f"({column})", center=True)
    put(sheet, row, group[0], "Phương pháp đánh giá", bold=True, center=True)
    sheet.merge_cells(start_row=row, start_column=group[0], end_row=row, end_column=group[1])
    return row + 3


def one_row_head(sheet, truth, row):
    for column, head in enumerate(truth["heads"], 1):
        put(sheet, row, column, head, bold=True, center=True)
    return row + 1


def stored(node, column, text, number):
    """As a person typed it: most maxima and, in the third field, codes like 1.1 are numbers, some maxima are text."""
    if column == "max" and number and sum(map(ord, node["code"])) % 7:
        value = float(node["max"])
        return int(value) if value.is_integer() else value
    if column == "code" and number and node["code"].startswith("3.") and text.count(".") == 1:
        return float(text)
    return text


def merge_equal(sheet, rows, column):
    """One cell for equal texts of leaves that follow each other."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or not rows[end][1] or rows[end][1] != rows[start][1]:
            if end - start > 1 and rows[start][1]:
                sheet.merge_cells(start_row=rows[start][0], start_column=column, end_row=rows[end - 1][0], end_column=column)
            start = end


def height(columns, texts, merged):
    """Room for the longest cell; rows with merged cells do not grow by themselves."""
    def needed(column, text):
        return sum(1 + int(len(line) * 1.15 / WIDTHS[column]) for line in text.split("\n"))
    return 16 * max(needed(column, text) for column, text in zip(columns, texts) if column not in merged)


def sheet(truth, path, head, merged=(), numbers=False, total=None):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Phụ lục"
    columns = truth["columns"]
    row = head(page, truth, letterhead(page, truth, len(columns)))
    done = {column: [] for column in merged}
    for node, texts in cells(truth):
        for number, (column, text) in enumerate(zip(columns, texts), 1):
            value = stored(node, column, text, numbers)
            cell = put(page, row, number, value, bold=not node["leaf"], center=column in ("code", "max", "appraiser"))
            if isinstance(value, str) and value.startswith(("=", "-", "+")):
                cell.data_type = "s"
            if column in merged:
                done[column].append((row, text if node["leaf"] else ""))
        page.row_dimensions[row].height = height(columns, texts, merged)
        row += 1
    for column in merged:
        merge_equal(page, done[column], columns.index(column) + 1)
    if total:
        for number, column in enumerate(columns, 1):
            value = {"name": "TỔNG CỘNG", "max": total}.get(column, "")
            put(page, row, number, value, bold=True, center=True)
        row += 1
    for offset, text in ((1, "TM. ỦY BAN NHÂN DÂN"), (2, "CHỦ TỊCH"), (6, "Nguyễn Văn Mẫu")):
        put(page, row + offset, len(columns) - 1, text, bold=True, center=True, box=False)
    for number, column in enumerate(columns):
        page.column_dimensions[openpyxl.utils.get_column_letter(number + 1)].width = WIDTHS[column]
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    book.save(path)


# --- Word -----------------------------------------------------------------------------------------------------------------------------

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
GRID = {"code": 800, "name": 3600, "max": 900, "text": 5200, "evidence": 2300, "appraiser": 1700}


def run(text, bold):
    look = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>' + ("<w:b/>" if bold else "") + '<w:sz w:val="24"/></w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def paragraph(text, bold=False, center=False, split=0):
    """A paragraph; with `split` its text is cut into runs, with the marks of the spelling checker between, as Word leaves it."""
    align = '<w:pPr><w:jc w:val="center"/></w:pPr>' if center else ""
    if text.startswith("- ") and split % 3 == 1:  # the dash, then a tab
        body = run("-", bold) + "<w:r><w:tab/></w:r>" + run(text[2:], bold)
    elif split and len(text) > 12:
        cut = sorted([0, 3 + split % 5, len(text) // 2, len(text) - 2 - split % 4, len(text)])
        parts = [text[a:b] for a, b in zip(cut, cut[1:])]
        body = '<w:proofErr w:type="spellStart"/>'.join(run(part, bold) for part in parts)
    else:
        body = run(text, bold)
    return f"<w:p>{align}{body}</w:p>"


def lines(text, bold, center, split):
    """Several lines of a cell: mostly paragraphs, every fourth cell line breaks."""
    if "\n" in text and split % 4 == 2:
        first, *rest = text.split("\n")
        return "<w:p>" + run(first, bold) + "".join("<w:r><w:br/></w:r>" + run(line, bold) for line in rest) + "</w:p>"
    return "".join(paragraph(line, bold, center, split) for line in text.split("\n"))


def word_cell(width, text, span=1, merge=None, bold=False, center=False, split=0):
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    look += {None: "", "start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{lines(text, bold, center, split)}</w:tc>"


def word_head(truth):
    made = "".join(word_cell(GRID[column], head, bold=True, center=True) for column, head in zip(truth["columns"], truth["heads"]))
    return f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{made}</w:tr>"


def word_table(truth, rows, number):
    columns = truth["columns"]
    out = [word_head(truth)]
    for at, (node, texts) in enumerate(rows):
        made, skip = [], 0
        field = "." not in node["code"]
        for column, (key, text) in enumerate(zip(columns, texts)):
            if skip:
                skip -= 1
                continue
            if field and key == "text":  # the rest of a field's row is one cell
                skip = len(columns) - column - 1
                made.append(word_cell(sum(GRID[k] for k in columns[column:]), "", span=skip + 1))
                continue
            merge = None
            if key in ("evidence", "appraiser") and text:
                def same(other):
                    return 0 <= other < len(rows) and rows[other][1][column] == text
                if same(at - 1):
                    merge, text = "on", ""
                elif same(at + 1):
                    merge = "start"
            bold = not node["leaf"]
            made.append(word_cell(GRID[key], text, merge=merge, bold=bold, center=key in ("code", "max", "appraiser"), split=number + at))
        out.append(f"<w:tr>{''.join(made)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{GRID[column]}"/>' for column in columns)
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return f'<w:tbl><w:tblPr><w:tblW w:w="14500" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(out)}</w:tbl>'


def plain_table(left, right):
    """A table without borders, as letterheads and signatures are set."""
    made = "".join(word_cell(7000, text, bold=True, center=True) for text in (left, right))
    return f'<w:tbl><w:tblPr><w:tblW w:w="14000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="7000"/><w:gridCol w:w="7000"/></w:tblGrid><w:tr>{made}</w:tr></w:tbl>'


def document(truth, path, rows_per_page=22):
    rows = list(cells(truth))
    body = [plain_table("ỦY BAN NHÂN DÂN\nTỈNH MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")]
    body += [paragraph(truth["appendix"], bold=True, center=True), paragraph(truth["title"], bold=True, center=True)]
    body += [paragraph("(Ban hành kèm theo Quyết định số      /QĐ-UBND của Ủy ban nhân dân tỉnh Mẫu)", center=True), paragraph("")]
    for start in range(0, len(rows), rows_per_page):
        if start:
            body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        body.append(word_table(truth, rows[start : start + rows_per_page], start))
    body += [paragraph(""), plain_table("Nơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn Mẫu")]
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="1134"/></w:sectPr>'
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}"><w:body>{"".join(body)}{page}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", xml)):
            pack.writestr(zipfile.ZipInfo(name, (2025, 12, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


# --- broken ones ----------------------------------------------------------------------------------------------------------------------


def windows_1258(text):
    """Vietnamese in Windows-1258: letters with circumflex, breve and horn are there, most tones are marks of their own."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
            tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
            shape = [mark for mark in marks if mark not in tones]
            out += unicodedata.normalize("NFC", base + "".join(shape)).encode("cp1258") + "".join(tones).encode("cp1258")
    return bytes(out)


def broken(case, path):
    if path.suffix == ".csv":
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(case["row"])
        path.write_bytes(windows_1258(text.getvalue()))
        return
    book = openpyxl.Workbook()
    page = book.active
    for at, row in enumerate(case["row"], 1):
        for column, value in enumerate(row, 1):
            put(page, at, column, value)
    for area in case.get("merge", []):
        page.merge_cells(area)
    for column, width in zip("ABCDEF", (7, 34, 12, 46, 24, 16)):
        page.column_dimensions[column].width = width
    book.save(path)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        sheet(read("xa"), folder / "xa.xlsx", two_row_head, merged=("evidence", "appraiser"), numbers=True, total=100)
        convert(folder / "xa.xlsx", "xlsx", HERE / "xa.xlsx")
        document(read("so"), HERE / "so.docx")
        convert(HERE / "so.docx", "odt", folder / "so.odt")
        convert(folder / "so.odt", "docx", HERE / "so-libreoffice.docx")
        sheet(read("huyen"), folder / "huyen.xlsx", one_row_head)
        convert(folder / "huyen.xlsx", "ods", HERE / "huyen.ods")
        convert(HERE / "huyen.ods", "xls", HERE / "huyen.xls")
    for case in read("broken")["case"]:
        broken(case, HERE / case["file"])


if __name__ == "__main__":
    main()
