"""One version of one question set's answers within an activity, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from dpia_wizard.domain.answers import Answers, AnswerValue, PromptsAnswer, is_written
from dpia_wizard.domain.basis import bases_of
from dpia_wizard.domain.errors import NotAllowedError
from dpia_wizard.domain.law import LawUsed
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.profile import Profile

LIFTED = "lifted"
"""The value of a decision that sets a rule aside, so that the rules after it decide."""


class Status(StrEnum):
    """Where a version stands; only a draft can be edited."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    COMPLETED = "completed"
    SIGNED_OFF = "signed_off"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class MoveKind(StrEnum):
    """What moves a version from one status to another."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    COMPLETED = "completed"
    APPROVED = "approved"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class AdviceOutcome(StrEnum):
    """What became of the data protection officer's advice."""

    ACCEPTED = "accepted"
    OVERRULED = "overruled"
    NO_DPO = "no_dpo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the data protection officer said, and whether it is followed (UK GDPR Art 35(2))."""

    outcome: AdviceOutcome
    by: Person | None = None
    on: date | None = None
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What must be settled before completion."""

    completed_by: Person | None = None
    approver: Person | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A data protection officer's decision on an answer or a rule, with its reason.

    A decision on a rule names in `basis` the answers it rests on (see `basis_of`): those of a
    row and those around it. Without it, a rule is set aside for the whole assessment.
    """

    target: str
    before: str
    after: str
    reason: str
    by: Person
    at: datetime
    basis: str = ""

    @property
    def key(self) -> str:
        """Names this decision among those of its assessment."""
        return f"{self.target}@{self.basis}" if self.basis else self.target

    def stands_on(self, answers: Answers) -> bool:
        """Whether what was decided about is still what is answered."""
        if self.basis:
            return self.basis in bases_of(answers)
        return self.after == LIFTED or answers.get(self.target) == self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark on one question, or on the whole assessment where `question` is empty."""

    question: str
    by: Person
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Who moved the version on, when and why; `warning` is what the record says about it."""

    kind: MoveKind
    by: Person
    at: datetime
    reason: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    """The PDF kept for a completed version: file name, SHA-256 and printed fingerprint.

    `signatures` names what has been signed in it (completed, advised, approved), in the order
    of signing; it is empty where the version was completed by name only.
    """

    file: str
    sha256: str
    fingerprint: str
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Answers to one question set; a change returns a new value.

    `facts` is what the rules saw at completion: what the siblings come to later changes no
    frozen result. `organisation` is its name on that day, `profile` what it said of itself,
    `law` the law it was judged by. All four are None before.
    """

    set_id: str
    set_version: str
    set_digest: str
    law_version: str
    version: int = 1
    language: str = "en"
    status: Status = Status.DRAFT
    started_at: datetime
    reason: str = ""
    answers: Answers = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    comments: tuple[Comment, ...] = ()
    advice: Advice | None = None
    plan: Plan = field(default_factory=Plan)
    moves: tuple[Move, ...] = ()
    kept: KeptRecord | None = None
    facts: Mapping[str, str] | None = None
    organisation: str | None = None
    profile: Profile | None = None
    law: LawUsed | None = None

    @property
    def key(self) -> str:
        """Names this version within its activity, e.g. `lia-v2`."""
        return f"{self.set_id}-v{self.version}"

    @property
    def is_editable(self) -> bool:
        """Whether answers may change."""
        return self.status is Status.DRAFT

    @property
    def is_locked(self) -> bool:
        """Whether the version is frozen for good."""
        return self.status not in (Status.DRAFT, Status.SUBMITTED)

    @property
    def returned(self) -> Move | None:
        """How the draft came back from the data protection officer, while that is its state."""
        last = self.moves[-1] if self.moves else None
        back = self.status is Status.DRAFT and last and last.kind is MoveKind.RETURNED
        return last if back else None

    def last_move(self, kind: MoveKind) -> Move | None:
        """The latest move of a kind."""
        return next((move for move in reversed(self.moves) if move.kind is kind), None)

    def bears(self, kind: str) -> bool:
        """Whether the kept PDF bears a signature of this kind."""
        return self.kept is not None and kind in self.kept.signatures

    def answer(self, question_id: str, value: AnswerValue | None) -> Assessment:
        """Return a copy with the question answered, or cleared if nothing is written."""
        if not self.is_editable:
            raise NotAllowedError(move="answer", status=self.status)
        if value is not None and self.answers.get(question_id) == value:
            return self
        answers = {key: kept for key, kept in self.answers.items() if key != question_id}
        if value is not None and is_kept(value):
            answers[question_id] = value
        others = tuple(o for o in self.overrides if o.target != question_id)
        overrides = tuple(o for o in others if not o.basis or o.stands_on(answers))
        return replace(self, answers=answers, overrides=overrides)

    def with_answers(self, answers: Mapping[str, AnswerValue]) -> Assessment:
        """Return a copy with exactly these answers, as undo and redo need it.

        A decision on an answer that is no longer given falls away.
        """
        if not self.is_editable:
            raise NotAllowedError(move="answer", status=self.status)
        same = (
            o for o in self.overrides if self.answers.get(o.target) == answers.get(o.target)
        )
        kept = tuple(o for o in same if not o.basis or o.stands_on(answers))
        return replace(self, answers=dict(answers), overrides=kept)


def is_kept(value: AnswerValue) -> bool:
    """Whether a value is worth storing; a checklist's marks are, even without a text."""
    if isinstance(value, PromptsAnswer):
        return bool(value.text or value.addressed or value.not_relevant)
    return is_written(value)
