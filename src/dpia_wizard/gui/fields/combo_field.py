"""A list that opens, for choices in rows: small, and one line high."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.domain.answers import AnswerValue, Cell
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.choices import ComboBox

_YES_NO = (("yes", "Yes"), ("no", "No"))
_NOT_SURE = ("not_sure", "Not sure")
_NOTHING = "Choose…"


class ComboField(Field):
    """One of a few values; Delete takes the choice back."""

    def __init__(self, question: Question, *, nothing: str = _NOTHING) -> None:
        super().__init__(question)
        self.combo = ComboBox()
        self.combo.setObjectName(question.id)
        self.combo.setMinimumContentsLength(8)
        self.combo.installEventFilter(self)
        self._nothing = nothing
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.offer(_choices(question))
        self.combo.activated.connect(self._on_chosen)

    def offer(self, choices: Sequence[tuple[Cell, str]]) -> None:
        """Offer these values; what is chosen stays chosen if it is still among them."""
        told = [(self.combo.itemData(i), self.combo.itemText(i)) for i in self._places()]
        if told == list(choices) and self.combo.count():
            return
        chosen = self.combo.currentData()
        self.combo.clear()
        self.combo.addItem(self._nothing, None)
        for value, text in choices:
            self.combo.addItem(text, value)
        self.show_value(chosen)

    def say_nothing(self, words: str) -> None:
        """Name what it means when nothing is chosen."""
        self.combo.setItemText(0, words)

    def show_value(self, value: AnswerValue | None) -> None:
        """Show a value, or that none is chosen."""
        place = self.combo.findData(value) if value is not None else 0
        if place != self.combo.currentIndex():
            self.combo.setCurrentIndex(max(place, 0))

    def label_with(self, name: str, description: str = "") -> None:
        """Name the list."""
        self.combo.setAccessibleName(name)
        self.combo.setAccessibleDescription(description)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete and Backspace take the choice back."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            self.show_value(None)
            self.edited.emit(None)
            return True
        return super().eventFilter(watched, event)

    def _places(self) -> range:
        return range(1, self.combo.count())

    def _on_chosen(self) -> None:
        self.edited.emit(self.combo.currentData())


def _choices(question: Question) -> Sequence[tuple[Cell, str]]:
    if question.kind is Kind.YES_NO:
        return _YES_NO
    if question.kind is Kind.YES_NO_UNSURE:
        return (*_YES_NO, _NOT_SURE)
    return [(option.id, option.text) for option in question.options if not option.given_only]
