"""The organisation profile in a record: frozen, printed, checked and brought back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dpia_wizard.app.answer import leave_page
from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.profile import save_profile
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import settle
from dpia_wizard.app.stale_words import stale_words
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.codec.record import open_record
from dpia_wizard.codec.record_restore import restore_activity
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.checking import Grade
from dpia_wizard.domain.profile import Profile
from dpia_wizard.jobs.check_record import check_file
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.hand_over import hand_over
from dpia_wizard.jobs.open_record import open_record_file
from dpia_wizard.report.attachment import read_attachment
from tests.builders import NOW, OWNER, READY
from tests.profiles import PROFILE, UNCOVERED
from tests.unit.report.pages import printed

APPEAL = Path(__file__).parents[2] / "data" / "appeal.yaml"


@dataclass(frozen=True)
class Done:
    """A data folder in which an appeal was completed under a profile, and its PDF."""

    desk: Desk
    activity_id: str
    pdf: bytes

    @property
    def activity(self) -> Activity:
        return self.desk.store.load(self.activity_id)

    @property
    def appeal(self) -> Assessment:
        return self.activity.version("appeal", 1)


def open_at(folder: Path) -> Desk:
    (folder / "questionnaires").mkdir(parents=True)
    shutil.copy(APPEAL, folder / "questionnaires")
    desk = open_desk(folder, clock=lambda: NOW)
    named = replace(desk.settings, name=OWNER.name, organisation="Ours", signature_needed=False)
    save_settings(desk, named)
    return desk


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    desk = open_at(tmp_path_factory.mktemp("profile"))
    save_profile(desk, UNCOVERED)
    activity = start_activity(desk, Details(title="Spring appeal", owner=OWNER))
    activity = start_assessment(desk, activity, "appeal")
    draft = activity.version("appeal", 1)
    after = draft.answer("appeal.purpose", "fundraising")
    activity = leave_page(desk, activity, after, before=draft.answers)
    activity = settle(desk, activity, activity.version("appeal", 1), plan=READY, advice=None)
    path, _ = complete_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="appeal",
        version=1,
        by=Completer(person=OWNER),
        at=NOW,
        one_person_allowed=False,
    )
    yield Done(desk, activity.id, path.read_bytes())
    desk.close()


@pytest.fixture(autouse=True)
def as_it_was(done: Done) -> Iterator[None]:
    yield
    save_profile(done.desk, UNCOVERED)


def test_the_profile_of_the_day_is_frozen_and_travels_in_the_record(done: Done) -> None:
    save_profile(done.desk, replace(PROFILE, controller="Another name"))
    assert done.appeal.profile == UNCOVERED
    opened = open_record(read_attachment(done.pdf, source="x"), source="x")
    assert opened.record.organisation.profile == UNCOVERED
    assert opened.record.facts.values == {
        "notice_covers_fundraising": "no",
        "profile_filled": "yes",
    }


def test_the_next_version_goes_by_the_profile_of_its_own_day(done: Done) -> None:
    following = signoff.new_version(done.appeal, at=NOW, reason="Another appeal.")
    assert following.profile is None
    save_profile(done.desk, PROFILE)
    assert done.desk.questionnaire(following).known["notice_covers_fundraising"] == "yes"


def test_it_is_printed_with_what_it_leaves_out(done: Done) -> None:
    text = printed(done.pdf)
    assert "Your privacy notice of 3 May 2026 does not cover fundraising." in text
    for said in ("The organisation", "Example Homes Limited, registration Z0000002",
                 "example.org/privacy", "Six years after the tenancy."):  # fmt: skip
        assert said in text
    assert "Transfers" not in text  # only what is said
    assert "Notice covers fundraising" not in text  # no fact beside it


def test_the_pages_and_the_result_can_be_worked_out_again(done: Done, tmp_path: Path) -> None:
    save_profile(done.desk, PROFILE)  # what it says today changes no record
    path = tmp_path / "appeal.pdf"
    path.write_bytes(done.pdf)
    report = check_file(path, sets=done.desk.sets, trust_folder=tmp_path / "trust")
    told = {check.id: check.grade for check in report.checks}
    assert {told["pages"], told["result"], told["history"]} == {Grade.PASSED}


@pytest.mark.parametrize(
    ("profile", "stale"),
    [
        (UNCOVERED, False),
        (replace(UNCOVERED, retention="Ten years.", data_kinds=()), False),
        (PROFILE, False),  # the gap is closed
        (Profile(), False),  # nothing is known, so nothing speaks up
    ],
)
def test_a_change_that_lets_nothing_new_speak_up_leaves_it_standing(
    done: Done, profile: Profile, stale: bool
) -> None:
    save_profile(done.desk, profile)
    assert bool(stale_words(done.desk, done.activity, done.appeal)) is stale


def test_a_notice_that_covers_less_than_it_did_marks_it(done: Done) -> None:
    covered = replace(
        done.appeal,
        profile=PROFILE,
        facts={"notice_covers_fundraising": "yes", "profile_filled": "yes"},
    )
    save_profile(done.desk, PROFILE)
    assert stale_words(done.desk, done.activity.put(covered), covered) == []
    save_profile(done.desk, UNCOVERED)
    (said,) = stale_words(done.desk, done.activity.put(covered), covered)
    assert said.startswith("the organisation profile was changed")


def test_another_folder_gets_the_profile_of_the_day_and_keeps_its_own(
    done: Done, tmp_path: Path
) -> None:
    out = tmp_path / "handed.pdf"
    hand_over(done.desk.workspace, activity_id=done.activity_id, out=out, by=OWNER, at=NOW)
    theirs = open_at(tmp_path / "theirs")
    save_profile(theirs, replace(PROFILE, controller="Theirs"))
    opened = open_record_file(theirs.workspace, out, label="ACT-0009", by=OWNER, at=NOW)
    brought = theirs.store.load(opened.activity.id)
    assert brought.version("appeal", 1).profile == UNCOVERED
    assert theirs.profile.controller == "Theirs"
    theirs.close()


def test_a_record_brought_in_leaves_no_facts_of_the_profile_behind(done: Done) -> None:
    opened = open_record(read_attachment(done.pdf, source="x"), source="x")
    activity = restore_activity(opened, label="ACT-0001", source="x")
    assert activity.facts.values == {}
    assert activity.version("appeal", 1).facts == done.appeal.facts
