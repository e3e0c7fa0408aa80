"""Looking through a data folder: nothing is said of a whole one, everything of another."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dpia_wizard.app.answer import leave_page, save_draft
from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import approve, give_back, new_version, settle, submit
from dpia_wizard.app.start import archive, edit_details, start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import Answers, PromptsAnswer
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.doctor import examine
from dpia_wizard.jobs.findings import Finding
from dpia_wizard.jobs.open_example import open_example
from tests.builders import APPROVER, NOW, OWNER, READY

SECRET = "what nobody should read in a finding"
Tables = dict[str, Any]


def _latest(activity: Activity) -> Assessment:
    found = activity.current("lia")
    assert found is not None
    return found


def _answer(desk: Desk, activity: Activity, answers: Answers) -> Activity:
    before = _latest(activity)
    after = before.with_answers({**before.answers, **answers})
    return leave_page(desk, activity, after, before=before.answers)


PAGES: tuple[Answers, ...] = (
    {
        "lia.purpose_answer": PromptsAnswer(text=SECRET),
        "lia.necessity_answer": PromptsAnswer(text="Nothing gentler does."),
    },
    {
        "lia.nature_answer": PromptsAnswer(text="Names."),
        "lia.expectations_answer": PromptsAnswer(text="They expect it."),
        "lia.impact_answer": PromptsAnswer(text="Little."),
        "lia.opt_out_available": "yes",
        "lia.can_rely_on_li": "yes",
    },
)


def _live(desk: Desk) -> Activity:
    """An activity from its beginning to a second version under way."""
    activity = start_activity(desk, Details(title="Newsletter", owner=OWNER))
    activity = start_assessment(desk, activity, "lia")
    for page in PAGES:
        entered = _latest(activity).answers
        drafted = _latest(activity).with_answers({**entered, **page})
        activity = save_draft(desk, activity, drafted)
        activity = leave_page(desk, activity, drafted, before=entered)
    activity = submit(desk, activity, _latest(activity))
    activity = comment(desk, activity, _latest(activity), question="", text="Why?")
    activity = give_back(desk, activity, _latest(activity), reason="Say more.")
    activity = edit_details(desk, activity, replace(activity.details, channels="Email"))
    activity = settle(desk, activity, _latest(activity), plan=READY, advice=None)
    complete_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="lia",
        version=1,
        by=Completer(person=OWNER),
        at=NOW,
        one_person_allowed=False,
    )
    activity = desk.store.load(activity.id)
    activity = approve(desk, activity, _latest(activity), by=APPROVER)
    activity = new_version(desk, activity, _latest(activity), reason="Post as well.")
    activity = _answer(desk, activity, {"lia.can_rely_on_li": "no"})
    return archive(desk, activity, archived=False)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Activity]:
    """A folder with the example and an activity of one's own, and that activity."""
    folder = tmp_path_factory.mktemp("doctor") / "data"
    desk = open_desk(folder, clock=lambda: NOW)
    settings = replace(desk.settings, name=OWNER.name, role=OWNER.role, signature_needed=False)
    save_settings(desk, settings)
    open_example(desk.workspace, label="ACT-0001", name="council_message")
    activity = _live(desk)
    desk.close()
    return folder, activity


@pytest.fixture
def folder(lived: tuple[Path, Activity], tmp_path: Path) -> Path:
    shutil.copytree(lived[0], tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def activity(lived: tuple[Path, Activity]) -> Activity:
    return lived[1]


@pytest.fixture
def file(folder: Path, activity: Activity) -> Path:
    return folder / "activities" / f"{activity.id}.json"


@pytest.fixture
def pdf(folder: Path, activity: Activity) -> Path:
    return folder / "records" / activity.id / "lia-v1.pdf"


def by_hand(file: Path, edit: Callable[[Any], object]) -> None:
    """Change an activity's file as somebody with an editor would."""
    tables = json.loads(file.read_text("utf-8"))
    edit(tables["activity"]["1"])
    file.write_text(json.dumps(tables, indent=1), "utf-8")


def found(folder: Path) -> list[tuple[str, str]]:
    """What is found, as problem and place; no answer is ever in it."""
    findings = examine(folder).findings
    assert SECRET not in " ".join(finding.sentence for finding in findings)
    return [(finding.problem, finding.place) for finding in findings]


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
    save_draft(desk, activity, _latest(activity).answer("lia.opt_out_available", "no"))
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


# kept records ------------------------------------------------------------------------------


def test_a_kept_pdf_changed_by_a_byte(folder: Path, pdf: Path) -> None:
    data = bytearray(pdf.read_bytes())
    data[-20] ^= 1
    pdf.write_bytes(data)
    (only,) = examine(folder).findings
    assert (only.problem, only.file) == (
        "record_changed",
        f"records/{pdf.parent.name}/{pdf.name}",
    )


def test_a_kept_pdf_taken_away(folder: Path, pdf: Path) -> None:
    pdf.unlink()
    assert found(folder) == [("record_missing", "")]


def test_a_kept_pdf_replaced_and_its_digest_with_it(
    folder: Path, file: Path, pdf: Path
) -> None:
    """Somebody who knows of the digest and of the seal still leaves the history behind."""
    others = next(p for p in folder.glob("records/*/*-v1.pdf") if p != pdf)
    shutil.copy(others, pdf)
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    by_hand(file, lambda a: a["assessments"][0]["kept"].update(sha256=sha256))
    problems = [problem for problem, _ in found(folder)]
    assert "digest_changed" in problems
    assert "record_unusable" in problems


def test_pdfs_without_an_activity(folder: Path, file: Path) -> None:
    file.unlink()
    assert found(folder) == [("stray", "")]


# the rest of the folder --------------------------------------------------------------------


def test_a_kept_question_set_edited_and_one_taken_away(folder: Path) -> None:
    first, second, _ = sorted((folder / "sets").glob("*.json"))
    first.write_text(first.read_text("utf-8").replace("people", "persons"), "utf-8")
    second.unlink()
    seen = examine(folder).findings
    assert [(f.file, f.problem) for f in seen] == [
        (f"sets/{first.name}", "set_changed"),
        (f"sets/{second.name}", "set_missing"),
    ]


def test_settings_that_cannot_be_understood(folder: Path) -> None:
    (folder / "settings.json").write_text("{", "utf-8")
    assert found(folder) == [("settings_unreadable", "")]


def test_leftovers_are_told_once_they_are_old(folder: Path) -> None:
    left = folder / "activities" / ".x.json.0a1b2c3d.new"
    left.write_text("{", "utf-8")
    assert found(folder) == []
    long_ago = time.time() - 3600
    os.utime(left, (long_ago, long_ago))
    assert found(folder) == [("left_over", "")]


def test_what_was_set_aside_is_told(folder: Path) -> None:
    aside = folder / "set-aside"
    aside.mkdir()
    (aside / "x.json").write_text("{", "utf-8")
    assert found(folder) == [("set_aside", "")]


def test_a_question_set_of_ones_own_that_is_broken(folder: Path) -> None:
    own = folder / "questionnaires"
    own.mkdir()
    (own / "x.yaml").write_text("id: [", "utf-8")
    assert {problem for problem, _ in found(folder)} == {"own_set_broken"}


def test_a_finding_is_one_sentence_with_file_place_and_what_to_do() -> None:
    finding = Finding(file="a.json", problem="x", place="here", text="it is so", advice="Do it")
    assert finding.sentence == "a.json, here: it is so. Do it."
