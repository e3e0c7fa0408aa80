"""Taking a decision back: asked for once more, away from where it was made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dpia_wizard.gui.widgets.buttons import plain_button, quiet_button
from dpia_wizard.gui.widgets.labels import small

_ASKED = "Take this decision back? What you wrote stays here to decide again."


class TakeBackRow(QWidget):
    """Stands at the right, so that a second press on “Decide” does not land here."""

    confirmed = Signal()
    """The officer takes the decision back."""

    def __init__(self, name: str, about: str) -> None:
        super().__init__()
        self._first = quiet_button("Take back")
        self._first.setObjectName(f"take_back:{name}")
        self._question = small(_ASKED)
        self._yes, self._no = plain_button("Yes, take it back"), plain_button("Keep it")
        self._yes.setObjectName(f"take_back_now:{name}")
        self._no.setObjectName(f"take_back_not:{name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._question, 1)
        row.addStretch(0)
        for button in (self._first, self._yes, self._no):
            button.setAccessibleName(f"{button.text()}: {about}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        self._ask(asking=False)
        self._first.clicked.connect(self._on_first)
        self._no.clicked.connect(self._on_no)
        self._yes.clicked.connect(self.confirmed)

    def _on_first(self) -> None:
        self._ask(asking=True)
        self._no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_no(self) -> None:
        self._ask(asking=False)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, *, asking: bool) -> None:
        for part in (self._question, self._no, self._yes):
            part.setVisible(asking)
        self._first.setVisible(not asking)
