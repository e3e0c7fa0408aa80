"""Labels: plain text that wraps and takes the height its width needs."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from dpia_wizard.gui.widgets.style import set_style

LabelRole = Literal[
    "heading", "title", "subheading", "body", "muted", "small", "figure", "label", "error"
]


_NARROW = 80


class Label(QLabel):
    """Text a person may have written: never markup, and can be selected when asked for."""

    def __init__(
        self, text: str = "", role: LabelRole = "body", *, selectable: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    def show_role(self, role: LabelRole) -> None:
        """Take on another look."""
        set_style(self, "role", role)

    def minimumSizeHint(self) -> QSize:
        """One line, narrow: the layout asks for the height a width needs.

        Qt's own guess, several lines, makes a scrolled page taller than its content.
        """
        return QSize(min(_NARROW, self.sizeHint().width()), self.fontMetrics().height())


def heading(text: str = "") -> Label:
    """The name of a page."""
    return Label(text, "heading")


def title(text: str = "") -> Label:
    """The name of a large part."""
    return Label(text, "title")


def subheading(text: str = "") -> Label:
    """The name of a card or a small part."""
    return Label(text, "subheading")


def body(text: str = "") -> Label:
    """Running text."""
    return Label(text, "body")


def muted(text: str = "") -> Label:
    """Text beside the point, still easily read."""
    return Label(text, "muted")


def small(text: str = "") -> Label:
    """Small print beside a field or at an edge."""
    return Label(text, "small")


def figure(text: str = "") -> Label:
    """A number that is the message of its card."""
    return Label(text, "figure")


def page_head(text: str, line: str) -> QWidget:
    """The name of a page with the line below it."""
    holder = QWidget()
    stack = QVBoxLayout(holder)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(2)
    stack.addWidget(heading(text))
    stack.addWidget(muted(line))
    return holder


def rule(*, vertical: bool = False) -> QFrame:
    """A thin line between parts."""
    line = QFrame()
    line.setProperty("rule", "vertical" if vertical else "horizontal")
    return line


class ElidedLabel(QLabel):
    """One line that ends in … where room runs out; the whole text is in its tooltip."""

    def __init__(self, text: str = "", role: LabelRole = "body") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text, on one line."""
        super().setText(" ".join(text.split()))
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Narrow: the text gives way."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it no longer fits."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as fits."""
        painter = QPainter(self)
        box = self.contentsRect()
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def changeEvent(self, event: QEvent) -> None:
        """Another font changes what fits."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell()

    def _tell(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip("" if fits else self.text())
