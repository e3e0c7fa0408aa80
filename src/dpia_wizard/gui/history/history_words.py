"""The history in words: what was done, and what was changed from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dpia_wizard.app.stale_words import DETAIL_WORDS
from dpia_wizard.codec.decision_words import rule_change_words
from dpia_wizard.codec.sending_words import IN_SPITE
from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.history import Change, Event, EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind, Question, Questionnaire
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.history.history_order import in_order
from dpia_wizard.gui.words import answer_words, day

_TOGETHER = timedelta(minutes=30)
_WORDS = {
    EventKind.CREATED: "Activity created",
    EventKind.DETAILS_CHANGED: "Activity described anew",
    EventKind.STARTED: "{set} started",
    EventKind.ANSWERED: "{set}: {what} answered",
    EventKind.COMMENTED: "{set}: comment",
    EventKind.OVERRIDDEN: "{set}: DPO decision",
    EventKind.ADVISED: "{set}: DPO advice",
    EventKind.PLANNED: "{set}: sign-off planned",
    EventKind.SUBMITTED: "{set} handed to the DPO",
    EventKind.RETURNED: "{set} returned",
    EventKind.COMPLETED: "{set} completed",
    EventKind.APPROVED: "{set} signed off",
    EventKind.DECLINED: "{set} declined",
    EventKind.SUPERSEDED: "{set} superseded",
    EventKind.WITHDRAWN: "{set} withdrawn",
    EventKind.NEXT_STEP: "Next step",
    EventKind.RECORD_KEPT: "{set}: PDF kept",
    EventKind.ADVICE_SIGNED: "{set}: advice signed",
    EventKind.HANDED_OVER: "Handed over as a PDF",
    EventKind.SENT: "Sending recorded",
    EventKind.STRUCK_OUT: "Recorded sending struck out",
    EventKind.MERGED: "Brought together with a PDF",
    EventKind.IMPORTED: "{set} brought in from a PDF",
    EventKind.ARCHIVED: "Activity archived",
    EventKind.RESTORED: "Activity brought back",
}
_CODES = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}
WITHHELD = "Not told in the record it came from"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One line of the full history: an event, or one value it changed.

    `number` counts events from 1, the oldest first. Of a choice between two sides `before`
    holds the one not taken.
    """

    number: int
    at: datetime
    who: str
    what: str
    before: str = ""
    after: str = ""
    note: str = ""
    is_choice: bool = False

    @property
    def words(self) -> str:
        """Everything in it, for a search."""
        return " ".join((self.who, self.what, self.before, self.after, self.note)).casefold()


