"""The register: a search cache over the activity files, never the truth, rebuilt at will."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import TypeVar

from dpia_wizard.codec.summary_row import dump_row, load_rows
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.summary import ActivitySummary, words_in
from dpia_wizard.store.activities import FolderStore
from dpia_wizard.store.cache import Cache, CacheLostError
from dpia_wizard.store.search_words import search_words

_MOST_DECODED = 50_000
_VERSION = 5
_TABLES = {
    "entries": (
        "create table entries (id text primary key, stamp integer not null, "
        "size integer not null, label text not null, text_row integer not null unique, "
        "updated text not null, summary blob not null)"
    ),
    "words": (
        "create virtual table words using fts5 (text, content='', detail=none, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
    ),
}
_MOST_WORDS = 40
_WORN_OUT = 5_000

Summarise = Callable[[Activity], ActivitySummary]
Stamped = tuple[str, int, int]
T = TypeVar("T")


class Register:
    """Rows and search over all activities, kept in SQLite (FTS5).

    `words` is contentless and only ever added to: an entry points at its newest text, older
    ones are ignored and vanish when the cache is emptied for having too many of them.
    """

    def __init__(
        self, path: Path, store: FolderStore, *, summarise: Summarise, stamp: str = ""
    ) -> None:
        self._store = store
        self._summarise = summarise
        self._cache = Cache(path, tables=_TABLES, made_by=f"{_VERSION} {stamp}")
        self._pending: list[Stamped] = []
        self._saved: dict[str, Activity] = {}
        self._seen = -1
        self._decoded: dict[bytes, ActivitySummary] = {}
        if self._ask(_is_worn_out):
            self.rebuild()

    def rows(self, *, most: int = -1) -> list[ActivitySummary]:
        """Rows, latest first; `most` limits how many."""
        query = "select summary from entries order by updated desc, id limit ?"
        return self._ask(lambda database: self._load(database.execute(query, (most,))))

    def _load(self, found: sqlite3.Cursor) -> list[ActivitySummary]:
        """Rows decoded; those that have not changed since last time are taken as they were."""
        raw = [row[0] for row in found]
        fresh = [one for one in raw if one not in self._decoded]
        try:
            decoded = dict(zip(fresh, load_rows(fresh), strict=True))
        except (TypeError, ValueError) as error:
            raise sqlite3.DatabaseError("rows of another version") from error
        known = self._decoded | decoded
        self._decoded = known if len(known) <= _MOST_DECODED else decoded
        return [known[one] for one in raw]

    def labels(self) -> list[str]:
        """Every activity's label."""
        query = "select label from entries"
        return self._ask(lambda database: [str(row[0]) for row in database.execute(query)])

    def row(self, activity_id: str) -> ActivitySummary | None:
        """One row."""
        query = "select summary from entries where id = ?"
        found = self._ask(lambda database: self._load(database.execute(query, (activity_id,))))
        return next(iter(found), None)

    def search(self, text: str) -> set[str]:
        """Ids of the activities that hold every word, the last one perhaps unfinished."""
        words = search_words(text)[:_MOST_WORDS]
        if not words:
            return set()
        wanted = " ".join(f'"{word}"' for word in words) + "*"
        query = (
            "select id from words join entries on text_row = words.rowid where words match ?"
        )
        return self._ask(
            lambda database: {row[0] for row in database.execute(query, (wanted,))}
        )

    def refresh(self) -> None:
        """Bring the cache up to date with the files, however long it takes."""
        while not self.refresh_some(budget_ms=1_000):
            pass

    def refresh_some(self, *, budget_ms: int) -> bool:
        """Bring part of it up to date; True when nothing is left to do."""
        self._take_saved()
        end = time.monotonic() + budget_ms / 1_000
        seen = self._store.watch()
        try:
            if seen != self._seen and not self._pending:
                self._pending = self._stale()
                self._seen = seen
            self._cache.ask(lambda database: self._index_until(database, end))
        except CacheLostError:
            self._forget()
        return not self._pending and self._seen == self._store.watch()

    def put(self, activity: Activity) -> None:
        """Take over one activity that was just saved, once anything is asked.

        A row is worked out from all assessments; saving as one types must not wait for it.
        """
        self._saved[activity.id] = activity

    def _take_saved(self) -> None:
        saved, self._saved = self._saved, {}
        for activity in saved.values():
            self._take_over(activity)

    def _take_over(self, activity: Activity) -> None:
        found = self._store.stamp_of(activity.id)
        is_it = found == self._store.stamp_as_saved(activity)
        told = activity if is_it else self._store.load_or_set_aside(activity.id)
        if found is None or told is None:
            return
        try:
            self._cache.ask(lambda database: self._write(database, told, *found))
        except CacheLostError:
            self._forget()

    def pending(self) -> int:
        """How many files are still to be read."""
        return len(self._pending)

    def watch(self) -> int:
        """A number that changes whenever any activity does."""
        return self._store.watch()

    def rebuild(self) -> None:
        """Throw the cache away and begin afresh."""
        self._cache.empty()
        self._forget()

    def close(self) -> None:
        """Let go of the file."""
        self._cache.close()

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Ask the cache; should it be lost, fill another one from the files and ask that."""
        self._take_saved()
        try:
            return self._cache.ask(question)
        except CacheLostError:
            self._forget()
            self.refresh()
            return self._cache.ask(question)

    def _forget(self) -> None:
        self._pending, self._seen = [], -1

    def _stale(self) -> list[Stamped]:
        query = "select id, stamp, size from entries"
        known = self._cache.ask(
            lambda database: {row[0]: row[1:] for row in database.execute(query)}
        )
        files = {found[0]: found for found in self._store.ids()}
        gone = [(activity_id,) for activity_id in known if activity_id not in files]
        if gone:
            delete = "delete from entries where id = ?"
            self._cache.ask(lambda database: database.executemany(delete, gone))
        stale = [found for key, found in files.items() if known.get(key) != found[1:]]
        return sorted(stale, key=lambda found: found[1])  # the newest is taken first

    def _index_until(self, database: sqlite3.Connection, end: float) -> None:
        while self._pending and time.monotonic() < end:
            activity_id, *stamp = self._pending.pop()
            activity = self._store.load_or_set_aside(activity_id)
            if activity is not None:
                self._write(database, activity, *stamp)

    def _write(
        self, database: sqlite3.Connection, activity: Activity, stamp: int, size: int
    ) -> None:
        summary = self._summarise(activity)
        text = " ".join(search_words("\n".join(words_in(activity))))
        text_row = database.execute("insert into words (text) values (?)", (text,)).lastrowid
        database.execute(
            "insert or replace into entries "
            "(id, stamp, size, label, text_row, updated, summary) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            (
                activity.id,
                stamp,
                size,
                activity.label,
                text_row,
                summary.updated_at.astimezone(UTC).isoformat(),
                dump_row(summary),
            ),
        )


def _is_worn_out(database: sqlite3.Connection) -> bool:
    query = "select count(*), coalesce(max(text_row), 0) from entries"
    entries, texts = database.execute(query).fetchone()
    return bool(texts > 3 * entries + _WORN_OUT)
