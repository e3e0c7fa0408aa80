"""The list of steps at the wizard's left: where one is, what is done, what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.icons import IconName, icon
from dpia_wizard.gui.widgets.labels import ElidedLabel, small, subheading
from dpia_wizard.gui.widgets.style import escaped
from dpia_wizard.gui.wizard.wizard_steps import Step
from dpia_wizard.gui.words import section_name

_WIDTH = 264


class WizardNavigator(QFrame):
    """Shows the steps; a section of many pages opens while one is on it."""

    chosen = Signal(str)
    """The user wants to go to a step; carries its id."""

    def __init__(self, title: str, activity: str) -> None:
        super().__init__()
        self.setProperty("bar", "side")
        self.setFixedWidth(_WIDTH)
        self._steps: list[Step] = []
        self._current = ""
        self._buttons: dict[str, QPushButton] = {}
        self.state = small()
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(4, 4, 4, 4)
        self._rows.setSpacing(2)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(10, 18, 10, 18)
        stack.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.addWidget(subheading(title))
        head.addWidget(ElidedLabel(activity, "muted"))
        stack.addLayout(head)
        stack.addSpacing(6)
        stack.addWidget(self._scroller(), 1)
        stack.addWidget(self.state)

    def show_steps(self, steps: Sequence[Step], current: str) -> None:
        """Show the steps and which one is current."""
        changed_shape = self._shape(self._steps, self._current) != self._shape(steps, current)
        self._steps, self._current = list(steps), current
        if changed_shape:
            self._rebuild()
        self._refresh()

    def show_saved(self, at: datetime) -> None:
        """Say that everything typed is on disk."""
        self.state.setText(f"Saved on this computer {at.astimezone():%H:%M}")

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh()

    def _scroller(self) -> QScrollArea:
        holder = QWidget()
        holder.setLayout(self._rows)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        holder.setAutoFillBackground(False)  # which setWidget turns on
        area.viewport().setAutoFillBackground(False)
        self._area = area
        return area

    def _rebuild(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = {}
        open_section = self._open_section(self._steps, self._current)
        for step in self._steps:
            section = step.section.id if step.section else ""
            if step.is_sub and step.position == 1:
                self._add(f"section:{section}", goes_to=step.id, sub=False)
            if not step.is_sub or section == open_section:
                self._add(step.id, goes_to=step.id, sub=step.is_sub)

    def _add(self, key: str, *, goes_to: str, sub: bool) -> None:
        button = QPushButton()
        button.setProperty("variant", "nav")
        button.setProperty("sub", "true" if sub else "false")
        button.setCheckable(True)
        button.setObjectName(f"step:{key}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._on_clicked, goes_to))
        self._buttons[key] = button
        self._rows.addWidget(button)

    def _on_clicked(self, step: str, _checked: bool = False) -> None:
        self._refresh()  # a click toggles the button; only a step change may
        self.chosen.emit(step)

    def _refresh(self) -> None:
        by_id = {step.id: step for step in self._steps}
        open_section = self._open_section(self._steps, self._current)
        for key, button in self._buttons.items():
            if key.startswith("section:"):
                self._show_section(button, key.removeprefix("section:"), open_section)
            elif key in by_id:
                self._show_step(button, by_id[key])

    def _show_section(self, button: QPushButton, section_id: str, open_section: str) -> None:
        own = [s for s in self._steps if s.section and s.section.id == section_id]
        section = own[0].section
        done = all(step.done for step in own)
        name = section_name(section) if section else ""
        here = section_id == open_section
        self._dress(button, f"{name}  {own[0].counted}", here=here, done=done, sub=False)

    def _show_step(self, button: QPushButton, step: Step) -> None:
        here = step.id == self._current
        self._dress(button, step.title, here=here, done=step.done, sub=step.is_sub)
        if here:
            self._area.ensureWidgetVisible(button)

    @staticmethod
    def _dress(button: QPushButton, text: str, *, here: bool, done: bool, sub: bool) -> None:
        palette = current_palette()
        name: IconName = "dot" if here else "tick" if done else "circle"
        colour = palette.primary if here else palette.good if done else palette.muted
        button.setIcon(QIcon() if sub else icon(name, colour))
        button.setText(escaped(f"{text} ✓" if sub and done else text))
        button.setChecked(here)
        state = "current" if here else "done" if done else "to do"
        button.setAccessibleName(f"{text}, {state}")

    @staticmethod
    def _open_section(steps: Sequence[Step], current: str) -> str:
        for step in steps:
            if step.id == current and step.is_sub and step.section:
                return step.section.id
        return ""

    def _shape(self, steps: Sequence[Step], current: str) -> tuple[object, ...]:
        return ([step.id for step in steps], self._open_section(steps, current))
