#!/usr/bin/env python3
"""Fills fuzz/corpus/<target> with seeds from the examples and tests of the repository.

Small seeds that no file here shows lie in fuzz/seeds/<target> and are copied too.
"""

import hashlib
import shutil
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MOST = 64 << 10
#: Parts that no reader looks at.
UNUSED = ("xl/theme/", "docProps/", "xl/media/", "Thumbnails/", "Configurations2/")


def keep(target, data):
    if len(data) <= MOST:
        folder = HERE / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def parts(path):
    """A package as the targets `workbook` and `xlsx` write it: see src/parts.rs."""
    text = b""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if not name.endswith("/") and not name.startswith(UNUSED):
                text += b"\n%%%" + name.encode() + b"\n" + package.read(name)
    return text[1:]


def workbook(path):
    data = path.read_bytes()
    keep("workbook", data)
    if not data.startswith(b"PK\x03\x04"):
        return
    try:
        text = parts(path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError):
        return
    if b"xl/workbook.xml" in text or b"spreadsheet" in text:
        keep("workbook", text)
    if b"xl/workbook.xml" in text:
        keep("xlsx", text)


def main():
    for folder in (HERE / "seeds").iterdir():
        for path in folder.iterdir():
            target = HERE / "corpus" / folder.name
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    for base in ("examples", "tests", "criteria"):
        for path in sorted((ROOT / base).rglob("*")):
            if path.suffix in (".csv", ".tsv"):
                keep("text", path.read_bytes())
                keep("text", path.read_text("utf-8", "replace").encode("utf-16"))
            elif path.suffix in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"):
                workbook(path)
            elif path.suffix == ".toml":
                keep("criteria", path.read_bytes())


main()
