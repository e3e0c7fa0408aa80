"""What was sent, in the window: recorded, refused in place, struck out, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sendings import new_sending, note_sending
from dpia_wizard.app.start import archive
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.sending import ListCheck
from dpia_wizard.domain.sending_ways import Way
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.sendings.sending_page import SendingPage
from dpia_wizard.gui.sendings.sendings_card import SendingsCard
from dpia_wizard.gui.sendings.strike_out_dialog import StrikeOutDialog
from dpia_wizard.gui.sendings_flow import SendingsFlow
from dpia_wizard.gui.widgets.buttons import Button
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import TODAY
from tests.gui.cases import click, find, on_disk, page_in, said_in
from tests.sending import GROUP, may_be_sent


@pytest.fixture
def activity(desk: Desk) -> Activity:
    return may_be_sent(desk)


@pytest.fixture
def flow(
    program: Program, desk: Desk, gone: WorkerClient, activity: Activity
) -> Iterator[CaseFlow]:
    """The window on the activity's page."""
    made = CaseFlow(desk, program.window, gone)
    program.window.resize(1280, 800)
    made.open_activity(activity.id)
    QApplication.processEvents()
    yield made
    made.close()


def sent(desk: Desk, activity: Activity) -> Activity:
    entry = new_sending(
        desk,
        sent_on=TODAY,
        channel="email",
        group=GROUP,
        number=1200,
        checks={"suppression": TODAY},
    )
    return note_sending(desk, activity, entry)


def form(flow: CaseFlow) -> SendingPage:
    click(find(page_in(flow), Button, "record_first_sending"))
    seen = page_in(flow)
    assert isinstance(seen, SendingPage)
    return seen


def write(parent: QWidget, name: str, text: str) -> None:
    """Write a day into a date field, as one types."""
    line = find(parent, DateField, name).findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    QApplication.processEvents()


def test_a_sending_is_recorded_by_keyboard_and_stands_on_the_page(
    flow: CaseFlow, desk: Desk, activity: Activity
) -> None:
    shown = form(flow)
    assert find(shown, ComboBox, "sending_way").hasFocus()
    assert "no check" not in " ".join(said_in(shown)), "an empty form is not scolded"
    QTest.keyClicks(find(shown, QLineEdit, "sending_number"), "1,200")
    write(shown, "check:suppression", "22/11/2026")
    QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seen = page_in(flow)
    assert isinstance(seen, ActivityPage)
    (kept,) = on_disk(desk, activity).sendings
    assert (kept.channel, kept.group, kept.number) == ("email", GROUP, 1200)
    assert kept.checks == (ListCheck(against="suppression", on=TODAY),)
    told = said_in(seen)
    assert f"22 Nov 2026 · Email · {GROUP} · 1,200 sent" in told
    assert "Once, to 1,200 in all." in told
    assert "The sending is recorded." in told
    assert any("first sent 22 Nov 2026" in words for words in told)


def test_what_stands_against_it_is_said_in_place_and_wants_a_reason(
    flow: CaseFlow, desk: Desk, activity: Activity, qtbot: QtBot
) -> None:
    shown = form(flow)
    write(shown, "sent_on", "03/11/2026")  # before the day it was planned for
    write(shown, "check:suppression", "05/10/2026")
    assert any("was 29 days old" in words for words in said_in(shown))
    keep = find(shown, Button, "keep_sending")
    assert keep.text() == "Record it all the same"
    click(keep)
    assert on_disk(desk, activity).sendings == ()
    assert any("say why it was sent all the same" in words for words in said_in(shown))
    assert "Look at this" in said_in(shown), "what stops is said at its field"
    qtbot.waitUntil(lambda: not shown.message.visibleRegion().isEmpty())
    reason = find(shown, QPlainTextEdit, "in_spite")
    assert reason.hasFocus()
    QTest.keyClicks(reason, "The supplier was early.")
    click(keep)
    (kept,) = on_disk(desk, activity).sendings
    assert kept.in_spite == "The supplier was early."
    told = said_in(page_in(flow))
    assert "Sent all the same, because: The supplier was early." in told
    assert "Sending recorded: sent all the same" in told, "in the history beside it"


