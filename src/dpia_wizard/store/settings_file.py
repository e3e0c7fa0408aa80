"""The data folder's settings, in one small file."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path

from dpia_wizard.domain.settings import Settings
from dpia_wizard.store.atomic import write_bytes


def load_settings(path: Path) -> Settings:
    """The settings; defaults where there are none or they cannot be understood."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(plain, dict):
        return Settings()
    kinds = {field.name: type(getattr(Settings(), field.name)) for field in fields(Settings)}
    known = {k: v for k, v in plain.items() if k in kinds and isinstance(v, kinds[k])}
    return Settings(**known)


def save_settings(path: Path, settings: Settings) -> None:
    """Replace the settings; raises `CannotWriteError`."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1, sort_keys=True)
    write_bytes(path, text.encode("utf-8"))
