"""A record's file taken apart for checking: its data, its signatures, and the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dpia_wizard.codec.record import AssessmentPart, OpenedRecord, Record, assessment_of
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.checking import Check, Grade, Signature, SignatureKind
from dpia_wizard.domain.identity import TrustEnded
from dpia_wizard.domain.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """Everything the checks of one file look at.

    `problem` is what was found about the file beside its single signatures: empty, changed,
    appended, not_canonical or unexpected. `unsigned_length` is how many bytes it had before the
    first signature. `ended` says from when certificates (by fingerprint) are not trusted.
    """

    source: str
    pdf: bytes
    opened: OpenedRecord
    questionnaire: Questionnaire
    assessment: Assessment
    signatures: tuple[Signature, ...]
    problem: str
    unsigned_length: int
    at: datetime
    ended: Mapping[str, TrustEnded] = field(default_factory=dict)

    @property
    def record(self) -> Record:
        """The record inside."""
        return self.opened.record

    @property
    def part(self) -> AssessmentPart:
        """The assessment the record is about."""
        return assessment_of(self.record)

    def signed_as(self, kind: SignatureKind) -> Signature | None:
        """The signature of a kind, if there is one."""
        return next((found for found in self.signatures if found.kind is kind), None)


def passed(check_id: str, title: str, text: str) -> Check:
    """A check that found what should be."""
    return Check(id=check_id, grade=Grade.PASSED, title=title, text=text)


def noted(check_id: str, title: str, text: str) -> Check:
    """A check that found something worth knowing."""
    return Check(id=check_id, grade=Grade.NOTED, title=title, text=text)


def failed(check_id: str, title: str, text: str) -> Check:
    """A check that found what should not be."""
    return Check(id=check_id, grade=Grade.FAILED, title=title, text=text)


def untold(check_id: str, title: str, text: str) -> Check:
    """A check that could not be made."""
    return Check(id=check_id, grade=Grade.CANNOT_TELL, title=title, text=text)