def test_the_checks_asked_for_are_those_of_the_channel(flow: CaseFlow) -> None:
    shown = form(flow)
    way, channel = shown.form.way, shown.form.channel
    assert [way.itemText(i) for i in range(way.count())] == [
        f"Email · {GROUP}",
        "Another channel or group",
    ]
    way.setFocus()
    QTest.keyClick(way, Qt.Key.Key_Down)
    way.activated.emit(way.currentIndex())
    channel.setCurrentIndex(channel.findData("live_call"))
    channel.activated.emit(channel.currentIndex())
    QApplication.processEvents()
    asked = [f.objectName() for f in shown.findChildren(DateField) if f.isVisible()]
    assert asked == ["sent_on", "check:suppression", "check:tps", "check:ctps"]
    assert any("were not answered for this channel" in words for words in said_in(shown))


def test_another_day_keeps_the_channel_and_group_that_were_chosen(flow: CaseFlow) -> None:
    """On a day before any approval there may be no such row: nothing jumps to another."""
    fields = form(flow).form
    fields.show_ways((), {"email": "Email"})
    assert fields.way.currentText() == "Another channel or group"
    assert fields.chosen() == ("email", GROUP)
    row = Way(channel="email", group=GROUP, row=1)
    fields.show_ways((Way(channel="sms", row=2), row), {"email": "Email", "sms": "Text"})
    assert fields.way.currentText() == f"Email · {GROUP} (not allowed as it stands)"
    assert fields.chosen() == ("email", GROUP)


def test_what_makes_no_sense_is_not_kept(
    flow: CaseFlow, desk: Desk, activity: Activity
) -> None:
    shown = form(flow)
    keep = find(shown, Button, "keep_sending")
    QTest.keyClicks(find(shown, QLineEdit, "sending_number"), "many")
    click(keep)
    assert any("Write a whole number" in words for words in said_in(shown))
    find(shown, QLineEdit, "sending_number").clear()
    write(shown, "sent_on", "23/11/2026")
    click(keep)
    assert any("has not come yet" in words for words in said_in(shown))
    assert on_disk(desk, activity).sendings == ()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert page_in(flow) is shown, "what was written does not go by one key"
    assert any("Press Esc again" in words for words in said_in(shown))
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert isinstance(page_in(flow), ActivityPage)


def test_an_entry_is_struck_out_with_a_reason(
    flow: CaseFlow, desk: Desk, activity: Activity
) -> None:
    case = flow._case
    assert case is not None
    case.do(sent)
    seen = page_in(flow)
    (entry,) = on_disk(desk, activity).sendings
    click(find(seen, Button, f"strike_out:{entry.id}"))
    dialog = find(seen, StrikeOutDialog, "strike_out")
    click(find(dialog, Button, "strike_out_now"))
    assert any("give a reason" in words for words in said_in(dialog))
    QTest.keyClicks(find(dialog, QPlainTextEdit, "strike_out_reason"), "Entered twice.")
    click(find(dialog, Button, "strike_out_now"))
    assert on_disk(desk, activity).sendings[0].struck_out is not None
    assert any("Entered twice." in words for words in said_in(seen))
    assert "Every entry was struck out." in said_in(seen)
    assert seen.window().focusWidget() is find(seen, Button, "record_sending")


def test_on_an_archived_activity_sendings_can_only_be_read(flow: CaseFlow, desk: Desk) -> None:
    case = flow._case
    assert case is not None
    case.do(sent)
    case.do(lambda desk, activity: archive(desk, activity, archived=True))
    card = find(page_in(flow), SendingsCard, "sendings")
    seen = {b.objectName() for b in card.findChildren(Button) if b.isVisible()}
    assert seen == {"print_sendings"}
    assert not find(page_in(flow), Button, "record_first_sending").isEnabled()


def test_that_the_sending_record_could_not_be_made_is_said(
    flow: CaseFlow, qtbot: QtBot, tmp_path: Path
) -> None:
    case = flow._case
    assert case is not None
    case.do(sent)
    seen = page_in(flow)
    made = seen.findChildren(SendingsFlow)[0]
    made.save_to(str(tmp_path / "x.pdf"))
    qtbot.waitUntil(lambda: any("stopped unexpectedly" in words for words in said_in(seen)))
