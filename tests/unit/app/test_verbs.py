"""The light verbs: beginning, answering, putting away, and what the house has settled."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dpia_wizard.app.answer import changes_between, leave_page, save_draft
from dpia_wizard.app.desk import Desk, open_desk, utc_now
from dpia_wizard.app.find import find_activity
from dpia_wizard.app.places import data_folder
from dpia_wizard.app.settings import Settings, save_settings
from dpia_wizard.app.start import archive, edit_details, start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.errors import AmbiguousError, NotFoundError
from dpia_wizard.domain.history import Change, EventKind
from tests.builders import NOW, TODAY
from tests.unit.app.screenings import draft_of, kinds


def test_labels_count_up_from_the_highest(desk: Desk) -> None:
    labels = [start_activity(desk, Details(title=str(i))).label for i in range(3)]
    assert labels == ["ACT-0001", "ACT-0002", "ACT-0003"]
    other = open_desk(desk.workspace.folder)
    assert start_activity(other, Details(title="x")).label == "ACT-0004"
    other.close()


def test_an_activity_is_found_by_label_id_or_title(desk: Desk, activity: Activity) -> None:
    for name in (activity.label.lower(), activity.id, " newsletter "):
        assert find_activity(desk, name).id == activity.id
    with pytest.raises(NotFoundError):
        find_activity(desk, "ACT-9999")
    start_activity(desk, Details(title="NEWSLETTER"))
    with pytest.raises(AmbiguousError):
        find_activity(desk, "newsletter")


def test_beginning_an_assessment_keeps_the_questions_it_asks(
    desk: Desk, begun: Activity
) -> None:
    digest = draft_of(begun).set_digest
    assert (desk.workspace.folder / "sets" / f"{digest}.json").is_file()
    assert kinds(begun) == ["created", "started"]
    with pytest.raises(NotFoundError):
        start_assessment(desk, begun, "lai")


def test_beginning_an_assessment_twice_keeps_the_first(desk: Desk, begun: Activity) -> None:
    assert start_assessment(desk, begun, "screening") == begun


def test_typing_is_saved_and_noted_once_a_page_is_left(desk: Desk, begun: Activity) -> None:
    before = draft_of(begun).answers
    typed = begun
    for text in ("y", "ye", "yes"):
        assessment = draft_of(typed).answer("screening.new_sharing", text)
        typed = save_draft(desk, typed, assessment)
        assert desk.store.load(typed.id) == typed
    assert save_draft(desk, typed, draft_of(typed)) == typed
    left = leave_page(desk, typed, draft_of(typed), before=before)
    assert kinds(left) == ["created", "started", "answered"]
    assert left.history[-1].detail is not None
    assert left.history[-1].detail.changes == (
        Change(what="screening.new_sharing", after="yes"),
    )
    assert leave_page(desk, left, draft_of(left), before=draft_of(left).answers) == left


def test_changes_are_named_question_by_question() -> None:
    before, after = {"a": "1", "b": "2", "c": "3"}, {"b": "2", "c": "4", "d": "5"}
    assert changes_between(before, after) == (
        Change(what="a", before="1"),
        Change(what="c", before="3", after="4"),
        Change(what="d", after="5"),
    )


def test_the_details_are_noted_with_what_changed(desk: Desk, activity: Activity) -> None:
    details = replace(activity.details, title="Spring", planned_start=TODAY)
    edited = edit_details(desk, activity, details)
    assert edited.history[-1].detail is not None
    assert {change.what for change in edited.history[-1].detail.changes} == {
        "title",
        "planned_start",
    }
    assert edit_details(desk, edited, details) == edited


def test_an_activity_can_be_put_away_and_brought_back(desk: Desk, activity: Activity) -> None:
    away = archive(desk, activity, archived=True)
    back = archive(desk, away, archived=False)
    assert (away.archived, back.archived) == (True, False)
    assert kinds(back) == ["created", "archived", "restored"]


def test_the_day_is_that_of_the_user_s_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        desk = open_desk(tmp_path / "data", clock=lambda: NOW)
        assert desk.now() == NOW
        assert desk.today() == desk.now().date() == TODAY + timedelta(days=1)
        activity = start_activity(desk, Details(title="x"))
        assert desk.store.load(activity.id).created_at.date() == desk.today()
        desk.close()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_settings_are_kept_and_used_at_once(desk: Desk) -> None:
    save_settings(desk, Settings(name="Zoë", organisation="Example Housing"))
    assert desk.me.name == "Zoë"
    assert desk.sets.organisation == "Example Housing"
    again = open_desk(desk.workspace.folder)
    assert (again.me.name, again.sets.organisation) == ("Zoë", "Example Housing")


def test_the_data_folder_is_as_given_or_set_or_the_platform_s(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DPIA_WIZARD_DATA", "~/elsewhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_folder("/given") == Path("/given")
    assert data_folder() == tmp_path / "elsewhere"
    monkeypatch.delenv("DPIA_WIZARD_DATA")
    assert data_folder().name == "dpia-wizard"
    monkeypatch.chdir(tmp_path)
    assert data_folder("here") == tmp_path / "here"


def test_the_clock_is_told_to_the_second() -> None:
    now = utc_now()
    assert (now.microsecond, now.utcoffset()) == (0, timedelta(0))
    assert abs(now - datetime.now(now.tzinfo)) < timedelta(minutes=1)


def test_every_kind_of_event_has_a_name_of_its_own() -> None:
    assert len({kind.value for kind in EventKind}) == len(EventKind)
