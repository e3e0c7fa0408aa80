"""Keys that do something while the keyboard is anywhere on a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Keys = QKeySequence | QKeySequence.StandardKey | Qt.Key | str


def on_keys(page: QWidget, act: Callable[[], object] | SignalInstance, *keys: Keys) -> None:
    """Call `act`, or emit it, when one of the keys is pressed on the page."""
    for sequence in keys:
        shortcut = QShortcut(QKeySequence(sequence), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


def on_escape(page: QWidget, act: Callable[[], object] | SignalInstance) -> None:
    """Call `act`, or emit it, when the user presses Esc on the page."""
    on_keys(page, act, Qt.Key.Key_Escape)
