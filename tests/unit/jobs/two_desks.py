"""Two data folders that never see each other, and files that go between them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dpia_wizard.app.answer import leave_page
from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import settle
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.hand_over import hand_over
from dpia_wizard.jobs.open_record import Opened, open_record_file
from tests.builders import NOW, OWNER, READY

ALL: dict[str, AnswerValue] = {
    "purpose_answer": PromptsAnswer(text="To tell tenants."),
    "necessity_answer": PromptsAnswer(text="Nothing gentler does."),
    "nature_answer": PromptsAnswer(text="Names."),
    "expectations_answer": PromptsAnswer(text="They expect it."),
    "impact_answer": PromptsAnswer(text="Little."),
    "opt_out_available": "yes",
    "can_rely_on_li": "yes",
}
PURPOSE = "lia.purpose_answer"


def desk_of(folder: Path, person: Person) -> Desk:
    """A data folder somebody works in; a name alone signs off there."""
    desk = open_desk(folder / person.role.replace(" ", "-"), clock=lambda: NOW)
    settings = replace(
        desk.settings, name=person.name, role=person.role, signature_needed=False
    )
    save_settings(desk, settings)
    return desk


def begun(desk: Desk, set_id: str = "lia") -> Activity:
    """A new activity with one set begun."""
    activity = start_activity(desk, Details(title="Newsletter", owner=OWNER))
    return start_assessment(desk, activity, set_id)


def lia(activity: Activity) -> Assessment:
    """The first version of its assessment of legitimate interests."""
    return activity.version("lia", 1)


def answered(desk: Desk, activity: Activity, **answers: AnswerValue) -> Activity:
    """The activity with some answers written, and noted."""
    before = lia(activity)
    told = {**before.answers, **{f"lia.{key}": value for key, value in answers.items()}}
    return leave_page(desk, activity, before.with_answers(told), before=before.answers)


def text(words: str) -> PromptsAnswer:
    """A text beside a checklist."""
    return PromptsAnswer(text=words)


def ready(desk: Desk, activity: Activity, **answers: AnswerValue) -> Activity:
    """Everything answered and settled."""
    full = answered(desk, activity, **{**ALL, **answers})
    return settle(desk, full, lia(full), plan=READY, advice=None)


def finish(
    desk: Desk, activity: Activity, by: Person | Completer = OWNER, *, alone: bool = False
) -> Path:
    """Complete what is ready: by name, or with a signature."""
    path, _ = complete_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="lia",
        version=1,
        by=by if isinstance(by, Completer) else Completer(person=by),
        at=NOW,
        one_person_allowed=alone,
    )
    return path


def completed(
    desk: Desk, activity: Activity, by: Person | Completer = OWNER, **answers: AnswerValue
) -> Path:
    """Everything answered and settled, then completed."""
    ready(desk, desk.store.load(activity.id), **answers)
    return finish(desk, activity, by)


def handed_over(desk: Desk, activity: Activity, out: Path, note: str = "") -> Path:
    """The hand-over of an activity."""
    hand_over(desk.workspace, activity_id=activity.id, out=out, note=note, by=desk.me, at=NOW)
    return out


def received(desk: Desk, path: Path, take: str = "") -> Opened:
    """What opening a file in a folder comes to."""
    return open_record_file(
        desk.workspace, path, label="ACT-0009", by=desk.me, at=NOW, take_side=take
    )
