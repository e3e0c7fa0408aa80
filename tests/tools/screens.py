"""Takes a picture of every screen, light and dark, at 1280×800: `screens.py FOLDER [NAME…]`.

With names, only the pictures whose names begin so are taken.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QLineEdit, QPushButton

from dpia_wizard.app.answer import leave_page
from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.profile import save_profile
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import new_version, submit
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.examples import FIRST_EXAMPLE
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.activity.handing_over import HandOverDialog
from dpia_wizard.gui.frame.about_dialog import AboutDialog
from dpia_wizard.gui.frame.guidance_dialog import GuidanceDialog
from dpia_wizard.gui.frame.main_window import CHECK as CHECK_A_RECORD
from dpia_wizard.gui.frame.main_window import LAW, QUESTION_SETS, REVIEWS, SETTINGS
from dpia_wizard.gui.history.merge_page import MergePage
from dpia_wizard.gui.identities.identity_dialog import IdentityDialog
from dpia_wizard.gui.wizard.wizard_steps import ABOUT, CHECK, RESULT, SIGN_OFF
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.hand_over import hand_over
from dpia_wizard.jobs.identities import Holder, create_kept
from dpia_wizard.jobs.open_record import open_record_file
from dpia_wizard.jobs.signing import opened_signer
from tests.profiles import PROFILE
from tests.tools.camera import Camera

_OWNER = Person(name="Campaign owner", role="Campaign owner")
_DPO = Person(name="Data protection officer", role="Data protection officer")
_APPROVER = Person(name="Head of communications", role="Approver")
_HOUSE = "Example Housing Association"
_PASSPHRASE = "four words for the pictures"


def main() -> None:
    """Take them all."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dpia-wizard-") as folder:
        camera = Camera(Path(folder), out, sys.argv[2:])
        camera.take("register-empty")
        camera.window.new_activity_requested.emit()
        camera.take("new-activity")
        _introduce(camera.desk)
        _example(camera)
        _screening(camera)
        _assessment(camera)
        _places(camera)
        _approval(camera)
        _apart(camera)
        _records(camera)
        camera.window.close()


def _introduce(desk: Desk) -> None:
    settings = replace(
        desk.settings,
        name=_DPO.name,
        role=_DPO.role,
        organisation=_HOUSE,
    )
    for person in (_OWNER, _DPO, _APPROVER):
        holder = Holder(name=person.name, role=person.role, organisation=_HOUSE)
        create_kept(desk.workspace, holder, passphrase=_PASSPHRASE, at=desk.now())
    save_settings(desk, settings)


def _example(camera: Camera) -> None:
    window = camera.window
    window.example_requested.emit(FIRST_EXAMPLE)
    camera.wait_for(lambda: isinstance(window.page, ActivityPage))
    camera.take("activity")
    _take_away(camera)
    _sent(camera)
    _open(camera, "lia")
    camera.show_signatures()
    camera.take("signed-off")
    camera.wizard().go_to(CHECK)
    camera.take("answers-locked")
    camera.wizard().go_to(RESULT)
    camera.take("result")
    _rows(camera)
    _impact(camera)


def _take_away(camera: Camera) -> None:
    """What people take away from the example."""
    for kind in ("privacy_notice", "send_card"):
        button = camera.window.findChild(QPushButton, f"take_away:{kind}")
        if button is not None:
            button.click()
            camera.settle()
            camera.take(f"take-away-{kind.replace('_', '-')}")
            camera.window.back_to_shell()


def _sent(camera: Camera) -> None:
    """Recording that the example was sent."""
    button = camera.window.findChild(QPushButton, "record_sending")
    if button is not None:
        button.click()
        camera.settle()
        camera.take("sending")
        camera.window.back_to_shell()


def _rows(camera: Camera) -> None:
    """The example's marketing rules: each channel and group, and what it comes to."""
    camera.wizard().closed.emit()
    _open(camera, "marketing-rules")
    camera.wizard().go_to(RESULT)
    camera.take("marketing-result")


