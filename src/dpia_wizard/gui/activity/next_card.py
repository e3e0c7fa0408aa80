"""The card that says what an activity needs next and why, with the button that leads there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from dpia_wizard.app.gate_words import STATE_WORDS, headline
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.gates import Gate, GateState, PointKind, Readiness
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import body, muted, small, subheading
from dpia_wizard.gui.widgets.messages import Banner

_MOST_REASONS = 4

_TONES = {
    GateState.PASSED: "good",
    GateState.UNDER_WAY: "note",
    GateState.AWAITS_APPROVAL: "note",
    GateState.WAITS: "note",
    GateState.STOPPED: "stop",
    GateState.OUT_OF_DATE: "care",
}
_VERBS = {
    Status.DRAFT: "Continue",
    Status.SUBMITTED: "Review",
    Status.COMPLETED: "Approve",
}


class NextCard(Card):
    """Names the gate that holds the activity up and leads to it."""

    start_wanted = Signal(str)
    """The user begins a set; carries its id."""

    open_wanted = Signal(str, int)
    """The user opens a set's latest version; carries its id and 0."""

    def __init__(self, case: CaseSession, readiness: Readiness, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("what_is_next")
        self.set_highlighted(True)
        self._case = case
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(small("What is next"))
        words.addWidget(subheading(headline(gate)))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addWidget(_chip(gate), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._button(gate, main=True), 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)
        self._add_reasons(gate)
        self._add_meanwhile(readiness.meanwhile)
        for remark, words_of_it in zip(readiness.remarks, readiness.warnings, strict=True):
            if remark.kind is not PointKind.STALE:  # which the set's own card says
                self.body.addWidget(quiet_banner(words_of_it))

    def _add_reasons(self, gate: Gate) -> None:
        first, *rest = gate.because or ("",)
        shown = rest[: _MOST_REASONS - 1]
        self.body.addWidget(body(first))
        for reason in shown:
            self.body.addWidget(muted(reason))
        if len(rest) > len(shown):
            self.body.addWidget(muted(f"and {len(rest) - len(shown)} more"))
        hint = self._hint(gate)
        if hint:
            self.body.addWidget(small(hint))

    def _hint(self, gate: Gate) -> str:
        """How to go on from a version that can no longer be changed."""
        latest = self._case.assessment(gate.set_id)
        if latest is None or latest.status in _VERBS:
            return ""
        return "Open it to see why. A new version, or a withdrawal, is begun there."

    def _add_meanwhile(self, gate: Gate | None) -> None:
        if gate is None:
            return
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(muted(f"Meanwhile you can go on with “{gate.title}”."), 1)
        row.addWidget(self._button(gate, main=False))
        self.body.addLayout(row)

    def _button(self, gate: Gate, *, main: bool) -> QPushButton:
        latest = self._case.assessment(gate.set_id)
        verb = verb_for(latest, read_only=self._case.is_read_only)
        button = primary_button(verb) if main else plain_button(verb)
        button.setObjectName("next_step" if main else "meanwhile_step")
        button.setAccessibleName(f"{'Next' if main else 'Meanwhile'}: {verb} {gate.title}")
        set_id = gate.set_id
        if latest is None:
            button.setEnabled(not self._case.is_read_only)
            button.clicked.connect(lambda: self.start_wanted.emit(set_id))
        else:
            button.clicked.connect(lambda: self.open_wanted.emit(set_id, 0))
        return button


def verb_for(latest: Assessment | None, *, read_only: bool) -> str:
    """What the button says that leads to a set."""
    if latest is None:
        return "Start"
    return "View" if read_only else _VERBS.get(latest.status, "Open")


def quiet_banner(text: str) -> Banner:
    """Something to look at that holds nothing up."""
    banner = Banner("care", text)
    banner.set_quiet()
    return banner


def _chip(gate: Gate) -> Chip:
    words = STATE_WORDS[gate.state].capitalize()
    return Chip(words, _TONES.get(gate.state, ""))
