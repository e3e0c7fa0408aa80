"""Beneath a result: what getting it wrong may cost, and by which law it was judged."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from dpia_wizard.codec.law_words import first_penalty, most_words, penalty_line
from dpia_wizard.domain.law import LawUsed
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.date_text import show_date
from dpia_wizard.gui.widgets.labels import body, small, subheading


def stack_law(stack: QVBoxLayout, used: LawUsed) -> None:
    """The fines, where the set is one they are for, and always the law used."""
    first = first_penalty(used)
    if first is not None:
        card = Card(spacing=6)
        card.setAccessibleName("If this is got wrong")
        card.body.addWidget(subheading(f"If this is got wrong: {most_words(first)}"))
        for penalty in used.penalties:
            card.body.addWidget(body(f"•  {penalty_line(penalty)}"))
            card.body.addWidget(small(penalty.cite))
        stack.addWidget(card)
    stack.addWidget(small(law_used_words(used)))


def law_used_words(used: LawUsed) -> str:
    """The law used, by its name and date, and the day that decided it."""
    since = show_date(used.since)
    named = f"UK law “{used.title}” ({used.id}), in force since {since}"
    return f"Judged by {named}, for {show_date(used.day)}."
