"""Activities on disk: nothing is lost, nothing is overwritten unseen, damage is set aside."""

from __future__ import annotations

import os
import uuid
from itertools import pairwise
from pathlib import Path

import pytest
from filelock import FileLock

from dpia_wizard.codec.activity_file import NEWER
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import (
    CannotReadError,
    CannotWriteError,
    NotFoundError,
    StaleError,
    UnreadableError,
)
from dpia_wizard.store.activities import FolderStore
from dpia_wizard.store.workspace import open_workspace
from tests.builders import ACTIVITY_ID, an_activity, an_assessment
from tests.unit.store.conftest import forbidden, full_disk, ids

OTHER_ID = "0" * 8 + "-0000-4000-8000-" + "0" * 12


def answered(activity: Activity, text: str) -> Activity:
    return activity.put(an_assessment(answers={"test.a": text}))


def text_of(activity: Activity) -> str:
    return str(activity.version("test", 1).answers["test.a"])


def file_of(folder: Path, activity_id: str = ACTIVITY_ID) -> Path:
    return folder / "activities" / f"{activity_id}.json"


def test_what_is_saved_is_loaded_and_its_revision_counts_up(store: FolderStore) -> None:
    first = store.save(an_activity())
    second = store.save(answered(first, "x"))
    assert (first.revision, second.revision) == (1, 2)
    assert store.load(ACTIVITY_ID) == second
    assert ids(store) == [ACTIVITY_ID]


def test_one_activity_is_one_file_and_nothing_else_is_left(
    store: FolderStore, folder: Path
) -> None:
    store.save(store.save(an_activity()))
    assert [p.name for p in (folder / "activities").iterdir()] == [f"{ACTIVITY_ID}.json"]


def test_saving_on_top_of_an_older_state_is_refused_and_changes_nothing(
    store: FolderStore,
) -> None:
    read = store.save(an_activity())
    theirs = store.save(answered(read, "theirs"))
    with pytest.raises(StaleError):
        store.save(answered(read, "ours"))
    assert store.load(ACTIVITY_ID) == theirs


def test_a_new_activity_never_overwrites_one_of_the_same_id(store: FolderStore) -> None:
    store.save(answered(an_activity(), "theirs"))
    with pytest.raises(StaleError):
        store.save(answered(an_activity(), "ours"))


def test_what_was_deleted_meanwhile_is_saved_again(store: FolderStore, folder: Path) -> None:
    saved = store.save(an_activity())
    file_of(folder).unlink()
    assert store.save(answered(saved, "still here")).revision == 2
    assert text_of(store.load(ACTIVITY_ID)) == "still here"


def test_what_was_damaged_meanwhile_is_set_aside_and_saved_again(
    store: FolderStore, folder: Path
) -> None:
    saved = store.save(an_activity())
    file_of(folder).write_text("{ damaged")
    store.save(answered(saved, "still here"))
    assert text_of(store.load(ACTIVITY_ID)) == "still here"
    (found,) = store.set_aside
    assert Path(found.moved_to).read_text() == "{ damaged"


@pytest.mark.parametrize(
    "activity_id", ["", "x", "../x", OTHER_ID.upper().replace("0", "A"), OTHER_ID + "\n"]
)
def test_no_id_leads_out_of_the_folder(store: FolderStore, activity_id: str) -> None:
    with pytest.raises(NotFoundError):
        store.load(activity_id)
    with pytest.raises(NotFoundError):
        store.save(an_activity(id=activity_id))
    assert store.load_or_set_aside(activity_id) is None


def test_what_is_not_there_is_not_found(store: FolderStore) -> None:
    with pytest.raises(NotFoundError):
        store.load(OTHER_ID)
    assert store.stamp_of(OTHER_ID) is None


DAMAGED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "blank": (b"\n  \n", "the file is empty"),
    "cut off": (b'{"activity":{"1":{"format":1,"id":"8f1', "the file is damaged"),
    "binary": (bytes(range(256)) * 4, "not text"),
    "zeros": (b"\0" * 4_096, "the file is damaged"),
    "deep": (b'{"activity":' * 50_000, "the file is damaged"),
    "another program's": (b'{"notes": {"1": {"text": "hi"}}}', "not an activity of ours"),
    "no table": (b"{}", "not an activity of ours"),
    "empty table": (b'{"activity": {}}', "not an activity of ours"),
    "text for a document": (b'{"activity": {"1": "x"}}', "not a file of ours"),
    "word for a number": (b'{"activity": {"1": {}, "x": {}}}', "not a file of ours"),
    "bare document": (b'{"activity": {"1": {"format": 1}}}', "“id” is missing"),
    "no format": (b'{"activity": {"1": {"id": "x"}}}', "this is not an activity of ours"),
}


