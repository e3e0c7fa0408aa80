"""Backs up a data folder, and brings one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dpia_wizard import __version__
from dpia_wizard.codec.backup_file import Manifest
from dpia_wizard.jobs.doctor import Diagnosis, examine
from dpia_wizard.store.backup import Backup, write_backup
from dpia_wizard.store.restore import unpack_backup


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and what the doctor says of it."""

    manifest: Manifest
    diagnosis: Diagnosis


def back_up(folder: Path, out: Path, *, at: datetime, identities: bool = False) -> Backup:
    """Copy a data folder into one file; see `store.backup` for what it holds and raises."""
    return write_backup(
        folder, out, made_by=f"DPIA Wizard {__version__}", at=at, identities=identities
    )


def restore(path: Path, folder: Path) -> Restored:
    """Bring a backup back into an empty folder and look through it.

    Raises `CannotReadError`, `NotABackupError` or `CannotWriteError`; then nothing has changed.
    """
    manifest = unpack_backup(path, folder)
    return Restored(manifest, examine(folder))
