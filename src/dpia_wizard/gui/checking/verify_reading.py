"""Reading what a checked file holds: its answers, or itself beside another version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.codec.decision_words import decision_words, rule_named
from dpia_wizard.codec.record import assessment_of, open_record
from dpia_wizard.codec.record_restore import restore_assessment
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.domain.rules import evaluate
from dpia_wizard.domain.rulings import Tone
from dpia_wizard.domain.situation import situation
from dpia_wizard.gui.history.compare_table import CompareTable
from dpia_wizard.gui.history.compare_words import SideOf, version_rows
from dpia_wizard.gui.history.history_words import full_answer
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.keys import on_escape
from dpia_wizard.gui.widgets.labels import Label, heading, muted, small, subheading
from dpia_wizard.gui.widgets.labels import title as title_label
from dpia_wizard.gui.widgets.messages import Banner, BannerTone
from dpia_wizard.gui.widgets.page_names import page_names, way_back
from dpia_wizard.gui.widgets.scroll_page import ScrollPage

_NOT_ANSWERED = "Not answered"
_TONES: dict[Tone, BannerTone] = {
    Tone.GOOD: "good",
    Tone.CARE: "care",
    Tone.STOP: "stop",
    Tone.NOTE: "note",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What a file tells: one version of an assessment, and of which activity."""

    file: str
    activity: str
    title: str
    side: SideOf

    @property
    def name(self) -> str:
        """How the file is called above a column: its name, and the version it holds."""
        return f"{self.file}, version {self.side.assessment.version}"


def read_file(text: str, *, file: str) -> ReadFile:
    """Understand an attached record; raises `NotARecordError` or `UnreadableError`."""
    opened = open_record(text.encode("utf-8"), source=file)
    record = opened.record
    assessment_of(record)
    assessment = restore_assessment(opened, source=file)
    seen = situation(
        opened.questionnaire,
        assessment.answers,
        overrides=assessment.overrides,
        facts=record.facts.values,
        as_at=record.as_at,
    )
    side = SideOf(assessment, opened.questionnaire, evaluate(seen))
    title = record.activity.details.title
    return ReadFile(file=file, activity=record.activity.id, title=title, side=side)


class ReadingPage(QWidget):
    """A page to read, with a way back; filled by those below."""

    closed = Signal()
    """The user is done reading."""

    def __init__(self, name: str, line: str, warning: str) -> None:
        super().__init__()
        self.setProperty("page", "plain")
        self.setAccessibleName(name)
        self.back = way_back("Check a record ›", "Back to the checks", "back_to_checks")
        self.page = ScrollPage(margin=0, top=0, spacing=12)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(12)
        stack.addLayout(page_names(self.back, heading(name), muted(line), spacing=2))
        stack.addWidget(self.page, 1)
        if warning:
            self.page.body.addWidget(Banner("stop", warning))
        on_escape(self, self.closed)
        self.back.clicked.connect(self.closed)

    def take_focus(self) -> None:
        """Put the keyboard on the way back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)


class AnswersPage(ReadingPage):
    """Every question that was asked, with its answer as the file has it."""

    def __init__(self, read: ReadFile, warning: str = "") -> None:
        side = read.side
        version = f"version {side.assessment.version}"
        line = f"{side.questionnaire.title}, {version}, as {read.file} has it"
        super().__init__(read.title, line, warning)
        outcome = side.evaluation.result.outcome
        tone = _TONES[outcome.tone] if outcome else "note"
        told = outcome.title if outcome else "No result yet"
        self.page.body.addWidget(Banner(tone, told, outcome.text if outcome else ""))
        for override in side.assessment.overrides:
            if rule_named(side.questionnaire, override.target):
                said = decision_words(side.questionnaire, override.target, override.after)
                text = f"{said}\n{override.reason} ({override.by})"
                self.page.body.addWidget(Banner("note", "Decided by the DPO", text))
        for card in _sections(side):
            self.page.body.addWidget(card)
        self.page.body.addStretch(1)


def _sections(side: SideOf) -> Iterator[Card]:
    shown = set(side.evaluation.situation.visible)
    for section in side.questionnaire.sections:
        asked = [question for question in section.questions if question.id in shown]
        if asked:
            card = Card(spacing=4)
            card.setAccessibleName(section.title)
            card.body.addWidget(title_label(section.title))
            for question in asked:
                for part in _answered(question, side):
                    card.body.addWidget(part)
            yield card


def _answered(question: Question, side: SideOf) -> Iterator[QWidget]:
    number = f"{question.number}. " if question.number else ""
    asked = subheading(f"{number}{question.text}")
    asked.setContentsMargins(0, 10, 0, 0)
    yield asked
    value = side.assessment.answers.get(question.id)
    told = full_answer(question, value) if value is not None else ""
    yield Label(told or _NOT_ANSWERED, "body" if told else "muted", selectable=True)
    for override in side.assessment.overrides:
        if override.target == question.id:
            yield small(f"Decided by {override.by}: {override.reason}")
    for comment in side.assessment.comments:
        if comment.question == question.id:
            yield small(f"Comment by {comment.by}: {comment.text}")


class ComparisonPage(ReadingPage):
    """What two files tell differently, answer by answer."""

    def __init__(self, left: ReadFile, right: ReadFile, warning: str = "") -> None:
        rows = version_rows(left.side, right.side, everything=False)
        number = sum(row.left != row.right for row in rows)
        name = f"{right.side.questionnaire.title}: two files"
        super().__init__(name, _counted(number), warning)
        self.table = CompareTable()
        if left.activity != right.activity:
            text = "These are records of two different activities."
            self.page.body.addWidget(Banner("care", text))
        self.table.show_rows(rows, left.name, right.name, choose=False)
        card = Card()
        card.body.addWidget(self.table)
        self.page.body.addWidget(card)
        self.page.body.addStretch(1)


def _counted(number: int) -> str:
    if not number:
        return "Nothing differs"
    return "One thing differs" if number == 1 else f"{number:,} things differ"
