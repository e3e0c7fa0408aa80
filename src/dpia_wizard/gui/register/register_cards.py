"""The cards above the register: what waits, what came back, what is due for review."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QWidget

from dpia_wizard.codec.pictures import (
    BARS_HEIGHT,
    Bar,
    bar_boxes,
    bars_words,
    review_bars,
)
from dpia_wizard.gui.register.register_words import Figures
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import figure, muted
from dpia_wizard.gui.widgets.picture import Picture


class RegisterCards(QWidget):
    """Three cards in a row."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = _FigureCard("Waiting for approval")
        self._returned = _FigureCard("Returned to you")
        self._reviews = _ReviewCard()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._waiting, 5)
        row.addWidget(self._returned, 5)
        row.addWidget(self._reviews, 11)
        self.month_bars = self._reviews.bars

    def show_figures(self, figures: Figures) -> None:
        """Show other numbers."""
        self._waiting.show_number(figures.waiting)
        self._returned.show_number(figures.returned)
        self._reviews.show_months(figures.months)


class _FigureCard(Card):
    def __init__(self, about: str) -> None:
        super().__init__(padding=16, spacing=2)
        self._about = about
        self._figure = figure()
        self.body.addWidget(muted(about))
        self.body.addWidget(self._figure)
        self.body.addStretch(1)
        self.show_number(0)

    def show_number(self, number: int) -> None:
        """Show another number."""
        self._figure.setText(f"{number:,}")
        self.setAccessibleName(f"{self._about}: {number:,}")


class _ReviewCard(Card):
    def __init__(self) -> None:
        super().__init__(padding=16, spacing=4)
        self.bars = _MonthBars()
        self.body.addWidget(muted("Reviews due, next 12 months"))
        self.body.addWidget(self.bars)

    def show_months(self, months: Sequence[Bar]) -> None:
        """Show other months."""
        self.bars.show_months(months)


class _MonthBars(Picture):
    """Bars whose months can be read under the pointer."""

    def __init__(self) -> None:
        super().__init__(BARS_HEIGHT, least_width=200)
        self._months: tuple[Bar, ...] = ()

    def show_months(self, months: Sequence[Bar]) -> None:
        """Show other months."""
        self._months = tuple(months)
        kept = self._months
        self.show_picture(
            lambda width, colours: review_bars(kept, width=width, colours=colours),
            f"Reviews due in the next 12 months: {bars_words(kept)}",
        )

    def month_at(self, x: int) -> str:
        """The month under a place, with its number."""
        for bar, (left, _, thick, _) in zip(
            self._months, bar_boxes(self._months, self.width()), strict=True
        ):
            if left <= x <= left + thick:
                reviews = "1 review" if bar.count == 1 else f"{bar.count} reviews"
                return f"{bar.label}: {reviews}"
        return ""

    def event(self, event: QEvent) -> bool:
        """Tell the month under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.month_at(event.pos().x()), self)
            return True
        return super().event(event)
