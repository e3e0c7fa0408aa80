"""The signed file after its signatures: handed out, shown, checked and told of."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import decline, new_version
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import MoveKind, Status
from dpia_wizard.domain.history import EventKind
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.frame.main_window import MainWindow
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.signoff.pdf_preview import with_signatures_drawn
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.sign.trust import TrustStore
from dpia_wizard.sign.verify import signatures_in
from tests.builders import APPROVER
from tests.gui.cases import click, find, on_disk, soon
from tests.gui.conftest import OpenWizard
from tests.gui.signoff.signing.steps import save_as, shown, sign, stored, when_done


def test_the_signed_file_is_handed_out_and_shown_once_approved(
    wizard: WizardPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    sign(wizard, "approval")
    when_done(wizard, qtbot)
    chosen = tmp_path / "for the auditor.pdf"
    save_as(wizard, "save_pdf", chosen)
    kept = stored(desk, wizard).kept
    assert kept is not None
    assert hashlib.sha256(chosen.read_bytes()).hexdigest() == kept.sha256
    assert find(wizard, QPushButton, "show_in_folder").isVisible()
    assert wizard.signoff.preview.view.page_count > 0


def test_the_preview_draws_the_visible_signatures(desk: Desk, activity: Activity) -> None:
    pdf = desk.records.read(activity.id, "fair-v1")
    shown = with_signatures_drawn(pdf)
    assert len(shown) == len(pdf)
    assert ink_on_last_page(shown) > ink_on_last_page(pdf) + 300


def ink_on_last_page(pdf: bytes) -> int:
    """How many pixels are dark, drawn as the preview draws."""
    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    options = QPdfDocumentRenderOptions()
    options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
    image = document.render(document.pageCount() - 1, QSize(600, 850), options)
    assert not image.isNull()
    document.close()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y).alpha() > 128 for x, y in places)


@pytest.mark.parametrize("end", ["declined", "superseded"])
def test_the_signed_file_stays_beside_a_marked_reprint(
    end: str,
    open_wizard: OpenWizard,
    desk: Desk,
    activity: Activity,
    worker: WorkerClient,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    (assessment,) = activity.assessments
    if end == "declined":
        activity = decline(desk, activity, assessment, by=APPROVER, reason="Too vague.")
    else:
        moved = replace(assessment, status=Status.SUPERSEDED)
        activity = new_version(desk, desk.save(activity.put(moved)), moved, reason="Anew.")
    wizard = open_wizard(activity=activity, version=1, worker=worker)
    soon(qtbot, lambda: wizard.signoff.preview.view.page_count > 0, seconds=60)
    signed, reprint = tmp_path / "signed.pdf", tmp_path / "reprint.pdf"
    save_as(wizard, "save_signed_pdf", signed)
    kept = desk.records.read(activity.id, "fair-v1")
    assert signed.read_bytes() == kept
    save_as(wizard, "save_pdf", reprint)
    soon(qtbot, reprint.exists, seconds=60)
    when_done(wizard, qtbot)
    found = signatures_in(reprint.read_bytes(), trust=TrustStore())
    assert found.signatures == ()


def test_a_signed_file_that_was_changed_is_said_and_not_passed_on(
    open_wizard: OpenWizard, desk: Desk, activity: Activity, worker: WorkerClient
) -> None:
    path = desk.records.path(activity.id, "fair-v1")
    path.write_bytes(path.read_bytes() + b" ")
    wizard = open_wizard(activity=activity, worker=worker)
    assert any("has been changed or removed since" in words for words in shown(wizard))
    assert not wizard.findChildren(QPushButton, "save_signed_pdf")


def test_a_signed_record_can_be_checked_from_here(
    program: Program, window: MainWindow, desk: Desk, activity: Activity, worker: WorkerClient
) -> None:
    flow = CaseFlow(desk, window, worker)
    flow.open_activity(activity.id)
    flow.open_assessment("fair")
    QApplication.processEvents()
    click(find(window, QPushButton, "check_record"))
    assert window.page is program.verify
    assert program.verify.model.rowCount() == 1
    flow.close()


def test_the_history_tells_each_signature(wizard: WizardPage, desk: Desk, qtbot: QtBot) -> None:
    sign(wizard, "approval")
    when_done(wizard, qtbot)
    activity = on_disk(desk, wizard.session.case.activity)
    assert [event.kind for event in activity.history][-2:] == [
        EventKind.APPROVED,
        EventKind.RECORD_KEPT,
    ]
    assert activity.assessments[0].last_move(MoveKind.APPROVED)
