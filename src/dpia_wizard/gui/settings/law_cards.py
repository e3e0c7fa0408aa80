"""The law on cards: what it leaves open, its versions with their dates, the highest fines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from dpia_wizard.codec.law_words import EVIDENCE, penalty_line
from dpia_wizard.domain.law import Law, LawVersion, OpenPoint, Penalty
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.date_text import show_date
from dpia_wizard.gui.widgets.labels import body, muted, rule, small, subheading


def open_point_card(point: OpenPoint) -> Card:
    """What is unsettled, what the program does about it, and who may change that."""
    card = Card(spacing=6)
    card.setAccessibleName(point.title)
    card.body.addLayout(_top(point.title, Chip("Unsettled", "care")))
    card.body.addWidget(body(point.text))
    card.body.addWidget(body(f"What the program does: {point.default}"))
    how = "by a house rule" if point.setting else ""
    who = f"{point.who}, {how}" if how else point.who
    card.body.addWidget(muted(f"May change it: {who}"))
    card.body.addWidget(small(_known(point.cite, point.evidence)))
    return card


def version_card(
    version: LawVersion, *, in_force: bool, to_come: bool, titles: Mapping[str, str]
) -> Card:
    """One state of the law: from when, what is new, and what it matters to."""
    card = Card(spacing=6)
    card.setAccessibleName(version.title)
    chip = Chip("The law today", "good") if in_force else None
    chip = Chip("To come", "note") if to_come else chip
    card.body.addLayout(_top(version.title, chip))
    card.body.addWidget(muted(f"Since {show_date(version.since)} ({version.id})"))
    for change in version.changes:
        card.body.addWidget(body(f"•  {change}"))
    touched = [titles.get(set_id, set_id) for set_id in version.touches]
    if touched:
        card.body.addWidget(muted(f"Touches: {', '.join(touched)}"))
    card.body.addWidget(small(_known(version.cite, version.evidence)))
    return card


def penalties_card(law: Law) -> Card:
    """The highest fines, by the day on which something is done."""
    card = Card(spacing=6)
    card.setAccessibleName("The highest fines")
    card.body.addWidget(subheading("The highest fines, by the day on which something is done"))
    for position, penalty in enumerate(law.penalties):
        if position:
            card.body.addWidget(rule())
        card.body.addWidget(body(penalty_line(penalty)))
        card.body.addWidget(muted(_span(penalty)))
        card.body.addWidget(small(_known(penalty.cite, penalty.evidence)))
    return card


def is_to_come(version: LawVersion, today: date) -> bool:
    """Whether a version counts only from a later day on."""
    return version.since > today


def _top(title: str, chip: Chip | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(subheading(title), 1)
    if chip is not None:
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _span(penalty: Penalty) -> str:
    since = f"Done on or after {show_date(penalty.since)}"
    return f"{since}, until {show_date(penalty.until)}" if penalty.until else since


def _known(cite: str, evidence: str) -> str:
    return f"{cite} ({EVIDENCE[evidence]})" if evidence in EVIDENCE else cite
