"""Who is in the pictures, and how their cases come about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dpia_wizard.app.answer import leave_page
from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import new_version
from dpia_wizard.app.start import start_activity
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.identities import Holder, create_kept
from dpia_wizard.jobs.open_record import open_record_file
from dpia_wizard.jobs.signing import opened_signer
from tests.tools.camera import Camera

OWNER = Person(name="Campaign owner", role="Campaign owner")
DPO = Person(name="Data protection officer", role="Data protection officer")
APPROVER = Person(name="Head of communications", role="Approver")
HOUSE = "Example Housing Association"
PASSPHRASE = "four words for the pictures"


def introduce(desk: Desk) -> None:
    """Say who works there, and give each an identity."""
    settings = replace(
        desk.settings,
        name=DPO.name,
        role=DPO.role,
        organisation=HOUSE,
    )
    for person in (OWNER, DPO, APPROVER):
        holder = Holder(name=person.name, role=person.role, organisation=HOUSE)
        create_kept(desk.workspace, holder, passphrase=PASSPHRASE, at=desk.now())
    save_settings(desk, settings)


def begin(camera: Camera, title: str, team: str, channels: str) -> Activity:
    """A new activity."""
    details = Details(title=title, owner=OWNER, team=team, channels=channels, sector="housing")
    return start_activity(camera.desk, details)


def activity_page(camera: Camera) -> ActivityPage:
    """The activity's page, which has to be seen."""
    page = camera.window.page
    if not isinstance(page, ActivityPage):
        raise SystemExit("The activity's page is not seen.")
    return page


def open_set(camera: Camera, set_id: str) -> None:
    """Open what was begun of a set, from the activity's page."""
    page = camera.window.page
    if isinstance(page, ActivityPage):
        page.open_wanted.emit(set_id, 0)
    camera.settle()


def start_set(camera: Camera, set_id: str) -> None:
    """Begin a set, from the activity's page."""
    page = camera.window.page
    if isinstance(page, ActivityPage):
        page.start_wanted.emit(set_id)
    camera.settle()


def completed_anew(camera: Camera) -> str:
    """The example's assessment in a second version, completed by signing; its activity's id."""
    desk = camera.desk
    activity_id = next(
        row.id for row in camera.program.feed.rows if "newsletter" in row.title.casefold()
    )
    activity = desk.store.load(activity_id)
    signed = activity.version("lia", 1)
    begun = new_version(desk, activity, signed, reason="The printer has changed.")
    draft = begun.version("lia", 2)
    plan = replace(draft.plan, review_on=desk.today().replace(year=desk.today().year + 1))
    ready = desk.save(begun.put(replace(draft, plan=plan, advice=signed.advice)))
    owner = next(i for i in desk.identities.known() if i.person == OWNER)
    complete_stored(
        desk.workspace,
        activity_id=ready.id,
        set_id="lia",
        version=2,
        by=Completer.signing(opened_signer(Path(owner.file), PASSPHRASE, at=desk.now())),
        at=desk.now(),
        one_person_allowed=False,
    )
    return activity_id


def open_there(desk: Desk, path: Path) -> None:
    """Bring a file into another folder."""
    open_record_file(desk.workspace, path, label="ACT-0007", by=OWNER, at=desk.now())


def answer(desk: Desk, activity_id: str, text: str) -> None:
    """Answer the screening's question anew, as one page."""
    activity = desk.store.load(activity_id)
    before = activity.version("screening", 1)
    after = before.answer("screening.intrusive_contact_details", text)
    leave_page(desk, activity, after, before=before.answers)
