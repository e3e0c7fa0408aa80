"""Places for signatures: empty, tagged fields in the pages, made before the first signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

PRINT_AND_LOCKED = 132
"""Annotation flags (ISO 32000-1, table 165): print, and do not move."""

_CHECKBOX_ONLY = ("AS", "V", "MK", "Border")


def make_signature_fields(pdf: pydyf.PDF) -> None:
    """Turn the template's checkboxes into empty signature fields (ISO 32000-1, 12.7.4.5).

    The template marks each place with a checkbox, the one form element that WeasyPrint tags
    and that brings no font. Fields have to be there before the first signature: that one
    allows nothing to be added but signatures. PDF/A asks for an appearance, so each gets an
    empty one.
    """
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    for name in ("DR", "NeedAppearances", "DA"):
        form.pop(name, None)
    form["SigFlags"] = 3
    for field in _fields(pdf, form):
        (appearance,) = field["AP"]["N"].values()
        pdf.objects[_number(appearance)].stream = []
        for name in _CHECKBOX_ONLY:
            field.pop(name, None)
        field["FT"] = "/Sig"
        field["F"] = PRINT_AND_LOCKED
        field["Contents"] = field["TU"]
        field["AP"] = pydyf.Dictionary({"N": appearance})
        left, top, right, bottom = field["Rect"]
        field["Rect"] = pydyf.Array([left, bottom, right, top])


def _fields(pdf: pydyf.PDF, form: pydyf.Dictionary) -> Iterator[Any]:
    for reference in form["Fields"]:
        yield pdf.objects[_number(reference)]


def _number(reference: bytes | str) -> int:
    return int(reference.split()[0])
