"""A calm word about the points of checklists that nobody marked."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.domain.progress import marks
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.widgets.messages import Banner

_TEXT = "They are guidance and hold nothing up, but the record prints them as not marked."


def stack_unmarked(stack: QVBoxLayout, session: AssessmentSession) -> None:
    """Say how many points are not marked, if any."""
    counted = marks(session.evaluation.situation)
    if counted.is_complete:
        return
    left, of = counted.total - counted.done, f"of the {counted.total} points to think of"
    if not counted.done:
        words = f"None {of} is marked."
    else:
        words = f"{left} {of} {'is' if left == 1 else 'are'} not marked."
    note = Banner("muted", words, _TEXT)
    note.setObjectName("points_not_marked")
    note.set_quiet()
    stack.addWidget(note)
