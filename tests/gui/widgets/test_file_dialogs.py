"""Asking for files: where it begins, and what it proposes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.gui.widgets.file_dialogs import open_dialog, save_dialog
from tests.gui.conftest import Show


@pytest.fixture(autouse=True)
def nothing_chosen(qapp: QApplication) -> Iterator[None]:
    """No file was chosen yet, whatever was tested before."""
    qapp.setProperty("file_dialog_folder", None)
    yield
    qapp.setProperty("file_dialog_folder", None)


def choose(dialog: QFileDialog, path: Path, qtbot: QtBot) -> None:
    dialog.open()
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(path))
    with qtbot.waitSignal(dialog.filesSelected):
        dialog.accept()


def test_the_next_file_is_asked_for_where_the_last_one_was_chosen(
    show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    window = show(QWidget())
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "one.pdf").write_bytes(b"x")
    choose(open_dialog(window, "Open", name="first"), folder / "one.pdf", qtbot)
    again = open_dialog(window, "Open", name="second")
    assert Path(again.directory().absolutePath()) == folder
    saving = save_dialog(
        window, "Save", name="third", proposal="two.pdf", filters="PDF (*.pdf)", suffix="pdf"
    )
    assert Path(saving.directory().absolutePath()) == folder
    assert [Path(name).name for name in saving.selectedFiles()] == ["two.pdf"]


def test_the_first_file_is_asked_for_among_the_users_documents(show: Show) -> None:
    window = show(QWidget())
    dialog = open_dialog(window, "Open", name="first")
    assert Path(dialog.directory().absolutePath()) != Path.cwd()
