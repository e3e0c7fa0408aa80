"""Takes a backup apart into a folder of its own: the whole of it, or nothing."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dpia_wizard.codec.backup_file import MANIFEST, BackedUp, Manifest, load_manifest
from dpia_wizard.domain.errors import CannotReadError, CannotWriteError, NotABackupError
from dpia_wizard.store.atomic import reason_of, sync_folder

_MOST_MANIFEST = 64 * 1024 * 1024
_ALWAYS_ALLOWED = 512 * 1024 * 1024
_MOST_TIMES = 100
"""So much more than its own size a backup may hold, beside what is always allowed."""

_CHUNK = 1024 * 1024
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged archive raises."""


def unpack_backup(path: Path, folder: Path) -> Manifest:
    """Put what a backup holds into a folder that is not there, or empty.

    Everything is looked at first and written beside the folder, then renamed. Raises
    `CannotReadError`, `NotABackupError` or `CannotWriteError`; then nothing has changed.
    """
    target = folder.resolve()
    _check_empty(target)
    with _opened(path) as archive:
        manifest = _manifest(archive, path)
        _compare(archive, manifest, path)
        _check_room(manifest, target)
        with _beside(target) as neighbour:
            for file in manifest.files:
                _unpack(archive, file, neighbour, source=path.name)
    return manifest


def _check_empty(folder: Path) -> None:
    try:
        if folder.exists() and any(folder.iterdir()):
            raise CannotWriteError(path=str(folder), reason="not_empty")
    except NotADirectoryError as error:
        raise CannotWriteError(path=str(folder), reason="exists") from error
    except OSError as error:
        raise CannotWriteError(path=str(folder), reason=reason_of(error)) from error


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise CannotReadError(path=str(path), reason=reason_of(error)) from error
    with file:
        try:
            archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise NotABackupError(source=path.name, problem="not_a_zip") from error
        except OSError as error:
            raise CannotReadError(path=str(path), reason=reason_of(error)) from error
        with archive:
            yield archive


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    known = [info for info in archive.infolist() if info.filename == MANIFEST]
    if len(known) != 1:
        raise NotABackupError(source=path.name, problem="no_manifest")
    if known[0].file_size > _MOST_MANIFEST:
        raise NotABackupError(source=path.name, problem="too_large")
    text = b"".join(_chunks(archive, known[0], source=path.name))
    return load_manifest(text, source=path.name)


def _compare(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """The archive holds what its manifest names, each file once and of its size."""
    named = {file.path: file for file in manifest.files}
    found: set[str] = {MANIFEST}
    for info in archive.infolist():
        if info.filename == MANIFEST:
            continue
        file = named.get(info.filename)
        if file is None or info.filename in found:
            raise NotABackupError(source=path.name, problem="extra", file=info.filename)
        if info.file_size != file.size:
            raise NotABackupError(source=path.name, problem="changed", file=info.filename)
        found.add(info.filename)
    missing = next((each for each in named if each not in found), None)
    if missing is not None:
        raise NotABackupError(source=path.name, problem="missing", file=missing)
    most = max(_ALWAYS_ALLOWED, _MOST_TIMES * path.stat().st_size)
    if sum(file.size for file in manifest.files) > most:
        raise NotABackupError(source=path.name, problem="too_large")


def _check_room(manifest: Manifest, target: Path) -> None:
    there = next(parent for parent in target.parents if parent.exists())
    if shutil.disk_usage(there).free < sum(file.size for file in manifest.files):
        raise CannotWriteError(path=str(target), reason="full")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A private folder that takes the target's place if all goes well, else goes away."""
    neighbour = target.with_name(f".{target.name[:50]}.{secrets.token_hex(4)}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        neighbour.mkdir(mode=0o700)
        yield neighbour
        if target.exists():
            target.rmdir()  # refuses should anything have been put into it
        neighbour.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise CannotWriteError(path=str(target), reason=reason_of(error)) from error
    finally:
        shutil.rmtree(neighbour, ignore_errors=True)


def _unpack(archive: zipfile.ZipFile, file: BackedUp, folder: Path, *, source: str) -> None:
    target = folder / file.path
    for parent in reversed(target.relative_to(folder).parents[:-1]):
        (folder / parent).mkdir(mode=0o700, exist_ok=True)
    digest = hashlib.sha256()
    with _private(target) as out:
        for chunk in _chunks(archive, archive.getinfo(file.path), source=source):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != file.sha256:
        raise NotABackupError(source=source, problem="changed", file=file.path)


def _private(path: Path) -> BinaryIO:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "wb")


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, source: str) -> Iterator[bytes]:
    """A file's content, no more of it than the archive says there is."""
    if info.compress_type not in _PACKED or info.flag_bits & _ENCRYPTED:
        raise NotABackupError(source=source, problem="changed", file=info.filename)
    left = info.file_size
    try:
        with archive.open(info) as opened:
            while chunk := opened.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    raise NotABackupError(source=source, problem="changed", file=info.filename)
                yield chunk
    except zipfile.BadZipFile as error:  # among them: its checksum is another
        raise NotABackupError(source=source, problem="changed", file=info.filename) from error
    except (*_BROKEN, OSError) as error:  # it may point to a place before its beginning
        raise NotABackupError(source=source, problem="damaged") from error
