"""A list to tick, with an explicit "none of these"."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.answers import NONE_OF_THESE, AnswerValue
from dpia_wizard.domain.questionnaire import Option, Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.widgets.labels import rule, small

_TOP = Qt.AlignmentFlag.AlignTop


class ChoicesField(Field):
    """Tick boxes; ticking "none of these" clears the others, and the other way round."""

    def __init__(self, question: Question, *, columns: int = 1) -> None:
        super().__init__(question)
        self._boxes: dict[str, CheckBox] = {}
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 2, 0, 2)
        stack.setSpacing(12)
        listed = [option for option in question.options if option.id != NONE_OF_THESE]
        lines = -(-len(listed) // columns)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, option in enumerate(listed):  # one reads down each column
            grid.addWidget(self._row(option), place % lines, place // lines, _TOP)
            grid.setColumnStretch(place // lines, 1)
        stack.addLayout(grid)
        for option in question.options:
            if option.id == NONE_OF_THESE:
                stack.addWidget(rule())
                stack.addWidget(self._row(option))
        self.setFocusProxy(next(iter(self._boxes.values())))

    def show_value(self, value: AnswerValue | None) -> None:
        """Tick what was chosen."""
        chosen = value if isinstance(value, tuple) else ()
        for key, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(key in chosen)
            box.blockSignals(False)

    def take_focus(self) -> None:
        """The first box."""
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, option: Option) -> QWidget:
        row = QWidget()
        stack = QVBoxLayout(row)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        box = CheckBox(option.text)
        box.setObjectName(f"{self.question.id}:{option.id}")
        box.setAccessibleDescription(option.help)
        box.toggled.connect(partial(self._on_toggled, option.id))
        self._boxes[option.id] = box
        stack.addWidget(box)
        if option.help:
            below = QHBoxLayout()
            below.setContentsMargins(30, 0, 0, 0)
            below.addWidget(small(option.help))
            stack.addLayout(below)
        return row

    def _on_toggled(self, option: str, on: bool) -> None:
        chosen = [key for key, box in self._boxes.items() if box.isChecked()]
        if on and option == NONE_OF_THESE:
            chosen = [NONE_OF_THESE]
        elif on:
            chosen = [key for key in chosen if key != NONE_OF_THESE]
        value = tuple(chosen)
        self.show_value(value)
        self.edited.emit(value or None)
