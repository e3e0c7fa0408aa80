"""The one object that puts a theme on the application and follows the system's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from dpia_wizard.gui.theme.focus_ring import FocusRing
from dpia_wizard.gui.theme.fonts import base_font, load_fonts
from dpia_wizard.gui.theme.palette import DARK, LIGHT, Palette
from dpia_wizard.gui.theme.stylesheet import style_sheet


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
    role = QPalette.ColorRole
    colours = {
        role.Window: roles.background,
        role.WindowText: roles.text,
        role.Base: roles.surface,
        role.AlternateBase: roles.background,
        role.Text: roles.text,
        role.PlaceholderText: roles.muted,
        role.Button: roles.surface,
        role.ButtonText: roles.text,
        role.Highlight: roles.primary,
        role.HighlightedText: roles.on_primary,
        role.Accent: roles.primary,
        role.Link: roles.primary,
        role.LinkVisited: roles.primary,
        role.ToolTipBase: roles.text,
        role.ToolTipText: roles.surface,
        role.Light: roles.surface,
        role.Midlight: roles.sunken,
        role.Mid: roles.line,
        role.Dark: roles.field_line,
        role.Shadow: roles.line,
        role.BrightText: roles.stop,
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(roles.muted))
    return palette
