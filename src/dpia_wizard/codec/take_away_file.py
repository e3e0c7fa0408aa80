"""The shape of the file that holds the texts of take-aways."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dpia_wizard.codec.condition_file import ConditionFile
from dpia_wizard.codec.fields import Day
from dpia_wizard.codec.questionnaire_file import Id
from dpia_wizard.domain.take_away import TakeAwayKind

Words = Annotated[str, Field(min_length=1)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class _EachFile(_File):
    each_row: str = ""
    where: ConditionFile | None = None

    @model_validator(mode="after")
    def _of_rows(self) -> _EachFile:
        if self.where is not None and not self.each_row:
            raise ValueError("needs each_row: where says which of its rows")
        return self


class CaseFile(_File):
    """A text, and when it is the one."""

    when: ConditionFile
    text: Words


class ValueFile(_EachFile):
    """What stands for a name in braces."""

    id: Id
    from_: list[str] = Field(default_factory=list, alias="from")
    first_paragraph: bool = False
    one_line: bool = False
    cases: list[CaseFile] = Field(default_factory=list)
    otherwise: str = ""
    text: str = ""
    on_lines: bool = False
    gap: str = ""
    place: str = ""

    @model_validator(mode="after")
    def _fits(self) -> ValueFile:
        if bool(self.each_row) != bool(self.text):
            raise ValueError("needs each_row and text together")
        if bool(self.gap) != bool(self.place):
            raise ValueError("needs gap and place together: what is missing, and where it goes")
        if self.gap and self.otherwise:
            raise ValueError("needs either otherwise or gap")
        return self


class SaidFile(_EachFile):
    """A text with its condition."""

    text: Words
    when: ConditionFile | None = None
    cite: str = ""


class RowFile(_EachFile):
    """A row of a table."""

    cells: list[str] = Field(min_length=1)
    when: ConditionFile | None = None


class TableFile(_File):
    """A table."""

    head: list[Words] = Field(min_length=1)
    rows: list[RowFile] = Field(min_length=1)


_KINDS = ("heading", "paragraph", "points", "ticks", "table", "content_of", "aside", "warning")


class BlockFile(_EachFile):
    """One block; `aside` is one by itself (a text), or marks points as one (true)."""

    heading: Words | None = None
    level: int = Field(default=2, ge=2, le=3)
    new_page: bool = False
    paragraph: Words | None = None
    warning: Words | None = None
    points: list[Words | SaidFile] | None = None
    ticks: list[Words | SaidFile] | None = None
    table: TableFile | None = None
    content_of: str | None = None
    aside: Words | bool | None = None
    when: ConditionFile | None = None
    cite: str = ""
    checks: bool = False
    checks_each_time: list[str] = Field(default_factory=list)
    needs: bool = False
    needs_without: list[str] = Field(default_factory=list)

    def kinds(self) -> list[str]:
        """What was given that makes a block."""
        given = [name for name in _KINDS if getattr(self, name) is not None]
        return given if isinstance(self.aside, str) else [k for k in given if k != "aside"]

    @model_validator(mode="after")
    def _one_kind(self) -> BlockFile:
        if len(self.kinds()) != 1:
            raise ValueError("a block is exactly one of " + ", ".join(_KINDS))
        is_text = self.kinds()[0] in ("paragraph", "aside", "warning")
        if not is_text and (self.when or self.cite or self.each_row):
            raise ValueError("a block takes when, cite and each_row only if it is a text")
        return self


class PartFile(_EachFile):
    """Blocks that stand or fall together."""

    when: ConditionFile | None = None
    blocks: list[BlockFile] = Field(min_length=1)


class BarrierFile(_File):
    """While it holds there is no document."""

    when: ConditionFile
    because: Words
    place: str = ""


class DocumentFile(_File):
    """One document."""

    id: TakeAwayKind
    title: Words
    short_title: Words
    purpose: Words
    barriers: list[BarrierFile] = Field(default_factory=list)
    settled: ConditionFile
    about: list[SaidFile] = Field(default_factory=list)
    attach: str = ""
    newest: list[str] = Field(default_factory=list)
    expect: list[SaidFile] = Field(default_factory=list)
    parts: list[PartFile] = Field(min_length=1)


class PlaceFile(_File):
    """Where a gap is filled in."""

    id: str
    text: Words


Named: TypeAlias = dict[Id, Words]


class TakeAwaysFile(_File):
    """All of it."""

    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    law_version: str
    law_as_at: Day
    source: Words
    places: list[PlaceFile] = Field(min_length=1)
    words: Named
    values: list[ValueFile]
    documents: list[DocumentFile]
