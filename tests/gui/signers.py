"""Real signing identities for the tests of the sign-off page, made once in a data folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Advice, Assessment, Plan
from dpia_wizard.domain.identity import Identity
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.identities import Holder, create_kept
from dpia_wizard.jobs.signing import opened_signer
from tests.builders import APPROVER
from tests.gui.cases import FAIR_ANSWERS, begin, on_disk

PASSPHRASE = "correct horse battery staple"
HOUSE = "Example Housing Association"


def make_identity(desk: Desk, person: Person) -> Identity:
    """An identity of a person in the data folder, trusted there."""
    holder = Holder(name=person.name, role=person.role, organisation=HOUSE)
    return create_kept(desk.workspace, holder, passphrase=PASSPHRASE, at=desk.now())


def completed(
    desk: Desk, by: Identity | Person, *, advice: Advice | None = None
) -> tuple[Activity, Assessment]:
    """An activity with its fair assessment completed: signed, or by name only."""
    activity = begin(desk, answers=FAIR_ANSWERS)
    (draft,) = activity.assessments
    plan = Plan(approver=APPROVER, review_on=desk.today().replace(year=2099))
    desk.save(activity.put(replace(draft, plan=plan, advice=advice)))
    complete_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="fair",
        version=1,
        by=_completer(desk, by),
        at=desk.now(),
        one_person_allowed=False,
    )
    stored = on_disk(desk, activity)
    return stored, stored.assessments[0]


def _completer(desk: Desk, by: Identity | Person) -> Completer:
    if isinstance(by, Person):
        return Completer(person=by)
    return Completer.signing(opened_signer(Path(by.file), PASSPHRASE, at=desk.now()))
