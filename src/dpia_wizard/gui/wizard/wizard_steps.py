"""The wizard's steps: what they are called, what stands on them, how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dpia_wizard.domain.progress import count, pages
from dpia_wizard.domain.questionnaire import Question, Section
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.gui.words import section_name


class StepKind(StrEnum):
    """What a step shows."""

    ABOUT = "about"
    QUESTIONS = "questions"
    CHECK = "check"
    RESULT = "result"
    SIGN_OFF = "sign_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step; `questions` are all that may show on it, `position` counts within a section."""

    id: str
    kind: StepKind
    title: str
    section: Section | None = None
    questions: tuple[Question, ...] = ()
    position: int = 0
    total: int = 0
    done: bool = False
    counted: str = ""

    @property
    def is_sub(self) -> bool:
        """Whether it is one of a section's several pages."""
        return self.total > 0

    def asks(self, question_id: str) -> bool:
        """Whether a question may show on it."""
        return any(question.id == question_id for question in self.questions)


ABOUT = "about"
CHECK = "check"
RESULT = "result"
SIGN_OFF = "sign_off"


def steps_of(evaluation: Evaluation, *, locked: bool) -> list[Step]:
    """The steps as they are now; a locked version has only its answers, result and sign-off."""
    answered = not evaluation.missing
    last = [
        Step(id=CHECK, kind=StepKind.CHECK, title="Check your answers", done=answered),
        Step(
            id=RESULT,
            kind=StepKind.RESULT,
            title="Result",
            done=evaluation.result.outcome is not None,
        ),
        Step(id=SIGN_OFF, kind=StepKind.SIGN_OFF, title="Sign off", done=locked),
    ]
    if locked:
        first = Step(id=CHECK, kind=StepKind.CHECK, title="The answers", done=True)
        return [first, *last[1:]]
    about = Step(id=ABOUT, kind=StepKind.ABOUT, title="About the activity", done=True)
    return [about, *_question_steps(evaluation), *last]


def _question_steps(evaluation: Evaluation) -> list[Step]:
    seen = evaluation.situation
    missing = {m.question for m in evaluation.missing}
    overall, every = count(seen), pages(seen)
    steps = []
    for section in seen.questionnaire.sections:
        own = [page for page in every if page.section is section]
        several = section.one_per_page and len(own) > 1
        progress = count(seen, section) if several else overall
        for position, page in enumerate(own, 1):
            top = page.questions[0]
            steps.append(
                Step(
                    id=page.id,
                    kind=StepKind.QUESTIONS,
                    title=_name(top, position) if several else section_name(section),
                    section=section,
                    questions=_all_of(section, top),
                    position=position if several else 0,
                    total=len(own) if several else 0,
                    done=not any(q.id in missing for q in page.questions),
                    counted=f"{progress.done}/{progress.total}",
                )
            )
    return steps


def _name(question: Question, position: int) -> str:
    return f"{question.number or position} {question.short}"


def _all_of(section: Section, top: Question) -> tuple[Question, ...]:
    """Every question that may show on a page, whether it shows now or not."""
    if not section.one_per_page:
        return section.questions
    wanted = {top.id}
    for question in section.questions:
        if question.parent in wanted:
            wanted.add(question.id)
    return tuple(question for question in section.questions if question.id in wanted)
