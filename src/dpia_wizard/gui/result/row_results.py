"""What each row comes to: a table of all, then why, what comes with it and what would help."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.row_story import RowStory, cause, stories
from dpia_wizard.domain.rule_parts import Remedy
from dpia_wizard.domain.rules import Result
from dpia_wizard.domain.rulings import Need
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.result.rows_table import RowsTable
from dpia_wizard.gui.result.rule_decisions import RuleDecisions
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import body, muted, small, subheading, title
from dpia_wizard.gui.widgets.scroll_page import bring_into_view

_OTHERWISE = "Your organisation may choose otherwise under Law and house rules."


def stack_rows(
    stack: QVBoxLayout, result: Result, seen: Situation, decisions: RuleDecisions
) -> None:
    """The table first, then a card for each row, in the order of the answers."""
    found = stories(result, seen)
    question = seen.questionnaire.question(result.ruling.rows)
    deciding = [story.name for story in found if story.decides]
    because = cause(result.outcome, deciding, len(found)) if result.outcome else ""
    if because:
        stack.addWidget(subheading(because))
    table = RowsTable(question, found)
    stack.addWidget(table)
    stack.addWidget(title("Row by row"))
    for position, story in enumerate(found):
        boxes = tuple(decisions.of_row(story, question.id))
        card = _card(story, seen, boxes, decides=bool(because) and story.decides)
        stack.addWidget(card)
        table.lead(position, partial(bring_into_view, card))


def _card(story: RowStory, seen: Situation, boxes: Iterable[QWidget], *, decides: bool) -> Card:
    card, found = Card(), story.found
    head = QHBoxLayout()
    head.addWidget(subheading(story.name), 1)
    chip = Chip(found.outcome.short, found.outcome.tone.value)
    chip.setAccessibleName(f"{story.name}: {found.outcome.short}")
    head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    card.body.addLayout(head)
    told = " · ".join(f"{name}: {text}" for name, text in story.told)
    for line in (told, "This is what decides the result." if decides else ""):
        if line:
            card.body.addWidget(muted(line))
    card.body.addWidget(body(found.reason.because))
    if found.reason.cite:
        card.body.addWidget(small(found.reason.cite))
    _add_unsettled(card, story, seen)
    for box in boxes:
        card.body.addWidget(box)
    _add_ways(card, story)
    _add_list(card, "What comes with it", map(_with_source, found.needs))
    return card


def _add_unsettled(card: Card, story: RowStory, seen: Situation) -> None:
    """What the law leaves open, and the choices of the house that bear on this row."""
    if story.found.unsettled:
        card.body.addWidget(muted(f"Not settled in law: {story.found.unsettled}"))
    for setting in story.house:
        chosen = setting.chosen(seen.facts)
        card.body.addWidget(muted(f"House setting “{setting.title}”: {chosen}. {_OTHERWISE}"))


def _add_ways(card: Card, story: RowStory) -> None:
    """What people can do about it; the ways that always stand open come last."""
    if story.found.outcome.allows:
        return
    ways = [*story.ways, *((remedy,) for remedy in story.always)]
    _add_list(card, "What would make this allowed?", map(_said, ways))


def _said(way: Iterable[Remedy]) -> str:
    return " And: ".join(remedy.text for remedy in way)


def _with_source(need: Need) -> str:
    return f"{need.text} ({need.cite})" if need.cite else need.text


def _add_list(card: Card, name: str, lines: Iterable[str]) -> None:
    said = list(lines)
    if said:
        card.body.addWidget(subheading(name))
    for line in said:
        card.body.addWidget(body(f"•  {line}"))
