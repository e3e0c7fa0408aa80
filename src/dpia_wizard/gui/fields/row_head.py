"""The first line of a row: its name, what it comes to, and how to fold and to remove it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dpia_wizard.domain.rulings import Outcome
from dpia_wizard.gui.widgets.buttons import quiet_button
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import subheading

_SHOW, _HIDE = "Show", "Hide"


class RowHead(QWidget):
    """Names a row; where rows can be folded it says what is in them without opening them."""

    fold_wanted = Signal()
    """The user wants the row folded, or opened again."""

    removed = Signal()
    """The user wants the row gone."""

    def __init__(self, *, folds: bool) -> None:
        super().__init__()
        self._folds = folds
        self._heading = subheading()
        self._chip = Chip()
        self._chip.hide()
        self.fold = quiet_button(_SHOW)
        if not folds:
            self.fold.hide()  # showing what stands in no window yet would open one
        self._remove = quiet_button("Remove this row")
        self.fold.clicked.connect(self.fold_wanted)
        self._remove.clicked.connect(self.removed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self._heading, 1)
        for widget in (self._chip, self.fold, self._remove):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        if folds:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_name(self, name: str, words: str, *, is_open: bool) -> None:
        """Name the row; a folded one also says how it begins."""
        self._heading.setText(name if is_open or not words else f"{name}: {words}")
        self._remove.setAccessibleName(f"Remove {name}")
        self.fold.setText(_HIDE if is_open else _SHOW)
        self.fold.setAccessibleName(f"{self.fold.text()} {name}, {words}".rstrip(", "))

    def show_state(self, name: str, owed: int, outcome: Outcome | None) -> None:
        """Say what is still to answer, else what the row comes to."""
        words, tone = (outcome.short, outcome.tone.value) if outcome else ("", "")
        if owed:
            words, tone = f"{owed} to answer", ""
        self._chip.show_state(words, tone)
        self._chip.setAccessibleName(f"{name}: {words}")

    def set_read_only(self, read_only: bool) -> None:
        """Nothing can be removed then."""
        self._remove.setVisible(not read_only)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the line folds and opens."""
        if self._folds and event.button() is Qt.MouseButton.LeftButton:
            self.fold_wanted.emit()
        super().mouseReleaseEvent(event)
