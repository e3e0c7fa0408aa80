"""The wizard: steps at the left, the page, guidance at the right, ways on below."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dpia_wizard.app.gate_words import in_short
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.frame.tab_order import move_focus
from dpia_wizard.gui.result.result_page import ResultPage
from dpia_wizard.gui.signoff.signoff_page import SignoffPage
from dpia_wizard.gui.widgets.keys import on_keys
from dpia_wizard.gui.wizard.about_step import AboutStep
from dpia_wizard.gui.wizard.check_page import CheckPage
from dpia_wizard.gui.wizard.question_page import QuestionPage
from dpia_wizard.gui.wizard.wizard_bar import WizardBar
from dpia_wizard.gui.wizard.wizard_guidance import WizardGuidance
from dpia_wizard.gui.wizard.wizard_navigator import WizardNavigator
from dpia_wizard.gui.wizard.wizard_steps import (
    CHECK,
    RESULT,
    SIGN_OFF,
    Step,
    StepKind,
    steps_of,
)
from dpia_wizard.gui.wizard.wizard_top import WizardTop
from dpia_wizard.gui.worker_client import WorkerClient


class WizardPage(QWidget):
    """Leads through one assessment; all its pages come from the question set."""

    closed = Signal()
    """The user is done here; everything is saved."""

    check_wanted = Signal(Path)
    """The user wants a record's file checked; carries where it lies."""

    def __init__(self, session: AssessmentSession, worker: WorkerClient) -> None:
        super().__init__()
        self.setObjectName("wizard_page")
        self.setProperty("page", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.undo_stack: QUndoStack = session.undo_stack
        self._current = ""
        self._stepped: tuple[Evaluation, list[Step]] | None = None
        self._came_from_check = False
        self._gave_up = False
        self._pages: dict[str, QuestionPage] = {}
        self.navigator = WizardNavigator(
            session.questionnaire.title, session.case.activity.details.title
        )
        self.about = AboutStep(session.case)
        self.check = CheckPage(session)
        self.result = ResultPage(session)
        self.signoff = SignoffPage(session, worker)
        self.guidance = WizardGuidance(session)
        self.bar = WizardBar()
        self.top = WizardTop(session)
        self.notice = self.top.notice
        self._is_failing = False
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self.top.say_again()

    @property
    def current_step(self) -> Step:
        """The step that is shown."""
        steps = self._steps()
        named = (s for s in steps if s.id == self._current)
        asking = (s for s in steps if s.asks(self._current))
        return next(named, None) or next(asking, steps[0])

    def go_to(self, step_id: str, question_id: str = "") -> bool:
        """Show a step, saving the one before; False if that could not be saved."""
        self.top.say_again()
        if not self._may_move():
            return False
        steps = self._steps()
        step = next((s for s in steps if s.id == step_id), None) or steps[0]
        self._current = step.id
        self.session.enter_page()
        self._show(step, question_id)
        return True

    def go_to_question(self, question_id: str) -> None:
        """Show the page that asks a question; from the list of answers, Next leads back."""
        came_from_check = self._current in (CHECK, RESULT, SIGN_OFF)
        step = next((step for step in self._steps() if step.asks(question_id)), None)
        if step is not None and self.go_to(step.id, question_id) and came_from_check:
            self._came_from_check = True
            self._refresh_edges()

    def go_on(self) -> None:
        """Show where the work goes on: the first open page, else the result or sign-off."""
        steps = self._steps()
        if self.session.assessment.is_locked:
            self.go_to(SIGN_OFF)
            return
        questions = [s for s in steps if s.kind is StepKind.QUESTIONS]
        opened = next((s for s in questions if not s.done), None)
        self.go_to(opened.id if opened else CHECK)

    def may_leave(self) -> bool:
        """Save what is open, and ask for what was begun; False keeps the page, and says why."""
        if not self._may_move():
            return False
        if self._gave_up or not self.signoff.has_begun:
            return True
        self.go_to(SIGN_OFF)
        self.signoff.ask_for_begun()
        self.bar.give_up.show()
        return False

    def _may_move(self) -> bool:
        """Save what is open on the present page; False keeps it, and says why."""
        if not self._current or self._gave_up:
            return True
        left = self._leave(self._stack.currentWidget())
        self.bar.give_up.setVisible(not left)
        return left

    def show_guidance(self) -> None:
        """Put the keyboard into the guidance."""
        if self.guidance.isVisible():
            self.guidance.take_focus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the steps to the page, its guidance and the buttons below."""
        page = self._stack.currentWidget()
        columns = page.columns if isinstance(page, SignoffPage) else (self._stack,)
        parts = (self.navigator, self.top, *columns, self.guidance, self.bar)
        return move_focus(parts, forward=forward)

    def _leave(self, page: QWidget | None) -> bool:
        if isinstance(page, QuestionPage) and self.session.can_edit and page.problem:
            self.top.show_problem(page.problem)
            page.go_to_problem()
            return False
        if isinstance(page, AboutStep | SignoffPage) and not page.leave():
            return False
        return self.session.leave_page()

    def _steps(self) -> list[Step]:
        """The steps as they are now, worked out once for each evaluation."""
        evaluation = self.session.evaluation
        if self._stepped is None or self._stepped[0] is not evaluation:
            locked = self.session.assessment.is_locked
            self._stepped = (evaluation, steps_of(evaluation, locked=locked))
        return self._stepped[1]

    def _lay_out(self) -> None:
        for page in (self.about, self.check, self.result, self.signoff):
            self._stack.addWidget(page)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._stack, 1)
        across.addWidget(self.guidance)
        middle.addWidget(self.top)
        middle.addLayout(across, 1)
        middle.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigator)
        row.addLayout(middle, 1)

    def _connect(self) -> None:
        session = self.session
        session.answered.connect(self._refresh)
        # once the step is done: going to another page may save, and saving may end all undo
        queued = Qt.ConnectionType.QueuedConnection
        session.taken_back.connect(self._on_taken_back, queued)
        session.replaced.connect(self._on_replaced)
        session.save_failed.connect(self._on_save_failed)
        session.stranded.connect(self.top.stranded.hand_back)
        session.case.saved.connect(self._on_saved)
        session.case.refused.connect(self._on_refused)
        session.case.caught_up.connect(self.top.show_caught_up)
        self.navigator.chosen.connect(self._on_step_chosen)
        self.check.change_wanted.connect(self.go_to_question)
        self.result.question_wanted.connect(self.go_to_question)
        self.result.hand_over_wanted.connect(self._on_hand_over_wanted)
        self.signoff.question_wanted.connect(self.go_to_question)
        self.signoff.check_wanted.connect(self.check_wanted)
        self.signoff.moved_on.connect(self.bar.leave.setFocus)
        self.signoff.version_begun.connect(lambda: self.go_to(CHECK))
        self.bar.back.clicked.connect(self._on_back)
        self.bar.next.clicked.connect(self._on_next)
        self.bar.leave.clicked.connect(self._on_close)
        self.bar.give_up.clicked.connect(self._on_give_up)

    def _add_shortcuts(self) -> None:
        on_keys(self, self._on_back, "Alt+Left")
        on_keys(self, self._on_next, "Alt+Right", "Ctrl+Return", "Ctrl+Enter")

    def _show(self, step: Step, question_id: str) -> None:
        match step.kind:
            case StepKind.ABOUT:
                self.about.enter()
                self._stack.setCurrentWidget(self.about)
            case StepKind.QUESTIONS:
                self._show_questions(step, question_id)
            case StepKind.CHECK:
                self.check.refresh()
                self._stack.setCurrentWidget(self.check)
            case StepKind.RESULT:
                self.result.refresh()
                self._stack.setCurrentWidget(self.result)
            case StepKind.SIGN_OFF:
                self._stack.setCurrentWidget(self.signoff)
                self.signoff.enter()
                if not self.signoff.take_focus():
                    self.bar.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        if step.kind is not StepKind.QUESTIONS:
            self._came_from_check = False
        page = self._stack.currentWidget()
        if isinstance(page, CheckPage | ResultPage):
            self.bar.next.setFocus(Qt.FocusReason.OtherFocusReason)
            page.start_at_top()  # hiding the page before may have led the keyboard down here
        self.guidance.setVisible(step.kind is StepKind.QUESTIONS)
        self._refresh_edges()

    def _show_questions(self, step: Step, question_id: str) -> None:
        page = self._pages.get(step.id)
        if page is None:
            page = QuestionPage(step, self.session)
            page.question_in_hand.connect(self.guidance.show_question)
            page.guidance_wanted.connect(self.guidance.take_focus)
            page.typed.connect(lambda: self.top.cure(page.problem))
            self._pages[step.id] = page
            self._stack.addWidget(page)
        page.refresh()
        self._stack.setCurrentWidget(page)
        page.start(question_id)
        self.guidance.refresh()

    def _refresh(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, QuestionPage | CheckPage | ResultPage | SignoffPage):
            page.refresh()
            self.top.cure(page.problem if isinstance(page, QuestionPage) else "")
        self.guidance.refresh()
        self._refresh_edges()

    def _refresh_edges(self) -> None:
        steps = self._steps()
        step = self.current_step
        self.navigator.show_steps(steps, step.id)
        position = [s.id for s in steps].index(step.id)
        is_last = position == len(steps) - 1
        locked = not self.session.can_edit
        self.bar.show_step(
            step,
            is_first=position == 0,
            is_last=is_last,
            back_to_check=self._came_from_check,
            locked=locked,
        )
        self.bar.say_what_is_next(self._what_is_next() if locked and is_last else "")

    def _what_is_next(self) -> str:
        """What the activity waits for, unless that is this very assessment."""
        readiness = self.session.case.readiness()
        gate = readiness.next_gate
        return "" if gate and gate.set_id == self.session.set_id else in_short(readiness)

    def _on_taken_back(self, question_id: str) -> None:
        """Show what was undone; the list of answers shows it where it is."""
        step = next((step for step in self._steps() if step.asks(question_id)), None)
        if step is None or self._current == CHECK:
            return
        page = self._stack.currentWidget()
        if isinstance(page, QuestionPage) and page.step.asks(question_id):
            page.show_change(question_id)
        else:
            self.go_to(step.id, question_id)

    def _on_replaced(self) -> None:
        self.top.refresh()
        step = self.current_step
        if step.id == self._current or step.asks(self._current):
            self._refresh()
            return
        self.session.enter_page()
        self._current = SIGN_OFF
        self._show(self.current_step, "")

    def _on_saved(self, at: datetime) -> None:
        if self._is_failing:
            self._is_failing = False
            self.top.say_again()
        self.bar.give_up.hide()
        self.navigator.show_saved(at)

    def _on_save_failed(self, sentence: str) -> None:
        self._is_failing = True
        self.navigator.state.setText("Not saved yet")
        self.top.show_error(sentence)

    def _on_refused(self, sentence: str) -> None:
        if self._stack.currentWidget() is not self.signoff:  # which says so itself
            self.top.show_error(sentence)

    def _on_step_chosen(self, step_id: str) -> None:
        self._came_from_check = False
        self.go_to(step_id)

    def _on_back(self) -> None:
        self._move(-1)

    def _on_next(self) -> None:
        if self._came_from_check:
            self._came_from_check = False
            self.go_to(CHECK)
            return
        self._move(1)

    def _move(self, by: int) -> None:
        ids = [step.id for step in self._steps()]
        position = ids.index(self.current_step.id) + by
        if 0 <= position < len(ids):
            self.go_to(ids[position])

    def _on_hand_over_wanted(self) -> None:
        if self.go_to(SIGN_OFF):
            self.signoff.start_at_hand_over()

    def _on_close(self) -> None:
        if self.may_leave():
            self.closed.emit()

    def _on_give_up(self) -> None:
        self._gave_up = True
        self.closed.emit()
