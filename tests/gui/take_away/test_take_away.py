"""What people take away is seen as it will read, copied, and saved with the real worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.take_away import TakeAwayKind
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.activity.details_page import DetailsPage
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.settings.profile_page import ProfilePage
from dpia_wizard.gui.take_away.take_away_page import TakeAwayPage
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.worker_client import WorkerClient
from tests.gui.cases import begin, click, find, said_in, soon
from tests.gui.looks import cut_off, never_reached, unnamed
from tests.take_aways import EMAIL_TO_TENANTS, marketing
from tests.whole_case import whole

_LONG = 60


@pytest.fixture
def flow(program: Program, desk: Desk) -> Iterator[CaseFlow]:
    """Opens activities in the window, with the real worker."""
    worker = WorkerClient(desk.workspace.folder)
    flow = CaseFlow(desk, program.window, worker)
    program.window.resize(1280, 800)
    yield flow
    flow.close()
    worker.close()


def an_activity(desk: Desk) -> Activity:
    """An activity with marketing rules about an email to tenants, still a draft."""
    answers: Answers = marketing(EMAIL_TO_TENANTS).answers
    return begin(desk, "marketing-rules", answers=answers)


def opened(flow: CaseFlow, program: Program, desk: Desk, kind: str) -> TakeAwayPage:
    flow.open_activity(an_activity(desk).id)
    click(find(program.window, QPushButton, f"take_away:{kind}"))
    page = program.window.page
    assert isinstance(page, TakeAwayPage)
    return page


def test_a_document_shows_as_it_will_read_with_what_is_missing(
    flow: CaseFlow, program: Program, desk: Desk
) -> None:
    page = opened(flow, program, desk, "privacy_notice")
    assert (cut_off(page), unnamed(page), never_reached(page)) == ([], [], [])
    said = page.view.toPlainText()
    assert "Our lawful basis is legitimate interests." in said
    assert "UK GDPR Art 21(4)" in said
    beside = said_in(page)
    assert "Who to contact" in beside
    assert "Draft. It rests on answers that are not signed off yet." in beside
    assert find(page, QPushButton, "take_away_copy").hasFocus()


def test_a_copy_is_plain_text_and_html(flow: CaseFlow, program: Program, desk: Desk) -> None:
    page = opened(flow, program, desk, "privacy_notice")
    QTest.keyClick(page.copy, Qt.Key.Key_Return)
    copied = QGuiApplication.clipboard().mimeData()
    said = copied.text().split("\n\n")
    assert said[0] == "Draft. It rests on answers that are not signed off yet."
    assert said[1] == "Marketing"
    assert said[2].startswith("We use your name and contact details")
    assert "<h2>Your right to object</h2>" in copied.html()
    assert "Put the paragraphs below" not in copied.text() + copied.html()
    assert page.message.text.startswith("Copied.")
    assert "still to be filled in" in page.message.text


def test_a_gap_leads_to_where_it_is_filled_in(
    flow: CaseFlow, program: Program, desk: Desk
) -> None:
    page = opened(flow, program, desk, "privacy_notice")
    find(page, Link, "gap:lia").clicked.emit()
    wizard = program.window.page
    assert isinstance(wizard, WizardPage)
    assert wizard.session.set_id == "lia"


def test_gaps_of_activity_and_organisation_lead_to_their_forms(
    flow: CaseFlow, program: Program, desk: Desk
) -> None:
    flow.open_activity(begin(desk, "screening").id)
    click(find(program.window, QPushButton, "take_away:ropa_lines"))
    program.window.findChildren(Link, "gap:details")[0].clicked.emit()
    assert isinstance(program.window.page, DetailsPage)
    program.window.back_to_shell()
    click(find(program.window, QPushButton, "take_away:ropa_lines"))
    program.window.findChildren(Link, "gap:profile")[0].clicked.emit()
    assert isinstance(program.window.page, ProfilePage)


def test_what_cannot_be_had_says_why_and_where_to_go(
    flow: CaseFlow, program: Program, desk: Desk
) -> None:
    page = opened(flow, program, desk, "submission_pack")
    assert any("There is no DPIA yet" in text for text in said_in(page))
    assert not page.copy.isEnabled()
    assert find(page, Link, "take_away_way").text() == "Go to: DPIA"
    page.kinds.choose("send_card")
    assert page.copy.isEnabled()
    assert "Email: Tenants" in page.view.toPlainText()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert isinstance(program.window.page, ActivityPage)


def test_a_document_is_saved_as_word(
    flow: CaseFlow, program: Program, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(flow, program, desk, "send_card")
    click(page.word)
    chooser = find(page, QFileDialog, "take_away_as_docx")
    name = find(chooser, QLineEdit, "fileNameEdit")
    assert name.text() == "ACT-0001-send-card.docx"
    name.setText(str(tmp_path / "card"))
    chooser.accept()
    soon(qtbot, lambda: page.message.text.startswith("Saved as card.docx."), seconds=_LONG)
    told = [
        paragraph.text for paragraph in docx.Document(str(tmp_path / "card.docx")).paragraphs
    ]
    assert "Email: Tenants" in told


def test_the_card_is_offered_where_the_activity_is_ready_to_send(
    flow: CaseFlow, program: Program, desk: Desk
) -> None:
    flow.open_activity(whole(desk).id)
    click(find(program.window, QPushButton, "ready:send_card"))
    page = program.window.page
    assert isinstance(page, TakeAwayPage)
    assert page.shown is not None
    assert page.shown.kind is TakeAwayKind.SEND_CARD
    assert not page.shown.draft
    assert "Do not send" not in page.view.toPlainText()
