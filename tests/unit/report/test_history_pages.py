"""Answers saved page by page are one line of the printed history; the data stays whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dpia_wizard.domain.history import Change, Detail, Event, EventKind
from dpia_wizard.domain.people import Person
from tests.unit.report import samples
from tests.unit.report.samples import DPO, OWNER, STARTED
from tests.unit.report.views import made_of, page


def answered(minutes: int, by: Person = OWNER, set_id: str = "lia", what: str = "") -> Event:
    detail = Detail(changes=(Change(what=what, after="x"),), salt="s") if what else None
    return Event(
        at=STARTED + timedelta(minutes=minutes),
        by=by,
        kind=EventKind.ANSWERED,
        set_id=set_id,
        version=1,
        detail=detail,
        detail_digest="0" * 64,
    )


def told(*events: Event) -> list[str]:
    shown = page(made_of(replace(samples.assessment()), events))
    return [f"{line.when} {line.what}" for line in shown.closing.history]


def test_answers_one_person_wrote_one_after_the_other_are_one_line() -> None:
    events = [answered(minute, set_id="dpia") for minute in range(30)]
    (line,) = told(*events)
    assert line == (
        "19 Nov 2026 09:12 Answers written, 30 times, 09:12 to 09:41 "
        "(dpia, version 1; details withheld here)"
    )
    whole = made_of(samples.assessment(), tuple(events)).record
    assert len(whole.history) == 30


def test_what_was_changed_is_named_once() -> None:
    purpose, necessity = "lia.purpose_answer", "lia.necessity_answer"
    events = [answered(0, what=purpose), answered(2, what=necessity), answered(3, what=purpose)]
    (line,) = told(*events)
    assert line.startswith("19 Nov 2026 09:12 Answers written, 3 times, 09:12 to 09:15")
    assert line.count("Purpose") == 1


def test_another_person_set_or_day_or_something_between_begins_a_new_line() -> None:
    comment = replace(answered(3), kind=EventKind.COMMENTED)
    events = (
        answered(0),
        answered(1, by=DPO),
        answered(2, by=DPO, set_id="dpia"),
        comment,
        answered(4),
        answered(24 * 60),
    )
    lines = told(*events)
    assert len(lines) == len(events)
    assert not any("times" in line for line in lines)
