"""Yes, no and not sure, and other lists of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.answers import AnswerValue, YesNo
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.choices import ChoiceCard
from dpia_wizard.gui.widgets.style import escaped, spoken

_YES_NO = ((YesNo.YES, "&Yes", "Y"), (YesNo.NO, "&No", "N"))
_ONWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACKWARDS = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_NOT_SURE = (YesNo.NOT_SURE, "Not s&ure", "U")


class ChoiceField(Field):
    """Cards of which one is chosen; Delete takes the answer back."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._cards: dict[str, ChoiceCard] = {}
        self._keys: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        side_by_side = question.kind in (Kind.YES_NO, Kind.YES_NO_UNSURE)
        row: QHBoxLayout | QVBoxLayout = (
            QHBoxLayout(self) if side_by_side else QVBoxLayout(self)
        )
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12 if side_by_side else 8)
        for value, text, help_text, key in _choices(question):
            card = ChoiceCard(text, help_text)
            card.setObjectName(f"{question.id}:{value}")
            card.installEventFilter(self)
            self._cards[value] = card
            self._keys[key] = value
            self._group.addButton(card)
            row.addWidget(card)
        if side_by_side:
            row.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)
        self.setFocusProxy(next(iter(self._cards.values())))

    def show_value(self, value: AnswerValue | None) -> None:
        """Check the card of the value, or none."""
        # an exclusive group refuses to release its last button
        self._group.setExclusive(False)
        for key, card in self._cards.items():
            card.setChecked(key == value)
        self._group.setExclusive(True)

    def label_with(self, name: str, description: str = "") -> None:
        """Each card is read with its question."""
        super().label_with(name, description)
        for card in self._cards.values():
            card.setAccessibleName(f"{spoken(card.text())}: {name}")

    def take_focus(self) -> None:
        """The chosen card, else the first."""
        chosen = self._group.checkedButton() or next(iter(self._cards.values()))
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self, letter: str) -> bool:
        """Y, N and U answer."""
        value = self._keys.get(letter)
        if value is None or not self.isEnabled():
            return False
        self._cards[value].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.show_value(value)
        self.edited.emit(value)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete and Backspace take the answer back; an arrow gives the first one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.show_value(None)
                self.edited.emit(None)
                return True
            if self._choose_at_the_end(event):
                return True
        return super().eventFilter(watched, event)

    def _choose_at_the_end(self, event: QKeyEvent) -> bool:
        """With nothing chosen, where Qt only moves the keyboard, choose the first or last."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        arrow = event.key() in (*_ONWARDS, *_BACKWARDS)
        if not arrow or held or self._group.checkedButton() is not None:
            return False
        cards = list(self._cards.values())
        card = cards[0] if event.key() in _ONWARDS else cards[-1]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        card.click()
        return True

    def _on_clicked(self, card: QWidget) -> None:
        for value, known in self._cards.items():
            if known is card:
                self.edited.emit(value)


def _choices(question: Question) -> Sequence[tuple[str, str, str, str]]:
    """Value, text, help and key of each card."""
    if question.kind is Kind.YES_NO:
        return [(value.value, text, "", key) for value, text, key in _YES_NO]
    if question.kind is Kind.YES_NO_UNSURE:
        return [(value.value, text, "", key) for value, text, key in (*_YES_NO, _NOT_SURE)]
    return [(o.id, escaped(o.text), o.help, "") for o in question.options if not o.given_only]
