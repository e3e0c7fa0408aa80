"""The pages of a PDF one below the other on a sunken ground, drawn apart from the window."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from dpia_wizard.gui.theme.current import current_palette

_MARGIN = 24
_GAP = 16
_KEPT_OVERLAP = 40
_KEPT_AROUND = 3
_LEVELS = (0.5, 0.65, 0.8, 1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0)
_SHADOW = range(6, 0, -1)
_SHADE = 0.022

_Drawing: TypeAlias = tuple[int, QSize] | None
"""A page in a size; None once it no longer is what the document says."""


class PdfPages(QAbstractScrollArea):
    """Shows a document fitted to its width; `zoom` 1 is that fit."""

    place_changed = Signal()
    """Another page or another zoom is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCornerWidget(QWidget())
        self.zoom = 1.0
        self.current_page = 0
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._on_page_rendered)
        self._asked: dict[int, _Drawing] = {}
        self._drawn: dict[int, tuple[_Drawing, QImage]] = {}
        self._boxes: list[QRectF] = []
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._boxes)

    @property
    def can_zoom_in(self) -> bool:
        """Whether larger is possible."""
        return self.zoom < _LEVELS[-1]

    @property
    def can_zoom_out(self) -> bool:
        """Whether smaller is possible."""
        return self.zoom > _LEVELS[0]

    @property
    def is_drawn(self) -> bool:
        """Whether every page in sight is drawn as it is now."""
        seen = self._in_sight()
        return bool(seen) and all(self._is_drawn(page) for page in seen)

    def show_document(self, data: bytes, *, keep_place: bool) -> bool:
        """Show a PDF held in memory; False where it is none and what was shown stays."""
        buffer = QBuffer(self)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument(self)
        document.load(buffer)
        if document.status() != QPdfDocument.Status.Ready or document.pageCount() == 0:
            _discard(document, buffer)
            return False
        old = self._document, self._buffer
        self._document, self._buffer = document, buffer
        self._asked.clear()
        self._renderer.setDocument(document)
        _discard(*old)
        if keep_place:  # the former pages stand in until the new ones are drawn
            self._drawn = {page: (None, image) for page, (_, image) in self._drawn.items()}
        else:
            self._drawn.clear()
        self._lay_out()
        if not keep_place:
            self.verticalScrollBar().setValue(0)
        self._on_scrolled()
        self.place_changed.emit()
        return True

    def text_of_page(self) -> str:
        """The words on the current page."""
        return self._document.getAllText(self.current_page).text()

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._set_zoom(min((it for it in _LEVELS if it > self.zoom), default=self.zoom))

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._set_zoom(max((it for it in _LEVELS if it < self.zoom), default=self.zoom))

    def fit_width(self) -> None:
        """Show the pages as wide as there is room."""
        self._set_zoom(1.0)

    def go_to(self, page: int) -> None:
        """Bring the top of a page into view."""
        if self._boxes:
            box = self._boxes[max(0, min(page, self.page_count - 1))]
            self.verticalScrollBar().setValue(round(box.top()) - _GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn whole pages where they fit; Home and End go to the ends."""
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self._scroll(self._leaf())
            case Qt.Key.Key_PageUp:
                self._scroll(-self._leaf())
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self._scroll(self.verticalScrollBar().maximum())
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.zoom_in()
        elif event.angleDelta().y() < 0:
            self.zoom_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._keeping_place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is in sight, and ask for the pages not drawn yet."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), QColor(current_palette().sunken))
        painter.translate(-self._corner())
        for page in self._in_sight():
            _paint_paper(painter, self._boxes[page])
            if page in self._drawn:
                painter.drawImage(self._boxes[page], self._drawn[page][1])
            self._ask_for(page)

    def _set_zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self._keeping_place()
        self.place_changed.emit()

    def _keeping_place(self) -> None:
        """Lay out anew with the same spot of the document at the top."""
        bar = self.verticalScrollBar()
        before = self._boxes[-1].bottom() if self._boxes else 0.0
        share = bar.value() / before if before else 0.0
        self._lay_out()
        if self._boxes:
            bar.setValue(round(share * self._boxes[-1].bottom()))
        self._on_scrolled()

    def _lay_out(self) -> None:
        sizes = [
            self._document.pagePointSize(page) for page in range(self._document.pageCount())
        ]
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * _MARGIN
        widest = max((size.width() for size in sizes), default=1.0)
        scale = max(room, _MARGIN) * self.zoom / widest
        whole = max(widest * scale + 2 * _MARGIN, float(self.viewport().width()))
        self._boxes, top = [], float(_MARGIN)
        for size in sizes:
            box = QRectF(0, top, round(size.width() * scale), round(size.height() * scale))
            box.moveLeft(round((whole - box.width()) / 2))
            self._boxes.append(box)
            top = box.bottom() + _GAP
        self._drawn = {page: kept for page, kept in self._drawn.items() if page < len(sizes)}
        self._set_bars(whole, top - _GAP + _MARGIN)
        self.viewport().update()

    def _set_bars(self, width: float, height: float) -> None:
        view = self.viewport().size()
        for bar, whole, part in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar.setRange(0, max(0, round(whole) - part))
            bar.setPageStep(part)
            bar.setSingleStep(_KEPT_OVERLAP)

    def _corner(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> list[int]:
        seen = QRectF(self._corner(), self.viewport().size().toSizeF())
        return [page for page, box in enumerate(self._boxes) if box.intersects(seen)]

    def _leaf(self) -> int:
        """How far a page key goes: one page where it fits, else nearly a screenful."""
        box = self._boxes[self.current_page].height() + _GAP if self._boxes else 0.0
        return round(min(box, max(self.viewport().height() - _KEPT_OVERLAP, 1)))

    def _scroll(self, by: int) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by)

    def _on_scrolled(self) -> None:
        self.viewport().update()
        before, self.current_page = self.current_page, self._page_in_the_middle()
        if before != self.current_page:
            self.place_changed.emit()

    def _page_in_the_middle(self) -> int:
        bar = self.verticalScrollBar()
        if bar.value() == bar.maximum() > 0:
            return self.page_count - 1
        middle = bar.value() + self.viewport().height() / 2
        above = [page for page, box in enumerate(self._boxes) if box.top() <= middle]
        return above[-1] if above and bar.value() > 0 else 0

    def _ask_for(self, page: int) -> None:
        wanted = self._wanted(page)
        if self._is_drawn(page) or wanted in self._asked.values():
            return
        options = QPdfDocumentRenderOptions()
        options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
        self._asked[self._renderer.requestPage(*wanted, options)] = wanted

    def _wanted(self, page: int) -> tuple[int, QSize]:
        return page, (self._boxes[page].size() * self.devicePixelRatioF()).toSize()

    def _is_drawn(self, page: int) -> bool:
        return page in self._drawn and self._drawn[page][0] == self._wanted(page)

    def _on_page_rendered(
        self,
        page: int,
        _size: QSize,
        image: QImage,
        _options: QPdfDocumentRenderOptions,
        number: int,
    ) -> None:
        drawing = self._asked.pop(number, None)
        if drawing is not None:  # else it belongs to a document shown before
            self._drawn[page] = drawing, image
            near = range(page - _KEPT_AROUND, page + _KEPT_AROUND + 1)
            self._drawn = {key: kept for key, kept in self._drawn.items() if key in near}
            self.viewport().update()


def _paint_paper(painter: QPainter, box: QRectF) -> None:
    """A white sheet with a soft shadow: paper stays white in the dark theme too."""
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor(0, 0, 0)
    shade.setAlphaF(_SHADE)
    painter.setBrush(shade)
    for spread in _SHADOW:
        around = box.adjusted(-spread, -spread, spread, spread).translated(0, 1)
        painter.drawRoundedRect(around, spread, spread)
    painter.fillRect(box, QColor("white"))


def _discard(document: QPdfDocument, buffer: QBuffer) -> None:
    document.close()
    document.deleteLater()
    buffer.deleteLater()
