"""An activity file's seal: a digest that shows what was changed in the file by hand."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from dpia_wizard.codec.activity_file import seal_of

TABLE, ONLY = "activity", "1"
_SEALS, _DIGEST, _BROKEN = "seal", "sha256", "broken"

Tables = Mapping[str, Mapping[str, Any]]


class Seal(StrEnum):
    """Whether a file is as the program wrote it.

    `MENDED` is whole again since the program saved it, but was found broken before; `NONE` was
    last saved by an earlier version, or its seal was taken out.
    """

    WHOLE = "whole"
    BROKEN = "broken"
    MENDED = "mended"
    NONE = "none"


def sealed(document: dict[str, Any], *, was: Seal) -> dict[str, dict[str, Any]]:
    """A file's tables: the activity, and beside it its seal.

    A break outlives the save: what was changed by hand must not become whole by being saved.
    """
    seal: dict[str, Any] = {_DIGEST: seal_of(document)}
    if was in (Seal.BROKEN, Seal.MENDED):
        seal[_BROKEN] = True
    return {TABLE: {ONLY: document}, _SEALS: {ONLY: seal}}


def seal_in(tables: Tables) -> Seal:
    """What a file's seal says about it, and about anything put beside the activity."""
    document = tables.get(TABLE, {}).get(ONLY)
    seal = tables.get(_SEALS, {}).get(ONLY)
    if seal is None:
        return Seal.NONE if set(tables) == {TABLE} else Seal.BROKEN
    expected = sealed(document or {}, was=Seal.BROKEN if seal.get(_BROKEN) else Seal.WHOLE)
    if tables != expected:
        return Seal.BROKEN
    return Seal.MENDED if seal.get(_BROKEN) else Seal.WHOLE
