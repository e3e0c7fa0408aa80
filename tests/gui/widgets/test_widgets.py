"""The shared widgets: what they say, how they are worked, and that nothing is cut off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from dpia_wizard.codec.pictures import JourneyStep, StepState
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.widgets.busy import Busy
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.choices import CheckBox, ChoiceCard, ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.widgets.empty_state import EmptyState
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import ElidedLabel, body, heading
from dpia_wizard.gui.widgets.messages import Banner, InlineMessage
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.widgets.segmented import SegmentedFilter
from dpia_wizard.gui.widgets.stepper import Stepper
from dpia_wizard.gui.widgets.style import show_if
from tests.gui.conftest import Show


def test_the_wheel_never_changes_what_was_chosen(qtbot: QtBot, show: Show) -> None:
    combo = ComboBox()
    combo.addItems(["One", "Two", "Three"])
    show(combo)
    combo.setFocus()
    here = QPointF(8, 8)
    turn = QWheelEvent(
        here,
        combo.mapToGlobal(here),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turn)
    assert combo.currentText() == "One"


def test_a_label_names_its_field_for_eye_keyboard_and_reader(show: Show) -> None:
    field = QLineEdit()
    whole = labelled("Terms & team", field, "Who does it")
    show(whole)
    assert (field.accessibleName(), field.accessibleDescription()) == (
        "Terms & team",
        "Who does it",
    )
    assert whole.label.buddy() is field
    assert whole.label.text() == "Terms && team"
    whole.setFocus()
    assert field.hasFocus()


def test_return_presses_a_button(qtbot: QtBot, show: Show) -> None:
    button = primary_button("New activity")
    show(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_the_arrow_keys_move_along_the_pills(qtbot: QtBot, show: Show) -> None:
    pills, told = SegmentedFilter("Show", [("all", "All"), ("mine", "Needs me")]), list[str]()
    show(pills)
    pills.chosen.connect(told.append)
    assert pills.choice == "all"
    first = pills.findChildren(QPushButton)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert (pills.choice, told) == ("mine", ["mine"])


def test_what_people_wrote_is_shown_as_text_never_as_markup(show: Show) -> None:
    label = body("<b>5 < 6</b>")
    show(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    elided = ElidedLabel("<i>spring</i>\nnewsletter")
    assert elided.text() == "<i>spring</i> newsletter"


def test_an_elided_label_offers_the_whole_text(show: Show) -> None:
    label = ElidedLabel("Shared-ownership interest list")
    label.resize(60, 20)
    show(label)
    assert label.toolTip() == "Shared-ownership interest list"
    label.resize(600, 20)
    assert label.toolTip() == ""


@pytest.mark.parametrize("width", [420, 760, 1280])
def test_a_scrolled_page_cuts_no_text_and_wastes_no_height(
    width: int, show: Show, qtbot: QtBot
) -> None:
    page = ScrollPage(max_width=720)
    long = "For example a call they do not expect, or an offer they never asked for. " * 3
    for _ in range(4):
        card = Card()
        card.body.addWidget(heading(long))
        card.body.addWidget(body(long))
        page.body.addWidget(card)
    page.resize(width, 400)
    show(page)
    labels, column = page.findChildren(QLabel), page.column

    def settled() -> None:
        assert column.height() == column.heightForWidth(column.width())

    qtbot.waitUntil(settled)
    assert len(labels) == 8
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width())
        assert label.width() <= 720
    assert column.width() <= page.viewport().width()


def test_what_gets_the_focus_is_brought_into_view(show: Show) -> None:
    page = ScrollPage()
    fields = [QLineEdit() for _ in range(40)]
    for field in fields:
        page.body.addWidget(field)
    page.resize(400, 300)
    show(page)
    fields[-1].setFocus()
    assert not fields[-1].visibleRegion().isEmpty()
    fields[0].setFocus()
    assert not fields[0].visibleRegion().isEmpty()


def test_a_banner_and_a_message_speak(show: Show) -> None:
    banner = Banner("good", "You can rely on it", "All tests answered")
    show(banner)
    assert banner.accessibleName() == "You can rely on it. All tests answered"
    banner.show_message("stop", "You cannot rely on it")
    assert banner.accessibleName() == "You cannot rely on it"
    message = InlineMessage()
    message.show_error("Name is missing.")
    assert message.accessibleName() == "Name is missing."
    message.show_notice("Saved.")
    message.clear()
    assert (message.text, message.isHidden()) == ("", True)


def test_a_part_shown_before_it_has_a_parent_never_opens_as_a_window(show: Show) -> None:
    parts = {wanted: body(str(wanted)) for wanted in (True, False)}
    for wanted, part in parts.items():
        part.hide()
        show_if(part, wanted)
        assert not part.isVisible()
    page = ScrollPage()
    for part in parts.values():
        page.body.addWidget(part)
    show(page)
    assert parts[True].isVisible()
    assert not parts[False].isVisible()
    show_if(parts[True], "")
    assert not parts[True].isVisible()


def test_a_chip_without_words_is_not_there(show: Show) -> None:
    chip = Chip("Signed off", "good")
    show(chip)
    chip.show_state("", "")
    assert not chip.isVisible()
    chip.show_state("Declined", "stop")
    assert (chip.isVisible(), chip.property("chip")) == (True, "stop")


def test_a_choice_is_made_with_its_key_or_anywhere_on_its_card(
    qtbot: QtBot, show: Show
) -> None:
    card = ChoiceCard("Not s&ure", "It counts as yes until your DPO decides.")
    show(card)
    assert card.height() >= card.heightForWidth(card.width())
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() / 2)
    assert card.isChecked()
    box = CheckBox("None of these & nothing else " * 8)
    show(box)
    box.resize(300, box.heightForWidth(300))
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()
    assert box.heightForWidth(300) > box.heightForWidth(3000)


def test_the_journey_is_told_in_words() -> None:
    stepper = Stepper(
        [
            JourneyStep(label="Screening", state=StepState.DONE),
            JourneyStep(label="LIA", state=StepState.CURRENT),
        ]
    )
    assert stepper.accessibleName() == "Progress: Screening done, LIA in progress."


def test_work_elsewhere_is_shown_until_it_is_over(show: Show) -> None:
    busy = Busy()
    show(busy)
    busy.start("Writing the PDF…")
    assert (busy.isVisible(), busy.accessibleName()) == (True, "Writing the PDF…")
    busy.stop()
    assert not busy.isVisible()


def test_everything_can_be_painted_in_both_themes(show: Show, theme: ThemeManager) -> None:
    page = ScrollPage()
    combo = ComboBox()
    combo.addItem("Approver")
    shown = [
        EmptyState(
            "Nothing yet", "Start here.", primary_button("New"), plain_button("Example")
        ),
        Stepper([JourneyStep(label="LIA", state=state) for state in StepState]),
        Banner("care", "Take care"),
        ChoiceCard("&Yes", "help"),
        CheckBox("Tick"),
        ElidedLabel("A line"),
        DateField(),
        combo,
    ]
    for widget in shown:
        page.body.addWidget(widget)
    page.resize(700, 900)
    show(page)
    light = page.grab().toImage()
    theme.set_choice("dark")
    assert page.grab().toImage() != light


def test_a_choice_too_long_for_its_list_ends_in_dots_and_keeps_its_words(show: Show) -> None:
    combo = ComboBox()
    combo.addItem("Head of communications, Approver · Example Housing Association")
    combo.setFixedWidth(200)
    show(combo)
    drawn = QStyleOptionComboBox()
    combo.initStyleOption(drawn)
    assert drawn.currentText.endswith("…")
    assert combo.currentText().endswith("Association")
