"""Messages in place: a result in a box, an error beside what caused it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.icons import IconName, pixmap
from dpia_wizard.gui.widgets.labels import Label
from dpia_wizard.gui.widgets.style import set_style

BannerTone = Literal["good", "care", "stop", "note", "muted"]

_ICONS: dict[str, IconName] = {
    "good": "tick",
    "care": "warning",
    "stop": "stop",
    "note": "info",
    "muted": "info",
}


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say something that has just come up."""
    event = QAccessibleAnnouncementEvent(widget, text)
    kind = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kind.Assertive if urgent else kind.Polite)
    QAccessible.updateAccessibility(event)


class ToneIcon(QLabel):
    """The sign that goes with a tone; repainted when the theme changes."""

    def __init__(self, tone: BannerTone, size: int = 20) -> None:
        super().__init__()
        self._size = size
        self._tone = tone
        self.setFixedSize(size, size)
        self.show_tone(tone)

    def show_tone(self, tone: BannerTone) -> None:
        """Show another tone's sign."""
        self._tone = tone
        ink, _ = current_palette().tone(tone)
        ratio = self.devicePixelRatioF()
        self.setPixmap(pixmap(_ICONS[tone], ink, size=self._size, ratio=ratio))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_tone(self._tone)


class Banner(QFrame):
    """A result or a state of affairs, in a box of its tone with a sign; add to `body`."""

    def __init__(self, tone: BannerTone, title: str, text: str = "") -> None:
        super().__init__()
        self.setProperty("card", tone)
        self._icon = ToneIcon(tone)
        self._title = Label()
        self._title.setProperty("role", "")
        self._title.setProperty("banner", tone)
        self._text = Label()
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.body, 1)
        self.show_message(tone, title, text)

    def set_quiet(self) -> None:
        """Speak in plain type: one of several remarks rather than the result."""
        set_style(self._title, "quiet", "true")
        set_style(self._text, "role", "small")

    def show_message(self, tone: BannerTone, title: str, text: str = "") -> None:
        """Say something else."""
        self._icon.show_tone(tone)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        set_style(self, "card", tone)
        set_style(self._title, "banner", tone)
        self.setAccessibleName(". ".join(part for part in (title, text) if part))


class InlineMessage(QWidget):
    """One line beside what it is about; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = ToneIcon("stop", 16)
        self._label = Label("", "error")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now."""
        return self._label.text()

    def show_error(self, text: str) -> None:
        """Say what is wrong, in a screen reader too."""
        self._show(text, "stop", urgent=True)

    def show_notice(self, text: str) -> None:
        """Say something that is no error."""
        self._show(text, "note", urgent=False)

    def clear(self) -> None:
        """Say nothing."""
        self._label.clear()
        self.hide()

    def _show(self, text: str, tone: BannerTone, *, urgent: bool) -> None:
        if self.isVisible() and self.text == text:
            return
        self._icon.show_tone(tone)
        set_style(self._label, "role", "error" if tone == "stop" else "muted")
        self._label.setText(text)
        self.setAccessibleName(text)
        self.show()
        announce(self, text, urgent=urgent)
