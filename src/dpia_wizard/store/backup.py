"""Copies a data folder into one file while it may be in use, each activity as of one moment."""

from __future__ import annotations

import hashlib
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.activity_file import load_activity
from dpia_wizard.codec.backup_file import (
    MANIFEST,
    MOST_BYTES,
    BackedUp,
    Manifest,
    belongs,
    dump_manifest,
)
from dpia_wizard.codec.json_text import JsonError, read_json
from dpia_wizard.domain.errors import CannotReadError, NotFoundError, UnreadableError
from dpia_wizard.store.atomic import reason_of, replacing
from dpia_wizard.store.seals import ONLY, TABLE

_REST = ("sets", "questionnaires", "trust")
_SMALL = ("settings.json", "profile.json", "house.json")
_KEYS = ("identities", "authority")
_ASIDE = "set-aside"
_PAUSES = (0.0, 0.2, 1.0)
"""How long to wait, each time, for activities that are being signed just now."""

_OWNER_ONLY = 0o600 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Backup:
    """What was put into a backup, and files in the same folders that were not."""

    manifest: Manifest
    left_out: tuple[str, ...]


def write_backup(
    folder: Path,
    out: Path,
    *,
    made_by: str,
    at: datetime,
    identities: bool = False,
    wait: Callable[[float], None] = time.sleep,
) -> Backup:
    """Write everything that is the truth in a data folder to `out`, for its owner's eyes only.

    What can be made again (cache), belongs to a moment (locks) or to a machine (window, log)
    stays out. Raises `NotFoundError`, `CannotReadError` or `CannotWriteError`; then `out` is
    as it was.
    """
    if not folder.is_dir():
        raise NotFoundError(what="data folder", name=str(folder))
    with replacing(out) as file, zipfile.ZipFile(file, "w") as archive:
        packer = _Packer(folder, archive, at, identities=identities)
        packer.pack_activities(wait)
        # after the activities: a set is kept before an activity asks it
        packer.pack_rest()
        manifest = Manifest(
            made_by=made_by, made_at=at, identities=identities, files=tuple(packer.files)
        )
        packer.put(MANIFEST, dump_manifest(manifest))
    return Backup(manifest, tuple(sorted(packer.left_out)))


@dataclass(slots=True)
class _Packer:
    folder: Path
    archive: zipfile.ZipFile
    at: datetime
    identities: bool
    files: list[BackedUp] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def pack_activities(self, wait: Callable[[float], None]) -> None:
        """Every activity with its kept PDFs; those that are being signed are waited for."""
        waiting = list(self._belonging("activities"))
        for pause in _PAUSES:
            if not waiting:
                break
            wait(pause)
            patient = pause != _PAUSES[-1]
            waiting = [
                path for path in waiting if not self._pack_activity(path, patient=patient)
            ]
        packed = {file.path for file in self.files}
        for path in self._belonging("records"):  # of activities that are lost
            if path not in packed:
                self._pack(path)

    def pack_rest(self) -> None:
        """Everything beside the activities."""
        for name in (*_REST, *(_KEYS if self.identities else ())):
            for path in self._belonging(name):
                self._pack(path)
        for path in _SMALL:
            if (self.folder / path).is_file():
                self._pack(path)
        self.left_out += _below(self.folder, _ASIDE)

    def put(self, path: str, data: bytes) -> None:
        """Put data into the archive."""
        info = zipfile.ZipInfo(path, date_time=self.at.timetuple()[:6])
        info.create_system, info.external_attr = _UNIX, _OWNER_ONLY
        is_pdf = path.endswith(".pdf")  # these are packed already
        info.compress_type = zipfile.ZIP_STORED if is_pdf else zipfile.ZIP_DEFLATED
        self.archive.writestr(info, data)

    def _pack_activity(self, path: str, *, patient: bool) -> bool:
        """Pack an activity and its PDFs; False if it is better waited for."""
        activity_id = Path(path).stem
        found: dict[str, bytes] = {}
        for each in (path, *self._belonging(f"records/{activity_id}")):
            data = self._read(each)
            if data is not None:
                found[each] = data
        if patient and not (self._read(path) == found.get(path) and _agree(path, found)):
            return False
        for each, data in found.items():
            self._add(each, data)
        return True

    def _pack(self, path: str) -> None:
        data = self._read(path)
        if data is not None:
            self._add(path, data)

    def _add(self, path: str, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            self.left_out.append(path)
            return
        digest = hashlib.sha256(data).hexdigest()
        self.files.append(BackedUp(path=path, size=len(data), sha256=digest))
        self.put(path, data)

    def _read(self, path: str) -> bytes | None:
        """A file's content; None if it has gone since it was listed."""
        file = self.folder / path
        try:
            with file.open("rb") as opened:
                return opened.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CannotReadError(path=str(file), reason=reason_of(error)) from error

    def _belonging(self, name: str) -> Iterator[str]:
        """Files below one of the folders that belong there; hidden ones are left-overs."""
        for path in _below(self.folder, name):
            if belongs(path, identities=self.identities):
                yield path
            elif path not in self.left_out:
                self.left_out.append(path)


def _below(folder: Path, name: str) -> Iterator[str]:
    """Everything visible below a folder but folders; links to folders are not followed."""
    start = folder / name
    if not start.is_dir():
        return
    for root, folders, files in os.walk(start, onerror=_refuse):
        folders.sort()
        links = [each for each in folders if Path(root, each).is_symlink()]
        for each in sorted([*files, *links]):
            if not each.startswith("."):
                yield Path(root, each).relative_to(folder).as_posix()


def _refuse(error: OSError) -> None:
    raise CannotReadError(path=str(error.filename), reason=reason_of(error)) from error


def _agree(path: str, found: dict[str, bytes]) -> bool:
    """Whether an activity and its PDFs are of one moment: each PDF is the one it tells of."""
    try:
        tables = read_json(found[path])
        activity = load_activity(tables[TABLE][ONLY], source=path)
    except (JsonError, KeyError, TypeError, UnreadableError):
        return True  # gone or damaged: waiting mends nothing
    for assessment in activity.assessments:
        pdf = found.get(f"records/{activity.id}/{assessment.key}.pdf")
        told = assessment.kept.sha256 if assessment.kept else None
        if (hashlib.sha256(pdf).hexdigest() if pdf is not None else None) != told:
            return False
    return True
