"""Where the window was and how large, kept between starts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow

LEAST = QSize(1024, 640)
USUAL = QSize(1280, 800)
FRAME = QSize(0, 36)
"""What the window manager adds; before the window is shown nobody can tell exactly."""


class WindowState:
    """Restores a window's place from a small file, and keeps it there."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow) -> None:
        """Put the window where it was, or at its usual size within the screen."""
        room = window.screen().availableSize() - FRAME
        window.setMinimumSize(LEAST.boundedTo(room))
        kept = self._settings.value("window/geometry")
        if not (isinstance(kept, QByteArray) and window.restoreGeometry(kept)):
            window.resize(USUAL.boundedTo(room))

    def keep(self, window: QMainWindow) -> None:
        """Remember where the window is; a folder that cannot be written costs only that."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.sync()
