"""Who has an activity open: one window edits, every other reads and is told who and when."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from dpia_wizard.domain.errors import CannotWriteError, InUseError
from dpia_wizard.store.atomic import reason_of, write_bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """A held claim; the system lets go of it should the program die."""

    lock: FileLock
    note: Path

    def release(self) -> None:
        """Let others edit."""
        with suppress(OSError):
            self.note.unlink(missing_ok=True)
        self.lock.release()


class Claims:
    """Hands out claims on activities, kept as lock files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def claim(self, activity_id: str, *, holder: str, at: datetime) -> Claim:
        """Take the activity for editing.

        Raises `InUseError` with `holder` and `since` if another window has it, and
        `CannotWriteError` where the folder is read-only.
        """
        note = self._folder / f"{activity_id}.open.json"
        lock = FileLock(self._folder / f"{activity_id}.open", is_singleton=False)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise InUseError(**_holder(note)) from error
        except OSError as error:
            raise CannotWriteError(path=str(note), reason=reason_of(error)) from error
        text = json.dumps({"holder": holder, "since": at.isoformat()})
        try:
            write_bytes(note, text.encode("utf-8"))
        except CannotWriteError:
            lock.release()
            raise
        return Claim(lock, note)


def _holder(note: Path) -> dict[str, object]:
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        return {
            "holder": str(told["holder"]),
            "since": datetime.fromisoformat(told["since"]),
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {"holder": "", "since": None}
