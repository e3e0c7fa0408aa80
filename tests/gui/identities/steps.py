"""What one presses and chooses at the identities, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from dpia_wizard.gui.widgets.buttons import Button
from dpia_wizard.gui.widgets.link import Link

WAIT = 30_000
WORDS = "several plain words"

Soon = Callable[[Callable[[], object]], None]


def said(part: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(x.text() for x in part.findChildren(QLabel) if x.isVisibleTo(part))


def press_on(part: QWidget, text: str) -> None:
    """Press the button or follow the link that says so."""
    QApplication.processEvents()
    found = [x for x in part.findChildren(Button) if x.text() == text and x.isVisible()]
    links = [x for x in part.findChildren(Link) if x.text() == text and x.isVisible()]
    target = [*found, *links][0]
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Return)


def choose_file(parent: QWidget, name: str, path: Path) -> None:
    """Choose a file in the dialog of that name."""
    (asked,) = parent.findChildren(QFileDialog, name)
    asked.fileSelected.emit(str(path))
    asked.done(0)
