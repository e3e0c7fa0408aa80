"""The forms of the sign-off page: the officer's advice, and the plan before completion."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Plan
from dpia_wizard.domain.people import NOBODY, Person
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.widgets.labelled import Labelled, labelled, pair
from dpia_wizard.gui.widgets.style import show_if
from dpia_wizard.gui.widgets.text_inputs import CountedBox, LineEdit

_NONE = "none"
_ADVICE = (
    (_NONE, "No advice yet"),
    (AdviceOutcome.ACCEPTED.value, "Advice given, and accepted"),
    (AdviceOutcome.OVERRULED.value, "Advice given, but overruled"),
    (AdviceOutcome.NO_DPO.value, "We have no data protection officer"),
)
_OVERRULED = AdviceOutcome.OVERRULED.value
_GIVEN = (AdviceOutcome.ACCEPTED.value, _OVERRULED)
_LONGEST = 4_000
_LONGEST_LINE = 200


class AdviceForm(QWidget):
    """The data protection officer's advice and what became of it."""

    edited = Signal()
    """Something was changed."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome = ComboBox()
        self.outcome.setObjectName("advice_outcome")
        for value, text in _ADVICE:
            self.outcome.addItem(text, value)
        self.name, self.role = _line("advice_by"), _line("advice_by_role")
        self.on = DateField()
        self.on.setObjectName("advice_on")
        self.text = CountedBox("advice_text", longest=_LONGEST, lines=3)
        self.reason = CountedBox("advice_reason", longest=_LONGEST, lines=2)
        self._given = [
            labelled("Advice of", self.name),
            labelled("Role", self.role),
            labelled("Given on", self.on),
            labelled("The advice", self.text),
        ]
        self._why = labelled("Reasons for overruling it", self.reason)
        self._lay_out()
        self.outcome.activated.connect(self._on_outcome)
        for line in (self.name, self.role):
            line.textEdited.connect(self.edited)
        for box in (self.text, self.reason):
            box.edited.connect(self.edited)
        self.on.changed.connect(self.edited)

    def show_advice(self, advice: Advice | None, *, default_by: Person, today: date) -> None:
        """Show advice, or an empty form with sensible defaults."""
        value = advice.outcome.value if advice else _NONE
        self.outcome.setCurrentIndex(self.outcome.findData(value))
        by = advice.by if advice and advice.by else default_by
        self.name.setText(by.name)
        self.role.setText(by.role)
        self.on.set_value(advice.on if advice else today)
        self.text.show_text(advice.text if advice else "")
        self.reason.show_text(advice.reason if advice else "")
        self._show_fitting()

    def advice(self) -> Advice | None:
        """What stands in the form."""
        chosen = self.outcome.currentData()
        if chosen == _NONE:
            return None
        outcome = AdviceOutcome(chosen)
        if outcome is AdviceOutcome.NO_DPO:
            return Advice(outcome=outcome)
        overruled = outcome is AdviceOutcome.OVERRULED
        return Advice(
            outcome=outcome,
            by=Person(name=self.name.text().strip(), role=self.role.text().strip()),
            on=self.on.value(),
            text=self.text.text(),
            reason=self.reason.text() if overruled else "",
        )

    def problem(self) -> str:
        """Why the advice cannot be kept as it stands, or nothing."""
        outcome = self.outcome.currentData()
        if outcome not in _GIVEN:
            return ""
        boxes = (self.text, self.reason) if outcome == _OVERRULED else (self.text,)
        if any(box.is_over for box in boxes):
            return "Please shorten the text that is too long."
        return "Please correct the day the advice was given on." if self.on.problem() else ""

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(10)
        stack.addWidget(labelled("Advice", self.outcome))
        stack.addLayout(pair(self._given[0], self._given[1]))
        stack.addWidget(self._given[2])
        stack.addWidget(self._given[3])
        stack.addWidget(self._why)

    def _on_outcome(self) -> None:
        self._show_fitting()
        self.edited.emit()

    def _show_fitting(self) -> None:
        chosen = self.outcome.currentData()
        for part in self._given:
            show_if(part, chosen in _GIVEN)
        show_if(self._why, chosen == _OVERRULED)


class PlanForm(QWidget):
    """Who completes, who approves, and when it is reviewed."""

    edited = Signal()
    """Something was changed."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.role = _line("completed_by"), _line("completed_by_role")
        self.approver, self.approver_role = _line("approver"), _line("approver_role")
        self._typed = NOBODY
        self.review = DateField()
        self.review.setObjectName("review_on")
        rows: list[tuple[Labelled, Labelled]] = [
            (labelled("Completed by", self.name), labelled("Role", self.role)),
            (
                labelled("To be approved by", self.approver),
                labelled("Their role", self.approver_role),
            ),
        ]
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(10)
        for left, right in rows:
            stack.addLayout(pair(left, right))
        stack.addWidget(labelled("Review on", self.review))
        for line in (self.name, self.role, self.approver, self.approver_role):
            line.textEdited.connect(self.edited)
        self.review.changed.connect(self.edited)

    def show_plan(self, plan: Plan, *, me: Person, approver: Person, review: date) -> None:
        """Show a plan; the user, who may approve and a sensible day where nothing is set."""
        completer = plan.completed_by or me
        approver = plan.approver or approver
        self.name.setText(completer.name)
        self.role.setText(completer.role)
        self.approver.setText(approver.name)
        self.approver_role.setText(approver.role)
        self.review.set_value(plan.review_on or review)

    def show_signer(self, signer: Person | None) -> None:
        """Fill in who completes from a certificate; None lets a name be typed again."""
        if not self.name.isReadOnly():
            self._typed = self.completer()
        person = signer or self._typed
        for line, text in ((self.name, person.name), (self.role, person.role)):
            line.setReadOnly(signer is not None)
            line.setText(text)

    def plan(self) -> Plan:
        """What stands in the form."""
        approver = Person(
            name=self.approver.text().strip(), role=self.approver_role.text().strip()
        )
        return Plan(
            completed_by=self.completer(),
            approver=approver if approver.name else None,
            review_on=self.review.value(),
        )

    def problem(self) -> str:
        """Why the plan cannot be kept as it stands, or nothing."""
        return "Please correct the day of the next review." if self.review.problem() else ""

    def completer(self) -> Person:
        """Who completes."""
        return Person(name=self.name.text().strip(), role=self.role.text().strip())


def _line(name: str) -> LineEdit:
    line = LineEdit(longest=_LONGEST_LINE)
    line.setObjectName(name)
    return line
