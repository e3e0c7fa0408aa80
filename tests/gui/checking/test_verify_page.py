"""Checking records in the window: files in, what each is, and what to do about it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.gui.checking.verify_page import VerifyPage
from dpia_wizard.gui.checking.verify_report import CheckRow
from dpia_wizard.gui.frame.main_window import CHECK
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import APPROVER
from tests.gui.cases import click, find, focus, said_in, soon
from tests.gui.conftest import Show
from tests.gui.looks import cut_off, never_reached, unnamed
from tests.unit.jobs.checked import (
    ALL_SIGN,
    APPROVED,
    FIRST,
    SECOND,
    THIRD,
    approved_pdf,
    completed,
    key_of,
    signed,
    trust,
)

_SECONDS = 30


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A data folder where the signers of the good records are trusted."""
    desk = open_desk(tmp_path_factory.mktemp("data"))
    trust(desk.workspace.trust_folder, FIRST, SECOND, THIRD)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def worker(qapp: QApplication, home: Desk) -> Iterator[WorkerClient]:
    """One worker, started when it is first needed."""
    keeper = QObject()
    client = WorkerClient(home.workspace.folder, keeper)
    yield client
    client.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of each kind."""
    folder = tmp_path_factory.mktemp("files")
    stranger = key_of(APPROVER, number=9)
    contents = {
        "a-good.pdf": approved_pdf(),
        "b-unapproved.pdf": signed(completed().unsigned, *ALL_SIGN[:2]),
        "c-changed.pdf": approved_pdf() + b"\n",
        "d-stranger.pdf": signed(completed().unsigned, *ALL_SIGN[:2], (APPROVED, stranger)),
        "e-draft.pdf": completed(text="Another text.").changed(state="draft").unsigned,
        "deeper/f-scan.pdf": b"%PDF-1.4 a scan",
        "note.txt": b"no PDF",
    }
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def page(show: Show, worker: WorkerClient) -> VerifyPage:
    seen = VerifyPage(worker)
    seen.resize(1072, 760)
    show(seen)
    return seen


def check(page: VerifyPage, qtbot: QtBot, *paths: Path) -> None:
    page.check(paths)
    soon(qtbot, lambda: not page.run.is_busy, _SECONDS)


def is_reading(page: VerifyPage) -> bool:
    return page.reading is not None


def chips(page: VerifyPage) -> list[str]:
    return [page.model.entry(row).chip[0] for row in range(page.model.rowCount())]


def choose(page: VerifyPage, name: str) -> None:
    names = [page.model.entry(row).path.name for row in range(page.model.rowCount())]
    page.list.choose(names.index(name))
    QApplication.processEvents()


def fill_in(dialog: QFileDialog, path: Path) -> None:
    edit = dialog.findChild(QLineEdit, "fileNameEdit")
    assert edit is not None
    edit.setText(str(path))
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_folder_is_checked_and_each_file_says_what_it_is(
    page: VerifyPage, files: Path, qtbot: QtBot
) -> None:
    check(page, qtbot, files)
    assert chips(page) == [
        "Intact",
        "Not approved",
        "Changed after signing",
        "Signer not known here",
        "Not signed",
        "Cannot be read",
    ]
    assert "6 files · 1 intact and approved" in said_in(page.list)
    page.list.choose(0)
    said = said_in(page.report)
    assert said[0] == "This record is intact"
    assert "Approved by Alex Hughes, Head of communications" in said
    rows = [row for row in page.report.findChildren(CheckRow) if row.isVisible()]
    assert all(row.accessibleName().endswith(": passed") for row in rows)
    assert len(rows) == len(page.model.reports[0].checks)


def test_a_record_without_its_approval_looks_it(
    page: VerifyPage, files: Path, qtbot: QtBot
) -> None:
    check(page, qtbot, files / "b-unapproved.pdf")
    assert page.report.banner is not None
    assert page.report.banner.property("card") == "care"
    assert "Intact, but not approved" in said_in(page.report)
    rows = {row.accessibleName() for row in page.report.findChildren(CheckRow)}
    assert "Not approved: failed" in rows


def test_a_signer_can_be_trusted_in_place_once_the_fingerprint_is_compared(
    page: VerifyPage, qtbot: QtBot, tmp_path: Path
) -> None:
    newcomer = key_of(APPROVER, number=10)
    file = tmp_path / "record.pdf"
    file.write_bytes(signed(completed().unsigned, *ALL_SIGN[:2], (APPROVED, newcomer)))
    check(page, qtbot, file)
    (offer,) = page.report.offers.values()
    click(offer.open)
    assert offer.row is not None
    shown = offer.row.fingerprint.text().replace(" ", "")
    assert shown == newcomer.certificate.fingerprint
    assert any("telephone" in said for said in said_in(offer))
    click(offer.cancel)
    assert focus() is offer.open
    click(offer.open)
    with qtbot.waitSignal(page.trust_changed, timeout=_SECONDS * 1000):
        click(offer.trust)
    soon(qtbot, lambda: chips(page) == ["Intact"], _SECONDS)


def test_the_answers_inside_can_be_read_and_left_again(
    page: VerifyPage, files: Path, qtbot: QtBot
) -> None:
    check(page, qtbot, files / "a-good.pdf")
    click(page.report.answers)
    soon(qtbot, lambda: page.reading is not None, _SECONDS)
    assert page.reading is not None
    said = said_in(page.reading)
    assert "A quarterly newsletter tells tenants about repairs and rent advice." in said
    assert "Legitimate interests can be relied on" in said
    assert focus() is page.reading.back
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not is_reading(page)
    assert page.report.isVisible()


def test_the_answers_of_a_changed_file_are_shown_with_a_warning(
    page: VerifyPage, files: Path, qtbot: QtBot
) -> None:
    check(page, qtbot, files / "c-changed.pdf")
    click(page.report.answers)
    soon(qtbot, lambda: is_reading(page), _SECONDS)
    assert page.reading is not None
    warning = "c-changed.pdf was changed: these may not be the answers that were signed."
    assert warning in said_in(page.reading)


def test_two_files_are_held_side_by_side(page: VerifyPage, files: Path, qtbot: QtBot) -> None:
    check(page, qtbot, files / "a-good.pdf")
    click(page.report.compare)
    fill_in(find(page, QFileDialog, "compare_with"), files / "e-draft.pdf")
    soon(qtbot, lambda: page.reading is not None, _SECONDS)
    assert page.reading is not None
    said = said_in(page.reading)
    assert "a-good.pdf, version 1" in said
    assert "Another text." in said
    click(page.reading.back)
    assert not is_reading(page)


def test_a_file_that_cannot_be_compared_says_why(
    page: VerifyPage, files: Path, qtbot: QtBot
) -> None:
    check(page, qtbot, files / "a-good.pdf")
    click(page.report.compare)
    fill_in(find(page, QFileDialog, "compare_with"), files / "deeper" / "f-scan.pdf")
    soon(qtbot, lambda: bool(page.message.text), _SECONDS)
    assert "f-scan.pdf" in page.message.text
    assert not is_reading(page)


@pytest.mark.parametrize("kind", ["csv", "pdf"])
def test_the_list_is_exported(
    page: VerifyPage, files: Path, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    check(page, qtbot, files / "a-good.pdf", files / "c-changed.pdf")
    out = tmp_path / f"list.{kind}"
    link = page.list.as_csv if kind == "csv" else page.list.as_pdf
    click(link)
    fill_in(find(page, QFileDialog, "export_report"), out)
    soon(qtbot, out.exists, _SECONDS)
    if kind == "csv":
        rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
        assert [row["Verdict"] for row in rows] == ["Intact", "Changed after signing"]
    else:
        assert out.read_bytes().startswith(b"%PDF-")
    soon(qtbot, lambda: "Written to" in page.message.text, _SECONDS)


def test_one_report_is_exported(
    page: VerifyPage, files: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    check(page, qtbot, files / "deeper" / "f-scan.pdf")
    assert not page.report.answers.isVisible()
    out = tmp_path / "one.pdf"
    click(page.report.export)
    fill_in(find(page, QFileDialog, "export_report"), out)
    soon(qtbot, out.exists, _SECONDS)


def test_checking_can_be_stopped(page: VerifyPage, files: Path, qtbot: QtBot) -> None:
    page.check([files])
    soon(qtbot, lambda: page.model.rowCount() == 6)
    assert page.stop.isVisible()
    click(page.stop)
    assert not page.run.is_busy
    assert "Not checked" in chips(page)
    assert not page.stop.isVisible()
    check(page, qtbot, files)
    assert "Not checked" not in chips(page)


def test_a_folder_without_pdfs_says_so(page: VerifyPage, tmp_path: Path, qtbot: QtBot) -> None:
    check(page, qtbot, tmp_path)
    assert page.message.text == "There is no PDF in that folder."


def test_a_file_over_which_the_worker_dies_is_not_left_waiting(
    show: Show, files: Path, qtbot: QtBot
) -> None:
    gone = WorkerClient(files)
    gone.close()
    page = VerifyPage(gone)
    show(page)
    check(page, qtbot, files / "a-good.pdf")
    assert chips(page) == ["Cannot be read"]
    assert any("broke off" in said for said in said_in(page.report))


def come_to_rest() -> None:
    """Let pages within pages lay themselves out."""
    for _ in range(5):
        QApplication.processEvents()


@pytest.mark.parametrize("width", [1072, 816])
def test_nothing_is_cut_and_all_can_be_reached(
    page: VerifyPage, files: Path, qtbot: QtBot, width: int
) -> None:
    page.resize(width, 560)
    come_to_rest()
    assert cut_off(page) == []
    check(page, qtbot, files)
    for row in range(page.model.rowCount()):
        page.list.choose(row)
        come_to_rest()
        assert cut_off(page) == [], page.model.entry(row).path.name
        assert unnamed(page) == []
    choose(page, "d-stranger.pdf")
    click(next(iter(page.report.offers.values())).open)
    come_to_rest()
    assert cut_off(page) == []
    assert never_reached(page) == []
    click(page.report.answers)
    soon(qtbot, lambda: is_reading(page), _SECONDS)
    come_to_rest()
    assert cut_off(page) == []


def dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(page: VerifyPage, data: QMimeData) -> bool:
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(50, 50), action, data, buttons, none)
    page.dropEvent(event)
    return event.isAccepted()


def test_files_and_folders_are_dropped_on_the_page(
    page: VerifyPage, files: Path, qtbot: QtBot
) -> None:
    data = dropped(files / "deeper", files / "c-changed.pdf")
    assert drop(page, data)
    soon(qtbot, lambda: not page.run.is_busy, _SECONDS)
    assert page.model.rowCount() == 2
    assert not drop(page, dropped(files / "note.txt"))


def test_what_is_dropped_while_a_file_is_read_shows_the_list_again(
    page: VerifyPage, files: Path, qtbot: QtBot
) -> None:
    check(page, qtbot, files / "a-good.pdf")
    click(page.report.answers)
    soon(qtbot, lambda: page.reading is not None, _SECONDS)
    drop(page, dropped(files / "c-changed.pdf"))
    assert not is_reading(page)
    soon(qtbot, lambda: len(chips(page)) == 2 and not page.run.is_busy, _SECONDS)


def test_the_page_is_reached_from_the_sidebar_with_the_keyboard_on_choosing(
    program: Program,
) -> None:
    program.window.go_to(CHECK)
    assert program.window.page is program.verify
    assert focus() is program.verify.choose_files
