"""Turns a hand-over into what its template prints: what is asked of whom, what is inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dpia_wizard.codec.canonical import fingerprint
from dpia_wizard.codec.handover_build import as_record, current_parts
from dpia_wizard.codec.record import AssessmentPart, Record, dump_record
from dpia_wizard.codec.sending_words import number_words, state_of
from dpia_wizard.domain.assessment import MoveKind, Status
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.domain.people import NOBODY
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.sending_ways import channels_of
from dpia_wizard.report import words
from dpia_wizard.report.context import details_of, facts_of, page_of, short
from dpia_wizard.report.context_history import history_of
from dpia_wizard.report.context_signoff import approval_of
from dpia_wizard.report.text import prose
from dpia_wizard.report.view import Labelled, Page, Remark
from dpia_wizard.report.view_handover import HandOver

Questionnaires = Mapping[str, Questionnaire]
"""The questions of every version, by its key."""


def handover_of(record: Record, questionnaires: Questionnaires) -> HandOver:
    """Everything the template prints; raises `RenderError` if answers fit no question."""
    return _Telling(record, questionnaires).handover()


def handover_title(record: Record) -> str:
    """The document's title, as windows and readers show it."""
    return words.HANDOVER_TITLE.format(activity=record.activity.details.title)


@dataclass(frozen=True, slots=True)
class _Telling:
    """A hand-over with the questions of its versions."""

    record: Record
    questionnaires: Questionnaires

    def handover(self) -> HandOver:
        record, current = self.record, current_parts(self.record)
        titles = {part.set.id: self._asked(part).title for part in current}
        alone = [as_record(record, part, titles) for part in current]
        pages = [self._page(seen, part) for seen, part in zip(alone, current, strict=True)]
        notes = tuple(self._notes())
        nothing = () if notes else (words.HANDOVER_NOTHING_ASKED,)
        languages = {part.language for part in current}
        return HandOver(
            language=languages.pop() if len(languages) == 1 else "en",
            organisation=short(record.organisation.name),
            header=short(f"{record.activity.label} · Hand-over · Draft"),
            fingerprint=fingerprint(dump_record(record)),
            title=handover_title(record),
            lead=self._lead(),
            asks=tuple(self._asks(current)) or nothing,
            notes=notes,
            details=tuple(details_of(record.activity.details)),
            headings=words.HANDOVER_HEADINGS,
            inside=tuple(self._line(part) for part in current),
            beside=tuple(self._beside(current)),
            comments=tuple(self._comments(current)),
            assessments=tuple(_told_once(pages)),
            facts=tuple(facts_of(record)),
            sendings=tuple(self._sendings()),
            sendings_said=tuple(self._sendings_said()),
            history=tuple(history_of(self._with_titles(alone), self._name_of)),
            history_head=record.history_head,
            about=tuple(self._about()),
        )

    def _page(self, seen: Record, part: AssessmentPart) -> Page:
        page = page_of(seen, self._asked(part))
        version = words.VERSION.format(number=part.version)
        without_history = replace(page.closing, history=())  # told once, for all of them
        return replace(page, activity=f"{page.activity} · {version}", closing=without_history)

    def _asked(self, part: AssessmentPart) -> Questionnaire:
        return self.questionnaires[part.key]

    def _handed_over(self) -> Event | None:
        last = self.record.history[-1] if self.record.history else None
        return last if last and last.kind is EventKind.HANDED_OVER else None

    def _lead(self) -> str:
        event = self._handed_over()
        if event is None:
            return words.HANDOVER_UNSIGNED
        return words.HANDOVER_LEAD.format(by=event.by, at=words.moment(event.at))

    def _asks(self, current: Sequence[AssessmentPart]) -> Iterator[str]:
        for part in current:
            last = part.moves[-1] if part.moves else None
            told = {
                "set": self._asked(part).title,
                "approver": part.plan.approver or words.SOMEBODY,
                "owner": self.record.activity.details.owner.name or words.SOMEBODY,
                "reason": last.reason if last else "",
            }
            returned = last is not None and last.kind is MoveKind.RETURNED
            if Status(part.state) is Status.DRAFT and returned:
                yield words.HANDOVER_ASKS["returned"].format(**told)
            elif Status(part.state) is Status.SUBMITTED or self._is_unapproved(part):
                yield words.HANDOVER_ASKS[part.state].format(**told)

    def _is_unapproved(self, part: AssessmentPart) -> bool:
        return Status(part.state) is Status.COMPLETED and approval_of(self.record, part) is None

    def _notes(self) -> Iterator[Remark]:
        event = self._handed_over()
        if event is not None and event.detail and event.detail.note:
            by = "" if event.by == NOBODY else str(event.by)
            yield Remark(lead="", blocks=prose(event.detail.note), by=by)

    def _line(self, part: AssessmentPart) -> tuple[str, ...]:
        own = part.result[0]
        missing = len(part.missing)
        still = "" if part.state in (Status.DRAFT, Status.SUBMITTED) else "–"
        open_now = f"{missing} questions" if missing > 1 else "1 question"
        return (
            self._asked(part).title,
            str(part.version),
            self._state(part),
            own.title or words.NO_RESULT,
            still or (open_now if missing else words.HANDOVER_NOTHING_OPEN),
        )

    def _state(self, part: AssessmentPart) -> str:
        """What the hand-over says of a version; only its kept PDF proves an approval."""
        approved = Status(part.state) is Status.COMPLETED and approval_of(self.record, part)
        return words.STATES[Status.SIGNED_OFF if approved else part.state]

    def _beside(self, current: Sequence[AssessmentPart]) -> Iterator[str]:
        for part in self.record.assessments:
            told = {
                "set": self._asked(part).title,
                "version": words.VERSION.format(number=part.version),
                "state": self._state(part).lower(),
                "file": f"{part.key}.pdf",
            }
            if part.kept is not None:
                yield words.HANDOVER_KEPT.format(**told)
            elif part not in current:
                yield words.HANDOVER_OLDER.format(**told)

    def _comments(self, current: Sequence[AssessmentPart]) -> Iterator[Remark]:
        for part in current:
            asked = self._asked(part)
            for comment in part.comments:
                question = asked.questions.get(comment.question)
                name = question.short if question else ""
                lead = words.ON_QUESTION.format(set=asked.title, name=name)
                yield Remark(
                    lead=lead if name else asked.title,
                    blocks=prose(comment.text),
                    by=words.DECIDED_BY.format(by=comment.by, at=words.moment(comment.at)),
                )

    def _sendings(self) -> Iterator[tuple[str, ...]]:
        """Everything that was sent, a line each."""
        channels: dict[str, str] = {}
        for asked in self.questionnaires.values():
            channels |= channels_of(asked)
        for sending in self.record.sendings or ():
            yield (
                words.day(sending.sent_on),
                channels.get(sending.channel, sending.channel),
                sending.group,
                number_words(sending),
                state_of(sending)[0],
            )

    def _sendings_said(self) -> Iterator[str]:
        """The reasons people gave for what they sent all the same, or struck out."""
        for sending in self.record.sendings or ():
            struck = sending.struck_out.reason if sending.struck_out else ""
            reason = struck or sending.in_spite
            if reason:
                yield f"{words.day(sending.sent_on)}, {state_of(sending)[0].lower()}: {reason}"

    def _with_titles(self, alone: Sequence[Record]) -> Record:
        """The hand-over with every set's title, as the history needs them."""
        siblings = {s.set.id: s for record in alone for s in record.siblings}
        return self.record.model_copy(update={"siblings": list(siblings.values())})

    def _name_of(self, what: str) -> str:
        for asked in self.questionnaires.values():
            if what in asked.questions:
                return asked.questions[what].short
        return words.FIELDS.get(what, what)

    def _about(self) -> Iterator[Labelled]:
        record = self.record
        program = record.program
        said = {
            "organisation": record.organisation.name,
            "activity": f"{record.activity.label}, {record.activity.id}",
            "as_at": words.day(record.as_at),
            "made_with": words.MADE_WITH.format(name=program.name, version=program.version),
        }
        for key, text in said.items():
            if text:
                yield Labelled(label=words.ABOUT[key], blocks=prose(text))


def _told_once(pages: Sequence[Page]) -> Iterator[Page]:
    """The pages, each profile printed with the first that goes by it."""
    seen: list[tuple[Labelled, ...]] = []
    for page in pages:
        yield replace(page, profile=()) if page.profile in seen else page
        seen.append(page.profile)
