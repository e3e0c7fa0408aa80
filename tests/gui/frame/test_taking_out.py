"""Backing up and exporting the register from the menu, with the real worker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.start import start_activity
from dpia_wizard.domain.activity import Details
from dpia_wizard.gui.frame.back_up_dialog import BackUpDialog
from dpia_wizard.gui.frame.main_window import SETTINGS, MainWindow
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.back_up import restore
from tests.builders import OWNER
from tests.gui.cases import click, find, soon
from tests.gui.looks import cut_off, unnamed

_LONG = 60


@pytest.fixture
def program(window: MainWindow, theme: ThemeManager, desk: Desk) -> Iterator[Program]:
    """The window on a data folder with one activity and a signing identity."""
    folder = desk.workspace.folder
    start_activity(desk, Details(title="Newsletter", owner=OWNER))
    (folder / "identities").mkdir(exist_ok=True)
    (folder / "identities" / "1502d477d4061b72.p12").write_bytes(b"a key")
    worker = WorkerClient(folder)
    made = Program(window, theme, desk, worker)
    made.finish()
    window.resize(1280, 800)
    made.start()
    yield made
    made.feed.watch(on=False)
    worker.close()


def choose(chooser: QFileDialog, path: Path) -> None:
    find(chooser, QLineEdit, "fileNameEdit").setText(str(path))
    chooser.accept()


def backing_up(program: Program) -> BackUpDialog:
    program.window.menus.back_up.trigger()
    return find(program.window, BackUpDialog, "back_up")


def test_a_backup_is_made_and_said_to_be_in_the_dialog(
    program: Program, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = backing_up(program)
    assert (cut_off(dialog), unnamed(dialog)) == ([], [])
    click(find(dialog, QPushButton, "back_up_save"))
    chooser = find(dialog, QFileDialog, "back_up_as")
    assert find(chooser, QLineEdit, "fileNameEdit").text().endswith("-2026-11-22.zip")
    choose(chooser, tmp_path / "mine")
    assert not find(dialog, QPushButton, "back_up_close").isEnabled()
    soon(qtbot, lambda: "Saved as" in dialog.message.text, seconds=_LONG)
    assert dialog.message.text == (
        "Saved as mine.zip, with 1 activity. “dpia-wizard restore” brings it back into an "
        "empty folder."
    )
    soon(qtbot, lambda: cut_off(dialog) == [])  # the dialog grows with what it says
    restore(tmp_path / "mine.zip", tmp_path / "back")
    assert not (tmp_path / "back" / "identities").exists()
    click(find(dialog, QPushButton, "back_up_close"))
    assert not dialog.isVisible()


def test_after_a_refusal_one_tries_again_with_identities_and_hears_what_is_left_out(
    program: Program, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    aside = desk.workspace.folder / "set-aside"
    aside.mkdir()
    for name in ("a.json", "b.json"):
        (aside / name).write_text("{")
    dialog = backing_up(program)
    (tmp_path / "file").write_text("")
    dialog.save_to(str(tmp_path / "file" / "b.zip"))
    soon(qtbot, lambda: "cannot be written" in dialog.message.text, seconds=_LONG)
    assert find(dialog, QPushButton, "back_up_save").isEnabled()
    dialog.identities.setFocus()
    QTest.keyClick(dialog.identities, Qt.Key.Key_Space)
    dialog.save_to(str(tmp_path / "all.zip"))
    soon(qtbot, lambda: "Saved as" in dialog.message.text, seconds=_LONG)
    assert dialog.message.text.endswith(" Left out: set-aside/a.json and 1 more.")
    restore(tmp_path / "all.zip", tmp_path / "back")
    assert (tmp_path / "back" / "identities" / "1502d477d4061b72.p12").is_file()


def exporting(program: Program) -> QFileDialog:
    program.window.menus.export_register.trigger()
    found = program.register.findChildren(QFileDialog, "export_register_as")
    return next(dialog for dialog in found if dialog.isVisible())


def test_the_register_is_exported_in_the_format_of_the_files_ending(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    message = program.register.message
    assert program.window.go_to(SETTINGS)
    chooser = exporting(program)
    assert program.window.page is program.register
    assert find(chooser, QLineEdit, "fileNameEdit").text() == "Register-2026-11-22.xlsx"
    choose(chooser, tmp_path / "list.xlsx")
    soon(qtbot, lambda: message.text == "1 activity saved as list.xlsx.", seconds=_LONG)
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert [sheet["A2"].value, sheet["B2"].value] == ["ACT-0001", "Newsletter"]
    chooser = exporting(program)
    chooser.selectNameFilter("JSON (*.json)")
    chooser.filterSelected.emit("JSON (*.json)")
    choose(chooser, tmp_path / "list")
    soon(qtbot, lambda: message.text == "1 activity saved as list.json.", seconds=_LONG)
    assert json.loads((tmp_path / "list.json").read_text("utf-8"))[0]["title"] == "Newsletter"
    (tmp_path / "file").write_text("")
    choose(exporting(program), tmp_path / "file" / "list.csv")
    soon(qtbot, lambda: "list.csv cannot be written" in message.text, seconds=_LONG)
