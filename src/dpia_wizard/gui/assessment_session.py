"""The assessment being answered: what changes as people type, with undo and saving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from dpia_wizard.app.answer import leave_page, save_draft
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers, AnswerValue
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import DpiaError, NotFoundError
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.gui.autosave import Autosave
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.undo import AnswersChange


class AssessmentSession(QObject):
    """Holds the assessment of one set; views read `assessment` and call `answer`."""

    answered = Signal(str)
    """An answer changed; carries the question id."""

    replaced = Signal()
    """The assessment became another one, e.g. by a comment or a move; read everything anew."""

    save_failed = Signal(str)
    """Saving did not work and will be tried again; carries the sentence."""

    def __init__(self, case: CaseSession, set_id: str, version: int = 0) -> None:
        super().__init__(case)
        self.case = case
        self.set_id = set_id
        self.version = version
        self.undo_stack = QUndoStack(self)
        self.assessment = self._stored()
        self._evaluation: Evaluation | None = None
        self._entered: Answers = self.assessment.answers
        self._autosave = Autosave(self._save, self)
        case.changed.connect(self._on_case_changed)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions as they are asked."""
        return self.case.questionnaire(self.assessment)

    @property
    def evaluation(self) -> Evaluation:
        """What the answers come to now."""
        if self._evaluation is None:
            activity = self.case.activity.put(self.assessment)
            self._evaluation = self.case.desk.evaluate(activity, self.assessment)
        return self._evaluation

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
        if before != after:
            self.undo_stack.push(
                AnswersChange(question_id, before, after, partial(self._show, question_id))
            )

    def enter_page(self) -> None:
        """Begin a page: what changes from here is one event when it is left."""
        self._entered = self.assessment.answers

    def leave_page(self) -> bool:
        """Save, and note what changed since the page was entered; False if saving failed."""
        self._autosave.cancel()
        if not self.can_edit:
            return True
        if not self._keep(partial(leave_page, before=self._entered)):
            return False
        self._entered = self.assessment.answers
        return True

    def has_unsaved(self) -> bool:
        """Whether something typed is not on disk yet."""
        return self._stored().answers != self.assessment.answers

    def close(self) -> None:
        """Stop listening and saving; call `leave_page` first."""
        self._autosave.cancel()
        self.case.changed.disconnect(self._on_case_changed)
        self.deleteLater()

    def _show(self, question_id: str, answers: Answers) -> None:
        """Take over answers from the undo stack: done, undone or done again."""
        self.assessment = self.assessment.with_answers(answers)
        self._evaluation = None
        self._autosave.touch()
        self.answered.emit(question_id)

    def _save(self) -> bool:
        return self._keep(save_draft)

    def _keep(self, verb: Callable[[Desk, Activity, Assessment], Activity]) -> bool:
        case = self.case
        try:
            saved = verb(case.desk, case.activity, self.assessment)
        except DpiaError as error:
            self.save_failed.emit(sentence(error))
            return False
        case.take(saved)
        return True

    def _on_case_changed(self) -> None:
        stored = self._stored()
        if stored == self.assessment:
            return
        moved = stored.answers == self.assessment.answers
        self.assessment = stored
        self._evaluation = None
        if not moved:
            self.undo_stack.clear()
        self.replaced.emit()

    def _stored(self) -> Assessment:
        activity = self.case.activity
        if self.version:
            return activity.version(self.set_id, self.version)
        found = activity.current(self.set_id)
        if found is None:
            raise NotFoundError(what="assessment", name=self.set_id)
        return found
