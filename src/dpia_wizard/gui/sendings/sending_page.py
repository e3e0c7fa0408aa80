"""Recording a sending: the form, with what stands against it said while it is filled in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.sending_words import problem_sentence
from dpia_wizard.app.sendings import SendingDay, new_sending, note_sending, sending_day
from dpia_wizard.domain.sending import Sending
from dpia_wizard.domain.sending_problems import ProblemKind, SendingProblem, Weight
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.sendings.sending_form import SendingForm
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.keys import on_escape, on_keys
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import heading, muted
from dpia_wizard.gui.widgets.messages import Banner, InlineMessage
from dpia_wizard.gui.widgets.page_names import way_to_activity
from dpia_wizard.gui.widgets.scroll_page import ScrollPage, bring_into_view
from dpia_wizard.gui.widgets.style import show_if
from dpia_wizard.gui.widgets.text_inputs import CountedBox

_WIDTH = 780
_LATER = (ProblemKind.CHECK_MISSING, ProblemKind.NO_CHANNEL)
"""Said only once somebody wants to keep the form: nobody is scolded for an empty one."""

_LONGEST_REASON = 2_000
_LEAD = (
    "What has been sent is a fact. It is kept with the checks and the approvals it rested on, "
    "and can be struck out but not changed."
)
_REFUSED = "This should not have been sent"
_WARNED = "Look at this"
_WHY = "It was sent all the same. Why?"
_WOULD_LOSE = "Nothing is recorded yet. Press Esc again to leave without what you wrote."
_WHY_HELP = "The reason is kept with the entry, and printed in the sending record."


class SendingPage(QWidget):
    """One form, one primary button; nothing is kept before it is pressed."""

    recorded = Signal()
    """The sending is kept."""

    closed = Signal()
    """The user leaves without."""

    def __init__(self, case: CaseSession) -> None:
        super().__init__()
        self.setObjectName("sending_page")
        self._case = case
        self._days: dict[date, SendingDay] = {}
        self._readiness = case.readiness()
        self._today = case.desk.today()
        self._shown_day: date | None = None
        self._has_tried = False
        self._would_lose = False
        self.form = SendingForm(self._today)
        self.reason = CountedBox("in_spite", longest=_LONGEST_REASON, lines=2)
        self._why = labelled(_WHY, self.reason, _WHY_HELP)
        self._banner = Banner("care", "")
        self.message = InlineMessage()
        self._record = primary_button("Record the sending")
        self._lay_out()
        self._connect()
        self._refresh()

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self.form.way.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        page = ScrollPage(max_width=_WIDTH)
        back = way_to_activity(self._case.activity.details.title)
        back.clicked.connect(self.closed)
        card = Card()
        card.body.addWidget(self.form)
        self._record.setObjectName("keep_sending")
        cancel = plain_button("Cancel")
        cancel.setObjectName("cancel_sending")
        cancel.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._record)
        row.addWidget(cancel)
        row.addStretch(1)
        page.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (heading("Record a sending"), muted(_LEAD), card, self._banner):
            page.body.addWidget(widget)
        page.body.addWidget(self._why)
        page.body.addWidget(self.message)
        page.body.addLayout(row)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(page)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.reason.edited.connect(self.message.clear)
        self._record.clicked.connect(self._on_record)
        self._case.refused.connect(self._on_refused)
        on_keys(self, self._on_record, "Ctrl+Return", "Ctrl+Enter")
        on_escape(self, self._on_escape)

    def _day(self) -> SendingDay:
        """What counts on the day in the form, looked up once for each."""
        day = self.form.sent_on.value() or self._today
        if day not in self._days:
            self._days[day] = sending_day(
                self._case.desk, self._case.activity, day, readiness=self._readiness
            )
        return self._days[day]

    def _sending(self) -> Sending:
        channel, group = self.form.chosen()
        return new_sending(
            self._case.desk,
            sent_on=self.form.sent_on.value() or self._today,
            channel=channel,
            group=group,
            number=self.form.how_many() or 0,
            checks=self.form.checks(),
            note=self.form.note.text(),
            in_spite=self.reason.text(),
        )

    def _on_escape(self) -> None:
        """Esc is pressed easily: what was written goes only at the second time."""
        if not self._would_lose:
            self.closed.emit()
            return
        self._would_lose = False
        self.message.show_error(_WOULD_LOSE)
        bring_into_view(self.message)

    def _on_edited(self) -> None:
        self._would_lose = True
        self.message.clear()
        self._refresh()

    def _refresh(self) -> None:
        day, chosen = self._day(), self.form.sent_on.value() or self._today
        if chosen != self._shown_day:
            self._shown_day = chosen
            self.form.show_ways(day.ways, day.channels)
        self.form.show_checks(day.way(*self.form.chosen()).checks)
        found = tuple(problem for problem in self._problems() if self._is_told(problem))
        words = {problem.about: problem_sentence(problem) for problem in found if problem.about}
        self.form.show_problems(words)
        others = tuple(problem for problem in found if not problem.about)
        refused = self._is_refused(found)
        stops = refused and self._is_refused(others)  # else what stops stands at its field
        title = _REFUSED if stops else _WARNED
        told = "\n".join(problem_sentence(problem) for problem in others)
        self._banner.show_message("stop" if stops else "care", title, told)
        self._banner.setVisible(bool(others))
        show_if(self._why, refused)
        words_on_it = "Record it all the same" if refused else "Record the sending"
        self._record.setText(words_on_it)

    def _is_told(self, problem: SendingProblem) -> bool:
        if problem.kind is ProblemKind.CHECK_MISSING and self.form.is_misread(problem.about):
            return False
        return self._has_tried or problem.kind not in _LATER

    def _problems(self) -> tuple[SendingProblem, ...]:
        return self._day().problems(self._sending())

    def _is_refused(self, found: tuple[SendingProblem, ...]) -> bool:
        weights = {problem.weight for problem in found}
        return Weight.REFUSED in weights and Weight.IMPOSSIBLE not in weights

    def _on_record(self) -> None:
        self._has_tried = True
        self._refresh()
        wrong = self.form.problem() or self._impossible() or self._without_reason()
        if wrong:
            self.message.show_error(wrong)
            bring_into_view(self.message)
            return
        sending = self._sending()
        if self._case.do(lambda desk, activity: note_sending(desk, activity, sending)):
            self.recorded.emit()

    def _impossible(self) -> str:
        found = self._problems()
        return next((problem_sentence(p) for p in found if p.weight is Weight.IMPOSSIBLE), "")

    def _without_reason(self) -> str:
        if not self._is_refused(self._problems()):
            return ""
        if self.reason.is_over:
            return "Please shorten the reason."
        if self.reason.text():
            return ""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        return "Correct what stands against it, or say why it was sent all the same."

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.message.show_error(sentence)
