"""What each row comes to: which of them decides, why, and what would make it allowed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dpia_wizard.domain.remedies import always_open, ways_out
from dpia_wizard.domain.row_values import Row, row_name, rows_of
from dpia_wizard.domain.rules import Result, RowResult
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import body, muted, small, subheading, title


def stack_rows(stack: QVBoxLayout, result: Result, seen: Situation) -> None:
    """One card a row, in the order of the answers."""
    question = seen.questionnaire.question(result.ruling.rows)
    rows = rows_of(seen.answers.get(question.id))
    strictest = len({row.outcome.id for row in result.rows}) > 1
    stack.addWidget(title("Row by row"))
    for found in result.rows:
        row = rows[found.number - 1]
        name = row_name(question, row) or f"{question.short} {found.number}"
        card = _card(found, name, decides=strictest and found.outcome.id == result.id)
        _add_ways(card, found, result, seen, row)
        stack.addWidget(card)


def _card(found: RowResult, name: str, *, decides: bool) -> Card:
    card = Card()
    head = QHBoxLayout()
    head.addWidget(subheading(name), 1)
    chip = Chip(found.outcome.short, found.outcome.tone.value)
    chip.setAccessibleName(f"{name}: {found.outcome.short}")
    head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    card.body.addLayout(head)
    if decides:
        card.body.addWidget(muted("This is what decides the result."))
    card.body.addWidget(body(found.reason.because))
    if found.reason.cite:
        card.body.addWidget(small(found.reason.cite))
    if found.unsettled:
        card.body.addWidget(muted(f"Not settled in law: {found.unsettled}"))
    return card


def _add_ways(card: Card, found: RowResult, result: Result, seen: Situation, row: Row) -> None:
    """What people can do about it; the ways that always stand open come last."""
    if found.outcome.allows:
        return
    ways = list(ways_out(result.ruling, seen.in_row(row)))
    ways += [(remedy,) for remedy in always_open(seen)]
    if not ways:
        return
    card.body.addWidget(subheading("What would make this allowed?"))
    for way in ways:
        card.body.addWidget(body("•  " + " And: ".join(remedy.text for remedy in way)))
