"""The profile's file: kept beside the settings, backed up, put aside where it is damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.profile import save_profile
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.profile import Profile
from dpia_wizard.store.backup import write_backup
from dpia_wizard.store.restore import unpack_backup
from dpia_wizard.store.workspace import look_into
from tests.builders import NOW
from tests.profiles import PROFILE, UNCOVERED


def test_a_profile_is_kept_and_used_at_once(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    before = desk.sets.stamp()
    save_profile(desk, PROFILE)
    assert desk.profile == desk.sets.profile == PROFILE
    assert look_into(tmp_path).profile() == PROFILE
    covered = desk.sets.stamp()
    save_profile(desk, UNCOVERED)
    assert len({before, covered, desk.sets.stamp()}) == 3  # the register looks again


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1, "colour": "red"}', ""])
def test_a_damaged_profile_is_put_aside_and_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "profile.json").write_text(text)
    desk = open_desk(tmp_path)
    (found,) = desk.store.set_aside
    assert found.name == "profile.json"
    assert Path(found.moved_to).read_text() == text
    assert desk.profile == Profile()
    save_profile(desk, PROFILE)
    assert look_into(tmp_path).profile() == PROFILE


def test_one_of_a_newer_program_waits_untouched(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    path.write_text(json.dumps({"format": 2}))
    desk = open_desk(tmp_path)
    (found,) = desk.store.set_aside
    assert (found.moved_to, "newer version" in found.problem) == ("", True)
    with pytest.raises(UnreadableError):
        save_profile(desk, PROFILE)
    assert json.loads(path.read_text()) == {"format": 2}


def test_a_backup_brings_the_profile_back(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "ours")
    save_profile(desk, PROFILE)
    kept = write_backup(tmp_path / "ours", tmp_path / "all.zip", made_by="test", at=NOW)
    assert "profile.json" in [file.path for file in kept.manifest.files]
    unpack_backup(tmp_path / "all.zip", tmp_path / "theirs")
    assert look_into(tmp_path / "theirs").profile() == PROFILE
