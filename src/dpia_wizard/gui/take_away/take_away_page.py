"""What people take away: each document as it will read, what it lacks, and ways to have it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.app.take_away import take_aways
from dpia_wizard.domain.take_away import BY_HAND, Document, Gap, TakeAwayKind
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.take_away.take_away_view import TakeAwayView, to_clipboard
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.file_dialogs import save_dialog
from dpia_wizard.gui.widgets.keys import on_escape
from dpia_wizard.gui.widgets.labels import body, heading, muted, small, subheading
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import Banner, InlineMessage
from dpia_wizard.gui.widgets.page_names import page_names, way_to_activity
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.widgets.segmented import SegmentedFilter
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import WriteTakeAway

_SIDE = 290
_FILTERS = {"pdf": "PDF (*.pdf)", "docx": "Word (*.docx)"}


class TakeAwayPage(QWidget):
    """One document at a time; the others are a press away."""

    closed = Signal()
    """The user is done."""

    place_wanted = Signal(str)
    """The user wants to fill something in; carries a set's id, profile or details."""

    def __init__(self, case: CaseSession, worker: WorkerClient, kind: TakeAwayKind) -> None:
        super().__init__()
        self.setObjectName("take_away_page")
        self.setProperty("page", "plain")
        self.setAccessibleName("Take away")
        self._case = case
        self._worker = worker
        self._found = take_aways(case.desk, case.activity)
        choices = [(k.value, found.short_title) for k, found in self._found.items()]
        self.kinds = SegmentedFilter("Which document", choices)
        self.view = TakeAwayView()
        self.message = InlineMessage()
        self._purpose = muted()
        self._draft = Banner("care", "Draft")
        self._draft.set_quiet()
        self._none = Banner("note", "Not for this activity now")
        self._none.setObjectName("take_away_none")
        self._way = Link("")
        self._way.setObjectName("take_away_way")
        self._way.setWordWrap(False)
        self._none.body.addWidget(self._way, 0, Qt.AlignmentFlag.AlignLeft)
        self._gaps = ScrollPage(margin=0, top=0, spacing=0)
        self.copy = primary_button("Copy")
        self.pdf = plain_button("Save as PDF…")
        self.word = plain_button("Save as Word…")
        self._lay_out()
        self._connect()
        self.kinds.choose(kind.value)
        self._show()

    @property
    def shown(self) -> Document | None:
        """The document on the page; None where there is none."""
        return self._found[TakeAwayKind(self.kinds.choice)].document

    def take_focus(self) -> None:
        """Put the keyboard on the way on."""
        part = self.copy if self.shown is not None else self._way
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_to(self, made_as: str, path: str) -> None:
        """Have the document written there."""
        message = WriteTakeAway(
            activity=self._case.activity.id, what=self.kinds.choice, format=made_as, out=path
        )
        self.message.show_notice("Writing…")
        self._worker.send(message, self._on_saved, self._on_refused, owner=self)

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(28, 22, 28, 20)
        page.setSpacing(12)
        page.addLayout(self._head())
        page.addWidget(self.kinds)
        page.addWidget(self.message)
        page.addWidget(self._none)
        paper = Card(padding=0)
        paper.body.setContentsMargins(1, 1, 1, 1)
        paper.body.addWidget(self.view)
        self._paper = paper
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(self._draft)
        side.addWidget(self._gaps, 1)
        self._side = QWidget()
        self._side.setFixedWidth(_SIDE)
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(paper, 1)
        row.addWidget(self._side)
        page.addLayout(row, 1)
        page.addStretch(0)

    def _head(self) -> QHBoxLayout:
        back = way_to_activity(self._case.activity.details.title)
        back.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(page_names(back, heading("Take away"), self._purpose), 1)
        for name, button in (("word", self.word), ("pdf", self.pdf), ("copy", self.copy)):
            button.setObjectName(f"take_away_{name}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._show)
        self._way.clicked.connect(self._on_way)
        self.copy.clicked.connect(self._on_copy)
        self.pdf.clicked.connect(lambda: self._ask_place("pdf"))
        self.word.clicked.connect(lambda: self._ask_place("docx"))
        on_escape(self, self.closed)

    def _show(self) -> None:
        found = self._found[TakeAwayKind(self.kinds.choice)]
        document = found.document
        self.message.clear()
        self._purpose.setText(found.purpose)
        for button in (self.copy, self.pdf, self.word):
            button.setEnabled(document is not None)
        for part in (self._paper, self._side):
            part.setVisible(document is not None)
        self._none.setVisible(document is None)
        if document is None:
            self._none.show_message("note", "Not for this activity now", found.why_not)
            self._way.setText(f"Go to: {found.where}")
            self._way.setAccessibleName(f"Go to: {found.where}")
            return
        self.view.show_document(document)
        self._draft.setVisible(bool(document.draft))
        self._draft.show_message("care", document.draft)
        self._gaps.show_content(_Beside(document, self))

    def _on_way(self) -> None:
        self.place_wanted.emit(self._found[TakeAwayKind(self.kinds.choice)].place)

    def _on_copy(self) -> None:
        document = self.shown
        if document is not None:
            QGuiApplication.clipboard().setMimeData(to_clipboard(document))
            self.message.show_notice(
                _with_gaps("Copied. Paste it where you need it.", document)
            )

    def _ask_place(self, made_as: str) -> None:
        name = self.kinds.choice.replace("_", "-")
        dialog = save_dialog(
            self,
            "Save as",
            name=f"take_away_as_{made_as}",
            proposal=f"{self._case.activity.label}-{name}.{made_as}",
            filters=_FILTERS[made_as],
            suffix=made_as,
        )
        dialog.fileSelected.connect(lambda path: self.save_to(made_as, path))
        dialog.open()

    def _on_saved(self, facts: Mapping[str, Any]) -> None:
        said = f"Saved as {Path(str(facts['out'])).name}."
        document = self.shown
        self.message.show_notice(_with_gaps(said, document) if document else said)

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.message.show_error(sentence_for(error, facts))


class _Beside(Card):
    """What is still to be filled in, with the way there, and what the document rests on."""

    def __init__(self, document: Document, page: TakeAwayPage) -> None:
        super().__init__(padding=16, spacing=10)
        if document.gaps:
            self.body.addWidget(subheading("Still to be filled in"))
            self._add_gaps(document.gaps, page)
        else:
            self.body.addWidget(subheading("Nothing is missing"))
            self.body.addWidget(muted("Read it once more before you hand it out."))
        if document.expect:
            self.body.addSpacing(6)
            self.body.addWidget(subheading("What to expect"))
            self.body.addWidget(muted("For you: it is no part of the document."))
            for line in document.expect:
                self.body.addWidget(small(line))
        if document.about:
            self.body.addSpacing(6)
            self.body.addWidget(subheading("Written from"))
            for line in document.about:
                self.body.addWidget(small(line))

    def _add_gaps(self, gaps: tuple[Gap, ...], page: TakeAwayPage) -> None:
        for gap in gaps:
            part = QVBoxLayout()
            part.setSpacing(0)
            part.addWidget(body(gap.what[:1].upper() + gap.what[1:]))
            if gap.place == BY_HAND:
                part.addWidget(small(gap.where))
            else:
                link = Link(gap.where, f"{gap.what}: {gap.where}")
                link.setObjectName(f"gap:{gap.place}")
                link.clicked.connect(lambda place=gap.place: page.place_wanted.emit(place))
                part.addWidget(link)
            self.body.addLayout(part)


def _with_gaps(said: str, document: Document) -> str:
    number = len(document.gaps)
    if not number:
        return said
    points = "1 point is" if number == 1 else f"{number} points are"
    marked = "is marked" if number == 1 else "are marked"
    return f"{said} {points} still to be filled in, and {marked} in it."
