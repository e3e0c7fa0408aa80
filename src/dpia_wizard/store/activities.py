"""Activities on disk: one TinyDB file each, saved only on top of the revision that was read."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from tinydb import TinyDB

from dpia_wizard.codec.activity_file import NEWER, dump_activity, load_activity
from dpia_wizard.codec.fields import UUID
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import (
    CannotReadError,
    CannotWriteError,
    NotFoundError,
    StaleError,
    UnreadableError,
)
from dpia_wizard.store.atomic import AtomicStorage, reason_of, sweep
from dpia_wizard.store.seals import ONLY, TABLE, Seal, Tables, seal_in, sealed

_UUID = re.compile(UUID)
_LOCK_SECONDS = 10


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be understood: its name, where it is now, and why."""

    name: str
    moved_to: str
    problem: str


@dataclass(frozen=True, slots=True)
class _There:
    """What a save replaces."""

    revision: int
    seal: Seal


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
        self._last_saved: tuple[str, int, tuple[int, int] | None] = ("", 0, None)

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
        activity = self._read(activity_id)
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
            self._put_aside(activity_id, error)
            return None
        except CannotReadError:
            self._note(SetAside(f"{activity_id}.json", "", "it may not be read"))
            return None

    def save(self, activity: Activity) -> Activity:
        """Write on top of the revision read; raises `StaleError` or `CannotWriteError`.

        A file that was damaged meanwhile is set aside: what is being saved is whole.
        """
        path = self._path(activity.id)
        saved = replace(activity, revision=activity.revision + 1)
        with self._write_lock(activity.id), self._touching_folder():
            there = self._there(activity.id)
            if there is not None and there.revision != activity.revision:
                raise StaleError(activity=activity.id)
            was = there.seal if there else Seal.WHOLE
            with TinyDB(path, storage=AtomicStorage) as database:
                # in one step: TinyDB's own upsert writes a new file without its document first
                database.storage.write(sealed(dump_activity(saved), was=was))
            self._last_saved = (saved.id, saved.revision, self.stamp_of(saved.id))
        return saved

    def seal(self, activity_id: str) -> Seal:
        """Whether a file is as the program wrote it; raises what `load` does."""
        return seal_in(self._tables(activity_id))

    def ids(self) -> Iterator[tuple[str, int, int]]:
        """Every activity's id with its file's stamp; strangers are set aside."""
        try:
            entries = sorted(os.scandir(self._folder), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError:
            self._note(SetAside(self._folder.name, "", "the folder may not be read"))
            return
        for entry in entries:
            name, suffix = os.path.splitext(entry.name)  # noqa: PTH122 - a path each is slow
            if suffix != ".json":
                continue
            if not _UUID.fullmatch(name):
                self._move_aside(Path(entry), "its name is not that of an activity")
                continue
            found = self.stamp_of(name)
            if found is not None:
                yield name, *found

    def stamp_of(self, activity_id: str) -> tuple[int, int] | None:
        """Two numbers that change with a file: its time, and its size with its place on disk.

        Two saves within a tick of the clock leave the same time, but never the same place.
        """
        try:
            status = os.stat(f"{self._folder}/{activity_id}.json")  # noqa: PTH116 - as above
        except OSError:
            return None
        return status.st_mtime_ns, hash((status.st_size, status.st_ino))

    def stamp_as_saved(self, activity: Activity) -> tuple[int, int] | None:
        """The stamp this very state of an activity was saved with, if it was the last."""
        activity_id, revision, stamp = self._last_saved
        return stamp if (activity_id, revision) == (activity.id, activity.revision) else None

    def watch(self) -> int:
        """The folder's own time: every save replaces a file in it."""
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0

    def _path(self, activity_id: str) -> Path:
        if not _UUID.fullmatch(activity_id):
            raise NotFoundError(what="activity", name=activity_id)
        return self._folder / f"{activity_id}.json"

    def _read(self, activity_id: str) -> Activity:
        return self._understood(activity_id, self._tables(activity_id))

    def _tables(self, activity_id: str) -> Tables:
        path = self._path(activity_id)
        with TinyDB(path, storage=AtomicStorage) as database:
            tables: Tables | None = database.storage.read()
        if tables is None:
            raise NotFoundError(what="activity", name=activity_id)
        return tables

    def _understood(self, activity_id: str, tables: Tables) -> Activity:
        source = self._path(activity_id).name
        document = tables.get(TABLE, {}).get(ONLY)
        if document is None:
            raise UnreadableError(source=source, problems=["not an activity of ours"])
        return load_activity(document, source=source)

    def _there(self, activity_id: str) -> _There | None:
        """What a save would replace; a damaged file is set aside."""
        try:
            tables = self._tables(activity_id)
            revision = self._understood(activity_id, tables).revision
        except NotFoundError:
            return None
        except UnreadableError as error:
            if _is_newer(error):
                raise
            self._put_aside(activity_id, error)
            return None
        return _There(revision, seal_in(tables))

    @contextmanager
    def _touching_folder(self) -> Iterator[None]:
        """See to it that the folder's time moves on, even within one tick of the clock."""
        before = self.watch()
        yield
        if self.watch() <= before:
            with suppress(OSError):
                os.utime(self._folder, ns=(before + 1, before + 1))

    @contextmanager
    def _write_lock(self, activity_id: str) -> Iterator[None]:
        path = self._path(activity_id)
        lock = FileLock(
            self._locks / f"{activity_id}.write", timeout=_LOCK_SECONDS, is_singleton=False
        )
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

    def _put_aside(self, activity_id: str, error: UnreadableError) -> None:
        path = self._path(activity_id)
        if _is_newer(error):  # nothing is wrong with it: it waits for the newer program
            self._note(SetAside(path.name, "", NEWER))
        else:
            problems = error.facts.get("problems")
            first = problems[0] if isinstance(problems, list) and problems else "damaged"
            self._move_aside(path, str(first))

    def _move_aside(self, path: Path, problem: str) -> None:
        target = free_name(self._aside / path.name)
        try:
            self._aside.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
        except OSError:
            target = path  # a read-only folder: it stays, and is named all the same
        self._note(SetAside(path.name, str(target), problem))

    def _note(self, found: SetAside) -> None:
        if found.name not in {known.name for known in self.set_aside}:
            self.set_aside.append(found)


def _is_newer(error: UnreadableError) -> bool:
    return error.facts.get("problems") == [NEWER]


def free_name(path: Path) -> Path:
    """A name beside others that nothing bears yet."""
    number = 1
    candidate = path
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return candidate
