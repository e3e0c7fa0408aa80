"""The small files beside the settings, on disks and in folders that will not have them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dpia_wizard.domain.errors import CannotReadError, CannotWriteError
from dpia_wizard.domain.profile import Profile
from dpia_wizard.store.backup import write_backup
from dpia_wizard.store.profile_file import load_profile, read_profile, save_profile
from dpia_wizard.store.small_file import put_damaged_aside
from tests.builders import ACTIVITY_ID, NOW
from tests.profiles import PROFILE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "profile.json"


def test_a_damaged_file_gives_way_to_what_is_said_anew(file: Path) -> None:
    file.write_text("{")
    assert load_profile(file) == Profile()
    save_profile(file, PROFILE)
    assert read_profile(file) == PROFILE


def test_a_folder_in_its_place_is_said_and_left_alone(file: Path) -> None:
    file.mkdir()
    with pytest.raises(CannotReadError):
        read_profile(file)
    with pytest.raises(CannotWriteError):
        save_profile(file, PROFILE)
    told = put_damaged_aside(file, file.parent / "set-aside", read_profile)
    assert told is not None
    assert (told.name, told.moved_to) == ("profile.json", "")
    assert file.is_dir()


def test_a_damaged_file_that_cannot_be_moved_stays_and_is_named(file: Path) -> None:
    file.write_text("{")
    (file.parent / "set-aside").write_text("a file, where the folder should be")
    told = put_damaged_aside(file, file.parent / "set-aside", read_profile)
    assert told is not None
    assert told.moved_to == str(file)
    assert file.read_text() == "{"


def test_records_of_an_activity_that_is_lost_are_backed_up_too(tmp_path: Path) -> None:
    kept = tmp_path / "data" / "records" / ACTIVITY_ID / "lia-v1.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"%PDF-")
    write_backup(tmp_path / "data", tmp_path / "b.zip", made_by="x", at=NOW)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert f"records/{ACTIVITY_ID}/lia-v1.pdf" in archive.namelist()
