"""What the register shows at a glance: how many of how many, examples, pills on any row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.start import archive
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.register.register_words import figures, keeps, second_line
from dpia_wizard.gui.register.reviews_model import review_lines
from dpia_wizard.gui.theme.palette import DARK, LIGHT, Palette, contrast
from dpia_wizard.gui.widgets.chip import paint_chip
from tests.builders import DPO, TODAY
from tests.gui.cases import said_in
from tests.gui.register.test_register import TITLES, _add, _load, _search
from tests.gui.rows import rows


def test_a_search_says_how_many_of_how_many_it_shows(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    for title in TITLES:
        _add(desk, title)
    away = _add(desk, "Put away")
    archive(desk, away, archived=True)
    page = _load(program, qtbot)
    assert "3 activities · nothing waits for you" in said_in(page.head)
    _search(page, "alarm", qtbot)
    assert "1 of 3 activities · nothing waits for you" in said_in(page.head)
    page.refresh()
    assert "1 of 3 activities · nothing waits for you" in said_in(page.head)
    page.clear.click()
    assert "3 activities · nothing waits for you" in said_in(page.head)
    page.filter.choose("in_progress")
    assert "3 of 3 activities · nothing waits for you" in said_in(page.head)
    page.filter.choose("archived")
    assert page.model.rowCount() == 1
    assert "3 activities · nothing waits for you" in said_in(page.head)


def test_an_example_is_called_one_and_its_review_is_nobodys() -> None:
    (row,) = rows(1)
    row = replace(row, next_review=TODAY, archived=False)
    example = replace(row, example=True)
    assert second_line(example, TODAY).startswith("Example · ")
    assert not second_line(row, TODAY).startswith("Example")
    counted = figures([row, example], me=DPO, today=TODAY)
    assert (counted.activities, counted.due, counted.months[0].count) == (2, 1, 1)
    assert [line.id for line in review_lines([example], TODAY)] == []
    due = keeps("review_due", me=DPO, today=TODAY)
    assert (due(row), due(example)) == (True, False)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", ["note", "muted", "good", "care", "stop"])
def test_a_pill_is_seen_on_the_chosen_row(
    tone: str, palette: Palette, program: Program
) -> None:
    image = QImage(120, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.selected))
    painter = QPainter(image)
    box = QRectF(0, 0, 120, 40)
    paint_chip(painter, box, "6 of 7", tone, palette, ground=palette.selected)
    painter.end()
    pill = image.pixelColor(5, 20).name()
    assert pill != palette.selected
    assert contrast(palette.tone(tone)[0], pill) >= 4.5
