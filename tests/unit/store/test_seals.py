"""Seals: whatever is changed in an activity's file by hand shows, and goes on showing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dpia_wizard.codec.history import noted
from dpia_wizard.domain.history import EventKind
from dpia_wizard.store.activities import FolderStore
from dpia_wizard.store.seals import Seal
from tests.builders import ACTIVITY_ID, NOW, OWNER, an_activity, an_assessment

Tables = dict[str, Any]


@pytest.fixture
def file(store: FolderStore, folder: Path) -> Path:
    draft = an_assessment(answers={"test.a": "x", "test.b": "y"})
    activity = an_activity(draft)
    for kind in (EventKind.CREATED, EventKind.STARTED, EventKind.ARCHIVED):
        activity = noted(activity, kind, by=OWNER, at=NOW, note="why")
    store.save(activity)
    return folder / "activities" / f"{ACTIVITY_ID}.json"


def by_hand(file: Path, edit: Callable[[Tables], object]) -> None:
    """Change a file as somebody with an editor would."""
    tables = json.loads(file.read_text("utf-8"))
    edit(tables)
    file.write_text(json.dumps(tables, indent=2), "utf-8")


def document(tables: Tables) -> Any:  # noqa: ANN401 - JSON
    return tables["activity"]["1"]


EDITS: dict[str, Callable[[Tables], object]] = {
    "an answer being drafted": lambda t: document(t)["assessments"][0]["answers"].update(
        {"test.a": "z"}
    ),
    "an answer taken out": lambda t: document(t)["assessments"][0]["answers"].pop("test.b"),
    "a detail": lambda t: document(t)["details"].update(title="Another"),
    "an event’s note": lambda t: document(t)["history"][1]["detail"].update(note="because"),
    "the last event": lambda t: document(t)["history"].pop(),
    "two events swapped": lambda t: document(t)["history"].reverse(),
    "the revision": lambda t: document(t).update(revision=7),
    "the seal": lambda t: t["seal"]["1"].update(sha256="0" * 64),
    "something beside the activity": lambda t: t.update(more={"1": {"a": 1}}),
}


def test_a_saved_file_is_whole(store: FolderStore, file: Path) -> None:
    assert store.seal(ACTIVITY_ID) is Seal.WHOLE
    store.save(store.load(ACTIVITY_ID))
    assert store.seal(ACTIVITY_ID) is Seal.WHOLE


def test_the_layout_of_a_file_is_no_change(store: FolderStore, file: Path) -> None:
    by_hand(file, lambda _tables: None)
    assert store.seal(ACTIVITY_ID) is Seal.WHOLE


@pytest.mark.parametrize("what", EDITS)
def test_a_change_by_hand_breaks_the_seal_and_stops_nobody(
    store: FolderStore, file: Path, what: str
) -> None:
    by_hand(file, EDITS[what])
    assert store.seal(ACTIVITY_ID) is Seal.BROKEN
    assert store.load(ACTIVITY_ID).id == ACTIVITY_ID


def test_saving_does_not_make_a_break_whole(store: FolderStore, file: Path) -> None:
    by_hand(file, EDITS["a detail"])
    for _ in range(2):
        store.save(store.load(ACTIVITY_ID))
        assert store.seal(ACTIVITY_ID) is Seal.MENDED


def test_a_file_of_an_earlier_version_has_no_seal_until_it_is_saved(
    store: FolderStore, file: Path
) -> None:
    by_hand(file, lambda tables: tables.pop("seal"))
    assert store.seal(ACTIVITY_ID) is Seal.NONE
    store.save(store.load(ACTIVITY_ID))
    assert store.seal(ACTIVITY_ID) is Seal.WHOLE
