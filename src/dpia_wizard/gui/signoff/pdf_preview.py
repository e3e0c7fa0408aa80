"""The pane beside a form that shows a record's PDF as it will be printed."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dpia_wizard.gui.signoff.pdf_pages import PdfPages
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.widgets.busy import Busy
from dpia_wizard.gui.widgets.buttons import Button, plain_button
from dpia_wizard.gui.widgets.keys import on_keys
from dpia_wizard.gui.widgets.labels import Label, muted
from dpia_wizard.gui.widgets.messages import Banner, announce

_NO_PREVIEW = "The record cannot be shown"
_UNREADABLE = "The file is damaged or no longer there."


_FIELD = re.compile(rb"(/Subtype\s*)/Widget(?=[\s/>])")


def with_signatures_drawn(pdf: bytes) -> bytes:
    """The same PDF for the eye: QtPdf draws every annotation but form fields.

    Visible signatures are such fields, so they are taken for stamps here. The words are made of
    one length: every offset in the file still holds.
    """
    return _FIELD.sub(rb"\1/Stamp ", pdf)


class PdfPreview(QWidget):
    """Pages with zoom and page number; a message while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_preview")
        self.setAccessibleName("Preview of the record")
        self.setMinimumWidth(280)
        self._path: Path | None = None
        self._pages = PdfPages()
        self._pages.setObjectName("pdf_pages")
        self._pages.place_changed.connect(self._on_place_changed)
        self._problem = Banner("stop", _NO_PREVIEW)
        self._busy = Busy()
        self._stack = QStackedWidget()
        self._blank = _in_the_middle(None)
        self._message = _in_the_middle(self._problem)
        for page in (self._blank, self._pages, self._message):
            self._stack.addWidget(page)
        self._controls = self._make_controls()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(12)
        column.addWidget(self._stack, 1)
        column.addWidget(self._busy, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._controls)
        self._bind_keys()
        self._show(self._blank)

    @property
    def page_count(self) -> int:
        """How many pages are shown; 0 while there are none."""
        return self._pages.page_count if self._stack.currentWidget() is self._pages else 0

    @property
    def current_page(self) -> int:
        """The page in view, counted from 1; 0 while there are none."""
        return self._pages.current_page + 1 if self.page_count else 0

    @property
    def is_drawn(self) -> bool:
        """Whether everything in sight is drawn."""
        return self.page_count > 0 and self._pages.is_drawn

    def show_file(self, path: Path) -> None:
        """Show a PDF; the same file shown again keeps page and zoom.

        It is read at once, so it may be replaced or removed afterwards.
        """
        self._busy.stop()
        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        shown = with_signatures_drawn(data)
        if not data or not self._pages.show_document(shown, keep_place=path == self._path):
            self.show_problem(_UNREADABLE)
            return
        self._path = path
        self._show(self._pages)
        self._on_place_changed()

    def show_busy(self, text: str) -> None:
        """Say that a new record is being made; the former one stays in view."""
        if self._stack.currentWidget() is self._message:
            self._show(self._blank)
        self._busy.start(text)

    def show_problem(self, text: str) -> None:
        """Say why there is nothing to show."""
        self._busy.stop()
        self._problem.show_message("stop", _NO_PREVIEW, text)
        self._show(self._message)
        announce(self._problem, f"{_NO_PREVIEW}. {text}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lay everything on one sunken ground."""
        QPainter(self).fillRect(self.rect(), QColor(current_palette().sunken))

    def _make_controls(self) -> QWidget:
        self._smaller = _zoom_button("–", "Zoom out", "Ctrl+–")
        self._larger = _zoom_button("+", "Zoom in", "Ctrl++")
        self._smaller.clicked.connect(self._pages.zoom_out)
        self._larger.clicked.connect(self._pages.zoom_in)
        self._place: Label = muted()
        self._place.setWordWrap(False)
        self._place.setObjectName("pdf_place")
        controls = QWidget()
        row = QHBoxLayout(controls)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(10)
        row.addStretch(1)
        for widget in (self._smaller, self._larger, self._place):
            row.addWidget(widget)
        row.addStretch(1)
        return controls

    def _bind_keys(self) -> None:
        on_keys(self, self._pages.zoom_in, QKeySequence.StandardKey.ZoomIn, "Ctrl+=")
        on_keys(self, self._pages.zoom_out, QKeySequence.StandardKey.ZoomOut)
        on_keys(self, self._pages.fit_width, "Ctrl+0")

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self._controls.setVisible(page is self._pages)

    def _on_place_changed(self) -> None:
        place = f"Page {self._pages.current_page + 1} of {self._pages.page_count}"
        self._place.setText(place)
        self._smaller.setEnabled(self._pages.can_zoom_out)
        self._larger.setEnabled(self._pages.can_zoom_in)
        self._pages.setAccessibleName(place)
        self._pages.setAccessibleDescription(self._pages.text_of_page())


def _zoom_button(text: str, name: str, keys: str) -> Button:
    button = plain_button(text)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({keys})")
    button.setObjectName(name.lower().replace(" ", "_"))
    return button


def _in_the_middle(content: QWidget | None) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(24, 24, 24, 24)
    if content is not None:
        column.addWidget(content, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder
