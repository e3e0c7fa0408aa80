"""The wizard saves page by page, takes back, and says it where saving fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import submit
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.history import EventKind
from dpia_wizard.gui.widgets.choices import CheckBox, ChoiceCard
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import ABOUT, CHECK, SIGN_OFF
from tests.gui.cases import (
    DETAILS,
    FAIR_ANSWERS,
    NOTE,
    answered_changes,
    asked,
    begin,
    broken,
    click,
    find,
    focus,
    on_disk,
    page_of,
    press,
    said_in,
    soon,
    stored_answers,
)
from tests.gui.conftest import OpenWizard

# each page left is one event


def test_each_page_left_is_one_event(open_wizard: OpenWizard, desk: Desk) -> None:
    activity = begin(desk)
    wizard = open_wizard(activity=activity)
    press("Y")
    QTest.keyClicks(find(wizard, QPlainTextEdit, NOTE), "Names")
    click(wizard.bar.next)
    press("N")
    click(wizard.bar.back)
    assert answered_changes(desk, activity) == [
        {"fair.collects": (None, "yes"), NOTE: (None, "Names")},
        {"fair.children": (None, "no")},
    ]


def test_save_and_close_saves_what_was_typed_last(
    open_wizard: OpenWizard, desk: Desk, qtbot: QtBot
) -> None:
    activity = begin(desk)
    wizard = open_wizard(activity=activity)
    press("Y")
    QTest.keyClicks(find(wizard, QPlainTextEdit, NOTE), "Names")
    with qtbot.waitSignal(wizard.closed):
        click(wizard.bar.leave)
    assert stored_answers(desk, activity) == {"fair.collects": "yes", NOTE: "Names"}


def test_when_it_was_saved_is_told(wizard: WizardPage, qtbot: QtBot) -> None:
    press("Y")
    soon(qtbot, lambda: wizard.navigator.state.text().startswith("Saved on this computer"))


# undo


def test_undo_leads_to_the_page_it_changes(wizard: WizardPage, qtbot: QtBot) -> None:
    press("Y")
    click(wizard.bar.next)
    press("N")
    wizard.undo_stack.undo()
    QApplication.processEvents()
    assert asked(wizard) == ["fair.children"]
    wizard.undo_stack.undo()
    soon(qtbot, lambda: asked(wizard) == ["fair.collects"])
    assert not any(card.isChecked() for card in page_of(wizard).findChildren(ChoiceCard))
    wizard.undo_stack.redo()
    QApplication.processEvents()
    assert find(wizard, ChoiceCard, "fair.collects:yes").isChecked()
    wizard.undo_stack.redo()
    soon(qtbot, lambda: asked(wizard) == ["fair.children"])
    assert find(wizard, ChoiceCard, "fair.children:no").isChecked()


def test_undo_is_seen_in_every_field(open_wizard: OpenWizard, qtbot: QtBot) -> None:
    wizard = open_wizard()
    wizard.go_to("fair.purpose")
    session = wizard.session
    for question in asked(wizard):
        session.answer(question, FAIR_ANSWERS[question])
    QApplication.processEvents()
    full = seen_values(wizard)
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    QApplication.processEvents()
    assert seen_values(wizard) == []
    while session.undo_stack.canRedo():
        session.undo_stack.redo()
    QApplication.processEvents()
    find(wizard, QPlainTextEdit, "fair.purpose").setFocus()
    assert seen_values(wizard) == full
    assert len(full) > 15


def seen_values(wizard: WizardPage) -> list[str]:
    """Texts, ticked boxes and marks that are seen on the page and in the checklist."""
    QApplication.processEvents()
    found = []
    for part in (page_of(wizard), wizard.guidance):
        for widget in part.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QLineEdit):
                found.append(widget.text())
            elif isinstance(widget, QPlainTextEdit):
                found.append(widget.toPlainText())
            elif isinstance(widget, ChoiceCard | CheckBox) and widget.isChecked():
                found.append(widget.objectName())
    return [text for text in found if text]


# the activity's own page


def test_what_the_activity_is_is_saved_while_one_types(
    open_wizard: OpenWizard, desk: Desk, qtbot: QtBot
) -> None:
    activity = begin(desk)
    wizard = open_wizard(activity=activity)
    wizard.go_to(ABOUT)
    QTest.keyClicks(find(wizard, QPlainTextEdit, "activity_description"), " And phones.")
    soon(qtbot, lambda: on_disk(desk, activity).details.description.endswith("phones."))
    kinds = [event.kind for event in on_disk(desk, activity).history]
    assert EventKind.DETAILS_CHANGED not in kinds
    QTest.keyClicks(find(wizard, QLineEdit, "activity_team"), "Events")
    click(wizard.bar.next)
    event = on_disk(desk, activity).history[-1]
    assert event.kind is EventKind.DETAILS_CHANGED
    assert event.detail is not None
    assert {c.what: (c.before, c.after) for c in event.detail.changes} == {
        "description": (DETAILS.description, f"{DETAILS.description} And phones."),
        "team": ("", "Events"),
    }


def test_looking_at_the_activity_changes_nothing(open_wizard: OpenWizard, desk: Desk) -> None:
    odd = replace(DETAILS, sector="lighthouse", description="  two spaces  ", team="")
    activity = begin(desk, details=odd)
    wizard = open_wizard(activity=activity)
    wizard.go_to(ABOUT)
    before = on_disk(desk, activity)
    click(wizard.bar.next)
    assert on_disk(desk, activity) == before


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("activity_title", "", "title"),
        ("activity_planned_start", "soon", "date"),
        ("activity_description", "x" * 4001, "shorten"),
    ],
)
def test_a_page_that_cannot_be_kept_says_why(
    name: str, text: str, says: str, open_wizard: OpenWizard, qtbot: QtBot
) -> None:
    wizard = open_wizard()
    wizard.go_to(ABOUT)
    widget = wizard.about.findChild(QWidget, name)
    assert widget is not None
    line = widget.findChild(QLineEdit) or widget
    assert isinstance(line, QLineEdit | QPlainTextEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QGuiApplication.clipboard().setText(text)
    line.paste()
    click(wizard.bar.next)
    assert wizard.current_step.id == ABOUT
    assert says in wizard.about.form.message.text
    with qtbot.waitSignal(wizard.closed):
        click(wizard.bar.give_up)


# saving that fails


def test_a_failing_save_is_said_and_leaves_a_way_out(
    open_wizard: OpenWizard, desk: Desk, qtbot: QtBot
) -> None:
    wizard = open_wizard()
    assert not wizard.bar.give_up.isVisible()
    with broken(desk):
        press("Y")
        soon(qtbot, wizard.notice.isVisible)
        assert "cannot be" in wizard.notice.text
        assert wizard.navigator.state.text() == "Not saved yet"
        for way in (wizard.bar.next, wizard.bar.leave):
            click(way)
            assert asked(wizard)[0] == "fair.collects"
        assert wizard.bar.give_up.isVisible()
        assert find(wizard, ChoiceCard, "fair.collects:yes").isChecked()
    soon(qtbot, lambda: not wizard.notice.isVisible())
    assert not wizard.bar.give_up.isVisible()
    click(wizard.bar.next)
    assert asked(wizard) == ["fair.children"]


def test_one_can_close_without_saving(
    open_wizard: OpenWizard, desk: Desk, qtbot: QtBot
) -> None:
    activity = begin(desk)
    wizard = open_wizard(activity=activity)
    with broken(desk):
        press("Y")
        click(wizard.bar.leave)
        with qtbot.waitSignal(wizard.closed):
            click(wizard.bar.give_up)
        assert wizard.may_leave()
    assert stored_answers(desk, activity) == {}


@pytest.mark.parametrize("step", [ABOUT, SIGN_OFF])
def test_a_page_that_cannot_be_saved_says_so_wherever_one_is(
    step: str, open_wizard: OpenWizard, desk: Desk
) -> None:
    wizard = open_wizard()
    wizard.go_to(step)
    name = "activity_team" if step == ABOUT else "approver"
    QTest.keyClicks(find(wizard, QLineEdit, name), "Events")
    with broken(desk):
        click(wizard.bar.back if step == SIGN_OFF else wizard.bar.next)
        assert wizard.current_step.id == step
        assert "cannot be" in " ".join(said_in(wizard))
        assert wizard.bar.give_up.isVisible()


# changed elsewhere


def test_a_change_from_elsewhere_is_taken_in_and_told(
    open_wizard: OpenWizard, desk: Desk, qtbot: QtBot
) -> None:
    activity = begin(desk)
    wizard = open_wizard(activity=activity)
    now = on_disk(desk, activity)
    desk.store.save(now.put(now.assessments[0].answer("fair.children", "no")))
    press("Y")
    soon(qtbot, wizard.notice.isVisible)
    assert "changed elsewhere" in wizard.notice.text
    assert stored_answers(desk, activity) == {"fair.collects": "yes", "fair.children": "no"}
    press("U", focus())
    assert "changed elsewhere" in wizard.notice.text
    click(wizard.bar.next)
    assert find(wizard, ChoiceCard, "fair.children:no").isChecked()


def test_words_too_late_for_a_locked_version_are_handed_back(
    open_wizard: OpenWizard, desk: Desk, qtbot: QtBot
) -> None:
    activity = begin(desk, answers={"fair.collects": "yes"})
    wizard = open_wizard(activity=activity)
    QTest.keyClicks(find(wizard, QPlainTextEdit, NOTE), "The last words")
    now = on_disk(desk, activity)
    submit(desk, now, now.assessments[0])
    click(wizard.bar.next)
    assert wizard.top.stranded.isVisible()
    assert find(wizard, QPlainTextEdit, "stranded_words").toPlainText() == "The last words"
    click(find(wizard, QPushButton, "copy_stranded"))
    assert QGuiApplication.clipboard().text() == "The last words"
    assert not wizard.session.can_edit
    assert stored_answers(desk, activity) == {"fair.collects": "yes"}


def test_a_second_window_reads_and_says_who_writes(open_wizard: OpenWizard, desk: Desk) -> None:
    activity = begin(desk, answers=FAIR_ANSWERS)
    open_wizard(activity=activity)
    second = open_wizard(activity=activity)
    assert "Sam Okafor" in second.notice.text
    for step in ("fair.collects", ABOUT, "fair.purpose"):
        second.go_to(step)
        QTest.keyClicks(focus(), "NUnu")
    assert second.bar.leave.text() == "Close"
    second.go_to(CHECK)
    assert not second.check.findChildren(Link)
    assert "Sam Okafor" in second.notice.text
    assert stored_answers(desk, activity) == FAIR_ANSWERS


# read only


def test_a_submitted_version_can_be_read_but_not_written(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    activity = begin(desk, answers=FAIR_ANSWERS)
    submit(desk, activity, activity.assessments[0])
    wizard = open_wizard(activity=activity)
    wizard.go_to("fair.purpose")
    inputs = [
        w
        for w in page_of(wizard).findChildren(QWidget)
        if w.isVisible() and isinstance(w, QLineEdit | QPlainTextEdit)
    ]
    assert all(w.isReadOnly() for w in inputs)
    assert not any(c.isEnabled() for c in page_of(wizard).findChildren(ChoiceCard))
    buttons = [b.text() for b in page_of(wizard).findChildren(QPushButton) if b.isVisible()]
    assert buttons == ["3 of 3 points marked in the checklist"]
    assert wizard.bar.leave.text() == "Close"
    wizard.go_to(CHECK)
    assert not wizard.check.findChildren(Link)
    wizard.go_to(ABOUT)
    QTest.keyClicks(find(wizard, QLineEdit, "activity_team"), "Events")
    click(wizard.bar.next)
    assert on_disk(desk, activity).details.team == "Events"
    assert on_disk(desk, activity).assessments[0].status is Status.SUBMITTED


def test_labels_carry_what_people_wrote_as_plain_text(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    told = replace(DETAILS, title="<b>Fair</b> & square")
    wizard = open_wizard(activity=begin(desk, details=told, answers=FAIR_ANSWERS))
    formats = {label.textFormat() for label in wizard.findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}
