"""The register's cache file: whatever befalls it, there is a database to work with."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

_BUSY_SECONDS = 10.0
_DAMAGED = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_SCHEMA,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_ERROR,
    }
)
_PRIMARY = 0xFF

T = TypeVar("T")


class CacheLostError(Exception):
    """What was kept is gone and an empty database stands in its place; fill it again."""


class Cache:
    """An SQLite file that may be deleted, damaged, locked or forbidden at any time.

    A damaged one is thrown away, one that cannot be used makes room for a database in memory.
    `tables` are statements that make them, by name. `made_by` names what filled it: filled by
    anything else, it is emptied.
    """

    def __init__(self, path: Path, *, tables: Mapping[str, str], made_by: str) -> None:
        self._path = path
        self._tables = tables
        self._made_by = made_by
        self._in_memory = False
        self._was_lost = False
        self._database = self._open()

    def ask(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something with the database, all of it or nothing; raises `CacheLostError`."""
        try:
            with self._database:
                return work(self._database)
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as error:
            if self._in_memory:
                raise
            self._replace(error)
            raise CacheLostError from error

    def empty(self) -> None:
        """Throw everything away."""
        with suppress(CacheLostError):
            self.ask(self._make_anew)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _replace(self, error: sqlite3.DatabaseError) -> None:
        with suppress(sqlite3.Error):
            self._database.close()
        if _is_damage(error) and not self._was_lost:
            self._was_lost = True
            self._remove()
            self._database = self._open()
        else:
            self._database = self._open_in_memory()

    def _open(self) -> sqlite3.Connection:
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(2):
            try:
                return self._connect(str(self._path))
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    break  # in use, forbidden or full: it is not ours to delete
                self._remove()
        return self._open_in_memory()

    def _open_in_memory(self) -> sqlite3.Connection:
        self._in_memory = True
        return self._connect(":memory:")

    def _connect(self, path: str) -> sqlite3.Connection:
        database = sqlite3.connect(path, timeout=_BUSY_SECONDS)
        try:
            database.execute("pragma journal_mode = wal")
            database.execute("pragma synchronous = off")
            if self._maker_of(database) != self._made_by:
                with database:
                    self._make_if_needed(database)
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database

    def _maker_of(self, database: sqlite3.Connection) -> str | None:
        known = database.execute("select 1 from sqlite_master where name = 'made_by'")
        if known.fetchone() is None:
            return None
        found = database.execute("select name from made_by").fetchone()
        return str(found[0]) if found else None

    def _make_if_needed(self, database: sqlite3.Connection) -> None:
        """Make the tables unless another program has just done so."""
        database.execute("begin immediate")
        if self._maker_of(database) != self._made_by:
            self._make(database)

    def _make_anew(self, database: sqlite3.Connection) -> None:
        database.execute("begin immediate")
        self._make(database)

    def _make(self, database: sqlite3.Connection) -> None:
        """Empty it; an older program beside us finds its tables gone and fills its own."""
        for name in (*self._tables, "made_by"):
            database.execute(f"drop table if exists {name}")
        for statement in self._tables.values():
            database.execute(statement)
        database.execute("create table made_by (name text not null)")
        database.execute("insert into made_by values (?)", (self._made_by,))

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return (code & _PRIMARY) in _DAMAGED
