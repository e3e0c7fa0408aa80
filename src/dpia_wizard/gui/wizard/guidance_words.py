"""What helps with one question: why it is asked, examples, what choices mean, its source."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.gui.widgets.labels import body, muted, subheading, title

_SECTORS = {
    "housing": "Housing",
    "charity": "Charity",
    "political": "Political campaign",
    "public": "Public body",
}


class GuidanceWords(QWidget):
    """The words alone; a field of a row is named, since many stand beside each other.

    Examples of the organisation's own `sector` come first.
    """

    def __init__(self, question: Question, *, named: bool, sector: str) -> None:
        super().__init__()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(10)
        if named:
            stack.addWidget(title(question.short))
        for name, lines in _parts(question, sector, in_a_row=named):
            if lines:
                stack.addWidget(subheading(name))
            for line in lines:
                stack.addWidget(muted(line) if name == "Source" else body(line))


def has_words(question: Question) -> bool:
    """Whether there is anything to say."""
    return any(lines for _, lines in _parts(question, "", in_a_row=True))


def _parts(
    question: Question, sector: str, *, in_a_row: bool
) -> Iterator[tuple[str, list[str]]]:
    """Each part with its lines; on a page of its own a choice says itself what it means."""
    yield "Why we ask", [question.why] if question.why else []
    order = sorted(question.examples, key=lambda name: name != sector)
    yield "Examples", [f"{_SECTORS.get(s, s.title())}: {question.examples[s]}" for s in order]
    meant = [option for option in question.options if option.help and in_a_row]
    yield "What the choices mean", [f"{option.text}: {option.help}" for option in meant]
    yield "Source", [question.cite] if question.cite else []
