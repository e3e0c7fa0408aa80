"""Activities on disk: one TinyDB file each, saved only on top of the revision that was read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from tinydb import TinyDB
from tinydb.table import Document

from dpia_wizard.codec.activity_file import dump_activity, load_activity
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import (
    CannotReadError,
    CannotWriteError,
    NotFoundError,
    StaleError,
    UnreadableError,
)
from dpia_wizard.store.atomic import AtomicStorage, reason_of, sweep

_TABLE = "activity"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LOCK_SECONDS = 10


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be understood: its name, where it is now, and why."""

    name: str
    moved_to: str
    problem: str


class ActivityStore(Protocol):
    """What the program needs of a store; a team's server can stand behind it later."""

    def load(self, activity_id: str) -> Activity:
        """Read one activity; raises `NotFoundError` or `UnreadableError`."""

    def save(self, activity: Activity) -> Activity:
        """Write on top of the revision read; raises `StaleError` if it has moved on."""

    def ids(self) -> Iterator[tuple[str, int, int]]:
        """Every activity's id with two numbers that change whenever it does."""

    def watch(self) -> int:
        """A number that changes whenever any activity does; cheap enough to ask each second."""


class FolderStore:
    """Activities as files in a folder: `<uuid>.json`."""

    def __init__(self, folder: Path, *, aside: Path, locks: Path) -> None:
        self._folder = folder
        self._aside = aside
        self._locks = locks
        self.set_aside: list[SetAside] = []

    def open(self) -> None:
        """Make the folders where they are missing and sweep up after a killed program."""
        for folder in (self._folder, self._locks):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CannotWriteError(path=str(folder), reason=reason_of(error)) from error
        sweep(self._folder)

    def load(self, activity_id: str) -> Activity:
        """Read one activity; raises `NotFoundError` or `UnreadableError`."""
        if not _UUID.fullmatch(activity_id) or not self._path(activity_id).exists():
            raise NotFoundError(what="activity", name=activity_id)
        activity = self._read(self._path(activity_id))
        if activity.id != activity_id:
            problem = "it holds another activity than its name says"
            raise UnreadableError(source=f"{activity_id}.json", problems=[problem])
        return activity

    def load_or_set_aside(self, activity_id: str) -> Activity | None:
        """Read one activity, moving a damaged file out of the way and remembering it."""
        try:
            return self.load(activity_id)
        except NotFoundError:
            return None
        except UnreadableError as error:
            problems = error.facts.get("problems")
            first = problems[0] if isinstance(problems, list) and problems else "damaged"
            self._move_aside(self._path(activity_id), str(first))
            return None
        except CannotReadError:
            self._note(SetAside(f"{activity_id}.json", "", "it may not be read"))
            return None

    def save(self, activity: Activity) -> Activity:
        """Write on top of the revision read; raises `StaleError` or `CannotWriteError`."""
        path = self._path(activity.id)
        saved = replace(activity, revision=activity.revision + 1)
        with self._write_lock(activity.id):
            if path.exists() and self._read(path).revision != activity.revision:
                raise StaleError(activity=activity.id)
            with TinyDB(path, storage=AtomicStorage) as database:
                document = Document(dump_activity(saved), doc_id=1)
                database.table(_TABLE, cache_size=0).upsert(document)
        return saved

    def ids(self) -> Iterator[tuple[str, int, int]]:
        """Every activity's id with its file's time (ns) and size; strangers are set aside."""
        for path in sorted(self._folder.glob("*.json")):
            if not _UUID.fullmatch(path.stem):
                self._move_aside(path, "its name is not that of an activity")
                continue
            found = self.stamp_of(path.stem)
            if found is not None:
                yield path.stem, *found

    def stamp_of(self, activity_id: str) -> tuple[int, int] | None:
        """One activity file's time (ns) and size; None where it has gone."""
        try:
            status = self._path(activity_id).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size

    def watch(self) -> int:
        """The folder's own time: every save replaces a file in it."""
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0

    def _path(self, activity_id: str) -> Path:
        return self._folder / f"{activity_id}.json"

    def _read(self, path: Path) -> Activity:
        with TinyDB(path, storage=AtomicStorage) as database:
            document = database.table(_TABLE, cache_size=0).get(doc_id=1)
        if not isinstance(document, Document):
            raise UnreadableError(source=path.name, problems=["not an activity of ours"])
        return load_activity(dict(document), source=path.name)

    @contextmanager
    def _write_lock(self, activity_id: str) -> Iterator[None]:
        path = self._locks / f"{activity_id}.write"
        lock = FileLock(path, timeout=_LOCK_SECONDS, is_singleton=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise CannotWriteError(path=str(path), reason="other") from error
        except OSError as error:
            raise CannotWriteError(path=str(path), reason=reason_of(error)) from error
        try:
            yield
        finally:
            lock.release()

    def _move_aside(self, path: Path, problem: str) -> None:
        target = _free_name(self._aside / path.name)
        try:
            self._aside.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
        except OSError:
            target = path  # a read-only folder: it stays, and is named all the same
        self._note(SetAside(path.name, str(target), problem))

    def _note(self, found: SetAside) -> None:
        if found.name not in {known.name for known in self.set_aside}:
            self.set_aside.append(found)


def _free_name(path: Path) -> Path:
    number = 1
    candidate = path
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return candidate
