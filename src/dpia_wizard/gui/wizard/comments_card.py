"""Remarks on a question, between owner and data protection officer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.app.discuss import comment
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.widgets.buttons import quiet_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import body, small, subheading
from dpia_wizard.gui.widgets.text_inputs import CountedBox
from dpia_wizard.gui.words import day

_LONGEST = 2_000


class CommentsCard(Card):
    """Shows what was said and takes one more remark."""

    def __init__(
        self, session: AssessmentSession, question_id: str, *, unsent: str = ""
    ) -> None:
        super().__init__(padding=14, spacing=6)
        self._session = session
        self._question = question_id
        self._title = subheading()
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.box = CountedBox("new_comment", longest=_LONGEST, lines=2)
        self.box.setAccessibleName("New comment")
        self.box.box.setPlaceholderText("Write a comment")
        self.box.show_text(unsent)
        self._add = quiet_button("Add comment")
        self._add.setObjectName("add_comment")
        self.body.addWidget(self._title)
        self.body.addLayout(self._list)
        self.body.addWidget(self.box)
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.edited.connect(self._on_typed)
        self._add.clicked.connect(self._on_add)
        self._shown = -1
        self._on_typed()

    def refresh(self) -> None:
        """Show what was said so far."""
        session = self._session
        said = [c for c in session.assessment.comments if c.question == self._question]
        can = not session.assessment.is_locked and not session.case.is_read_only
        self.box.setVisible(can)
        self._add.setVisible(can)
        self._title.setText(f"Comments ({len(said)})" if said else "Comments")
        self.setVisible(can or bool(said))
        if len(said) == self._shown:
            return
        self._shown = len(said)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for remark in said:
            self._list.addWidget(body(remark.text))
            self._list.addWidget(small(f"{remark.by} · {day(remark.at.date())}"))

    def take_focus(self) -> None:
        """Put the keyboard where a comment is written."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        self._add.setEnabled(bool(self.box.text()) and not self.box.is_over)

    def _on_add(self) -> None:
        session, text = self._session, self.box.text()
        if not session.leave_page():
            return
        said = session.case.do(
            lambda desk, activity: comment(
                desk, activity, session.assessment, question=self._question, text=text
            )
        )
        if said:
            self.take_focus()
            self.box.show_text("")
            self._on_typed()
