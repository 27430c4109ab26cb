"""The forms, each a function; `FORMS` has all that were imported."""

from dataclasses import dataclass
from typing import Callable

from .book import by_libreoffice, by_openpyxl, by_text, by_us
from .form import truth, unit_name

FORMS = []
US, PYTHON, OFFICE, EDITOR = "our writer", "openpyxl", "LibreOffice", "text editor"
WRITERS = {US: by_us, PYTHON: by_openpyxl, OFFICE: by_libreoffice("xlsx"), EDITOR: by_text()}


@dataclass
class Made:
    name: str
    layout: str
    by: str
    what: str
    make: Callable


def form(name, what, layout="form", by=US, file="bieu.xlsx", writer=None, unit=1, set=None, **more):
    """A form in one file. The function gives the sheets, or the sheets and what is expected besides: `errors` and
    `warnings` as `code cell criterion`, `units` where the truth is not that of the one unit."""

    def named(function):
        def make(folder):
            made = function()
            sheets, expected = made if isinstance(made, tuple) else (made, {})
            sheets = sheets if isinstance(sheets, list) else [sheets]
            (writer or WRITERS[by])(sheets, folder / file)
            units = expected.pop("units", None) or {unit_name(unit): truth(unit)}
            of_set = {"set": set} if set else {}
            return {**of_set, **more, **expected, "units": units}

        FORMS.append(Made(name, layout, by, what, make))
        return function

    return named


def office(kind):
    return by_libreoffice(kind)
