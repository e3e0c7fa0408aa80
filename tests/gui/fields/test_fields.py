"""Fields: each kind shows, edits and clears an answer, and loses nothing on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dpia_wizard.domain.answers import AnswerValue, Cell, PromptsAnswer
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.choice_field import ChoiceField
from dpia_wizard.gui.fields.choices_field import ChoicesField
from dpia_wizard.gui.fields.make import make_field
from dpia_wizard.gui.fields.rows_field import RowsField
from dpia_wizard.gui.fields.small_fields import DateAnswerField, NumberField, PersonField
from dpia_wizard.gui.fields.text_fields import LongTextField, TextField
from dpia_wizard.gui.widgets.choices import CheckBox, ChoiceCard, ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from tests.builders import a_question
from tests.gui.cases import FAIR_ANSWERS, click, fair_set, find
from tests.gui.conftest import Show

ASKED = {question.kind: question for question in fair_set().questions.values()}
VALUES: dict[Kind, AnswerValue] = {
    **{
        ASKED[kind].kind: FAIR_ANSWERS[ASKED[kind].id]
        for kind in Kind
        if ASKED[kind].id in FAIR_ANSWERS
    },
    Kind.TEXT: "Through the parents",
}


def shown(field: QWidget) -> list[str]:
    """What a sighted person reads in the field's inputs."""
    QApplication.processEvents()
    seen: list[str] = []
    for widget in field.findChildren(QWidget):
        if isinstance(widget, QLineEdit) and widget.isVisible():
            seen.append(widget.text())
        elif isinstance(widget, QPlainTextEdit) and widget.isVisible():
            seen.append(widget.toPlainText())
        elif isinstance(widget, ChoiceCard | CheckBox) and widget.isVisible():
            seen += [widget.accessibleName()] if widget.isChecked() else []
    return [text for text in seen if text]


def told(field: Field) -> list[object]:
    """Everything the field will tell from now on."""
    heard: list[object] = []
    field.edited.connect(heard.append)
    return heard


def seen_field(show: Show, kind: Kind, **more: object) -> Field:
    """The field of a kind, with a name of its own, on the screen."""
    question = a_question("q", kind, **more) if more else ASKED[kind]
    field = make_field(question)
    field.label_with(question.text, question.help)
    field.resize(600, 400)
    show(field)
    return field


def line_of(field: QWidget, name: str = "") -> QLineEdit:
    return find(field, QLineEdit, name) if name else field.findChildren(QLineEdit)[0]


def box_of(field: QWidget) -> QPlainTextEdit:
    return field.findChildren(QPlainTextEdit)[0]


def paste(text: str | QMimeData) -> None:
    """Press the keys that paste, where the keyboard is."""
    data = text if isinstance(text, QMimeData) else QMimeData()
    if isinstance(text, str):
        data.setText(text)
    QApplication.clipboard().setMimeData(data)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("kind", Kind)
def test_every_field_shows_and_clears_a_value_in_silence(kind: Kind, show: Show) -> None:
    field = seen_field(show, kind)
    heard = told(field)
    field.show_value(VALUES[kind])
    assert shown(field)
    field.show_value(VALUES[kind])
    field.show_value(None)
    assert shown(field) == []
    assert heard == []


@pytest.mark.parametrize("kind", Kind)
def test_no_field_can_be_edited_once_it_is_read_only(kind: Kind, show: Show) -> None:
    field = seen_field(show, kind)
    field.show_value(VALUES[kind])
    before = shown(field)
    field.set_read_only(True)
    heard = told(field)
    inputs = [
        w
        for w in field.findChildren(QWidget)
        if isinstance(w, QLineEdit | QPlainTextEdit | QAbstractButton) and w.isVisible()
    ]
    assert inputs
    for widget in inputs:
        click(widget)
        widget.setFocus()
        if widget.hasFocus():
            QTest.keyClicks(widget, "x")
            for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                QTest.keyClick(widget, key)
    assert heard == []
    assert shown(field) == before


@pytest.mark.parametrize("kind", Kind)
def test_every_input_can_be_told_apart_by_name(kind: Kind, show: Show) -> None:
    field = seen_field(show, kind)
    field.show_value(VALUES[kind])
    names = [
        widget.accessibleName()
        for widget in field.findChildren(QWidget)
        if isinstance(widget, QLineEdit | QPlainTextEdit | QAbstractButton)
        and widget.isVisible()
    ]
    assert all(names)
    assert len(set(names)) == len(names)


def choose(name: str) -> Callable[[Field, QtBot], None]:
    def by_mouse(field: Field, qtbot: QtBot) -> None:
        click(find(field, QAbstractButton, name))

    return by_mouse


def type_in(name: str, text: str) -> Callable[[Field, QtBot], None]:
    def by_keys(field: Field, qtbot: QtBot) -> None:
        QTest.keyClicks(find(field, QWidget, name), text)

    return by_keys


def type_day(field: Field, qtbot: QtBot) -> None:
    QTest.keyClicks(line_of(field), "1 March 2027")


def type_person(field: Field, qtbot: QtBot) -> None:
    QTest.keyClicks(line_of(field, "fair.keeper:role"), "Events")
    QTest.keyClicks(line_of(field, "fair.keeper"), "Jo")


def pick(combo: ComboBox, value: str) -> None:
    """Go down the closed list with the arrow keys until the value stands in it."""
    for _ in range(combo.findData(value)):
        QTest.keyClick(combo, Qt.Key.Key_Down)


