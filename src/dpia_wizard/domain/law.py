"""The law as data: its versions with their dates, what changed, penalties, open points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LawVersion:
    """The state of the law from a day on; `touches` names the question sets it matters to.

    The first of `changes` says in short what is new; `evidence` says how well we know it.
    """

    id: str
    since: date
    title: str
    changes: tuple[str, ...]
    cite: str
    touches: tuple[str, ...] = ()
    evidence: str = ""

    @property
    def news(self) -> str:
        """What is new, as part of a longer sentence."""
        return self.changes[0].rstrip(".") if self.changes else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """The highest fine for conduct from a day on: pounds, and a percentage of turnover.

    It is for breaches of `regulations`, those of the law called `under`; one that names none is
    for all the others. `touches` names the question sets whose records print it.
    """

    id: str
    since: date
    until: date | None = None
    most_pounds: int
    most_percent: int = 0
    breaches: str
    cite: str
    under: str = ""
    regulations: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    evidence: str = ""

    def counts_on(self, day: date) -> bool:
        """Whether it is the penalty for what is done on a day, both ends included."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """What the law leaves open, what the house does about it, and who may change that.

    `setting` is the id of the house setting that decides it, empty where there is none.
    """

    id: str
    title: str
    text: str
    default: str
    cite: str
    who: str
    setting: str = ""
    set_id: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawUsed:
    """The law an assessment was judged by, as it stood in our data that day.

    `day` is the day whose law counts: that of the sending where the questions ask for it.
    """

    id: str
    title: str
    since: date
    cite: str
    day: date
    penalties: tuple[Penalty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """Everything known of the law and its dates; versions and penalties run oldest first."""

    versions: tuple[LawVersion, ...]
    penalties: tuple[Penalty, ...]
    open_points: tuple[OpenPoint, ...]

    def on(self, day: date) -> LawVersion:
        """The state of the law on a day; the oldest one for days before all."""
        known = [version for version in self.versions if version.since <= day]
        return known[-1] if known else self.versions[0]

    def touching(self, set_id: str) -> tuple[LawVersion, ...]:
        """The versions that matter to a question set, oldest first."""
        return tuple(version for version in self.versions if set_id in version.touches)

    def penalties_on(self, day: date, *, set_id: str = "") -> tuple[Penalty, ...]:
        """The penalties for conduct on a day, those that one set prints where it is named."""
        return tuple(
            penalty
            for penalty in self.penalties
            if penalty.counts_on(day) and (not set_id or set_id in penalty.touches)
        )

    def penalty_for(self, day: date, *, under: str, regulation: str) -> Penalty | None:
        """The penalty for breaking one regulation on a day; None where we know of none."""
        known = [p for p in self.penalties_on(day) if p.under == under]
        named = (p for p in known if regulation in p.regulations)
        others = (p for p in known if not p.regulations)
        return next(named, None) or next(others, None)

    def used(self, set_id: str, day: date) -> LawUsed:
        """What a record of this set keeps of the law of a day."""
        version = self.on(day)
        return LawUsed(
            id=version.id,
            title=version.title,
            since=version.since,
            cite=version.cite,
            day=day,
            penalties=self.penalties_on(day, set_id=set_id),
        )

    def open_point(self, set_id: str, setting: str) -> OpenPoint | None:
        """The open point that a house setting decides."""
        return next(
            (p for p in self.open_points if (p.set_id, p.setting) == (set_id, setting)), None
        )
