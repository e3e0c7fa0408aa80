"""The assessment being answered: what changes as people type, with undo and saving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from dpia_wizard.app.answer import leave_page, save_draft
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers, AnswerValue
from dpia_wizard.domain.assessment import Assessment, Override
from dpia_wizard.domain.case import as_at, facts_for
from dpia_wizard.domain.errors import DpiaError, NotFoundError
from dpia_wizard.domain.law import LawUsed
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation, evaluate
from dpia_wizard.domain.situation import Situation, situation
from dpia_wizard.gui.autosave import Autosave
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.undo import AnswersChange
from dpia_wizard.gui.words import answer_words


class AssessmentSession(QObject):
    """Holds the assessment of one set; views read `assessment` and call `answer`."""

    answered = Signal(str)
    """An answer changed; carries the question id."""

    taken_back = Signal(str)
    """An answer was undone, or done again; carries the question id."""

    replaced = Signal()
    """The assessment became another one, e.g. by a comment or a move; read everything anew."""

    save_failed = Signal(str)
    """Saving did not work and will be tried again; carries the sentence."""

    stranded = Signal(str)
    """The version was locked elsewhere before this could be saved; carries the words."""

    def __init__(self, case: CaseSession, set_id: str, version: int = 0) -> None:
        super().__init__(case)
        self.case = case
        self.set_id = set_id
        self.version = version
        self.undo_stack = QUndoStack(self)
        self.assessment = self._stored()
        self._known: Answers = self.assessment.answers
        self._entered: Answers = self.assessment.answers
        self._decisions: dict[str, Override] = {}
        self._evaluation: Evaluation | None = None
        self._facts: Mapping[str, str] | None = None
        self._by_hand = False
        self._autosave = Autosave(self._save, self)
        self._remember_decisions()
        case.changed.connect(self._on_case_changed)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions as they are asked."""
        return self.case.questionnaire(self.assessment)

    @property
    def evaluation(self) -> Evaluation:
        """What the answers come to now."""
        if self._evaluation is None:
            self._evaluation = evaluate(self._situation())
        return self._evaluation

    @property
    def law_used(self) -> LawUsed:
        """The law the answers are judged by: as it was frozen, else that of the day's."""
        day = self.evaluation.situation.law_day
        return self.assessment.law or self.case.desk.law.used(self.set_id, day)

    @property
    def can_edit(self) -> bool:
        """Whether answers may be changed here and now."""
        return self.assessment.is_editable and not self.case.is_read_only

    def answer(self, question_id: str, value: AnswerValue | None) -> None:
        """Record an answer; a value equal to the present one is no change."""
        if not self.can_edit or self.assessment.answers.get(question_id) == value:
            return
        before = self.assessment.answers
        after = self.assessment.answer(question_id, value).answers
        if before == after:
            return
        question = self.questionnaire.question(question_id)
        show = partial(self._show, question_id)
        self._by_hand = True
        self.undo_stack.push(AnswersChange(question, before, after, show))
        self._by_hand = False

    def _situation(self) -> Situation:
        """What the rules see now; the siblings' facts do not change with every key."""
        desk, assessment = self.case.desk, self.assessment
        today = desk.today()
        if self._facts is None:
            find_set = desk.sets.say
            self._facts = facts_for(self.case.activity, assessment, find_set, today=today)
        return situation(
            self.questionnaire,
            assessment.answers,
            overrides=assessment.overrides,
            facts=self._facts,
            as_at=as_at(assessment, today),
        )

    def enter_page(self) -> None:
        """Begin a page: what changes from here is one event when it is left."""
        self._entered = self.assessment.answers

    def leave_page(self) -> bool:
        """Save, and note what changed since the page was entered; False if saving failed."""
        self._autosave.cancel()
        if not self.can_edit:
            return True
        if not self._keep(lambda *given: leave_page(*given, before=self._entered)):
            self._autosave.touch()
            return False
        self._entered = self.assessment.answers
        return True

    def close(self) -> None:
        """Stop listening and saving; call `leave_page` first."""
        self._autosave.cancel()
        self.case.changed.disconnect(self._on_case_changed)
        self.deleteLater()

    def _show(self, question_id: str, answers: Answers) -> None:
        """Take over answers from the undo stack: done, undone or done again."""
        changed = self.assessment.with_answers(answers)
        self.assessment = replace(changed, overrides=self._decisions_on(answers))
        self._evaluation = None
        self._autosave.touch()
        self.answered.emit(question_id)
        if not self._by_hand:
            self.taken_back.emit(question_id)

    def _save(self) -> bool:
        return self._keep(save_draft)

    def _keep(self, verb: Callable[[Desk, Activity, Assessment], Activity]) -> bool:
        try:
            self.case.attempt(lambda desk, activity: verb(desk, activity, self.assessment))
        except DpiaError as error:
            self.save_failed.emit(sentence(error))
            return False
        return True

    def _remember_decisions(self) -> None:
        """Keep decisions that may stand again; one that could stand and is gone was undone."""
        answers = self.assessment.answers
        fallen = {k: made for k, made in self._decisions.items() if not made.stands_on(answers)}
        self._decisions = fallen | {made.key: made for made in self.assessment.overrides}

    def _decisions_on(self, answers: Answers) -> tuple[Override, ...]:
        """The officer's decisions that these answers leave standing.

        A decision rests on the answer it was made about, and stands again once that is back.
        """
        return tuple(made for made in self._decisions.values() if made.stands_on(answers))

    def _on_case_changed(self) -> None:
        self._evaluation = self._facts = None
        stored = self._stored()
        if stored == self.assessment:
            self._known = stored.answers
            return
        self._go_on_from(stored)
        self._remember_decisions()
        self.replaced.emit()

    def _go_on_from(self, stored: Assessment) -> None:
        """Take over what is stored now, with the answers that are not in it yet."""
        mine, known = self.assessment.answers, self._known
        self.assessment = stored
        self._known = stored.answers
        if not stored.is_editable:
            self.undo_stack.clear()
        if stored.answers != mine:
            unsaved = _differing(known, mine)
            self._entered = _patched(
                self._entered, stored.answers, _differing(known, stored.answers)
            )
            self.undo_stack.clear()
            self._bring_back(mine, unsaved)

    def _bring_back(self, mine: Answers, unsaved: Sequence[str]) -> None:
        """Put what was typed meanwhile into what somebody else saved, or say it cannot be."""
        if self.assessment.is_editable:
            answers = _patched(self.assessment.answers, mine, unsaved)
            self.assessment = self.assessment.with_answers(answers)
        elif unsaved:
            self._autosave.cancel()
            known = self.questionnaire.questions
            words = [answer_words(known[q], mine.get(q)) for q in unsaved if q in known]
            if any(words):
                self.stranded.emit("\n\n".join(word for word in words if word))

    def _stored(self) -> Assessment:
        activity = self.case.activity
        if self.version:
            return activity.version(self.set_id, self.version)
        found = activity.current(self.set_id)
        if found is None:
            raise NotFoundError(what="assessment", name=self.set_id)
        return found


def _differing(one: Answers, other: Answers) -> list[str]:
    """The questions that two sets of answers disagree on."""
    return [q for q in dict.fromkeys([*one, *other]) if one.get(q) != other.get(q)]


def _patched(answers: Answers, by: Answers, questions: Sequence[str]) -> Answers:
    """Answers with those to some questions taken from elsewhere."""
    kept = {q: value for q, value in answers.items() if q not in questions}
    return kept | {q: value for q, value in by.items() if q in questions}
