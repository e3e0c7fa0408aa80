"""The register: a search cache over the activity files, never the truth, rebuilt at will."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dpia_wizard.codec.summary_row import dump_row, load_rows
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.summary import ActivitySummary, words_in
from dpia_wizard.store.activities import FolderStore

_VERSION = 1
_SCHEMA = f"""
create table if not exists entries (
    id text primary key, stamp integer not null, size integer not null,
    label text not null, text_row integer not null, updated text not null, summary blob not null
);
create index if not exists entries_text_row on entries (text_row);
create index if not exists entries_updated on entries (updated);
create virtual table if not exists words using fts5 (
    text, content='', detail=none,
    tokenize="unicode61 remove_diacritics 2"
);
pragma user_version = {_VERSION};
"""
_WORD = re.compile(r"\w+")
_BUSY_SECONDS = 10.0

Summarise = Callable[[Activity], ActivitySummary]


class Register:
    """Rows and search over all activities, kept in SQLite (FTS5).

    `words` is contentless and only ever added to: an entry points at its newest text, older
    ones are ignored and vanish when the cache is rebuilt.
    """

    def __init__(
        self, path: Path, store: FolderStore, *, summarise: Summarise, stamp: str = ""
    ) -> None:
        self._path = path
        self._store = store
        self._summarise = summarise
        self._stamp = stamp
        self._pending: list[tuple[str, int, int]] = []
        self._seen = -1
        self._database = self._open()

    def rows(self, *, most: int = -1) -> list[ActivitySummary]:
        """Rows, latest first; `most` limits how many."""
        found = self._database.execute(
            "select summary from entries order by updated desc, id limit ?", (most,)
        )
        try:
            return load_rows(row[0] for row in found)
        except ValueError:
            self.rebuild()
            return []

    def labels(self) -> list[str]:
        """Every activity's label."""
        return [str(row[0]) for row in self._database.execute("select label from entries")]

    def row(self, activity_id: str) -> ActivitySummary | None:
        """One row."""
        found = self._database.execute(
            "select summary from entries where id = ?", (activity_id,)
        ).fetchall()
        return next(iter(load_rows(row[0] for row in found)), None)

    def search(self, text: str) -> set[str]:
        """Ids of the activities that hold every word, the last one perhaps unfinished."""
        words = _WORD.findall(text)
        if not words:
            return set()
        query = " ".join(f'"{word}"*' for word in words)
        found = self._database.execute(
            "select id from words join entries on text_row = words.rowid where words match ?",
            (query,),
        )
        return {row[0] for row in found}

    def refresh(self) -> None:
        """Bring the cache up to date with the files, however long it takes."""
        while not self.refresh_some(budget_ms=1_000):
            pass

    def refresh_some(self, *, budget_ms: int) -> bool:
        """Bring part of it up to date; True when nothing is left to do."""
        seen = self._store.watch()
        if seen != self._seen and not self._pending:
            self._pending = self._stale()
            self._seen = seen
        end = time.monotonic() + budget_ms / 1_000
        with self._database:
            while self._pending and time.monotonic() < end:
                self._index(*self._pending.pop())
        return not self._pending and self._seen == self._store.watch()

    def put(self, activity: Activity) -> None:
        """Take over one activity that was just saved."""
        found = self._store.stamp_of(activity.id)
        if found is not None:
            with self._database:
                self._write(activity, *found)

    def pending(self) -> int:
        """How many files are still to be read."""
        return len(self._pending)

    def watch(self) -> int:
        """A number that changes whenever any activity does."""
        return self._store.watch()

    def rebuild(self) -> None:
        """Throw the cache away and begin afresh."""
        self._database.close()
        self._remove()
        self._pending, self._seen = [], -1
        self._database = self._open()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _stale(self) -> list[tuple[str, int, int]]:
        known = {
            row[0]: (row[1], row[2])
            for row in self._database.execute("select id, stamp, size from entries")
        }
        files = {found[0]: found for found in self._store.ids()}
        gone = [(activity_id,) for activity_id in known if activity_id not in files]
        with self._database:
            self._database.executemany("delete from entries where id = ?", gone)
        stale = [found for key, found in files.items() if known.get(key) != found[1:]]
        return sorted(stale, key=lambda found: found[1])  # the newest is taken first

    def _index(self, activity_id: str, stamp: int, size: int) -> None:
        activity = self._store.load_or_set_aside(activity_id)
        if activity is not None:
            self._write(activity, stamp, size)

    def _write(self, activity: Activity, stamp: int, size: int) -> None:
        summary = self._summarise(activity)
        text = "\n".join(words_in(activity))
        words = self._database.execute("insert into words (text) values (?)", (text,)).lastrowid
        self._database.execute(
            "insert or replace into entries "
            "(id, stamp, size, label, text_row, updated, summary) values (?, ?, ?, ?, ?, ?, ?)",
            (
                activity.id,
                stamp,
                size,
                activity.label,
                words,
                summary.updated_at.isoformat(),
                dump_row(summary),
            ),
        )

    def _open(self) -> sqlite3.Connection:
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        for attempt in (1, 2):
            try:
                return self._connect(str(self._path))
            except sqlite3.DatabaseError:
                if attempt == 1:
                    with suppress(OSError):
                        self._remove()
        return self._connect(":memory:")  # a read-only folder: slower start, same register

    def _connect(self, path: str) -> sqlite3.Connection:
        database = sqlite3.connect(path, timeout=_BUSY_SECONDS)
        try:
            database.execute("pragma journal_mode = wal")
            database.execute("pragma synchronous = off")
            stamp = self._stamp_in(database)
            if stamp is not None and stamp != self._stamp:
                raise sqlite3.DatabaseError("made by other question sets or another version")
            database.executescript(_SCHEMA)
            if stamp is None:
                database.execute("create table if not exists made_by (stamp text)")
                database.execute("insert into made_by values (?)", (self._stamp,))
                database.commit()
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database

    def _stamp_in(self, database: sqlite3.Connection) -> str | None:
        version = database.execute("pragma user_version").fetchone()[0]
        if version == 0:
            return None
        found = database.execute("select stamp from made_by").fetchone()
        return str(found[0]) if found and version == _VERSION else ""

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