def _impact(camera: Camera) -> None:
    """An impact assessment, begun: risks that are often met, and what is done."""
    camera.wizard().closed.emit()
    activity = _begin(camera, "Welcome pack for new tenants", "Lettings", "Post")
    camera.window.activity_opened.emit(activity.id)
    _start(camera, "dpia")
    wizard = camera.wizard()
    session = wizard.session
    risks = session.questionnaire.question("dpia.risks")
    rows = [dict(offer.row) for offer in risks.suggestions[:3]]
    numbered = [{**row, "risk_no": number} for number, row in enumerate(rows, 1)]
    session.answer("dpia.risks", tuple(numbered))
    wizard.go_to_question("dpia.risks")
    camera.take("dpia-risks")
    wizard.go_to_question("dpia.measures")
    camera.take("dpia-measures")
    wizard.closed.emit()
    camera.settle()


def _screening(camera: Camera) -> None:
    activity = _begin(camera, "Lifeline alarm offer to customers", "Independent living", "SMS")
    camera.window.activity_opened.emit(activity.id)
    _start(camera, "screening")
    wizard = camera.wizard()
    session = wizard.session
    for question in list(session.questionnaire.questions.values())[:14]:
        if not question.parent:
            session.answer(question.id, "no")
    session.answer("screening.intrusive_contact", "yes")
    session.answer(
        "screening.intrusive_contact_details",
        "Two reminder texts in the evening to tenants who have not replied to the letter.",
    )
    wizard.go_to("screening.intrusive_contact")
    camera.take("question")
    session.answer("screening.overseas_transfer", "not_sure")
    wizard.go_to("screening.overseas_transfer")
    camera.take("question-not-sure")
    wizard.go_to("screening.high_risk_examples")
    camera.take("question-choices")
    wizard.go_to(ABOUT)
    camera.take("about-the-activity")
    wizard.go_to(CHECK)
    camera.take("check-answers")
    wizard.go_to(RESULT)
    camera.take("result-open")
    wizard.go_to(SIGN_OFF)
    camera.wait_for_pages()
    camera.take("sign-off")


def _assessment(camera: Camera) -> None:
    camera.wizard().closed.emit()
    _start(camera, "lia")
    wizard = camera.wizard()
    wizard.session.answer(
        "lia.purpose_answer",
        PromptsAnswer(
            text="We want to tell customers about an alarm they can wear at home.",
            addressed=("purpose_why", "purpose_benefit"),
            not_relevant={"purpose_ethics": "nobody is put under pressure"},
        ),
    )
    wizard.go_to("lia.purpose_answer")
    camera.take("lia-part")
    wizard.session.answer("lia.opt_out_available", "no")
    wizard.session.answer("lia.can_rely_on_li", "yes")
    wizard.go_to_question("lia.can_rely_on_li")
    camera.take("lia-decision")
    wizard.closed.emit()
    camera.take("activity-in-progress")