class HistoryWords:
    """Puts an activity's events into words, with the questions as they were asked."""

    def __init__(self, case: CaseSession) -> None:
        self._case = case
        self._titles = dict(case.desk.sets.titles())
        self._sets: dict[tuple[str, int], Questionnaire | None] = {}

    def told(self, events: Sequence[Event]) -> str:
        """What events that belong together come to, in a few words."""
        event = events[0]
        if event.kind is EventKind.MERGED and event.set_id:
            return f"{self._set(event)} brought together with a PDF"
        if event.kind is EventKind.IMPORTED and not event.set_id:
            return "Activity brought in from a PDF"
        if event.kind is EventKind.OVERRIDDEN and event.detail and not event.detail.note:
            return f"{self._set(event)}: DPO decision taken back"
        if event.kind is EventKind.SENT and event.detail:
            in_spite = event.detail.note.startswith(IN_SPITE)
            return (
                f"{_WORDS[event.kind]}: {IN_SPITE.lower()}" if in_spite else _WORDS[event.kind]
            )
        return _WORDS[event.kind].format(set=self._set(event), what=self._answered(events))

    def lines(self) -> list[HistoryLine]:
        """The full history, latest first."""
        found: list[HistoryLine] = []
        for number, event in in_order(self._case.activity.history):
            found += reversed(list(self._lines(number, event)))
        return found[::-1]

    def _lines(self, number: int, event: Event) -> Iterator[HistoryLine]:
        note = event.detail.note if event.detail else ""
        what = self.told([event])
        changes = event.detail.changes if event.detail else ()
        if not changes:
            withheld = event.detail is None and bool(event.detail_digest)
            after = WITHHELD if withheld else ""
            yield _line(number, event, what, after=after, note=note)
        for change in changes:
            name, before, after = self._change(event, change)
            told = f"{what}: {name}" if event.kind is not EventKind.ANSWERED else ""
            told = told or f"{self._set(event)}: “{name}” answered"
            yield _line(number, event, told, before=before, after=after, note=note)

    def _change(self, event: Event, change: Change) -> tuple[str, str, str]:
        """What was changed, from what, to what."""
        if change.what in DETAIL_WORDS and not event.set_id:
            name = DETAIL_WORDS[change.what]
            return name, _plain(change.before), _plain(change.after)
        question = self._asked(event).get(change.what)
        if question is None:
            asked = self._set_of(event)
            before, after = _plain(change.before), _plain(change.after)
            decided = asked and rule_change_words(asked, change.what, before, after)
            return decided or (change.what, before, after)
        before, after = (
            full_answer(question, change.before),
            full_answer(question, change.after),
        )
        return question.short, before, after

    def _set(self, event: Event) -> str:
        name = self._titles.get(event.set_id, event.set_id)
        return f"{name} v{event.version}" if event.version > 1 else name

    def _answered(self, events: Sequence[Event]) -> str:
        known = self._asked(events[0])
        changes = [c for event in events if event.detail for c in event.detail.changes]
        tops = dict.fromkeys(known[c.what].parent or c.what for c in changes if c.what in known)
        if not tops:
            return "questions"
        if len(tops) == 1:
            return f"“{known[next(iter(tops))].short}”"
        return f"{len(tops)} questions"

    def _asked(self, event: Event) -> Mapping[str, Question]:
        """The questions of an event's version, or of the set as it is now."""
        asked = self._set_of(event)
        return asked.questions if asked else {}

    def _set_of(self, event: Event) -> Questionnaire | None:
        key = (event.set_id, event.version)
        if key not in self._sets:
            self._sets[key] = self._find(*key)
        return self._sets[key]

    def _find(self, set_id: str, version: int) -> Questionnaire | None:
        activity = self._case.activity
        try:
            assessment = activity.version(set_id, version)
        except NotFoundError:
            current = activity.current(set_id)
            if current is None:
                return None
            assessment = current
        try:
            return self._case.questionnaire(assessment)
        except NotFoundError:
            return None


def full_answer(question: Question, value: AnswerValue | None) -> str:
    """An answer with everything in it, marks of a checklist included."""
    words = answer_words(question, value)
    if question.kind is not Kind.PROMPTS or not isinstance(value, PromptsAnswer):
        return words
    labels = {prompt.id: prompt.label for prompt in question.prompts}
    marks = [f"✓ {labels.get(prompt, prompt)}" for prompt in value.addressed]
    marks += [
        f"– {labels.get(prompt, prompt)}: not relevant, because {reason}"
        for prompt, reason in value.not_relevant.items()
    ]
    return "\n".join(part for part in (words, *marks) if part)


def grouped(history: Sequence[Event]) -> list[list[Event]]:
    """Latest first; answering page after page in one go is one entry.

    That a PDF was kept is part of completing and is not told apart.
    """
    groups: list[list[Event]] = []
    for _, event in reversed(in_order(history)):
        if event.kind is EventKind.RECORD_KEPT:
            continue
        if groups and _belong_together(groups[-1][-1], event):
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


def _belong_together(later: Event, event: Event) -> bool:
    if {later.kind, event.kind} != {EventKind.ANSWERED}:
        return False
    same = (later.set_id, later.version, later.by) == (event.set_id, event.version, event.by)
    return same and later.at - event.at < _TOGETHER


def _line(
    number: int, event: Event, what: str, *, before: str = "", after: str = "", note: str = ""
) -> HistoryLine:
    return HistoryLine(
        number=number,
        at=event.at,
        who=str(event.by),
        what=what,
        before=before,
        after=after,
        note=note,
        is_choice=event.kind is EventKind.MERGED,
    )


def _plain(value: AnswerValue | None) -> str:
    match value:
        case None:
            return ""
        case Person():
            return str(value)
        case str():
            return _CODES.get(value) or _day(value) or value
        case tuple():
            return ", ".join(str(item) for item in value)
        case PromptsAnswer():
            return value.text
        case _:
            return str(value)


def _day(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return ""
