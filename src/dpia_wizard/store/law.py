"""The law that the program came with."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache

from dpia_wizard.codec.law_file import read_law
from dpia_wizard.domain.law import Law
from dpia_wizard.resources import resource_path

LAW_FILE = "law.yaml"
"""Lies among the question sets without being one."""


@cache
def shipped_law() -> Law:
    """The law, read once."""
    path = resource_path(f"questionnaires/{LAW_FILE}")
    return read_law(path.read_text(encoding="utf-8"), source=path.name)


def law_stamp(day: date) -> str:
    """Another text once the law in the program or on that day is another."""
    law = shipped_law()
    told = hashlib.sha256(repr(law).encode("utf-8")).hexdigest()[:16]
    return f"{told}:{law.on(day).id}"
