"""What is said of the whole assessment, above whatever page of it is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.widgets.clamped import ClampedLabel
from dpia_wizard.gui.widgets.messages import Banner, InlineMessage, ToneIcon
from dpia_wizard.gui.wizard.stranded_card import StrandedCard
from dpia_wizard.gui.words import day

_COMMENT_LINES = 4
_CAUGHT_UP = (
    "This activity was changed elsewhere meanwhile. You see it as it is now, with your own "
    "changes in it; what they replace is kept in the history."
)


class WizardTop(QWidget):
    """Which version this is and why, who returned it, what is wrong now, words handed back."""

    def __init__(self, session: AssessmentSession) -> None:
        super().__init__()
        self._session = session
        self._problem = ""
        self.notice = InlineMessage()
        self.stranded = StrandedCard()
        self._why = ClampedLabel()
        self._version = QWidget()
        self._version.setObjectName("version_and_reason")
        row = QHBoxLayout(self._version)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(ToneIcon("note", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._why, 1)
        self._returned = Banner("care", "")
        self._returned.setObjectName("returned_with")
        self._comment = ClampedLabel(lines=_COMMENT_LINES)
        self._returned.body.addWidget(self._comment)
        stack = QVBoxLayout()
        stack.setContentsMargins(44, 0, 44, 0)
        stack.setSpacing(10)
        for part in (self._version, self._returned, self.notice):
            stack.addWidget(part)
        self._stack = stack
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(stack)
        outer.addWidget(self.stranded)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds of the version now."""
        assessment = self._session.assessment
        again = assessment.version > 1
        because = f", because: {assessment.reason}" if assessment.reason else ""
        self._why.setText(f"Version {assessment.version}{because}" if again else "")
        self._version.setVisible(again)
        back = assessment.returned
        if back is not None:
            when = day(back.at.astimezone().date())
            self._returned.show_message("care", f"Returned by {back.by} on {when}")
            self._comment.setText(f"“{back.reason}”")
        self._returned.setVisible(back is not None)
        self._settle_margins()

    def show_problem(self, sentence: str) -> None:
        """Say what keeps a page from being left, until that is cured."""
        self._problem = sentence
        self.show_error(sentence)

    def cure(self, problem: str) -> None:
        """What is wrong with the page now; what was said of it and no longer holds goes."""
        if not self._problem or self.notice.text != self._problem:
            self._problem = ""
        elif not problem:
            self.say_again()
        elif problem != self._problem:
            self.show_problem(problem)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong."""
        self.notice.show_error(sentence)
        self._settle_margins()

    def show_caught_up(self) -> None:
        """Say that somebody else's changes are shown."""
        self.notice.show_notice(_CAUGHT_UP)
        self._settle_margins()

    def say_again(self) -> None:
        """Say what always holds here, and nothing else."""
        self._problem = ""
        standing = self._session.case.notice
        if standing:
            self.notice.show_notice(standing)
        else:
            self.notice.clear()
        self._settle_margins()

    def _settle_margins(self) -> None:
        """No empty strip above the page while there is nothing to say."""
        parts = (self._version, self._returned, self.notice)
        said = any(not part.isHidden() for part in parts)
        self._stack.setContentsMargins(44, 12 if said else 0, 44, 0)
