"""Which roles are in use now, for widgets that paint themselves."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QPalette

from dpia_wizard.gui.theme.palette import DARK, LIGHT, Palette


def current_palette() -> Palette:
    """The roles behind the application's palette, which carries the theme everywhere."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.name() == DARK.background else LIGHT
