"""Changing what the organisation says of itself."""

from __future__ import annotations

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.profile import Profile
from dpia_wizard.store.profile_file import save_profile as write_profile

__all__ = ["Profile", "save_profile"]


def save_profile(desk: Desk, profile: Profile) -> None:
    """Keep the profile and use it from now on.

    Raises `CannotWriteError`, or `UnreadableError` where a newer program wrote the one there.
    """
    write_profile(desk.workspace.profile_path, profile)
    desk.profile = profile
    desk.sets.profile = profile
    desk.close()  # the register's rows may read otherwise now
