"""Rows: begun, typed in, shown anew and removed, each by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from dpia_wizard.domain.answers import Cell
from dpia_wizard.domain.questionnaire import Kind
from dpia_wizard.gui.fields.rows_field import RowsField
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from tests.gui.cases import FAIR_ANSWERS, click, find
from tests.gui.conftest import Show
from tests.gui.fields.steps import VALUES, box_of, line_of, seen_field, shown, told


def rows_field(show: Show) -> RowsField:
    field = seen_field(show, Kind.ROWS)
    assert isinstance(field, RowsField)
    return field


def test_a_new_row_begins_at_its_first_field(show: Show) -> None:
    field = rows_field(show)
    QTest.keyClick(find(field, QPushButton, "fair.risks:add"), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line_of(field, "risk")


def test_typing_in_a_row_goes_on_while_the_page_is_refreshed(show: Show) -> None:
    field = rows_field(show)
    click(find(field, QPushButton, "fair.risks:add"))

    def refresh(value: object) -> None:
        field.show_value(value if isinstance(value, tuple) else None)
        field.set_read_only(False)

    field.edited.connect(refresh)
    heard = told(field)
    line = line_of(field, "risk")
    for letter in "Rain":
        assert QApplication.focusWidget() is line
        QTest.keyClicks(line, letter)
    assert heard[-1] == ({"risk": "Rain"},)


def test_rows_are_shown_and_removed_one_by_one(show: Show) -> None:
    field = rows_field(show)
    field.show_value(VALUES[Kind.ROWS])
    assert [line.text() for line in field.findChildren(QLineEdit, "risk")] == [
        "Cards are lost",
        "Cards are read",
    ]
    heard = told(field)
    remove = [b for b in field.findChildren(QPushButton) if b.text().startswith("Remove")]
    click(remove[0])
    assert heard == [(FAIR_ANSWERS["fair.risks"][1],)]  # type: ignore[index]
    assert "Cards are read" in shown(field)
    assert "Cards are lost" not in shown(field)
    assert QApplication.focusWidget() is line_of(field, "risk")


def test_a_row_shown_anew_keeps_the_keyboard_in_its_place(show: Show) -> None:
    field = rows_field(show)
    rain: dict[str, Cell] = {"risk": "Rain", "hit": 3}
    field.show_value((rain,))
    line = line_of(field, "risk")
    line.setFocus()
    field.show_value(({**rain, "risk": "Storm"},))
    assert line_of(field, "risk").text() == "Storm"
    assert QApplication.focusWidget() is line_of(field, "risk")


def test_every_cell_of_a_row_can_be_cleared(show: Show) -> None:
    field = rows_field(show)
    row: dict[str, Cell] = {
        "risk": "R",
        "level": "high",
        "due": "2027-02-01",
        "hit": 4,
        "sure": "no",
        "note": "n",
    }
    field.show_value((row,))
    heard = told(field)
    for name in ("risk", "hit"):
        line_of(field, name).setFocus()
        QTest.keyClick(line_of(field, name), Qt.Key.Key_Backspace)
    QTest.keyClick(box_of(field), Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    for name in ("level", "sure"):
        QTest.keyClick(find(field, ComboBox, name), Qt.Key.Key_Delete)
    due = find(field, DateField, "due").findChildren(QLineEdit)[0]
    due.selectAll()
    QTest.keyClick(due, Qt.Key.Key_Delete)
    assert heard[-1] is None
