"""A box to search with while typing; Esc empties it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.icons import icon

PAUSE_MS = 120
_WIDTH = 280


class SearchBox(QLineEdit):
    """Says what to look for once the typing pauses."""

    searched = Signal(str)
    """Another text to look for; carries it, empty to show everything again."""

    left_downwards = Signal()
    """The down arrow was pressed: go on in what was found."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name.rstrip("…"))
        self.setProperty("search", "true")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._told = ""
        self._sign = self.addAction(
            icon("search", current_palette().muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._clear: QAction | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._tell)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words."""
        return QSize(_WIDTH, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box, down goes to what was found."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() == Qt.Key.Key_Down:
            self._tell()
            self.left_downwards.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._sign.setIcon(icon("search", current_palette().muted))
            if self._clear is not None:
                self._clear.setIcon(icon("clear", current_palette().muted))

    def _on_text(self, text: str) -> None:
        self._offer_clear(wanted=bool(text))
        if text:
            self._pause.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)

    def _offer_clear(self, *, wanted: bool) -> None:
        if wanted and self._clear is None:
            self._clear = self.addAction(
                icon("clear", current_palette().muted),
                QLineEdit.ActionPosition.TrailingPosition,
            )
            self._clear.setText("Clear search")
            self._clear.setToolTip("Clear search")
            self._clear.triggered.connect(self.clear)
        elif not wanted and self._clear is not None:
            self.removeAction(self._clear)
            self._clear.deleteLater()
            self._clear = None
