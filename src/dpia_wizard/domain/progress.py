"""How far an assessment is: pages, steps and counts that every view shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dpia_wizard.domain.answers import Mark, PromptsAnswer, is_written
from dpia_wizard.domain.questionnaire import Question, Section
from dpia_wizard.domain.rules import is_open, is_required
from dpia_wizard.domain.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Answered out of asked; follow-ups belong to their question and are not counted."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether everything counted is answered."""
        return self.done == self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the wizard: a section, and the questions shown together on it."""

    section: Section
    questions: tuple[Question, ...]

    @property
    def id(self) -> str:
        """The first question's id names the page."""
        return self.questions[0].id


def pages(seen: Situation) -> tuple[Page, ...]:
    """The wizard's pages as they show now; a follow-up shares its parent's page."""
    found: list[Page] = []
    for section in seen.questionnaire.sections:
        shown = [q for q in section.questions if q.id in seen.visible]
        if section.one_per_page:
            found += [Page(section=section, questions=group) for group in _groups(shown)]
        elif shown:
            found.append(Page(section=section, questions=tuple(shown)))
    return tuple(found)


def _groups(questions: Sequence[Question]) -> list[tuple[Question, ...]]:
    """A follow-up comes straight after its question, so it belongs to the group begun last."""
    groups: list[list[Question]] = []
    for question in questions:
        if question.parent and groups:
            groups[-1].append(question)
        else:
            groups.append([question])
    return [tuple(group) for group in groups]


def count(seen: Situation, section: Section | None = None) -> Count:
    """Questions answered and asked, in one section or in the whole set.

    An optional question counts once something is written in it: leaving it blank is no debt.
    """
    asked = [
        question
        for part in ([section] if section else seen.questionnaire.sections)
        for question in part.questions
        if question.id in seen.visible and not question.parent and _counts(question, seen)
    ]
    done = [q for q in asked if not is_open(q, seen)]
    return Count(done=len(done), total=len(asked))


def _counts(question: Question, seen: Situation) -> bool:
    return is_required(question, seen) or is_written(seen.answers.get(question.id))


def marks(seen: Situation) -> Count:
    """The points of all checklists that show, and how many of them are marked either way."""
    done = total = 0
    for question in seen.questionnaire.questions.values():
        if question.id not in seen.visible:
            continue
        given = seen.answers.get(question.id)
        answer = given if isinstance(given, PromptsAnswer) else PromptsAnswer()
        total += len(question.prompts)
        done += sum(answer.mark(p.id) is not Mark.NOT_MARKED for p in question.prompts)
    return Count(done=done, total=total)
