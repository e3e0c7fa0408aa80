"""Questions and answers for the page: each kind of answer in words and shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dpia_wizard.codec.decision_words import decision_words, rule_named
from dpia_wizard.codec.record import AssessmentPart, OverridePart
from dpia_wizard.codec.record_result import DecidedPart
from dpia_wizard.domain.answers import Answers, AnswerValue, PromptsAnswer, is_written
from dpia_wizard.domain.assessment import Comment
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind, Question, Questionnaire
from dpia_wizard.domain.questionnaire import Section as SetSection
from dpia_wizard.domain.row_values import number_field, row_name
from dpia_wizard.domain.situation import Situation
from dpia_wizard.report import words
from dpia_wizard.report.text import prose
from dpia_wizard.report.view import (
    Answer,
    Asked,
    Card,
    Group,
    Labelled,
    Marks,
    Remark,
    Rows,
    Said,
    Section,
)

_LEAST_COMPACT = 3
_MOST_COLUMNS = 5
_SHORT_CELL = 60
_SHORT_TEXT = 26
_IN_A_LINE = 5
_MANY_FIELDS = 12
_LONG = (Kind.TEXT, Kind.LONG_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The questions of an assessment with all that was said about them."""

    questionnaire: Questionnaire
    part: AssessmentPart
    answers: Answers
    seen: Situation

    @property
    def visible(self) -> frozenset[str]:
        """The questions the page shows."""
        return frozenset(self.seen.visible)

    def sections(self) -> Iterator[Section]:
        """Every section that asked something, in order."""
        for section in self.questionnaire.sections:
            groups = tuple(self._groups(section))
            if groups:
                yield Section(title=section.title, intro=section.intro, groups=groups)

    def not_applicable(self) -> Iterator[Labelled]:
        """Answers to questions that are no longer asked."""
        for question in self.questionnaire.questions.values():
            if question.id in self.answers and question.id not in self.visible:
                said = flat(question, self.answers[question.id])
                yield Labelled(label=question.short, blocks=prose(said))

    def general_comments(self) -> tuple[Remark, ...]:
        """Comments on the whole assessment, or on a question the page does not show."""
        return _comments(c for c in self.part.comments if c.question not in self.visible)

    def short_name_of(self, what: str) -> str:
        """The name of a question, or of a field of the activity, in a list of changes."""
        question = self.questionnaire.questions.get(what)
        found = rule_named(self.questionnaire, what)
        if found is not None:
            return f"“{found[1].because}”"
        return question.short if question else words.FIELDS.get(what, what)

    def name_of(self, question_id: str) -> str:
        """How a sentence refers to a question."""
        question = self.questionnaire.questions.get(question_id)
        if question is None:
            return question_id
        if question.number:
            return words.NUMBERED.format(number=question.number, name=question.short)
        return question.short

    def _groups(self, section: SetSection) -> Iterator[Group]:
        shown = [q for q in section.questions if q.id in self.visible]
        tops = [q for q in shown if q.parent not in self.visible]
        for is_word, found in groupby(tops, key=_is_word):
            questions = list(found)
            asked = tuple(self._asked(question, shown) for question in questions)
            yield Group(compact=is_word and len(asked) >= _LEAST_COMPACT, questions=asked)

    def _asked(self, question: Question, shown: Sequence[Question]) -> Asked:
        beneath = tuple(self._asked(q, shown) for q in shown if q.parent == question.id)
        return Asked(
            number=question.number,
            text=question.text,
            help=question.help,
            cite=question.cite,
            answer=answer_of(question, self.answers.get(question.id)),
            notes=tuple(
                Said(text=w.text, cite=w.cite)
                for w in self.part.warnings
                if w.at == question.id
            ),
            decisions=tuple(
                decision(o, question) for o in self.part.overrides if o.target == question.id
            ),
            comments=_comments(c for c in self.part.comments if c.question == question.id),
            follow_ups=beneath,
        )


def decision(override: OverridePart, question: Question) -> Remark:
    """What the data protection officer decided about an answer."""
    lead = words.CHANGED_FROM_TO.format(
        before=flat(question, override.from_), after=flat(question, override.to)
    )
    return _remark(lead, override)


def decision_on_rule(
    questionnaire: Questionnaire, rule: str, made: OverridePart | DecidedPart
) -> Remark:
    """What the data protection officer decided about a rule, or that it was set aside."""
    return _remark(decision_words(questionnaire, rule, made.to), made)


def _remark(lead: str, override: OverridePart | DecidedPart) -> Remark:
    by = Person(name=override.by, role=override.role)
    said = words.DECIDED_BY.format(by=by, at=words.moment(override.at))
    return Remark(lead=lead, blocks=prose(override.reason), by=said)


def _comments(comments: Iterable[Comment]) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            lead=words.PAGE["comment"],
            blocks=prose(comment.text),
            by=words.DECIDED_BY.format(by=comment.by, at=words.moment(comment.at)),
        )
        for comment in comments
    )


