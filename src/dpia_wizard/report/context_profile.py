"""What the organisation says of itself, as a record prints it: only what is said."""

from __future__ import annotations

from collections.abc import Iterator

from dpia_wizard.codec.profile_form import ProfileSaid, said_in
from dpia_wizard.codec.record import Record
from dpia_wizard.domain.questionnaire import Kind
from dpia_wizard.report.text import prose
from dpia_wizard.report.view import Labelled


def profile_of(record: Record) -> Iterator[Labelled]:
    """The organisation profile as it was on the day, in the order of its form."""
    profile = record.organisation.profile
    for said in said_in(profile) if profile is not None else ():
        yield Labelled(label=_label(said), blocks=prose(_text(said)))


def _label(said: ProfileSaid) -> str:
    return said.question.text if said.question.kind is Kind.ROWS else said.question.short


def _text(said: ProfileSaid) -> str:
    """A list of choices reads on in one paragraph; what was written keeps its lines."""
    return "; ".join(said.lines) if said.question.kind is Kind.CHOICES else said.text
