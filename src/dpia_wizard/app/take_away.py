"""What people take away from an activity, to be looked at and copied in the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.take_away import Document, TakeAwayKind
from dpia_wizard.domain.take_away_case import WholeCase
from dpia_wizard.domain.take_away_compose import barrier_to, compose
from dpia_wizard.store.take_aways import case_to_take_away, take_away_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAway:
    """One document as it can be had today: the document, or why there is none.

    `place` is where that may change, `where` says it in words.
    """

    kind: TakeAwayKind
    short_title: str
    purpose: str
    document: Document | None = None
    why_not: str = ""
    place: str = ""
    where: str = ""


def take_aways(desk: Desk, activity: Activity) -> Mapping[TakeAwayKind, TakeAway]:
    """Every document of an activity."""
    texts = take_away_texts()
    cases: dict[tuple[str, ...], WholeCase] = {}  # most documents see the same
    found = {}
    for kind, text in texts.documents.items():
        if text.newest not in cases:
            cases[text.newest] = case_to_take_away(
                desk.workspace, activity, kind, today=desk.today()
            )
        case = cases[text.newest]
        barrier = barrier_to(texts, kind, case)
        place = barrier.place if barrier else ""
        found[kind] = TakeAway(
            kind=kind,
            short_title=text.short_title,
            purpose=text.purpose,
            document=None if barrier else compose(texts, kind, case),
            why_not=barrier.because if barrier else "",
            place=place,
            where=texts.places.get(place, ""),
        )
    return found


def take_away_titles() -> Mapping[TakeAwayKind, tuple[str, str]]:
    """Short titles and what each document is for, without looking at an activity."""
    texts = take_away_texts().documents.values()
    return {text.kind: (text.short_title, text.purpose) for text in texts}
