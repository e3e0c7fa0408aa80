"""Asks for a file or a place to save to, beginning where the user was last; shows folders."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

FileMode = QFileDialog.FileMode

_FOLDER: Final = "file_dialog_folder"


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_dialog(
    parent: QWidget | None,
    title: str,
    *,
    name: str,
    filters: str = "",
    mode: FileMode = FileMode.ExistingFile,
) -> QFileDialog:
    """A dialog for something that is there; connect what it chooses, then open it."""
    dialog = _dialog(parent, title, name, filters)
    dialog.setFileMode(mode)
    return dialog


def save_dialog(
    parent: QWidget | None, title: str, *, name: str, proposal: str, filters: str, suffix: str
) -> QFileDialog:
    """A dialog for a place to save to; `proposal` is the file's name, `suffix` its ending."""
    dialog = _dialog(parent, title, name, filters)
    dialog.setFileMode(FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(proposal)
    return dialog


def _dialog(parent: QWidget | None, title: str, name: str, filters: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, _last_folder(), filters)
    dialog.setObjectName(name)
    dialog.filesSelected.connect(_remember)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _last_folder() -> str:
    """Where a file was chosen last in this run, else the user's documents."""
    app = QCoreApplication.instance()
    last = app.property(_FOLDER) if app is not None else None
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return str(last or QStandardPaths.writableLocation(documents))


def _remember(chosen: list[str]) -> None:
    app = QCoreApplication.instance()
    if app is not None and chosen:
        app.setProperty(_FOLDER, str(Path(chosen[0]).parent))
