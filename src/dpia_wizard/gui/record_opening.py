"""Opening one of our PDFs: added where it is unknown, else compared and merged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sentences import sentence, sentence_for
from dpia_wizard.codec.record import open_record
from dpia_wizard.codec.record_restore import restore_activity
from dpia_wizard.domain.asked import note_of
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.gui.frame.main_window import ACTIVITIES, MainWindow
from dpia_wizard.gui.history.merge_page import MergePage, untrusted_words
from dpia_wizard.gui.history.merge_rows import Encounter, has_choice
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import OpenRecord, ReadRecord, TakeRecord

_ADDED = "Added to your register from {file}."
_SAME = "{file} tells nothing that is not here already. Nothing was changed."
_UPDATED = "Brought up to date from {file}."
_MERGED = "Merged with {file}. What you did not choose is in the history."
_UNCHANGED = "Nothing was taken from {file}."


class RecordOpening(QObject):
    """Leads from a file to its activity; asks on a page of its own where there is a choice."""

    told = Signal(str)
    """Something is going on that is worth a line on the register."""

    settled = Signal()
    """What was told is over."""

    failed = Signal(str)
    """The file could not be opened; carries the sentence."""

    opened = Signal(str, str)
    """The activity is in the register; carries its id and what was done, in a sentence."""

    def __init__(self, desk: Desk, window: MainWindow, worker: WorkerClient) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._worker = worker

    def open(self, path: str) -> None:
        """Look into the file first; nothing is changed by that.

        Whatever is open is closed: it may be the very activity the file is about.
        """
        if not self._window.go_to(ACTIVITIES):
            return
        self.told.emit(f"Opening {Path(path).name}…")
        done = partial(self._on_read, path)
        self._worker.send(ReadRecord(path=path), done, self._on_refused, owner=self)

    def _on_read(self, path: str, facts: Mapping[str, Any]) -> None:
        relation = Relation(str(facts["relation"]))
        if relation is Relation.UNKNOWN:
            self._add(path)
        elif relation is Relation.SAME:
            self._finish(path, _SAME + self._asked_in(facts), facts)
        else:
            self._compare(path, relation, facts)

    def _asked_in(self, facts: Mapping[str, Any]) -> str:
        """The note of a file that brings nothing else, unless it is one of ours."""
        try:
            told = open_record(str(facts["record"]).encode("utf-8"), source="").record.history
            ours = self._desk.store.load(str(facts["activity"])).history
        except DpiaError:
            return ""
        asked = note_of(told[-1]) if told else None
        if asked is None or told[-1].digest in {event.digest for event in ours}:
            return ""
        words = f" {str(asked.by) or 'The sender'} asks: “{asked.note}”"
        return words.replace("{", "{{").replace("}", "}}")

    def _add(self, path: str) -> None:
        me = self._desk.me
        message = OpenRecord(path=path, name=me.name, role=me.role)
        done = partial(self._finish, path, _ADDED)
        self._worker.send(message, done, self._on_refused, owner=self)

    def _compare(self, path: str, relation: Relation, facts: Mapping[str, Any]) -> None:
        try:
            met = self._met(path, relation, facts)
        except DpiaError as error:
            self.failed.emit(sentence(error))
            return
        if not has_choice(met):
            words = _SAME if relation is Relation.OLDER else _UPDATED
            if relation is Relation.OLDER:
                self._finish(path, words, facts)
            else:
                self._take(path, {}, words, None)
            return
        untrusted = [str(name) for name in facts.get("untrusted", ())]
        page = MergePage(met, Path(path).name, untrusted=untrusted)
        page.cancelled.connect(lambda: self._window.go_to(ACTIVITIES))
        page.accepted.connect(partial(self._on_chosen, path, page))
        self.settled.emit()
        self._window.show_page(page)
        page.take_focus()

    def _met(self, path: str, relation: Relation, facts: Mapping[str, Any]) -> Encounter:
        source = Path(path).name
        ours = self._desk.store.load(str(facts["activity"]))
        opened = open_record(str(facts["record"]).encode("utf-8"), source=source)
        approved = [str(key) for key in facts.get("approved", ())]
        theirs = restore_activity(opened, label=ours.label, source=source, approved=approved)
        return Encounter(ours=ours, theirs=theirs, opened=opened, relation=relation)

    def _on_chosen(self, path: str, page: MergePage, choices: Mapping[str, str]) -> None:
        page.message.clear()
        page.set_busy(busy=True)
        self._take(path, choices, _MERGED, page)

    def _take(
        self, path: str, choices: Mapping[str, str], words: str, page: MergePage | None
    ) -> None:
        me = self._desk.me
        message = TakeRecord(path=path, choices=json.dumps(choices), name=me.name, role=me.role)
        refused = partial(self._on_not_taken, page) if page else self._on_refused
        done = partial(self._on_taken, path, words)
        self._worker.send(message, done, refused, owner=page or self)

    def _on_taken(self, path: str, words: str, facts: Mapping[str, Any]) -> None:
        changed = str(facts.get("outcome")) == "merged"
        self._finish(path, words if changed else _UNCHANGED, facts)

    def _finish(self, path: str, words: str, facts: Mapping[str, Any]) -> None:
        lines = [words.format(file=Path(path).name)]
        lines += [untrusted_words(str(name)) for name in facts.get("untrusted", ())]
        self.opened.emit(str(facts["activity"]), " ".join(lines))

    def _on_not_taken(self, page: MergePage, error: str, facts: Mapping[str, Any]) -> None:
        page.set_busy(busy=False)
        page.message.show_error(sentence_for(error, facts))

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.failed.emit(sentence_for(error, facts))
