"""A folder after a full life, copied for each test."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dpia_wizard.app.answer import leave_page, save_draft
from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.discuss import comment
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import approve, give_back, new_version, settle, submit
from dpia_wizard.app.start import archive, edit_details, start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import Answers, PromptsAnswer
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.open_example import open_example
from tests.builders import APPROVER, NOW, OWNER, READY
from tests.unit.jobs.doctor.steps import SECRET, latest


def _answer(desk: Desk, activity: Activity, answers: Answers) -> Activity:
    before = latest(activity)
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
        entered = latest(activity).answers
        drafted = latest(activity).with_answers({**entered, **page})
        activity = save_draft(desk, activity, drafted)
        activity = leave_page(desk, activity, drafted, before=entered)
    activity = submit(desk, activity, latest(activity))
    activity = comment(desk, activity, latest(activity), question="", text="Why?")
    activity = give_back(desk, activity, latest(activity), reason="Say more.")
    activity = edit_details(desk, activity, replace(activity.details, channels="Email"))
    activity = settle(desk, activity, latest(activity), plan=READY, advice=None)
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
    activity = approve(desk, activity, latest(activity), by=APPROVER)
    activity = new_version(desk, activity, latest(activity), reason="Post as well.")
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
