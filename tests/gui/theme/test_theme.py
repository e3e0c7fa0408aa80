"""The look: told apart by everyone, the same fonts everywhere, and following the system."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.fonts import FAMILY, PIXELS
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.theme.palette import DARK, LIGHT, Palette, contrast
from dpia_wizard.gui.theme.stylesheet import style_sheet
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.choices import CheckBox, ChoiceCard, ComboBox
from tests.gui.conftest import Show

READ_ON = {
    "text": ("background", "surface", "sunken", "selected", "hover"),
    "muted": ("background", "surface", "sunken", "selected", "hover"),
    "primary": ("background", "surface", "selected", "hover"),
    "on_primary": ("primary", "primary_hover"),
    "surface": ("text",),
    "good": ("good_weak", "surface"),
    "care": ("care_weak", "surface"),
    "stop": ("stop_weak", "surface", "background"),
    "note": ("note_weak", "surface", "selected"),
}
SEEN_ON = {"field_line": ("surface", "background"), "primary": ("surface", "background")}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_what_it_stands_on(palette: Palette) -> None:
    ratios = {
        (ink, ground): contrast(getattr(palette, ink), getattr(palette, ground))
        for ink, grounds in READ_ON.items()
        for ground in grounds
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_outline_of_a_field_can_be_seen(palette: Palette) -> None:
    for line, grounds in SEEN_ON.items():
        for ground in grounds:
            assert contrast(getattr(palette, line), getattr(palette, ground)) >= 3


def test_the_contrast_of_black_on_white_is_the_greatest_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_knows_every_role_it_uses(palette: Palette) -> None:
    assert "$" not in style_sheet(palette)
    assert all(
        str(getattr(palette, field.name)).startswith("#")
        for field in fields(palette)
        if field.name != "dark"
    )


def test_running_text_is_our_own_font(theme: ThemeManager, qapp: QApplication) -> None:
    font = QFontInfo(qapp.font())
    assert (font.family(), font.pixelSize()) == (FAMILY, PIXELS)


def test_a_forced_theme_is_put_on_and_told(theme: ThemeManager, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_choice("dark")
    assert (theme.palette, current_palette()) == (DARK, DARK)
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_choice("dark")


def test_following_the_system_again_takes_its_colours(
    theme: ThemeManager, qapp: QApplication
) -> None:
    theme.set_choice("dark")
    theme.set_choice("system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.palette == (DARK if dark else LIGHT)


def _ring_pixels(window: QWidget, box: QRect) -> int:
    """How many pixels of the focus colour lie just outside a box."""
    image: QImage = window.grab().toImage()
    focus = QColor(LIGHT.focus)
    top = box.top() - 2
    return sum(
        image.pixelColor(x, top) == focus for x in range(box.left() + 12, box.right() - 12)
    )


FOCUSABLE: dict[str, Callable[[], QWidget]] = {
    "plain button": lambda: plain_button("Back"),
    "primary button": lambda: primary_button("Next"),
    "button of Qt": lambda: QPushButton("Plain Qt"),
    "choice": lambda: ChoiceCard("&Yes"),
    "tick box": lambda: CheckBox("None of these"),
    "list to open": ComboBox,
    "line": QLineEdit,
    "text": QPlainTextEdit,
    "table": lambda: QTableWidget(2, 2),
}


@pytest.mark.parametrize("kind", FOCUSABLE)
def test_whatever_the_keyboard_reaches_wears_the_ring(kind: str, show: Show) -> None:
    window = QWidget()
    stack = QVBoxLayout(window)
    stack.setSpacing(16)
    first, field = QLineEdit(), FOCUSABLE[kind]()
    stack.addWidget(first)
    stack.addWidget(field)
    show(window)
    first.setFocus()
    window.focusNextChild()
    QApplication.processEvents()
    assert QApplication.focusWidget() is field
    assert _ring_pixels(window, field.geometry()) > field.width() / 2
    first.setFocus()
    QApplication.processEvents()
    assert _ring_pixels(window, field.geometry()) == 0


def test_a_page_with_nothing_to_press_wears_no_ring(show: Show) -> None:
    window, page = QWidget(), QWidget()
    page.setProperty("page", "plain")
    stack = QVBoxLayout(window)
    stack.setContentsMargins(10, 10, 10, 10)
    stack.addWidget(page)
    window.resize(240, 90)
    show(window)
    page.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert page.hasFocus()
    assert _ring_pixels(window, page.geometry()) == 0


def test_a_mouse_click_on_a_button_draws_no_ring(show: Show) -> None:
    window = QWidget()
    stack = QVBoxLayout(window)
    button = plain_button("Back")
    stack.addWidget(QLineEdit())
    stack.addWidget(button)
    show(window)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert button.hasFocus()
    assert _ring_pixels(window, button.geometry()) == 0
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


def test_the_ring_moves_with_its_widget_and_leaves_with_it(show: Show) -> None:
    window = QWidget()
    stack = QVBoxLayout(window)
    stack.setSpacing(16)
    field, spacer = QLineEdit(), QLineEdit()
    spacer.setFixedHeight(60)
    stack.addWidget(spacer)
    stack.addWidget(field)
    show(window)
    field.setFocus()
    spacer.hide()
    QApplication.processEvents()
    assert _ring_pixels(window, field.geometry()) > 0
    field.deleteLater()
    QApplication.processEvents()
    assert window.isVisible()
