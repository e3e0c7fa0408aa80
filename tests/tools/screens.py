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

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.profile import save_profile
from dpia_wizard.app.sign_off import submit
from dpia_wizard.app.start import start_assessment
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.examples import FIRST_EXAMPLE
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.activity.handing_over import HandOverDialog
from dpia_wizard.gui.frame.about_dialog import AboutDialog
from dpia_wizard.gui.frame.guidance_dialog import GuidanceDialog
from dpia_wizard.gui.frame.main_window import CHECK as CHECK_A_RECORD
from dpia_wizard.gui.frame.main_window import LAW, QUESTION_SETS, REVIEWS, SETTINGS
from dpia_wizard.gui.history.merge_page import MergePage
from dpia_wizard.gui.identities.identity_dialog import IdentityDialog
from dpia_wizard.gui.wizard.wizard_steps import ABOUT, CHECK, RESULT, SIGN_OFF
from dpia_wizard.jobs.hand_over import hand_over
from tests.profiles import PROFILE
from tests.tools.camera import Camera
from tests.tools.stage import (
    DPO,
    OWNER,
    activity_page,
    answer,
    begin,
    completed_anew,
    introduce,
    open_set,
    open_there,
    start_set,
)
from tests.whole_case import DETAILS as READY
from tests.whole_case import whole


def main() -> None:
    """Take them all."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dpia-wizard-") as folder:
        camera = Camera(Path(folder), out, sys.argv[2:])
        camera.take("register-empty")
        camera.window.new_activity_requested.emit()
        camera.take("new-activity")
        introduce(camera.desk)
        _example(camera)
        _screening(camera)
        _assessment(camera)
        _places(camera)
        _approval(camera)
        _apart(camera)
        _records(camera)
        camera.window.close()


def _example(camera: Camera) -> None:
    window = camera.window
    window.example_requested.emit(FIRST_EXAMPLE)
    camera.wait_for(lambda: isinstance(window.page, ActivityPage))
    camera.take("activity")
    _take_away(camera)
    _sent(camera)
    open_set(camera, "lia")
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
    open_set(camera, "marketing-rules")
    camera.wizard().go_to(RESULT)
    camera.take("marketing-result")


def _impact(camera: Camera) -> None:
    """An impact assessment, begun: risks that are often met, and what is done."""
    camera.wizard().closed.emit()
    activity = begin(camera, "Welcome pack for new tenants", "Lettings", "Post")
    camera.window.activity_opened.emit(activity.id)
    start_set(camera, "dpia")
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
    activity = begin(camera, "Lifeline alarm offer to customers", "Independent living", "SMS")
    camera.window.activity_opened.emit(activity.id)
    start_set(camera, "screening")
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
    start_set(camera, "lia")
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
    waiting = begin(camera, "Money-advice calls, winter", "Income team", "Live call")
    started = start_assessment(desk, waiting, "screening")
    current = started.current("screening")
    if current is not None:
        submit(desk, started, current)
    whole(desk, replace(READY, title="Repairs news, summer", team="Repairs"))
    begin(camera, "Community garden open day", "Neighbourhoods", "Posters")
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
    activity_id = completed_anew(camera)
    camera.window.activateWindow()
    camera.window.activity_opened.emit(activity_id)
    camera.settle()
    open_set(camera, "lia")
    camera.show_signatures()
    line = camera.wizard().findChild(QLineEdit, "approval_passphrase")
    if line is not None:
        line.setText("*" * 10)
    camera.take("sign-off-approval")


def _apart(camera: Camera) -> None:
    """The whole history, two versions side by side, the hand-over, and what comes back."""
    window = camera.window
    camera.wizard().closed.emit()
    page = activity_page(camera)
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
        hand_over(desk.workspace, activity_id=row.id, out=sent, by=DPO, at=desk.now())
        other = open_desk(Path(elsewhere) / "data")
        open_there(other, sent)
        answer(other, row.id, "One reminder text, at midday, to those who did not reply.")
        hand_over(other.workspace, activity_id=row.id, out=back, by=OWNER, at=other.now())
        other.close()
        answer(desk, row.id, "Two reminder texts, never after six in the evening.")
        window.record_open_requested.emit(str(back))
        camera.wait_for(lambda: isinstance(window.page, MergePage))
        camera.take("merge")
        window.go_to("activities")


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


if __name__ == "__main__":
    main()
