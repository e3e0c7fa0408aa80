"""Noto Sans, the same on every machine, from the files that records are printed with."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from dpia_wizard.resources import resource_path

FAMILY = "Noto Sans"
PIXELS = 14

_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
    "NotoSansSymbols2-Regular.ttf",
)


def load_fonts() -> None:
    """Make the fonts known to Qt; what cannot be read is replaced by the system's."""
    try:
        folder = resource_path("report_templates/fonts")
    except FileNotFoundError:
        return
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(folder / name))


def base_font() -> QFont:
    """The font of running text."""
    font = QFont(FAMILY)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(PIXELS)
    return font


def sized_font(pixels: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The base font in another size and weight."""
    font = base_font()
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