def answer_of(question: Question, value: AnswerValue | None) -> Answer:
    """An answer in the shape of its kind."""
    match value:
        case PromptsAnswer():
            return _prompts(question, value)
        case _ if value is None or not is_written(value):
            return Answer(missing=words.PAGE["not_answered"])
        case tuple():
            return _many(question, value)
    if _is_word(question):
        return Answer(word=flat(question, value), chip=str(value))
    if question.kind is Kind.CHOICE:
        return Answer(word=flat(question, value))
    return Answer(blocks=prose(flat(question, value)))


def flat(question: Question, value: AnswerValue) -> str:
    """An answer as plain text, whatever its kind."""
    match value:
        case PromptsAnswer():
            return value.text
        case Person():
            return str(value)
        case tuple():
            return "\n".join(_flat_items(question, value))
        case str():
            return _word(question, value)
        case _:
            return str(value)


def _flat_items(
    question: Question, items: tuple[str, ...] | tuple[Mapping[str, str | int | float], ...]
) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield f"- {_word(question, item)}"
        else:
            cells = _cells(question, item)
            yield "- " + "; ".join(f"{name}: {text}" for name, text in cells if text)


def _word(question: Question, value: str) -> str:
    if question.kind in (Kind.YES_NO, Kind.YES_NO_UNSURE):
        return words.ANSWERS.get(value, value)
    if question.kind in (Kind.CHOICE, Kind.CHOICES):
        return next((o.text for o in question.options if o.id == value), value)
    if question.kind is Kind.DATE:
        return words.day_if_date(value)
    return value


def _is_word(question: Question) -> bool:
    return question.kind in (Kind.YES_NO, Kind.YES_NO_UNSURE)


def _prompts(question: Question, value: PromptsAnswer) -> Answer:
    reasons = value.not_relevant
    known = question.prompts
    marks = Marks(
        addressed=tuple(p.label for p in known if p.id in value.addressed),
        not_relevant=tuple((p.label, reasons[p.id]) for p in known if p.id in reasons),
        not_marked=tuple(
            p.label for p in known if p.id not in value.addressed and p.id not in reasons
        ),
    )
    missing = "" if is_written(value) else words.PAGE["not_answered"]
    return Answer(blocks=prose(value.text), marks=marks, missing=missing)


def _many(
    question: Question, items: tuple[str, ...] | tuple[Mapping[str, str | int | float], ...]
) -> Answer:
    if question.kind is not Kind.ROWS:
        others = tuple(o.text for o in question.options if o.id not in items and o.id != "none")
        ticked = tuple(_word(question, item) for item in items if isinstance(item, str))
        return Answer(ticked=ticked, unticked=others)
    rows = [_cells(question, item) for item in items if not isinstance(item, str)]
    fits = len(question.fields) <= _MOST_COLUMNS
    if fits and all(len(text) <= _SHORT_CELL for row in rows for _, text in row):
        headings = tuple(field.short for field in question.fields)
        lines = tuple(tuple(text for _, text in row) for row in rows)
        return Answer(rows=Rows(headings=headings, lines=lines))
    given = [item for item in items if not isinstance(item, str)]
    cards = [_card(question, row, place, len(rows)) for place, row in enumerate(given, 1)]
    return Answer(rows=Rows(cards=tuple(cards)))


def _card(
    question: Question, row: Mapping[str, str | int | float], place: int, total: int
) -> Card:
    number = row.get(number_field(question))
    name = words.ROW.format(number=place, total=total)
    if len(question.fields) > _MANY_FIELDS:
        known = row_name(question, row)
        return Card(name=f"{name} · {known}" if known else name, pairs=_pairs(question, row))
    texts, short = [], []
    for field in question.fields:
        said = flat(field, row[field.id]) if field.id in row else ""
        if field.numbered or not said:
            continue
        longest = _SHORT_TEXT if field.kind in _LONG else _SHORT_CELL
        if field.kind is Kind.LONG_TEXT or len(said) > longest:
            texts.append(Labelled(label=field.short, blocks=prose(said)))
        else:
            short.append((field.short, said))
    lines = [tuple(short[i : i + _IN_A_LINE]) for i in range(0, len(short), _IN_A_LINE)]
    return Card(
        name=f"{question.short} {number}" if number is not None else name,
        texts=tuple(texts),
        lines=tuple(lines),
    )


def _pairs(
    question: Question, row: Mapping[str, str | int | float]
) -> tuple[tuple[Labelled, ...], ...]:
    """Labels and answers in the order of the questions, two short ones in a line."""
    lines: list[tuple[Labelled, ...]] = []
    waiting: tuple[Labelled, ...] = ()
    for name, said in _cells(question, row):
        if not said:
            continue
        cell = (Labelled(label=name, blocks=prose(said)),)
        if len(said) > _SHORT_CELL:
            lines += [waiting, cell] if waiting else [cell]
            waiting = ()
        elif waiting:
            lines.append(waiting + cell)
            waiting = ()
        else:
            waiting = cell
    return (*lines, waiting) if waiting else tuple(lines)


def _cells(question: Question, row: Mapping[str, str | int | float]) -> list[tuple[str, str]]:
    return [
        (field.short, flat(field, row[field.id]) if field.id in row else "")
        for field in question.fields
    ]
