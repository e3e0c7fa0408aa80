"""A date that can also be none: typed as people write it, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.icons import IconName, icon
from dpia_wizard.gui.widgets.date_text import read_date, show_date
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.style import set_style

_WIDTH = 190
_ARROWS: dict[str, IconName] = {
    "qt_calendar_prevmonth": "chevron-left",
    "qt_calendar_nextmonth": "chevron-right",
}
_WRONG = "This is not a date. Write it like 22 Nov 2026 or 22/11/2026."


class DateField(QWidget):
    """Holds a day or nothing; says in place when a text is no date."""

    changed = Signal(object)
    """Another day, or None; carries it."""

    edited = Signal()
    """Something was typed, a date or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: date | None = None
        self._edit = QLineEdit()
        self._edit.setPlaceholderText("like 22 Nov 2026")
        self._edit.setFixedWidth(_WIDTH)
        self._button = QToolButton()
        self._button.setIconSize(QSize(20, 20))
        self._button.setAccessibleName("Choose from a calendar")
        self._button.setToolTip("Choose from a calendar")
        self._message = InlineMessage()
        self._calendar: QCalendarWidget | None = None
        self._lay_out()
        self._recolour()
        self.setFocusProxy(self._edit)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.editingFinished.connect(self._on_finished)
        self._button.clicked.connect(self._on_calendar_wanted)

    def value(self) -> date | None:
        """The day, or None while the field is empty or holds no date."""
        return self._value

    def set_value(self, value: date | None) -> None:
        """Show a day, or nothing, without telling."""
        self._value = value
        self._edit.setText(show_date(value))
        self._clear_problem()

    def problem(self) -> str:
        """What is wrong with the text, or nothing."""
        text = self._edit.text().strip()
        return _WRONG if text and read_date(text) is None else ""

    def text(self) -> str:
        """What stands in the field."""
        return self._edit.text()

    def setAccessibleName(self, name: str) -> None:
        """Name the text box, which is what has the focus."""
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)
        self._button.setAccessibleName(f"{name}: choose from a calendar")

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the text box."""
        super().setAccessibleDescription(description)
        self._edit.setAccessibleDescription(description)

    def set_read_only(self, read_only: bool) -> None:
        """Show the date without a way to change it."""
        self._edit.setReadOnly(read_only)
        self._button.setVisible(not read_only)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._edit)
        row.addWidget(self._button)
        row.addStretch(1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(4)
        stack.addLayout(row)
        stack.addWidget(self._message)

    def _recolour(self) -> None:
        self._button.setIcon(icon("calendar", current_palette().muted))

    def _on_edited(self, text: str) -> None:
        if not self.problem():
            self._clear_problem()
        self._take(read_date(text))
        self.edited.emit()

    def _on_finished(self) -> None:
        problem = self.problem()
        if problem:
            set_style(self._edit, "wrong", "true")
            self._message.show_error(problem)
            return
        self._clear_problem()
        self._edit.setText(show_date(self._value))

    def _on_calendar_wanted(self) -> None:
        calendar = self._popup()
        _recolour(calendar)
        day = self._value
        calendar.setSelectedDate(
            QDate(day.year, day.month, day.day) if day else QDate.currentDate()
        )
        calendar.move(self._edit.mapToGlobal(QPoint(0, self._edit.height() + 4)))
        calendar.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _popup(self) -> QCalendarWidget:
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._calendar.setVerticalHeaderFormat(
                QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
            )
            self._calendar.setAccessibleName("Calendar")
            self._calendar.clicked.connect(self._on_picked)
            self._calendar.activated.connect(self._on_picked)
        return self._calendar

    def _on_picked(self, picked: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        day = cast("date", picked.toPython())
        self._edit.setText(show_date(day))
        self._clear_problem()
        self._take(day)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, value: date | None) -> None:
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def _clear_problem(self) -> None:
        set_style(self._edit, "wrong", "false")
        self._message.clear()


def _recolour(calendar: QCalendarWidget) -> None:
    """Our arrows, and weekends in the colour of every other day."""
    roles = current_palette()
    for name, sign in _ARROWS.items():
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icon(sign, roles.text))
    plain = QTextCharFormat()
    plain.setForeground(QColor(roles.text))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