@pytest.mark.parametrize(("data", "problem"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_set_aside_and_named_while_the_others_open(
    store: FolderStore, folder: Path, data: bytes, problem: str
) -> None:
    whole = store.save(an_activity())
    file_of(folder, OTHER_ID).write_bytes(data)
    found = [store.load_or_set_aside(activity_id) for activity_id in ids(store)]
    assert found == [None, whole]
    (aside,) = store.set_aside
    assert (aside.name, aside.problem) == (f"{OTHER_ID}.json", problem)
    assert Path(aside.moved_to).parent == folder / "set-aside"
    assert Path(aside.moved_to).read_bytes() == data
    assert ids(store) == [ACTIVITY_ID]


@pytest.mark.parametrize(
    "name",
    ["notes.json", f"{ACTIVITY_ID} (1).json", f"{ACTIVITY_ID.upper()}.json", ".json.json"],
)
def test_a_file_with_a_name_that_is_not_ours_is_set_aside(
    store: FolderStore, folder: Path, name: str
) -> None:
    store.save(an_activity())
    (folder / "activities" / name).write_text("{}")
    assert ids(store) == [ACTIVITY_ID]
    (aside,) = store.set_aside
    assert (aside.name, aside.problem) == (name, "its name is not that of an activity")


def test_an_activity_under_another_s_name_is_set_aside(
    store: FolderStore, folder: Path
) -> None:
    store.save(an_activity())
    copy = file_of(folder, OTHER_ID)
    copy.write_bytes(file_of(folder).read_bytes())
    with pytest.raises(UnreadableError):
        store.load(OTHER_ID)
    assert store.load_or_set_aside(OTHER_ID) is None
    assert store.set_aside[0].problem == "it holds another activity than its name says"
    assert store.load(ACTIVITY_ID).revision == 1


def test_files_set_aside_under_one_name_are_all_kept(store: FolderStore, folder: Path) -> None:
    for text in ("one", "two", "three"):
        file_of(folder, OTHER_ID).write_text(text)
        assert store.load_or_set_aside(OTHER_ID) is None
    kept = sorted((folder / "set-aside").iterdir())
    assert sorted(path.read_text() for path in kept) == ["one", "three", "two"]


def test_what_a_newer_program_wrote_stays_where_it_is(store: FolderStore, folder: Path) -> None:
    store.save(an_activity())
    newer = file_of(folder).read_text().replace('"format":1', '"format":2')
    file_of(folder).write_text(newer)
    assert store.load_or_set_aside(ACTIVITY_ID) is None
    (aside,) = store.set_aside
    assert (aside.problem, aside.moved_to) == (NEWER, "")
    with pytest.raises(UnreadableError):
        store.save(an_activity(revision=1))
    assert file_of(folder).read_text() == newer


def test_a_folder_or_a_broken_link_in_place_of_a_file_harms_nothing(
    store: FolderStore, folder: Path
) -> None:
    whole = store.save(an_activity())
    file_of(folder, OTHER_ID).mkdir()
    file_of(folder, str(uuid.uuid4())).symlink_to(folder / "nowhere")
    found = [store.load_or_set_aside(activity_id) for activity_id in ids(store)]
    assert [activity for activity in found if activity] == [whole]
    assert [aside.problem for aside in store.set_aside] == ["it may not be read"]


def test_a_read_only_folder_is_said_so_and_keeps_what_was_saved(
    store: FolderStore, folder: Path, no_neighbours: None
) -> None:
    saved = store.save(answered(an_activity(), "old"))
    with forbidden(folder / "activities"), pytest.raises(CannotWriteError) as refused:
        store.save(answered(saved, "new"))
    assert refused.value.facts["reason"] == "read_only"
    assert str(refused.value.facts["path"]) == str(file_of(folder))
    assert store.load(ACTIVITY_ID) == saved
    assert text_of(store.save(answered(saved, "new"))) == "new"


def test_a_read_only_lock_folder_is_said_of_the_activity(
    store: FolderStore, folder: Path
) -> None:
    with forbidden(folder / "locks"), pytest.raises(CannotWriteError) as refused:
        store.save(an_activity())
    assert refused.value.facts == {"path": str(file_of(folder)), "reason": "read_only"}


def test_a_full_disk_is_said_so_and_keeps_what_was_saved(
    store: FolderStore, no_neighbours: None
) -> None:
    saved = store.save(answered(an_activity(), "old"))
    with full_disk(room=100), pytest.raises(CannotWriteError) as refused:
        store.save(answered(saved, "new"))
    assert refused.value.facts["reason"] == "full"
    assert store.load(ACTIVITY_ID) == saved


def test_a_new_activity_is_written_in_one_step_or_not_at_all(store: FolderStore) -> None:
    with full_disk(room=100), pytest.raises(CannotWriteError):
        store.save(an_activity())
    assert ids(store) == []
    assert store.save(an_activity()).revision == 1


def test_a_damaged_file_in_a_read_only_folder_is_named_where_it_stays(
    store: FolderStore, folder: Path
) -> None:
    path = file_of(folder, OTHER_ID)
    path.write_text("{")
    with forbidden(folder, folder / "activities"):
        assert store.load_or_set_aside(OTHER_ID) is None
    assert store.set_aside[0].moved_to == str(path)
    assert path.read_text() == "{"


def test_a_file_or_folder_that_may_not_be_read_is_named(
    store: FolderStore, folder: Path
) -> None:
    store.save(an_activity())
    with forbidden(file_of(folder), mode=0):
        with pytest.raises(CannotReadError):
            store.load(ACTIVITY_ID)
        assert store.load_or_set_aside(ACTIVITY_ID) is None
    with forbidden(folder / "activities", mode=0):
        assert ids(store) == []
        with pytest.raises(CannotReadError):
            store.load(ACTIVITY_ID)
    assert [(a.name, a.problem) for a in store.set_aside] == [
        (f"{ACTIVITY_ID}.json", "it may not be read"),
        ("activities", "the folder may not be read"),
    ]


def test_a_data_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWriteError):
        open_workspace(tmp_path / "file" / "data")
    with forbidden(tmp_path), pytest.raises(CannotWriteError) as refused:
        open_workspace(tmp_path / "data")
    assert refused.value.facts["reason"] == "read_only"


def test_a_data_folder_that_has_gone_has_no_activities(
    store: FolderStore, folder: Path
) -> None:
    (folder / "activities").rmdir()
    assert ids(store) == []
    assert store.watch() == 0
    assert store.save(an_activity()).revision == 1


def test_every_save_can_be_seen_however_quickly_they_come(store: FolderStore) -> None:
    activity = store.save(an_activity())
    seen, stamps = [], []
    for _ in range(50):
        activity = store.save(activity)
        seen.append(store.watch())
        stamps.append(store.stamp_of(ACTIVITY_ID))
        assert store.stamp_as_saved(activity) == stamps[-1]
    assert len(set(seen)) == 50
    assert all(a != b for a, b in pairwise(stamps))


def test_a_save_is_seen_even_by_a_clock_that_runs_backwards(
    store: FolderStore, folder: Path
) -> None:
    saved = store.save(an_activity())
    os.utime(folder / "activities", (4e9, 4e9))
    before = store.watch()
    store.save(saved)
    assert store.watch() > before


def test_other_files_in_the_folder_are_left_alone(store: FolderStore, folder: Path) -> None:
    store.save(an_activity())
    (folder / "activities" / "notes.txt").write_text("x")
    assert ids(store) == [ACTIVITY_ID]
    assert store.set_aside == []


def test_a_lock_held_for_too_long_is_said_so(
    store: FolderStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dpia_wizard.store.activities._LOCK_SECONDS", 0.1)
    held = FileLock(folder / "locks" / f"{ACTIVITY_ID}.write")
    with held, pytest.raises(CannotWriteError) as refused:
        store.save(an_activity())
    assert refused.value.facts["reason"] == "other"
    assert store.save(an_activity()).revision == 1


def test_the_stamp_of_a_save_is_known_only_for_that_very_state(store: FolderStore) -> None:
    first = store.save(an_activity())
    second = store.save(first)
    assert store.stamp_as_saved(first) is None
    assert store.stamp_as_saved(second) is not None
    store.save(an_activity(id=OTHER_ID))
    assert store.stamp_as_saved(second) is None
