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
    reads_otherwise = profile.rests_on != desk.profile.rests_on
    desk.profile = profile
    desk.sets.profile = profile
    if reads_otherwise:
        desk.close()  # opened again, the register looks at every activity anew
