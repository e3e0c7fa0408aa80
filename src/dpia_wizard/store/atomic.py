"""Files are replaced in one step: after a crash the old or the new content stands, whole."""

from __future__ import annotations

import errno
import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tinydb.storages import Storage

from dpia_wizard.domain.errors import CannotReadError, CannotWriteError, UnreadableError

SUFFIX = ".new"
_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
STALE_SECONDS = 60
_OWNER_ONLY, _AS_USUAL = 0o600, 0o666
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_MOST_BYTES = 256 * 1024 * 1024


def write_bytes(path: Path, data: bytes, *, private: bool = True) -> None:
    """Replace a file's content and make it durable; raises `CannotWriteError`.

    A private file is for its owner alone; any other is as open as the user's files are.
    """
    with replacing(path, private=private) as file:
        file.write(data)


@contextmanager
def replacing(path: Path, *, private: bool = True) -> Iterator[BinaryIO]:
    """A file to write to, which takes the other's place once it is whole and durable.

    Raises `CannotWriteError`, also for any `OSError` within.
    """
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.exists() and not target.is_file():
            raise CannotWriteError(path=str(path), reason="no_file")
        target.parent.mkdir(parents=True, exist_ok=True)
        with _neighbour(target, _OWNER_ONLY if private else _AS_USUAL) as file:
            yield file
    except OSError as error:
        raise CannotWriteError(path=str(path), reason=reason_of(error)) from error


def reason_of(error: OSError) -> str:
    """Why a file operation failed, as the word our errors carry."""
    if error.errno in _READ_ONLY:
        return "read_only"
    return "full" if error.errno in _FULL else "other"


@contextmanager
def _neighbour(path: Path, mode: int) -> Iterator[BinaryIO]:
    neighbour = path.with_name(f".{path.name[:50]}.{secrets.token_hex(4)}{SUFFIX}")
    handle = os.open(neighbour, _NEW_FILE, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        neighbour.replace(path)
        sync_folder(path.parent)
    finally:
        neighbour.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make it last that files in a folder were made, replaced or renamed."""
    if os.name == "nt":  # Windows keeps no handle on a folder, and needs none
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove neighbours that a killed program left behind."""
    for leftover in folder.glob(f".*{SUFFIX}"):
        try:
            if time.time() - leftover.stat().st_mtime > STALE_SECONDS:
                leftover.unlink(missing_ok=True)
        except OSError:
            continue  # somebody else's, or read-only: harmless


class AtomicStorage(Storage):
    """TinyDB storage over one file that is replaced, never edited in place.

    A file that is empty or not an object is refused rather than read as an empty database.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, or None where there is no file yet."""
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                raise UnreadableError(source=self._path.name, problems=["it is far too large"])
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            raise UnreadableError(source=self._path.name, problems=["not text"]) from error
        except OSError as error:
            raise CannotReadError(path=str(self._path), reason=reason_of(error)) from error
        return self._tables(text)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file in one step."""
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        write_bytes(self._path, text.encode("utf-8"))

    def _tables(self, text: str) -> dict[str, dict[str, Any]]:
        if not text.strip():
            raise UnreadableError(source=self._path.name, problems=["the file is empty"])
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            problem = "the file is damaged"
            raise UnreadableError(source=self._path.name, problems=[problem]) from error
        if not isinstance(data, dict) or not all(_is_table(table) for table in data.values()):
            raise UnreadableError(source=self._path.name, problems=["not a file of ours"])
        return data


def _is_table(value: object) -> bool:
    """Whether TinyDB could make a table of it: documents by number."""
    return isinstance(value, dict) and all(
        key.isdecimal() and isinstance(document, dict) for key, document in value.items()
    )
