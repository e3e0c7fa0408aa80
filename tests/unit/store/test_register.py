"""The register: what search finds, and that every change is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.store.register import Register
from dpia_wizard.store.workspace import Workspace, open_workspace
from tests.builders import NOW, OFFERED, OWNER, an_activity, an_assessment
from tests.unit.store.registers import NEWSLETTER, another, fill, titles


def test_an_empty_register_has_no_rows_and_finds_nothing(register: Register) -> None:
    register.refresh()
    assert (register.rows(), register.labels(), register.search("x")) == ([], [], set())
    assert register.row("x") is None


def test_rows_come_latest_first_whatever_clock_they_were_written_by(
    workspace: Workspace, register: Register
) -> None:
    def touched(title: str, hours: int, zone: int) -> Activity:
        at = (NOW + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=zone)))
        return another(title, history=(Event(at=at, by=OWNER, kind=EventKind.CREATED),))

    for activity in (touched("middle", 2, 9), touched("old", 1, 0), touched("new", 3, -9)):
        workspace.store.save(activity)
    register.refresh()
    assert titles(register) == ["new", "middle", "old"]
    assert [row.title for row in register.rows(most=1)] == ["new"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("newsletter", True),
        ("NEWS", True),
        ("tenant spring", True),
        ("spring tenant", True),
        ("tenant, spring!", True),
        ("ten spring", False),
        ("tenants", False),
        ("sian muller", True),
        ("SIÂN MU\u0308LL", True),
        ("rechauffe", True),
        ("gas checks", True),
        ("ACT-0001", True),
        ("act-0001 spr", True),
        ("alex", True),
        ("gas donkeys", False),
        ("", False),
        (" \n", False),
        ("!?", False),
    ],
)
def test_search_looks_through_titles_people_and_answers(
    workspace: Workspace, register: Register, text: str, *, found: bool
) -> None:
    workspace.store.save(NEWSLETTER)
    register.refresh()
    assert register.search(text) == ({NEWSLETTER.id} if found else set())


ODD = [
    '"', "'", '"spring', 'spring"', "spring OR x", "spring AND", "NOT spring", "NEAR(a b)",
    "text:spring", "spring*", "^spring", "spring + x", "a-b", "{a b}", "(", "lia_v1", "_",
    "%", "\\", ";drop table words", "\x00", "\ud800", "𞤀𞤣", "पहला", "👍", "x" * 9_999,
    "word " * 2_000,
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_signs_that_mean_something_to_the_database_are_harmless(
    workspace: Workspace, register: Register, text: str
) -> None:
    workspace.store.save(another("about " + text.encode("utf-8", "ignore").decode()))
    register.refresh()
    register.search(text)
    assert len(register.search("about")) == 1


@settings(max_examples=25)
@given(text=st.text(max_size=30), title=st.text(st.characters(exclude_categories=["Cs"])))
def test_anything_can_be_looked_for(
    tmp_path_factory: pytest.TempPathFactory, text: str, title: str
) -> None:
    workspace = open_workspace(tmp_path_factory.mktemp("data"))
    workspace.store.save(another(title))
    register = workspace.register()
    register.refresh()
    register.search(text)
    if any(character.isalnum() for character in title):
        assert len(register.search(title)) == 1
    register.close()


def test_search_finds_the_newest_words_only(workspace: Workspace, register: Register) -> None:
    saved = workspace.store.save(another("First title"))
    register.put(saved)
    assert register.search("first") == {saved.id}
    saved = workspace.store.save(replace(saved, details=Details(title="Second title")))
    register.put(saved)
    assert register.search("first") == set()
    assert register.search("second") == {saved.id}
    assert titles(register) == ["Second title"]


def test_what_was_put_is_not_read_again(workspace: Workspace, register: Register) -> None:
    register.refresh()
    register.put(workspace.store.save(another("Saved here")))
    assert register.refresh_some(budget_ms=0)
    assert register.pending() == 0


def test_putting_what_has_gone_changes_nothing(
    workspace: Workspace, register: Register
) -> None:
    saved = workspace.store.save(another("Gone"))
    (workspace.folder / "activities" / f"{saved.id}.json").unlink()
    register.put(saved)
    register.refresh()
    assert register.rows() == []
    register.put(saved)
    register.refresh()
    assert register.rows() == []


def test_putting_an_older_state_takes_what_is_on_disk(
    workspace: Workspace, register: Register
) -> None:
    old = workspace.store.save(another("Old"))
    workspace.store.save(replace(old, details=Details(title="New")))
    register.put(old)
    assert titles(register) == ["New"]
    assert register.refresh_some(budget_ms=0)


def test_changes_by_others_are_seen(workspace: Workspace, register: Register) -> None:
    first, second, third = fill(workspace, 3)
    register.refresh()
    seen = register.watch()
    elsewhere = open_workspace(workspace.folder).store
    elsewhere.save(replace(first, details=Details(title="Changed")))
    (workspace.folder / "activities" / f"{second.id}.json").unlink()
    elsewhere.save(another("Added"))
    assert register.watch() != seen
    register.refresh()
    assert sorted(titles(register)) == ["Activity 002", "Added", "Changed"]
    assert register.search("activity") == {third.id}


def test_a_damaged_file_is_left_out_and_the_rest_is_there(
    workspace: Workspace, register: Register
) -> None:
    _, second = fill(workspace, 2)
    (workspace.folder / "activities" / f"{second.id}.json").write_text("{")
    register.refresh()
    assert titles(register) == ["Activity 000"]
    assert [aside.name for aside in workspace.store.set_aside] == [f"{second.id}.json"]


def test_an_activity_whose_questions_are_lost_keeps_its_row(
    workspace: Workspace, register: Register
) -> None:
    now = workspace.sets.get("lia").shape
    lost = an_assessment(
        "lia",
        set_digest="f" * 64,
        set_version=now.version,
        law_version=now.law_version,
        status=Status.SIGNED_OFF,
    )
    workspace.store.save(an_activity(lost))
    register.refresh()
    (row,) = register.rows()
    said = {cell.set_id: cell.text for cell in row.sets}
    assert said == {**dict.fromkeys(OFFERED, "–"), "lia": "Signed off"}


def test_three_hundred_activities_come_in_by_and_by_and_then_only_changes(
    workspace: Workspace, register: Register
) -> None:
    activities = fill(workspace, 300)
    steps = 0
    while not register.refresh_some(budget_ms=5):
        steps += 1
        assert len(register.rows()) + register.pending() == 300
    assert steps > 1
    assert len(register.rows()) == 300
    again = workspace.register()
    assert again.refresh_some(budget_ms=0)
    workspace.store.save(activities[7])
    assert not again.refresh_some(budget_ms=0)
    assert again.pending() == 1
    again.close()
