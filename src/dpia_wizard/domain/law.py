"""The law as data: its versions with their dates, what changed, penalties, open points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LawVersion:
    """The state of the law from a day on; `touches` names the question sets it matters to."""

    id: str
    since: date
    title: str
    changes: tuple[str, ...]
    cite: str
    touches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """The highest fine for conduct from a day on: pounds, and a percentage of turnover."""

    id: str
    since: date
    until: date | None = None
    most_pounds: int
    most_percent: int = 0
    breaches: str
    cite: str


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
