"""Fields to type in: texts, days, numbers and people; nothing typed or pasted is lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind
from dpia_wizard.gui.widgets.date_field import DateField
from tests.gui.cases import find
from tests.gui.conftest import Show
from tests.gui.fields.steps import box_of, line_of, paste, seen_field, shown, told


@pytest.mark.parametrize("text", ["31/02/2027", "soon", "1 March", "2027"])
def test_what_is_no_date_clears_the_answer_and_is_said(text: str, show: Show) -> None:
    field = seen_field(show, Kind.DATE)
    field.show_value("2027-03-01")
    heard = told(field)
    line = line_of(field)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard[-1] is None
    assert line.text() == text
    assert "not a date" in find_message(field)
    field.show_value(None)
    assert line.text() == text
    assert "not a date" in find_message(field)
    field.show_value("2027-03-01")
    assert (line.text(), find_message(field)) == ("1 Mar 2027", "")


def find_message(field: QWidget) -> str:
    """What is said in red beside the field."""
    red = [
        label.text()
        for label in field.findChildren(QLabel)
        if label.isVisible() and label.property("role") == "error"
    ]
    return " ".join(red)


def test_a_stored_date_that_is_none_is_shown_as_it_is_not_fatal(show: Show) -> None:
    field = seen_field(show, Kind.DATE)
    field.show_value("2027-02-31")
    assert field.findChildren(DateField)[0].value() is None


@pytest.mark.parametrize("text", ["many", "12x", "--", "nan", "inf", "1e99", "9" * 30])
def test_what_is_no_number_clears_the_answer_and_is_said(text: str, show: Show) -> None:
    field = seen_field(show, Kind.NUMBER)
    heard = told(field)
    line = line_of(field)
    QTest.keyClicks(line, text)
    assert heard[-1] is None
    field.show_value(None)
    assert line.text() == text
    assert "not a number" in find_message(field)
    field.show_value(12)
    assert (line.text(), find_message(field)) == ("12", "")


@pytest.mark.parametrize(
    ("text", "value"), [("4,100", 4100), (" 12 ", 12), ("2.5", 2.5), ("-3", -3), ("0", 0)]
)
def test_numbers_are_read_as_people_write_them(text: str, value: float, show: Show) -> None:
    field = seen_field(show, Kind.NUMBER)
    heard = told(field)
    QTest.keyClicks(line_of(field), text)
    assert heard[-1] == value


@pytest.mark.parametrize("kind", [Kind.LONG_TEXT, Kind.PROMPTS, Kind.TEXT])
def test_what_is_over_the_limit_is_counted_never_told_and_never_lost(
    kind: Kind, show: Show
) -> None:
    field = seen_field(show, kind, max_length=20)
    heard = told(field)
    field.take_focus()
    paste("x" * 15)
    assert counter(field) == ""
    paste("y" * 5)
    assert counter(field) == "20 of 20 characters"
    paste("z" * 7)
    over = "x" * 15 + "y" * 5 + "z" * 7
    assert text_of(heard[-1]) == over[:20]
    assert counter(field).startswith("27 of 20 characters. Shorten it by 7")
    assert field.problem
    field.show_value(None if heard[-1] is None else as_value(heard[-1]))
    assert shown(field) == [over]
    focus = QApplication.focusWidget()
    assert focus is not None
    for _ in range(8):
        QTest.keyClick(focus, Qt.Key.Key_Backspace)
    assert text_of(heard[-1]) == over[:19]
    assert not field.problem


def counter(field: QWidget) -> str:
    """How long the text is, once that is worth saying."""
    told_ = [
        label.text()
        for label in field.findChildren(QLabel)
        if label.isVisible() and "characters" in label.text()
    ]
    return " ".join(told_)


def text_of(value: object) -> str:
    return value.text if isinstance(value, PromptsAnswer) else str(value)


def as_value(value: object) -> AnswerValue:
    assert isinstance(value, str | PromptsAnswer)
    return value


def test_another_answer_takes_the_place_of_a_text_over_the_limit(show: Show) -> None:
    field = seen_field(show, Kind.LONG_TEXT, max_length=20)
    field.show_value("before")
    field.take_focus()
    paste("x" * 30)
    field.show_value("undone")
    assert shown(field) == ["undone"]
    assert not field.problem


def test_a_very_long_paste_is_taken_in_whole(show: Show) -> None:
    field = seen_field(show, Kind.LONG_TEXT, max_length=20_000)
    heard = told(field)
    field.take_focus()
    paste("word " * 4000)
    assert text_of(heard[-1]) == "word " * 4000
    assert counter(field) == "20,000 of 20,000 characters"
    QTest.keyClicks(box_of(field), "!")
    assert len(text_of(heard[-1])) == 20_000
    assert counter(field).startswith("20,001 of 20,000 characters. Shorten it by 1:")


HALF_AN_EMOJI = b"a\xff\xed\xa0\xbdb"

ODD = "a\0b\x07c\u2028d\u2029e\u202ef\ufeffg\U0001f600h"


@pytest.mark.parametrize("kind", [Kind.LONG_TEXT, Kind.PROMPTS, Kind.TEXT, Kind.PERSON])
def test_odd_characters_can_be_pasted_and_kept_in_a_file(kind: Kind, show: Show) -> None:
    field = seen_field(show, kind, max_length=200)
    heard = told(field)
    field.take_focus()
    paste(ODD)
    half = QMimeData()
    half.setData("text/plain", HALF_AN_EMOJI)
    paste(half)
    paste("x\ud83dy")
    value = heard[-1]
    text = value.name if isinstance(value, Person) else text_of(value)
    assert text.encode("utf-8")
    assert "\0" not in text
    assert text.startswith("ab")
    assert "\U0001f600" in text
    assert text.endswith("y")


def test_a_limit_in_the_middle_of_an_emoji_leaves_no_half_of_it(show: Show) -> None:
    field = seen_field(show, Kind.PERSON, max_length=10)
    heard = told(field)
    field.take_focus()
    paste("x" * 199 + "\U0001f600")
    value = heard[-1]
    assert isinstance(value, Person)
    assert value.name.encode("utf-8")


def test_pasted_rich_text_becomes_plain(show: Show) -> None:
    field = seen_field(show, Kind.LONG_TEXT)
    heard = told(field)
    field.take_focus()
    data = QMimeData()
    data.setHtml("<h1>Why</h1><p>because</p>")
    data.setText("Why\r\nbecause\u2029so")
    paste(data)
    assert heard[-1] == "Why\nbecause\nso"


def test_the_cursor_stays_where_one_types(show: Show) -> None:
    field = seen_field(show, Kind.LONG_TEXT)
    field.show_value("one three")
    box = box_of(field)
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    heard = told(field)
    for letter in "two ":
        QTest.keyClicks(box, letter)
        field.show_value(as_value(heard[-1]))
    assert heard[-1] == "one two three"


def test_a_role_typed_before_the_name_is_kept(show: Show) -> None:
    field = seen_field(show, Kind.PERSON)
    heard = told(field)
    QTest.keyClicks(line_of(field, "fair.keeper:role"), "Events")
    field.show_value(None)
    assert shown(field) == ["Events"]
    assert "name" in field.problem
    QTest.keyClicks(line_of(field, "fair.keeper"), "Jo")
    assert heard[-1] == Person(name="Jo", role="Events")
    assert not field.problem


def test_a_name_can_be_written_anew_without_losing_the_role(show: Show) -> None:
    field = seen_field(show, Kind.PERSON)
    field.show_value(Person(name="Jo", role="Events"))
    heard = told(field)
    field.edited.connect(field.show_value)
    line = line_of(field, "fair.keeper")
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, "Al")
    assert heard == [None, Person(name="A", role="Events"), Person(name="Al", role="Events")]


def test_marks_are_kept_while_one_writes(show: Show) -> None:
    field = seen_field(show, Kind.PROMPTS)
    field.show_value(PromptsAnswer(addressed=("good",)))
    heard = told(field)
    QTest.keyClicks(box_of(field), "Joy")
    assert heard[-1] == PromptsAnswer(text="Joy", addressed=("good",))
    assert "1 of 3" in find(field, QPushButton, "fair.purpose:marks").text()


def test_a_day_is_told_once_it_is_whole(show: Show) -> None:
    field = seen_field(show, Kind.DATE)
    heard = told(field)
    QTest.keyClicks(line_of(field), "1/3/2027")
    assert heard == [date(2027, 3, 1).isoformat()]


def test_a_long_line_is_shown_from_its_beginning(show: Show) -> None:
    field = seen_field(show, Kind.TEXT)
    line = line_of(field)
    line.clearFocus()
    field.show_value("Only by a letter to both parents")
    assert line.cursorPosition() == 0
    field.take_focus()
    assert line.cursorPosition() == len(line.text())
    field.show_value("Only by letter")
    assert line.cursorPosition() == len(line.text())
