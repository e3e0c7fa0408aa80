"""A step that needs a reason: a button that opens a box in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.buttons import plain_button, quiet_button
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.scroll_page import bring_into_view
from dpia_wizard.gui.widgets.text_inputs import CountedBox

_LONGEST = 2_000


class ReasonRow(QWidget):
    """Closed it is one button; open it asks for the reason and confirms."""

    confirmed = Signal(str)
    """The user gave a reason and confirmed; carries the reason."""

    def __init__(self, opens: str, asks: str, confirms: str) -> None:
        super().__init__()
        self.opener = plain_button(opens)
        self.box = CountedBox("reason", longest=_LONGEST, lines=2)
        self._message = InlineMessage()
        self._confirm = plain_button(confirms)
        self._confirm.setObjectName("confirm_reason")
        cancel = quiet_button("Cancel")
        buttons = QHBoxLayout()
        buttons.addWidget(self._confirm)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        form.addWidget(labelled(asks, self.box))
        form.addWidget(self._message)
        form.addLayout(buttons)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addWidget(self._form)
        self._form.hide()
        self.opener.clicked.connect(self._on_open)
        cancel.clicked.connect(self._on_cancel)
        self._confirm.clicked.connect(self._on_confirm)

    @property
    def unsent(self) -> str:
        """What is written and not confirmed."""
        return "" if self._form.isHidden() else self.box.text()

    def show_unsent(self, text: str) -> None:
        """Open with what was written before, if anything was."""
        if text:
            self.opener.hide()
            self._form.show()
            self.box.show_text(text)

    def ask(self, sentence: str) -> None:
        """Lead to what is written and ask what is to become of it."""
        self._message.show_error(sentence)
        self._take_focus()

    def _take_focus(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)

    def _on_open(self) -> None:
        self.opener.hide()
        self._form.show()
        self._take_focus()

    def _on_cancel(self) -> None:
        self._form.hide()
        self._message.clear()
        self.opener.show()
        self.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirm(self) -> None:
        reason = self.box.text()
        if self.box.is_over:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not reason:
            self._message.show_error("Please give a reason; it is kept in the record.")
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._message.clear()
        self.confirmed.emit(reason)
