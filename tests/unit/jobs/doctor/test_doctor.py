"""Looking through a data folder: nothing is said of a whole one, and of each edit by hand."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dpia_wizard.app.answer import save_draft
from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.start import archive
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.jobs.doctor import examine
from tests.builders import NOW
from tests.unit.jobs.doctor.steps import by_hand, found, latest


def _before_and_after(folder: Path) -> dict[Path, tuple[int, bytes]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


# a whole folder ----------------------------------------------------------------------------


def test_nothing_is_found_in_a_folder_after_a_full_life(folder: Path) -> None:
    seen = examine(folder)
    assert seen.findings == []
    assert (seen.activities, seen.records, seen.sets) == (2, 3, 3)


def test_looking_changes_nothing(folder: Path) -> None:
    before = _before_and_after(folder)
    examine(folder)
    assert _before_and_after(folder) == before


def test_answers_typed_before_a_crash_are_no_finding(folder: Path, activity: Activity) -> None:
    desk = open_desk(folder, clock=lambda: NOW)
    save_draft(desk, activity, latest(activity).answer("lia.opt_out_available", "no"))
    desk.close()
    assert found(folder) == []


def test_a_folder_that_is_not_there_cannot_be_looked_at(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        examine(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


# an activity's file ------------------------------------------------------------------------


def test_an_answer_of_a_signed_version_edited_by_hand(folder: Path, file: Path) -> None:
    by_hand(file, lambda a: a["assessments"][0]["answers"].update({"lia.can_rely_on_li": "no"}))
    assert found(folder) == [
        ("seal_broken", ""),
        ("answer_changed", "lia version 1, answers of lia.can_rely_on_li"),
    ]
    (_, place) = examine(folder).findings
    assert "kept record" in place.sentence


def test_an_answer_of_a_draft_edited_by_hand(folder: Path, file: Path) -> None:
    by_hand(
        file, lambda a: a["assessments"][1]["answers"].update({"lia.opt_out_available": "no"})
    )
    assert found(folder) == [
        ("seal_broken", ""),
        ("answer_changed", "lia version 2, answers of lia.opt_out_available"),
    ]


def test_an_answer_taken_out_by_hand(folder: Path, file: Path) -> None:
    by_hand(file, lambda a: a["assessments"][1]["answers"].pop("lia.purpose_answer"))
    assert ("answer_changed", "lia version 2, answers of lia.purpose_answer") in found(folder)


def _place(activity: Activity, position: int) -> str:
    history = activity.history
    event = history[position]
    local = event.at.astimezone()
    kind = event.kind.value.replace("_", " ")
    number = f"history entry {position + 1} of"
    return f"{number} {{}} ({kind}, {local.day} {local:%b %Y %H:%M})"


def _position(activity: Activity, kind: str) -> int:
    return [event.kind.value for event in activity.history].index(kind)


def test_an_entry_edited_by_hand(folder: Path, file: Path, activity: Activity) -> None:
    at = _position(activity, "returned")
    by_hand(file, lambda a: a["history"][at]["detail"].update(note="Fine as it is."))
    place = _place(activity, at).format(len(activity.history))
    assert found(folder) == [("seal_broken", ""), ("history_edited", place)]


def test_an_entry_removed_from_the_middle(folder: Path, file: Path, activity: Activity) -> None:
    at = _position(activity, "commented")
    by_hand(file, lambda a: a["history"].pop(at))
    rest = replace(activity, history=(*activity.history[:at], *activity.history[at + 1 :]))
    problems = found(folder)
    assert ("history_removed", _place(rest, at).format(len(rest.history))) in problems
    assert ("history_cut_off", "history") in problems, "the kept record has it still"


def test_two_entries_swapped(folder: Path, file: Path, activity: Activity) -> None:
    at = _position(activity, "submitted")

    def swap(plain: Any) -> None:  # noqa: ANN401 - JSON
        entries = plain["history"]
        entries[at], entries[at + 1] = entries[at + 1], entries[at]

    by_hand(file, swap)
    assert [problem for problem, _ in found(folder)] == ["seal_broken", "history_moved"]


def test_the_last_entry_removed(folder: Path, file: Path) -> None:
    by_hand(file, lambda a: a["history"].pop())
    assert found(folder)[0] == ("seal_broken", "")


def test_the_end_cut_off_shows_in_what_is_missing(
    folder: Path, file: Path, activity: Activity
) -> None:
    at = _position(activity, "approved")
    by_hand(file, lambda a: a.update(history=a["history"][:at]))
    problems = found(folder)
    assert ("history_cut_off", "lia version 1") in problems
    assert ("answer_changed", "lia version 2, answers of lia.can_rely_on_li") in problems


def test_an_edit_that_was_saved_over_is_still_told(
    folder: Path, file: Path, activity: Activity
) -> None:
    by_hand(file, lambda a: a["assessments"][0]["answers"].update({"lia.can_rely_on_li": "no"}))
    desk = open_desk(folder, clock=lambda: NOW)
    archive(desk, desk.store.load(activity.id), archived=True)
    desk.close()
    assert found(folder) == [
        ("seal_mended", ""),
        ("answer_changed", "lia version 1, answers of lia.can_rely_on_li"),
    ]


def test_a_detail_edited_by_hand(folder: Path, file: Path) -> None:
    by_hand(file, lambda a: a["details"].update(channels="Phone"))
    assert found(folder) == [("seal_broken", ""), ("detail_changed", "details, channels")]


def test_a_file_without_a_seal_is_said_to_have_none(folder: Path, file: Path) -> None:
    tables = json.loads(file.read_text("utf-8"))
    del tables["seal"]
    file.write_text(json.dumps(tables), "utf-8")
    assert found(folder) == [("no_seal", "")]


def test_a_file_that_cannot_be_read_and_one_that_is_none_of_ours(
    folder: Path, file: Path
) -> None:
    file.write_text("{", "utf-8")
    (folder / "activities" / "copy of an activity.json").write_text("{}", "utf-8")
    shutil.rmtree(folder / "records" / file.stem)
    assert sorted(found(folder)) == [("stray", ""), ("unreadable", "")]
