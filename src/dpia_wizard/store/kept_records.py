"""Kept PDFs: one file for each completed version, written once."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from dpia_wizard.codec.fields import UUID
from dpia_wizard.domain.errors import CannotReadError, CannotWriteError, NotFoundError
from dpia_wizard.store.atomic import reason_of, sweep, write_bytes

_KEY = re.compile(r"[a-z][a-z0-9-]*-v[1-9][0-9]*")


class KeptRecords:
    """The folder `records/<activity uuid>/<set>-v<n>.pdf`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, activity_id: str, key: str) -> Path:
        """Where a version's PDF is kept; `key` is the assessment's, e.g. `lia-v1`."""
        if not (re.fullmatch(UUID, activity_id) and _KEY.fullmatch(key)):
            raise NotFoundError(what="record", name=f"{activity_id}/{key}")
        return self._folder / activity_id / f"{key}.pdf"

    def keep(self, activity_id: str, key: str, pdf: bytes) -> str:
        """Write the PDF and return its SHA-256 (hex); raises `CannotWriteError`."""
        path = self.path(activity_id, key)
        sweep(path.parent)
        write_bytes(path, pdf)
        return hashlib.sha256(pdf).hexdigest()

    def put_aside(self, activity_id: str, key: str) -> None:
        """Move the kept PDF out of the way of another one; it stays in `replaced`.

        Raises `CannotWriteError`.
        """
        path = self.path(activity_id, key)
        sha256 = hashlib.sha256(self.read(activity_id, key)).hexdigest()
        aside = path.parent / "replaced" / f"{key}-{sha256[:16]}.pdf"
        try:
            aside.parent.mkdir(exist_ok=True)
            path.replace(aside)
        except OSError as error:
            raise CannotWriteError(path=str(aside), reason=reason_of(error)) from error

    def read(self, activity_id: str, key: str) -> bytes:
        """The kept PDF; raises `CannotReadError`."""
        path = self.path(activity_id, key)
        try:
            return path.read_bytes()
        except OSError as error:
            raise CannotReadError(path=str(path), reason=reason_of(error)) from error
