"""A take-away as it will read, on the screen: to look through, select and copy from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtWidgets import QFrame, QTextBrowser

from dpia_wizard.codec.take_away_words import as_html, as_page, as_text
from dpia_wizard.domain.take_away import Document
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.widgets.style import set_style

_STYLE = """
h2 {{ font-size: 17px; font-weight: 600; color: {note}; margin-top: 18px; margin-bottom: 6px }}
h3 {{ font-size: 15px; font-weight: 600; margin-top: 14px; margin-bottom: 4px }}
p {{ margin-top: 0; margin-bottom: 8px }}
li {{ margin-bottom: 4px }}
.aside {{ color: {muted} }}
.warning {{ color: {stop}; background-color: {stop_weak}; font-weight: 600 }}
.cite {{ color: {muted}; font-size: 12px }}
.gap {{ color: {care}; background-color: {care_weak}; font-weight: 600 }}
th {{ text-align: left; color: {muted}; padding: 4px 12px 4px 0 }}
td {{ padding: 6px 12px 0 0; border-top: 1px solid {line} }}
"""
_MARGIN = 22


class TakeAwayView(QTextBrowser):
    """Shows a document in the colours of the theme."""

    def __init__(self) -> None:
        self._shown: Document | None = None  # before Qt asks for the colours
        super().__init__()
        self.setObjectName("take_away_view")
        self.setAccessibleName("The document as it will read")
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        set_style(self, "paper", "true")
        self.document().setDocumentMargin(_MARGIN)

    def show_document(self, document: Document) -> None:
        """Show another document from its beginning."""
        self._shown = document
        self._draw()
        self.moveCursor(self.textCursor().MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            return
        colours = current_palette()
        style = _STYLE.format(
            note=colours.note,
            muted=colours.muted,
            care=colours.care,
            care_weak=colours.care_weak,
            stop=colours.stop,
            stop_weak=colours.stop_weak,
            line=colours.line,
        )
        self.document().setDefaultStyleSheet(style)
        self.setHtml(as_page(self._shown))


def to_clipboard(document: Document) -> QMimeData:
    """What is copied: plain text, and HTML for programs that take headings and lists."""
    data = QMimeData()
    data.setText(as_text(document))
    data.setHtml(as_html(document))
    return data
