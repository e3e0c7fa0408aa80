"""What all rows come to, as a table: what, whom, the decision, what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.domain.row_story import RowStory, headings
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import Label, body, rule, small
from dpia_wizard.gui.widgets.link import Link

_DECISION, _MISSING = "Decision", "Still missing"
_NOTHING = "Nothing"
_GAP = 16
_WIDE = 5
_TOP = Qt.AlignmentFlag.AlignTop


class RowsTable(Card):
    """One line a row; its first cell leads to what is said about the row below."""

    def __init__(self, question: Question, found: Sequence[RowStory]) -> None:
        super().__init__(padding=18)
        self.links: list[Link] = []
        self.setAccessibleName("What each row comes to")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(8)
        self.body.addLayout(self._grid)
        titles = (*headings(question), *(title for title, _ in found[0].told))
        self._add_line([small(title) for title in (*titles, _DECISION, _MISSING)])
        for story in found:
            self._grid.addWidget(rule(), self._grid.rowCount(), 0, 1, -1)
            self._add_line(list(self._cells(story)))
        last = self._grid.columnCount() - 1
        for column in range(last + 1):
            self._grid.setColumnStretch(column, _stretch(column, last))

    def lead(self, position: int, follow: Callable[[], None]) -> None:
        """Have the first cell of a line lead somewhere."""
        self.links[position].clicked.connect(follow)

    def _cells(self, story: RowStory) -> Sequence[QWidget]:
        outcome = story.found.outcome
        link = Link(story.what or story.whom, f"{story.name}: {outcome.short}. Why?")
        self.links.append(link)
        chip = Chip(outcome.short, outcome.tone.value)
        chip.setAccessibleName(f"{story.name}: {outcome.short}")
        missing = "\n".join(story.missing) or _NOTHING
        told = [body(text) for _, text in story.told]
        return (link, body(story.whom), *told, chip, small(missing))

    def _add_line(self, cells: Sequence[QWidget]) -> None:
        line = self._grid.rowCount()
        for column, cell in enumerate(cells):
            align = _TOP if isinstance(cell, Label) else _TOP | Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(cell, line, column, align)


def _stretch(column: int, last: int) -> int:
    if column == last:
        return _WIDE
    return 0 if column == last - 1 else 3
