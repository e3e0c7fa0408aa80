"""A data folder backed up and brought back: nothing is lost, nothing is added."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import CannotReadError, CannotWriteError, NotFoundError
from dpia_wizard.jobs.back_up import back_up, restore
from dpia_wizard.jobs.doctor import examine
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.store.backup import write_backup
from tests.builders import NOW, OWNER
from tests.unit.jobs.two_desks import begun, completed, desk_of, lia
from tests.unit.store.conftest import forbidden, full_disk

CHANGING = ("locks/", "cache/", "log/")
OWN_SET = "questionnaires/our own set.yaml"
KEYS = ("identities/1502d477d4061b72.p12", "authority/ca.p12")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with something of everything, most of it made by the program."""
    desk = desk_of(tmp_path_factory.mktemp("filled"), OWNER)
    folder = desk.workspace.folder
    open_example(desk.workspace, label="ACT-0001", name="council_message")
    done = begun(desk)
    completed(desk, done)
    begun(desk, "screening")
    for path, data in {
        OWN_SET: b"id: own\n",
        "trust/partner.pem": b"a certificate",
        "trust/ended.json": b"{}",
        **dict.fromkeys(KEYS, b"a key"),
        f"records/{done.id}/replaced/lia-v1-{'a' * 16}.pdf": b"%PDF-1.7 gave way",
        "window.ini": b"x=1",
        "log/today.log": b"a line",
        "cache/register.sqlite": b"not the truth",
        "activities/.left-over.new": b"half",
    }.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    desk.close()
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def truth_in(folder: Path, *, keys: bool) -> dict[str, bytes]:
    return {
        path: data
        for path, data in files_in(folder).items()
        if not path.startswith(CHANGING)
        and not path.endswith((".new", ".ini"))
        and (keys or path not in KEYS)
    }


@pytest.mark.parametrize("keys", [False, True])
def test_what_comes_back_is_the_truth_of_the_folder_to_the_byte(
    filled: Path, tmp_path: Path, keys: bool
) -> None:
    out, folder = tmp_path / "backup.zip", tmp_path / "back"
    made = back_up(filled, out, at=NOW, identities=keys)
    assert made.left_out == ()
    done = restore(out, folder)
    assert files_in(folder) == truth_in(filled, keys=keys)
    assert done.manifest == made.manifest
    assert any(path in files_in(folder) for path in KEYS) is keys