def type_row(field: Field, qtbot: QtBot) -> None:
    click(find(field, QAbstractButton, "fair.risks:add"))
    QTest.keyClicks(line_of(field, "risk"), "Rain")
    pick(find(field, ComboBox, "level"), "high")


BY_HAND: dict[Kind, tuple[Callable[[Field, QtBot], None], AnswerValue]] = {
    Kind.YES_NO: (choose("fair.children:no"), "no"),
    Kind.YES_NO_UNSURE: (choose("fair.collects:not_sure"), "not_sure"),
    Kind.TEXT: (type_in("fair.guardian", "Ask"), "Ask"),
    Kind.LONG_TEXT: (type_in("fair.collects_details", "Names"), "Names"),
    Kind.CHOICE: (choose("fair.basis:interests"), "interests"),
    Kind.CHOICES: (choose("fair.channels:post"), ("post",)),
    Kind.DATE: (type_day, "2027-03-01"),
    Kind.NUMBER: (type_in("fair.visitors", "4100"), 4100),
    Kind.PERSON: (type_person, Person(name="Jo", role="Events")),
    Kind.PROMPTS: (type_in("fair.purpose", "Joy"), PromptsAnswer(text="Joy")),
    Kind.ROWS: (type_row, ({"risk": "Rain", "level": "high"},)),
}


@pytest.mark.parametrize("kind", Kind)
def test_every_field_tells_what_is_answered_by_hand(
    kind: Kind, show: Show, qtbot: QtBot
) -> None:
    field = seen_field(show, kind)
    heard = told(field)
    by_hand, expected = BY_HAND[kind]
    by_hand(field, qtbot)
    assert heard[-1] == expected
    field.show_value(expected)
    assert shown(field)


@pytest.mark.parametrize(("key", "value"), [("Y", "yes"), ("N", "no"), ("U", "not_sure")])
def test_one_key_answers(key: str, value: str, show: Show) -> None:
    field = seen_field(show, Kind.YES_NO_UNSURE)
    heard = told(field)
    assert field.press(key)
    assert heard == [value]
    chosen = [b.objectName() for b in field.findChildren(ChoiceCard) if b.isChecked()]
    assert chosen == [f"fair.collects:{value}"]


def test_a_key_that_is_no_answer_is_left_to_others(qtbot: QtBot) -> None:
    for kind, letter in ((Kind.YES_NO, "U"), (Kind.CHOICE, "Y"), (Kind.LONG_TEXT, "Y")):
        field = make_field(ASKED[kind])
        heard = told(field)
        assert not field.press(letter)
        assert heard == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
@pytest.mark.parametrize("kind", [Kind.YES_NO, Kind.YES_NO_UNSURE, Kind.CHOICE])
def test_delete_takes_a_choice_back(kind: Kind, key: Qt.Key, show: Show) -> None:
    field = seen_field(show, kind)
    field.show_value(VALUES[kind])
    heard = told(field)
    card = next(b for b in field.findChildren(ChoiceCard) if b.isChecked())
    QTest.keyClick(card, key)
    assert heard == [None]
    assert shown(field) == []


@pytest.mark.parametrize(("key", "position"), [(Qt.Key.Key_Down, 0), (Qt.Key.Key_Up, -1)])
def test_an_arrow_answers_where_nothing_is_chosen(
    key: Qt.Key, position: int, show: Show
) -> None:
    field = seen_field(show, Kind.YES_NO_UNSURE)
    heard = told(field)
    field.take_focus()
    cards = field.findChildren(ChoiceCard)
    QTest.keyClick(cards[0], key)
    assert cards[position].isChecked()
    assert cards[position].hasFocus()
    assert heard == [["yes", "no", "not_sure"][position]]


def test_a_choice_can_be_taken_back_and_made_again(show: Show) -> None:
    field = seen_field(show, Kind.YES_NO)
    heard = told(field)
    yes = find(field, ChoiceCard, "fair.children:yes")
    click(yes)
    field.show_value(None)
    assert not yes.isChecked()
    click(yes)
    assert heard == ["yes", "yes"]
    assert yes.isChecked()


def test_arrow_keys_move_between_the_choices(show: Show) -> None:
    field = seen_field(show, Kind.YES_NO_UNSURE)
    heard = told(field)
    field.take_focus()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Space)
    QTest.keyClick(focus, Qt.Key.Key_Right)
    assert heard == ["yes", "no"]


def test_none_of_these_excludes_the_others(show: Show) -> None:
    field = seen_field(show, Kind.CHOICES)
    heard = told(field)
    for name in ("email", "none", "post", "post"):
        click(find(field, CheckBox, f"fair.channels:{name}"))
    assert heard == [("email",), ("none",), ("post",), None]
    assert shown(field) == []


def test_options_are_shown_with_every_character(show: Show) -> None:
    field = seen_field(show, Kind.CHOICE)
    card = find(field, ChoiceCard, "fair.basis:interests")
    assert card.text() == "R&&D and interests"
    assert card.accessibleName() == "R&D and interests: What do you rely on?"


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


# rows


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


def test_the_fields_are_of_the_types_the_pages_know() -> None:
    kinds: dict[Kind, type[Field]] = {
        Kind.YES_NO: ChoiceField,
        Kind.CHOICES: ChoicesField,
        Kind.DATE: DateAnswerField,
        Kind.NUMBER: NumberField,
        Kind.PERSON: PersonField,
        Kind.TEXT: TextField,
        Kind.LONG_TEXT: LongTextField,
    }
    assert {kind: type(make_field(question(kind))) for kind in kinds} == kinds


def question(kind: Kind) -> Question:
    return ASKED[kind]


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