def _places(camera: Camera) -> None:
    window, desk = camera.window, camera.desk
    waiting = _begin(camera, "Money-advice calls, winter", "Income team", "Live call")
    started = start_assessment(desk, waiting, "screening")
    current = started.current("screening")
    if current is not None:
        submit(desk, started, current)
    _begin(camera, "Community garden open day", "Neighbourhoods", "Posters")
    window.go_to("activities")
    camera.program.feed.load()
    camera.wait_for(lambda: len(camera.program.feed.rows) == len(desk.register.labels()))
    camera.take("register")
    save_profile(desk, PROFILE)
    for place, name in (
        (REVIEWS, "reviews-due"),
        (QUESTION_SETS, "question-sets"),
        (LAW, "law-and-house-rules"),
        (SETTINGS, "settings"),
    ):
        window.go_to(place)
        camera.take(name)
    settings = camera.program.settings
    settings.verticalScrollBar().setValue(settings.verticalScrollBar().maximum() // 2)
    camera.take("settings-signing")
    settings.profile.open.click()
    camera.take("profile")
    for dialog, name in (
        (AboutDialog(desk.workspace.folder, window), "about-box"),
        (GuidanceDialog(window), "guidance"),
        (IdentityDialog(desk, camera.worker, window), "identity"),
    ):
        dialog.open()
        camera.take(name, dialog)
        dialog.close()


def _approval(camera: Camera) -> None:
    """The example's assessment anew: completed by signing, waiting for its approval."""
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
    owner = next(i for i in desk.identities.known() if i.person == _OWNER)
    complete_stored(
        desk.workspace,
        activity_id=ready.id,
        set_id="lia",
        version=2,
        by=Completer.signing(opened_signer(Path(owner.file), _PASSPHRASE, at=desk.now())),
        at=desk.now(),
        one_person_allowed=False,
    )
    camera.window.activateWindow()
    camera.window.activity_opened.emit(activity_id)
    camera.settle()
    _open(camera, "lia")
    camera.show_signatures()
    line = camera.wizard().findChild(QLineEdit, "approval_passphrase")
    if line is not None:
        line.setText("*" * 10)
    camera.take("sign-off-approval")


def _apart(camera: Camera) -> None:
    """The whole history, two versions side by side, the hand-over, and what comes back."""
    window = camera.window
    camera.wizard().closed.emit()
    page = _activity_page(camera)
    page.history_wanted.emit()
    camera.take("history")
    window.back_to_shell()
    page.compare_wanted.emit("lia", 1)
    camera.take("compare-versions")
    window.back_to_shell()
    page.hand_over_wanted.emit()
    camera.settle()
    dialog = window.findChild(HandOverDialog)
    if dialog is not None:
        camera.take("hand-over", dialog)
        dialog.close()
    window.go_to("activities")
    _came_back(camera)


def _came_back(camera: Camera) -> None:
    """A hand-over of the lifeline case, while its owner and somebody else went on with it."""
    desk, window = camera.desk, camera.window
    row = next(row for row in camera.program.feed.rows if "Lifeline" in row.title)
    with tempfile.TemporaryDirectory(prefix="dpia-wizard-") as elsewhere:
        sent, back = Path(elsewhere) / "sent.pdf", Path(elsewhere) / "returned.pdf"
        hand_over(desk.workspace, activity_id=row.id, out=sent, by=_DPO, at=desk.now())
        other = open_desk(Path(elsewhere) / "data")
        _open_there(other, sent)
        _answer(other, row.id, "One reminder text, at midday, to those who did not reply.")
        hand_over(other.workspace, activity_id=row.id, out=back, by=_OWNER, at=other.now())
        other.close()
        _answer(desk, row.id, "Two reminder texts, never after six in the evening.")
        window.record_open_requested.emit(str(back))
        camera.wait_for(lambda: isinstance(window.page, MergePage))
        camera.take("merge")
        window.go_to("activities")


def _open_there(desk: Desk, path: Path) -> None:
    open_record_file(desk.workspace, path, label="ACT-0007", by=_OWNER, at=desk.now())


def _answer(desk: Desk, activity_id: str, text: str) -> None:
    activity = desk.store.load(activity_id)
    before = activity.version("screening", 1)
    after = before.answer("screening.intrusive_contact_details", text)
    leave_page(desk, activity, after, before=before.answers)


def _activity_page(camera: Camera) -> ActivityPage:
    page = camera.window.page
    if not isinstance(page, ActivityPage):
        raise SystemExit("The activity's page is not seen.")
    return page


def _begin(camera: Camera, title: str, team: str, channels: str) -> Activity:
    details = Details(title=title, owner=_OWNER, team=team, channels=channels, sector="housing")
    return start_activity(camera.desk, details)


def _records(camera: Camera) -> None:
    """Records kept so far: some whose signers are known here, some of strangers."""
    page = camera.program.verify
    camera.window.go_to(CHECK_A_RECORD)
    camera.take("check-a-record-empty")
    page.check([camera.desk.workspace.folder / "records"])
    camera.wait_for(lambda: not page.run.is_busy)
    camera.take("check-a-record")
    page.report.answers.click()
    camera.wait_for(lambda: page.reading is not None)
    camera.take("check-a-record-answers")


def _open(camera: Camera, set_id: str) -> None:
    page = camera.window.page
    if isinstance(page, ActivityPage):
        page.open_wanted.emit(set_id, 0)
    camera.settle()


def _start(camera: Camera, set_id: str) -> None:
    page = camera.window.page
    if isinstance(page, ActivityPage):
        page.start_wanted.emit(set_id)
    camera.settle()


if __name__ == "__main__":
    main()
