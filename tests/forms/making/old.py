"""Vietnamese before Unicode: TCVN3 (ABC), VNI and Windows-1258, as text of the letters that a wrong font shows."""

import unicodedata

_TCVN3 = ("ĂÂÊÔƠƯĐăâêôơưđ\0\0\0\0\0\0àảãáạ\0ằẳẵắ\0\0\0\0\0\0\0ặầẩẫấậè\0ẻẽéẹềểễếệìỉ\0\0\0ĩíịò\0ỏõóọồổỗốộờởỡớợù\0ủũúụừửữứựỳỷỹýỵ")
_TCVN3 = {letter: chr(0xA1 + at) for at, letter in enumerate(_TCVN3) if letter != "\0"}

_VNI_LETTERS = {"đ": 0xF1, "ì": 0xEC, "í": 0xED, "ỉ": 0xE6, "ĩ": 0xF3, "ị": 0xF2, "ỵ": 0xEE, "ơ": 0xF4, "ư": 0xF6}
_VNI_MARKS = {
    "\u0300": 0xF8, "\u0301": 0xF9, "\u0309": 0xFB, "\u0303": 0xF5, "\u0323": 0xEF, "\u0302": 0xE2,
    "\u0302\u0300": 0xE0, "\u0302\u0301": 0xE1, "\u0302\u0309": 0xE5, "\u0302\u0303": 0xE3, "\u0302\u0323": 0xE4,
    "\u0306": 0xEA, "\u0306\u0300": 0xE8, "\u0306\u0301": 0xE9, "\u0306\u0309": 0xFA, "\u0306\u0303": 0xFC,
    "\u0306\u0323": 0xEB,
}


def tcvn3(text):
    """Capitals with a tone are small letters in TCVN3, shown by a font of capitals."""
    def letter(sign):
        if ord(sign) < 128:
            return sign
        return _TCVN3.get(sign) or _TCVN3[sign.lower()]
    return "".join(letter(sign) for sign in unicodedata.normalize("NFC", text))


def _vni(sign):
    if ord(sign) < 128:
        return sign
    small, lower = sign.lower(), 0 if sign == sign.lower() else 32
    if small in _VNI_LETTERS:
        return chr(_VNI_LETTERS[small] - lower)
    # ơ and ư with a tone are these letters with a mark; all others a plain letter with one byte for all marks.
    parts = unicodedata.normalize("NFD", small)
    base, marks = parts[0], parts[1:]
    if "\u031b" in marks:
        base, marks = {"o": "ơ", "u": "ư"}[base], marks.replace("\u031b", "")
        return chr(_VNI_LETTERS[base] - lower) + chr(_VNI_MARKS[marks] - lower)
    marks = "".join(sorted(marks, key=lambda mark: mark not in "\u0302\u0306"))
    return (base.upper() if lower else base) + chr(_VNI_MARKS[marks] - lower)


def vni(text):
    return "".join(_vni(sign) for sign in unicodedata.normalize("NFC", text))


def windows_1258(text):
    """The bytes of Windows-1258: letters that it has, tones behind them."""
    made = b""
    for sign in unicodedata.normalize("NFC", text):
        try:
            made += sign.encode("cp1258")
            continue
        except UnicodeEncodeError:
            pass
        parts = unicodedata.normalize("NFD", sign)
        tone = next(mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
        rest = unicodedata.normalize("NFC", parts.replace(tone, ""))
        made += rest.encode("cp1258") + tone.encode("cp1258")
    return made


def decomposed(text):
    return unicodedata.normalize("NFD", text)


def in_font(sheet, turn, font, only=lambda value: True):
    """Turns the texts of a sheet and gives them the font in which they look right."""
    for v in sheet.cells.values():
        if isinstance(v.value, str) and not v.value.isascii() and only(v.value):
            v.value, v.font = turn(v.value), font
    return sheet
