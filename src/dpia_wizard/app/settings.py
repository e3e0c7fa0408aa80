"""Changing what the program knows about its user."""

from __future__ import annotations

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.settings import Settings
from dpia_wizard.store.settings_file import save_settings as write_settings

__all__ = ["Settings", "save_settings"]


def save_settings(desk: Desk, settings: Settings) -> None:
    """Keep the settings and use them from now on; raises `CannotWriteError`."""
    write_settings(desk.workspace.settings_path, settings)
    desk.settings = settings
    desk.sets.organisation = settings.organisation
