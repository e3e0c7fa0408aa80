"""One activity: its journey, its assessments, what happened to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dpia_wizard.app.start import archive
from dpia_wizard.codec.pictures import JourneyStep, StepState
from dpia_wizard.domain.asked import asked_of_reader
from dpia_wizard.domain.examples import is_example
from dpia_wizard.domain.gates import Gate, GateState, Readiness
from dpia_wizard.gui.activity.activity_cards import AssessmentCard
from dpia_wizard.gui.activity.asked_banner import AskedBanner
from dpia_wizard.gui.activity.export_pdf import ExportButton
from dpia_wizard.gui.activity.next_card import NextCard
from dpia_wizard.gui.activity.ready_card import ReadyCard
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.history.history_panel import HistoryPanel
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.clamped import ClampedLabel
from dpia_wizard.gui.widgets.messages import Banner, InlineMessage
from dpia_wizard.gui.widgets.page_names import page_names, way_back
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.widgets.stepper import Stepper
from dpia_wizard.gui.words import day

_HISTORY_WIDTH = 214
_READY = "Ready to send"
_STEPS = {
    GateState.PASSED: StepState.DONE,
    GateState.NOT_NEEDED: StepState.NOT_NEEDED,
    GateState.STOPPED: StepState.STOPPED,
    GateState.OUT_OF_DATE: StepState.OUT_OF_DATE,
}


class ActivityPage(QWidget):
    """Shows where the activity stands and what to do next.

    `ready` offers what is done once it may be sent; `below` takes cards after the assessments.
    """

    back_wanted = Signal()
    """The user wants to go back to the register."""

    edit_wanted = Signal()
    """The user wants to describe the activity anew."""

    start_wanted = Signal(str)
    """The user begins a set; carries its id."""

    open_wanted = Signal(str, int)
    """The user opens a version; carries the set's id and the version (0 is the latest)."""

    compare_wanted = Signal(str, int)
    """The user compares a version with the latest; carries the set's id and the version."""

    export_wanted = Signal(str, int)
    """The user wants a version's PDF; carries the set's id and the version."""

    hand_over_wanted = Signal()
    """The user wants to send the whole activity to somebody."""

    history_wanted = Signal()
    """The user wants to read the whole history."""

    def __init__(self, case: CaseSession) -> None:
        super().__init__()
        self.setObjectName("activity_page")
        self.case = case
        self._is_behind = False
        self._title = ClampedLabel("", "heading")
        self._meta = ClampedLabel("", "muted")
        self.message = InlineMessage()
        self._edit = plain_button("Edit details")
        self._archive = plain_button("")
        self._hand_over = plain_button("Hand over…")
        self._export = ExportButton(case)
        self._stepper = Stepper()
        self.ready = ReadyCard()
        self.below = QVBoxLayout()
        self.below.setSpacing(14)
        self._next: NextCard | None = None
        self._asked = AskedBanner()
        self._first = QVBoxLayout()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(14)
        self._card_widgets: list[AssessmentCard] = []
        self._history = HistoryPanel(case)
        self._history.setFixedWidth(_HISTORY_WIDTH)
        self._history.whole_wanted.connect(self.history_wanted)
        self._journey, self._main = Card(), ScrollPage(margin=0)
        self._lay_out()
        case.changed.connect(self._on_changed)
        case.refused.connect(self._on_refused)
        case.saved.connect(self.message.clear)
        self.refresh()

    def refresh(self) -> None:
        """Show the activity as it is now."""
        self._is_behind = False
        activity = self.case.activity
        self._title.setText(activity.details.title)
        self._meta.setText(" · ".join(self._facts()))
        self._archive.setText("Bring back" if activity.archived else "Archive")
        read_only = self.case.is_read_only
        self._edit.setVisible(not read_only)
        self._archive.setVisible(not read_only)
        self._hand_over.setVisible(not read_only)
        self._export.refresh()
        readiness = self.case.readiness()
        self._stepper.show_steps(self._steps(readiness))
        self._asked.show_asked(asked_of_reader(activity.history))
        self._show_next(readiness)
        self.ready.show_readiness(readiness)
        self._rebuild_cards(readiness)
        self._history.refresh()

    def take_focus(self) -> None:
        """Put the keyboard on the way on, and begin at the top of a page that is new."""
        self._main.start_at(self._journey)
        for button in self.findChildren(QPushButton):
            seen = button.isEnabled() and button.isVisibleTo(self)
            if seen and button.property("variant") == "primary":
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(28, 22, 28, 24)
        page.setSpacing(14)
        page.addLayout(self._head())
        page.addWidget(self.message)
        if self.case.notice:
            page.addWidget(Banner("care", "Reading only", self.case.notice))
        main = self._main
        main.body.setContentsMargins(0, 0, 6, 0)
        self._journey.body.addWidget(self._stepper)
        main.body.addWidget(self._journey)
        main.body.addWidget(self._asked)
        main.body.addLayout(self._first)
        main.body.addWidget(self.ready)
        main.body.addLayout(self._cards)
        main.body.addLayout(self.below)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(main, 1)
        row.addWidget(self._history)
        page.addLayout(row, 1)

    def _head(self) -> QHBoxLayout:
        back = way_back("Activities ›", "Back to all activities", "back_to_activities")
        back.clicked.connect(self.back_wanted)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(page_names(back, self._title, self._meta), 1)
        self._edit.setObjectName("edit_details")
        self._archive.setObjectName("archive_activity")
        self._hand_over.setObjectName("hand_over_activity")
        for button in (self._edit, self._archive, self._hand_over, self._export):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._edit.clicked.connect(self.edit_wanted)
        self._archive.clicked.connect(self._on_archive)
        self._hand_over.clicked.connect(self.hand_over_wanted)
        self._export.chosen.connect(self.export_wanted)
        return row

    def _facts(self) -> list[str]:
        activity, details = self.case.activity, self.case.activity.details
        mark = "Example" if is_example(activity) else ""
        facts = [mark, activity.label, details.team, details.channels, self._when()]
        facts.append("archived" if activity.archived else "")
        return [fact for fact in facts if fact]

    def _when(self) -> str:
        sent = [entry.sent_on for entry in self.case.activity.sendings if not entry.struck_out]
        if sent:
            return f"first sent {day(min(sent))}"
        start = self.case.activity.details.planned_start
        return f"planned for {day(start)}" if start else ""

    def _steps(self, readiness: Readiness) -> list[JourneyStep]:
        titles = dict(self.case.desk.sets.titles())
        following = readiness.next_gate
        steps = [
            JourneyStep(label=titles[gate.set_id], state=_step(gate, is_next=gate is following))
            for gate in readiness.gates
        ]
        state = StepState.DONE if readiness.is_ready else StepState.NOT_YET
        return [*steps, JourneyStep(label=_READY, state=state)]

    def _show_next(self, readiness: Readiness) -> None:
        if self._next is not None:
            self._first.removeWidget(self._next)
            self._next.hide()
            self._next.deleteLater()
            self._next = None
        gate = readiness.next_gate
        if gate is not None:
            self._next = NextCard(self.case, readiness, gate)
            self._next.start_wanted.connect(self.start_wanted)
            self._next.open_wanted.connect(self.open_wanted)
            self._first.addWidget(self._next)
            self._next.show()  # at once: the keyboard goes there

    def _rebuild_cards(self, readiness: Readiness) -> None:
        for old in self._card_widgets:
            self._cards.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._card_widgets = []
        asked = zip(self.case.desk.sets.asked_now(), readiness.gates, strict=True)
        for number, (questionnaire, gate) in enumerate(asked, 1):
            card = AssessmentCard(self.case, questionnaire, number, gate)
            card.start_wanted.connect(self.start_wanted)
            card.open_wanted.connect(self.open_wanted)
            card.compare_wanted.connect(self.compare_wanted)
            self._card_widgets.append(card)
            self._cards.addWidget(card)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was in front."""
        super().showEvent(event)
        if self._is_behind:
            self.refresh()

    def _on_changed(self) -> None:
        """Saving in the wizard must not rebuild a page nobody sees."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_behind = True

    def _on_refused(self, sentence: str) -> None:
        """What was refused in the wizard is said there."""
        if self.isVisible():
            self.message.show_error(sentence)

    def _on_archive(self) -> None:
        archived = not self.case.activity.archived
        self.case.do(lambda desk, activity: archive(desk, activity, archived=archived))


def _step(gate: Gate, *, is_next: bool) -> StepState:
    waiting = StepState.CURRENT if is_next else StepState.TODO
    return _STEPS.get(gate.state, waiting)
