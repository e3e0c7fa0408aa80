"""Days: written in every usual way, picked from the calendar, or said to be none."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.widgets.date_text import read_date, show_date
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.messages import InlineMessage
from tests.gui.conftest import Show

A_DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "22 Nov 2026",
        "22 November 2026",
        "22nd nov 2026",
        "22/11/2026",
        "22.11.2026",
        "2026-11-22",
        "22/11/26",
        "22.11.26",
        "22 nov 26",
        "  22   nov.  2026 ",
    ],
)
def test_a_date_may_be_written_in_every_usual_way(text: str) -> None:
    assert read_date(text) == A_DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "22",
        "32 Nov 2026",
        "30 Feb 2026",
        "22 No 2026",
        "2026-13-01",
        "1/2",
        "22/11/20",  # the year is being typed
        "22/11/99",
        "26-11-22",  # either may be the year
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_every_day_of_a_year_is_read_back_as_shown() -> None:
    days = [date.fromordinal(A_DAY.toordinal() + step) for step in range(366)]
    assert [read_date(show_date(day)) for day in days] == days


def test_typing_a_date_tells_it_once_and_shows_it_our_way(qtbot: QtBot, show: Show) -> None:
    field, told = DateField(), list[object]()
    show(field)
    field.changed.connect(told.append)
    edit = field.findChild(QLineEdit)
    assert edit is not None
    QTest.keyClicks(edit, "22/11/2026")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert (told, field.value(), field.text()) == ([A_DAY], A_DAY, "22 Nov 2026")


def test_nonsense_in_a_date_is_said_in_place_and_forgiven(qtbot: QtBot, show: Show) -> None:
    field = DateField()
    show(field)
    field.set_value(A_DAY)
    edit, message = field.findChild(QLineEdit), field.findChild(InlineMessage)
    assert edit is not None
    assert message is not None
    edit.selectAll()
    QTest.keyClicks(edit, "next week")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert (field.value(), message.isVisible()) == (None, True)
    assert message.text == field.problem()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    assert (field.value(), message.isVisible()) == (None, False)


def test_a_day_can_be_picked_from_the_calendar(qtbot: QtBot, show: Show) -> None:
    field = DateField()
    show(field)
    button = next(child for child in field.children() if child.inherits("QToolButton"))
    assert isinstance(button, QWidget)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.isVisible()
    calendar.setSelectedDate(QDate(2026, 11, 22))
    calendar.activated.emit(QDate(2026, 11, 22))
    assert (field.value(), calendar.isVisible()) == (A_DAY, False)


def test_a_date_field_passes_its_name_on_to_where_one_types() -> None:
    field = DateField()
    whole = labelled("Review on", field, "At most three years")
    edit = field.findChild(QLineEdit)
    assert edit is not None
    assert (edit.accessibleName(), edit.accessibleDescription()) == (
        "Review on",
        "At most three years",
    )
    assert whole.field is field
