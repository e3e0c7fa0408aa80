"""The list of steps shows each of them whole, however many questions are answered."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton

from tests.gui.conftest import OpenWizard
from tests.gui.shipped.test_dpia import SCREENED

_PADDING = 10
_SIGN = 20
"""Its width, and the space after it."""


def test_a_section_s_count_is_never_cut(open_wizard: OpenWizard) -> None:
    wizard = open_wizard(dict(list(SCREENED.items())[:10]), set_id="screening")
    wizard.go_to("screening.new_sharing")
    QApplication.processEvents()
    buttons = wizard.navigator.findChildren(QPushButton)
    (section,) = (button for button in buttons if "10/12" in button.text())
    bold = QFont(section.font())
    bold.setBold(True)
    needs = QFontMetrics(bold).horizontalAdvance(section.text()) + _SIGN + 2 * _PADDING
    assert section.isChecked()
    assert section.width() >= needs
