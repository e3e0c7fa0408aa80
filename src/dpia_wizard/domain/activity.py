"""The case people work on: what somebody wants to do, and every assessment of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.history import Event
from dpia_wizard.domain.people import NOBODY, Person
from dpia_wizard.domain.sending import Sending


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the activity is, told once; `public_authority` is yes, no, not_sure or empty."""

    title: str
    owner: Person = NOBODY
    team: str = ""
    description: str = ""
    channels: str = ""
    audience: str = ""
    people_estimate: str = ""
    systems: str = ""
    ropa_ref: str = ""
    sector: str = ""
    public_authority: str = ""
    planned_start: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """A next step ticked off, by whom and when."""

    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What goes on after a lock: next steps by `set.step`, and named values that rules read."""

    next_steps: Mapping[str, StepDone] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A case with all versions of its assessments, oldest first, and its history.

    `id` is a UUID and identifies it everywhere; `label` (ACT-0042) only within one folder.
    """

    id: str
    label: str
    created_at: datetime
    details: Details
    assessments: tuple[Assessment, ...] = ()
    facts: Facts = field(default_factory=Facts)
    sendings: tuple[Sending, ...] = ()
    history: tuple[Event, ...] = ()
    archived: bool = False
    revision: int = 0

    def current(self, set_id: str) -> Assessment | None:
        """The latest version of a set's assessment."""
        return next((a for a in reversed(self.assessments) if a.set_id == set_id), None)

    def version(self, set_id: str, version: int) -> Assessment:
        """One version of a set's assessment."""
        for assessment in self.assessments:
            if assessment.set_id == set_id and assessment.version == version:
                return assessment
        raise NotFoundError(what="version", name=f"{set_id}-v{version}")

    def in_force(self, set_id: str) -> Assessment | None:
        """The version that counts today: the latest signed off, else the latest completed."""
        for status in (Status.SIGNED_OFF, Status.COMPLETED):
            for assessment in reversed(self.assessments):
                if assessment.set_id == set_id and assessment.status is status:
                    return assessment
        return None

    def put(self, assessment: Assessment) -> Activity:
        """Return a copy with this version replaced, or added before any newer one."""
        known = [a.key for a in self.assessments]
        if assessment.key in known:
            place = known.index(assessment.key)
            after = self.assessments[place + 1 :]
        else:
            newer = (i for i, a in enumerate(self.assessments) if _is_newer(a, assessment))
            place = next(newer, len(known))
            after = self.assessments[place:]
        return replace(self, assessments=(*self.assessments[:place], assessment, *after))


def _is_newer(other: Assessment, assessment: Assessment) -> bool:
    return other.set_id == assessment.set_id and other.version > assessment.version
