"""The one object that puts a theme on the application and follows the system's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from dpia_wizard.gui.theme.focus_ring import FocusRing
from dpia_wizard.gui.theme.fonts import base_font, load_fonts
from dpia_wizard.gui.theme.palette import DARK, LIGHT, Palette
from dpia_wizard.gui.theme.stylesheet import style_sheet

_Role = QPalette.ColorRole


class ThemeManager(QObject):
    """Holds the palette in use and says when it becomes another one."""

    changed = Signal()
    """Other colours are in use; read `palette`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice = "system"
        self.palette = LIGHT
        self._app: QApplication | None = None
        self._ring: FocusRing | None = None

    def apply(self, app: QApplication) -> None:
        """Dress the application; called once, before the first window is made."""
        self._app = app
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(base_font())
        self._ring = FocusRing(app)
        self._dress(self._wanted())
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def set_choice(self, choice: str) -> None:
        """Follow the system, or keep to `light` or `dark` whatever it says."""
        self.choice = choice
        self._follow()

    def _on_system_changed(self) -> None:
        self._follow()

    def _follow(self) -> None:
        wanted = self._wanted()
        if self._app is not None and wanted != self.palette:
            self._dress(wanted)
            self.changed.emit()

    def _wanted(self) -> Palette:
        if self.choice == "dark":
            return DARK
        if self.choice == "light" or self._app is None:
            return LIGHT
        scheme = self._app.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    def _dress(self, palette: Palette) -> None:
        if self._app is not None:
            self.palette = palette
            self._app.setPalette(qt_palette(palette))
            self._app.setStyleSheet(style_sheet(palette))


def qt_palette(roles: Palette) -> QPalette:
    """The roles as Qt's own, for what the style sheet does not reach."""
    palette = QPalette()
    for role, colour in _colours(roles).items():
        palette.setColor(role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles.muted))
    return palette


def _colours(roles: Palette) -> dict[_Role, str]:
    return {
        _Role.Window: roles.background,
        _Role.WindowText: roles.text,
        _Role.Base: roles.surface,
        _Role.AlternateBase: roles.background,
        _Role.Text: roles.text,
        _Role.PlaceholderText: roles.muted,
        _Role.Button: roles.surface,
        _Role.ButtonText: roles.text,
        _Role.Highlight: roles.primary,
        _Role.HighlightedText: roles.on_primary,
        _Role.Accent: roles.primary,
        _Role.Link: roles.primary,
        _Role.LinkVisited: roles.primary,
        _Role.ToolTipBase: roles.text,
        _Role.ToolTipText: roles.surface,
        _Role.Light: roles.surface,
        _Role.Midlight: roles.sunken,
        _Role.Mid: roles.line,
        _Role.Dark: roles.field_line,
        _Role.Shadow: roles.line,
        _Role.BrightText: roles.stop,
    }