def test_every_activity_is_equal_and_the_doctor_finds_nothing(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    open_example(desk.workspace, label="ACT-0001", name="council_message")
    completed(desk, begun(desk))
    back_up(desk.workspace.folder, tmp_path / "b.zip", at=NOW)
    done = restore(tmp_path / "b.zip", tmp_path / "back")
    assert done.diagnosis.findings == []
    assert (done.diagnosis.activities, done.diagnosis.records) == (2, 3)
    back = open_desk(tmp_path / "back")
    known = [activity_id for activity_id, *_ in desk.store.ids()]
    assert [each for each, *_ in back.store.ids()] == known
    assert [back.store.load(each) for each in known] == [desk.store.load(e) for e in known]
    back.register.refresh()
    assert len(back.register.rows()) == 2
    for each in (desk, back):
        each.close()


def test_a_backup_and_what_is_brought_back_are_their_owners_alone(
    filled: Path, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        back_up(filled, tmp_path / "b.zip", at=NOW, identities=True)
        restore(tmp_path / "b.zip", tmp_path / "back")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    for path in (tmp_path / "back", *(tmp_path / "back").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_the_manifest_says_what_when_and_by_which_program(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "b.zip", at=NOW)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        told = json.loads(archive.read("manifest.json"))
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == sorted(
            ["manifest.json", *(file["path"] for file in told["files"])]
        )
        for file in told["files"]:
            data = archive.read(file["path"])
            assert len(data) == file["size"]
            assert hashlib.sha256(data).hexdigest() == file["sha256"]
    assert told["format"] == 1
    assert told["made_by"].startswith("DPIA Wizard ")
    assert told["made_at"] == "2026-11-22T10:51:00Z"
    assert told["identities"] is False


def test_what_no_backup_keeps_is_named(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    folder = desk.workspace.folder
    begun(desk)
    desk.close()
    (folder / "elsewhere").mkdir()
    strangers = ("activities/copy of it.json", "set-aside/broken.json", "sets/notes.txt")
    for path in strangers:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("{}")
    (folder / "records").mkdir(exist_ok=True)
    (folder / "records" / "away").symlink_to(folder / "elsewhere")
    made = back_up(folder, tmp_path / "b.zip", at=NOW)
    assert made.left_out == tuple(sorted((*strangers, "records/away")))
    assert restore(tmp_path / "b.zip", tmp_path / "back").diagnosis.findings == []


def signing(desk: Desk) -> tuple[Activity, Callable[[], object]]:
    """An activity whose PDF is kept but not told of yet, and what brings that to its end."""
    activity = begun(desk)
    file = desk.workspace.folder / "activities" / f"{activity.id}.json"
    before = file.read_bytes()
    completed(desk, activity)
    after = file.read_bytes()
    file.write_bytes(before)
    return activity, lambda: file.write_bytes(after)


def test_an_activity_that_is_being_completed_is_waited_for(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    activity, finish = signing(desk)
    waited: list[float] = []

    def _wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            finish()

    write_backup(desk.workspace.folder, tmp_path / "b.zip", made_by="x", at=NOW, wait=_wait)
    assert len(waited) == 2
    assert restore(tmp_path / "b.zip", tmp_path / "back").diagnosis.findings == []
    kept = open_desk(tmp_path / "back").store.load(activity.id)
    assert lia(kept).kept is not None


def test_one_that_never_gets_done_is_taken_as_it_lies_there(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    signing(desk)
    waited: list[float] = []
    folder = desk.workspace.folder
    write_backup(folder, tmp_path / "b.zip", made_by="x", at=NOW, wait=waited.append)
    assert sum(waited) < 5
    found = restore(tmp_path / "b.zip", tmp_path / "back").diagnosis.findings
    assert found
    assert [each.problem for each in found] == [e.problem for e in examine(folder).findings]


def test_a_damaged_activity_is_in_the_backup_as_it_is(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    activity = begun(desk)
    file = Path("activities") / f"{activity.id}.json"
    (desk.workspace.folder / file).write_bytes(b"{ damaged")
    back_up(desk.workspace.folder, tmp_path / "b.zip", at=NOW)
    done = restore(tmp_path / "b.zip", tmp_path / "back")
    assert (tmp_path / "back" / file).read_bytes() == b"{ damaged"
    assert [finding.problem for finding in done.diagnosis.findings] == ["unreadable"]


def test_a_read_only_folder_can_be_backed_up(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "locked", OWNER)
    begun(desk)
    folder = desk.workspace.folder
    with forbidden(folder, *(path for path in folder.rglob("*") if path.is_dir())):
        back_up(folder, tmp_path / "b.zip", at=NOW)
    assert restore(tmp_path / "b.zip", tmp_path / "back").diagnosis.findings == []


def test_a_folder_that_may_not_be_read_makes_no_backup(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    begun(desk)
    with (
        forbidden(desk.workspace.folder / "activities", mode=0),
        pytest.raises(CannotReadError),
    ):
        back_up(desk.workspace.folder, tmp_path / "b.zip", at=NOW)
    assert not list(tmp_path.glob("*.zip")) + list(tmp_path.glob(".*"))


def test_one_file_that_may_not_be_read_makes_no_backup(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    begun(desk)
    settings = desk.workspace.settings_path
    with forbidden(settings, mode=0), pytest.raises(CannotReadError) as refused:
        back_up(desk.workspace.folder, tmp_path / "b.zip", at=NOW)
    assert refused.value.facts["path"] == str(settings)
    assert not list(tmp_path.glob("*.zip")) + list(tmp_path.glob(".*"))


def test_there_must_be_a_data_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        back_up(tmp_path / "none", tmp_path / "b.zip", at=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_former_backup_and_no_half_one(
    filled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "b.zip"
    out.write_bytes(b"the former one")
    with full_disk(room=50_000), pytest.raises(CannotWriteError) as refused:
        back_up(filled, out, at=NOW)
    assert refused.value.facts["reason"] == "full"
    assert files_in(tmp_path) == {"b.zip": b"the former one"}


def test_a_full_disk_brings_nothing_back(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "b.zip", at=NOW)
    with full_disk(room=50_000), pytest.raises(CannotWriteError) as refused:
        restore(tmp_path / "b.zip", tmp_path / "back")
    assert refused.value.facts["reason"] == "full"
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


def test_nothing_is_overwritten(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "b.zip", at=NOW)
    folder = tmp_path / "back"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    for target, reason in ((folder, "not_empty"), (folder / "mine.txt", "exists")):
        with pytest.raises(CannotWriteError) as refused:
            restore(tmp_path / "b.zip", target)
        assert refused.value.facts["reason"] == reason
    assert files_in(folder) == {"mine.txt": b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "back"]


def test_an_empty_folder_and_one_deep_down_are_filled(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "b.zip", at=NOW)
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    for folder in (tmp_path / "link", tmp_path / "a" / "b" / "c"):
        restore(tmp_path / "b.zip", folder)
        assert files_in(folder) == truth_in(filled, keys=False)
    assert (tmp_path / "link").is_symlink()


def test_a_person_can_go_on_working_in_what_was_brought_back(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    activity = begun(desk)
    back_up(desk.workspace.folder, tmp_path / "b.zip", at=NOW)
    restore(tmp_path / "b.zip", tmp_path / "back")
    back = open_desk(tmp_path / "back", clock=lambda: NOW)
    completed(back, back.store.load(activity.id))
    assert examine(tmp_path / "back").findings == []
