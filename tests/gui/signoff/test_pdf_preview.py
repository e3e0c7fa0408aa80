"""The preview pane: pages fitted to its width, zoom, keys, and files that change or vanish."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dpia_wizard.gui.signoff.pdf_pages import PdfPages
from dpia_wizard.gui.signoff.pdf_preview import PdfPreview
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.widgets.busy import Busy
from dpia_wizard.gui.widgets.messages import Banner
from tests.gui.conftest import Show

CTRL = Qt.KeyboardModifier.ControlModifier


def write_pdf(path: Path, pages: int, word: str = "Leaf") -> Path:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.fillRect(0, 0, 4000, 4000, Qt.GlobalColor.blue)
        painter.drawText(500, 5000, f"{word} {number + 1}")
    painter.end()
    return path


@pytest.fixture
def preview(show: Show) -> PdfPreview:
    preview = PdfPreview()
    preview.resize(420, 800)
    show(preview)
    return preview


def pages_of(preview: PdfPreview) -> PdfPages:
    return preview.findChild(PdfPages, "pdf_pages")  # type: ignore[return-value]


def place(preview: PdfPreview) -> str:
    label = preview.findChild(QLabel, "pdf_place")
    return label.text() if label is not None else ""


def press(preview: PdfPreview, name: str) -> None:
    button = preview.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def drawn(preview: PdfPreview) -> bool:
    """Whether the blue of the first page is on the screen."""
    box = pages_of(preview)._boxes[0]
    spot = box.topLeft().toPoint() + QPoint(60, 60)
    colour = pages_of(preview).viewport().grab().toImage().pixelColor(spot)
    return colour.blue() > 200 and colour.red() < 60


def test_a_file_is_shown_fitted_to_the_width(
    preview: PdfPreview, tmp_path: Path, qtbot: QtBot
) -> None:
    preview.show_file(write_pdf(tmp_path / "a.pdf", 3))
    assert (preview.page_count, preview.current_page, place(preview)) == (3, 1, "Page 1 of 3")
    assert not preview.is_drawn
    qtbot.waitUntil(lambda: preview.is_drawn)
    assert drawn(preview)
    assert pages_of(preview).horizontalScrollBar().maximum() == 0
    assert 340 < pages_of(preview)._boxes[0].width() < 380


def test_the_file_may_go_while_it_is_shown(
    preview: PdfPreview, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_pdf(tmp_path / "a.pdf", 2)
    preview.show_file(path)
    path.unlink()
    qtbot.waitUntil(lambda: drawn(preview))
    assert preview.page_count == 2


def test_a_record_made_again_keeps_page_and_zoom(preview: PdfPreview, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", 4)
    preview.show_file(path)
    pages_of(preview).zoom_in()
    pages_of(preview).go_to(2)
    assert not preview.is_drawn
    before = pages_of(preview).verticalScrollBar().value()
    preview.show_file(write_pdf(path, 5))
    assert place(preview) == "Page 3 of 5"
    assert pages_of(preview).zoom == 1.25
    assert pages_of(preview).verticalScrollBar().value() == before
    preview.show_file(write_pdf(path, 1))
    assert place(preview) == "Page 1 of 1"


def test_another_record_begins_at_its_first_page(preview: PdfPreview, tmp_path: Path) -> None:
    preview.show_file(write_pdf(tmp_path / "a.pdf", 4))
    pages_of(preview).go_to(2)
    preview.show_file(write_pdf(tmp_path / "b.pdf", 4))
    assert preview.current_page == 1


def test_page_keys_turn_pages_and_ends_are_reached(preview: PdfPreview, tmp_path: Path) -> None:
    preview.show_file(write_pdf(tmp_path / "a.pdf", 4))
    pages = pages_of(preview)
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp):
        QTest.keyClick(pages, key)
        seen.append(preview.current_page)
    assert seen == [2, 3, 4, 3]
    QTest.keyClick(pages, Qt.Key.Key_Home)
    assert place(preview) == "Page 1 of 4"


def test_zoom_by_button_key_and_wheel(preview: PdfPreview, tmp_path: Path) -> None:
    preview.show_file(write_pdf(tmp_path / "a.pdf", 1))
    pages = pages_of(preview)
    fitted = pages._boxes[0].width()
    press(preview, "zoom_in")
    assert pages._boxes[0].width() == pytest.approx(fitted * 1.25, abs=1)
    assert pages.horizontalScrollBar().maximum() > 0
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_Minus, CTRL)
    QTest.keyClick(pages, Qt.Key.Key_Minus, CTRL)
    assert pages.zoom == 0.8
    QTest.keyClick(pages, Qt.Key.Key_Plus, CTRL)
    QTest.keyClick(pages, Qt.Key.Key_Equal, CTRL)
    assert pages.zoom == 1.25
    QTest.keyClick(pages, Qt.Key.Key_0, CTRL)
    assert pages.zoom == 1.0
    for turn in (120, -120, -120):
        QApplication.sendEvent(pages.viewport(), wheel(turn, CTRL))
    assert pages.zoom == 0.8


def wheel(turn: int, keys: Qt.KeyboardModifier) -> QWheelEvent:
    return QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_the_zoom_buttons_end_at_the_limits(preview: PdfPreview, tmp_path: Path) -> None:
    preview.show_file(write_pdf(tmp_path / "a.pdf", 1))
    larger = preview.findChild(QPushButton, "zoom_in")
    assert larger is not None
    for _ in range(20):
        larger.click()
    assert pages_of(preview).zoom == 4.0
    assert not larger.isEnabled()
    for _ in range(20):
        press(preview, "zoom_out")
    assert pages_of(preview).zoom == 0.5
    assert larger.isEnabled()


def test_a_narrower_pane_keeps_the_place(preview: PdfPreview, tmp_path: Path) -> None:
    preview.show_file(write_pdf(tmp_path / "a.pdf", 6))
    pages_of(preview).go_to(3)
    preview.resize(320, 800)
    assert preview.current_page == 4
    assert pages_of(preview).horizontalScrollBar().maximum() == 0


def test_what_is_no_pdf_is_said_in_place(preview: PdfPreview, tmp_path: Path) -> None:
    preview.show_file(write_pdf(tmp_path / "a.pdf", 2))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    banner = preview.findChild(Banner)
    assert banner is not None
    for path in (broken, tmp_path / "missing.pdf"):
        preview.show_file(path)
        assert banner.isVisible()
        assert "damaged" in banner.accessibleName()
        assert (preview.page_count, preview.current_page) == (0, 0)
    preview.show_file(tmp_path / "a.pdf")
    assert not banner.isVisible()
    assert preview.page_count == 2


def test_pages_stay_in_view_while_new_ones_are_made(
    preview: PdfPreview, tmp_path: Path
) -> None:
    busy = preview.findChild(Busy)
    assert busy is not None
    preview.show_busy("Making the record …")
    assert busy.isVisible()
    preview.show_file(write_pdf(tmp_path / "a.pdf", 2))
    assert not busy.isVisible()
    preview.show_busy("Making the record …")
    assert busy.isVisible()
    assert pages_of(preview).isVisible()
    preview.show_problem("It could not be made.")
    assert not busy.isVisible()
    assert not pages_of(preview).isVisible()
    preview.show_busy("Making the record …")
    assert preview.page_count == 0


def test_a_screen_reader_is_told_page_and_words(
    preview: PdfPreview, tmp_path: Path, theme: ThemeManager
) -> None:
    theme.set_choice("dark")
    preview.show_file(write_pdf(tmp_path / "a.pdf", 3, word="Purpose"))
    pages = pages_of(preview)
    pages.go_to(1)
    assert pages.accessibleName() == "Page 2 of 3"
    assert "Purpose 2" in pages.accessibleDescription()
    for button in preview.findChildren(QPushButton):
        assert button.accessibleName().startswith("Zoom")
