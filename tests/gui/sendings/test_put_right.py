"""What is wrong in the forms of sendings is said once, in full, and where it is put right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.sendings.strike_out_dialog import StrikeOutDialog
from dpia_wizard.gui.widgets.buttons import Button
from dpia_wizard.gui.widgets.date_field import DateField
from tests.gui.cases import click, find, on_disk, page_in, said_in
from tests.gui.looks import cut_off
from tests.gui.sendings.test_sendings import activity, flow, form, sent, write

__all__ = ["activity", "flow"]


def test_striking_out_without_a_reason_is_said_in_full_where_it_is_asked(
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
    QApplication.processEvents()
    reason = find(dialog, QPlainTextEdit, "strike_out_reason")
    assert dialog.focusWidget() is reason
    assert dialog.message.text == "Please give a reason; it is kept with the entry."
    assert cut_off(dialog) == []
    dialog.hide()
    assert not any("give a reason" in words for words in said_in(seen))
    dialog.show()
    QTest.keyClicks(reason, "Twice.")
    assert not dialog.message.isVisible()


def test_a_day_that_is_no_date_is_said_once(flow: CaseFlow) -> None:
    shown = form(flow)
    click(find(shown, Button, "keep_sending"))
    assert "no check of the list" in " ".join(said_in(shown))
    write(shown, "check:suppression", "soon")
    line = find(shown, DateField, "check:suppression").findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClick(line, Qt.Key.Key_Return)
    told = " ".join(said_in(shown))
    assert "This is not a date" in told
    assert "no check of the list" not in told
    assert find(shown, Button, "keep_sending").text() == "Record the sending"


def test_a_year_may_be_written_in_two_digits(
    flow: CaseFlow, desk: Desk, activity: Activity
) -> None:
    shown = form(flow)
    write(shown, "check:suppression", "22/11/26")
    click(find(shown, Button, "keep_sending"))
    (kept,) = on_disk(desk, activity).sendings
    assert [check.on.isoformat() for check in kept.checks] == ["2026-11-22"]
