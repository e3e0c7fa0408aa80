"""The law that the program came with."""

from __future__ import annotations

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
