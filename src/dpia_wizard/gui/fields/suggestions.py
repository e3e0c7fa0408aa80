"""Rows on offer: what often applies, to be added with one press and then edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.domain.row_parts import SUGGESTED, Suggestion
from dpia_wizard.domain.row_values import Row, number_field, rows_of
from dpia_wizard.domain.situation import Situation
from dpia_wizard.gui.widgets.buttons import Button, plain_button, quiet_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labels import ElidedLabel, Label, small, subheading
from dpia_wizard.gui.widgets.style import set_style

_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A suggestion as it stands now: the row it would add, and why it is likely to apply."""

    suggestion: Suggestion
    row: Row
    because: str = ""
    concerns: str = ""
    place: int = 0


def offered(question: Question, rows: Sequence[Row], seen: Situation) -> list[Offered]:
    """What is on offer beside these rows: first what the answers speak for."""
    found = [
        offer for item in question.suggestions for offer in _offers(question, item, rows, seen)
    ]
    return sorted(found, key=lambda offer: (not offer.because, offer.place))


def _offers(
    question: Question, item: Suggestion, rows: Sequence[Row], seen: Situation
) -> Iterator[Offered]:
    if item.follows:
        yield from _following(question, item, rows, seen)
    elif all(row.get(SUGGESTED) != item.id for row in rows):
        holds = item.when is not None and seen.holds(item.when)
        row = {**item.row, SUGGESTED: item.id}
        yield Offered(suggestion=item, row=row, because=item.because if holds else "")


def _following(
    question: Question, item: Suggestion, rows: Sequence[Row], seen: Situation
) -> Iterator[Offered]:
    """One offer for each row elsewhere that came from the suggestion this one follows."""
    refers = next((field for field in question.fields if field.refers_to), None)
    if refers is None:
        return
    other = seen.questionnaire.question(refers.refers_to)
    taken = {row.get(refers.id) for row in rows if row.get(SUGGESTED) == item.id}
    for row in rows_of(seen.answers.get(other.id)):
        number = row.get(number_field(other))
        if row.get(SUGGESTED) == item.follows and number is not None and number not in taken:
            made = {refers.id: number, **item.row, SUGGESTED: item.id}
            concerns = f"{other.short} {number}"
            place = number if isinstance(number, int) else 0
            yield Offered(suggestion=item, row=made, concerns=concerns, place=place)


class SuggestionList(Card):
    """Shows what is on offer, the likely ones first; the rest opens on request."""

    taken = Signal(object)
    """The user adds one; carries the row."""

    def __init__(self, name: str) -> None:
        super().__init__(spacing=6)
        set_style(self, "card", "muted")
        self._name = name
        self._offers: list[Offered] = []
        self._all = False
        self._buttons: list[Button] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self._more = quiet_button("")
        self._more.setObjectName("more_suggestions")
        self._more.clicked.connect(self._on_more)
        self.body.addWidget(subheading("Often met"))
        self.body.addWidget(small("Add what applies, then make it your own."))
        self.body.addLayout(self._lines)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_offers(self, offers: list[Offered]) -> None:
        """Show what is on offer now."""
        self.setVisible(bool(offers))
        if offers != self._offers:
            self._offers = offers
            self._rebuild()

    def take_focus(self, place: int = 0) -> bool:
        """Put the keyboard on an offer; False if there is none."""
        if not self._buttons:
            return False
        self._buttons[min(place, len(self._buttons) - 1)].setFocus(
            Qt.FocusReason.OtherFocusReason
        )
        return True

    def _rebuild(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        likely = sum(bool(offer.because or offer.concerns) for offer in self._offers)
        few = self._offers if self._all else self._offers[: max(likely, _FEW)]
        self._buttons = []
        for offer in few:
            line = self._line(offer)
            self._lines.addWidget(line)
            line.show()
        left = len(self._offers) - len(few)
        self._more.setText(f"Show {left} more")
        self._more.setVisible(left > 0)

    def _line(self, offer: Offered) -> Card:
        line = Card(padding=10, spacing=0)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = offer.suggestion.title
        title = f"{offer.concerns}: {title}" if offer.concerns else title
        words.addWidget(Label(title, "label"))
        text = next((v for v in offer.row.values() if isinstance(v, str) and " " in v), "")
        words.addWidget(ElidedLabel(text, "muted"))
        if offer.because:
            words.addWidget(small(f"Offered because: {offer.because}"))
        add = plain_button("Add")
        add.setObjectName(f"suggested:{offer.suggestion.id}")
        add.setAccessibleName(f"Add {self._name.lower()}: {title}")
        add.setAccessibleDescription(text)
        add.clicked.connect(lambda: self.taken.emit(offer.row))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(add, 0, Qt.AlignmentFlag.AlignVCenter)
        line.body.addLayout(row)
        self._buttons.append(add)
        return line

    def _on_more(self) -> None:
        place = len(self._buttons)
        self._all = True
        self._rebuild()
        self.take_focus(place)
