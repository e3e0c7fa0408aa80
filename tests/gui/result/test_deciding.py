"""What the rules leave to the data protection officer, decided on the result page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import submit
from dpia_wizard.codec.answers import read_answers
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.history.history_words import HistoryWords
from dpia_wizard.gui.signoff.signoff_before import HAND_TO_DPO
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import RESULT, SIGN_OFF
from tests.builders import OWNER
from tests.cli.test_marketing_rules import rules_asked
from tests.gui.cases import click, on_disk, said_in
from tests.gui.conftest import OpenWizard
from tests.gui.hand import paste

PEOPLE = {
    "directed": "yes",
    "subscriber": "individual",
    "objectors_removed": "yes",
    "special_used": "no",
    "agreed": "no",
    "source": "direct",
}
EMAIL = {
    "audience": "Tenants with an email address",
    "channel": "email",
    "context": "tenancy",
    "optout_at_collection": "yes",
    "similar_offering": "yes",
    "optout_in_message": "yes",
}
ADVERT = {"audience": "Tenants in a feed", "channel": "social_feed_ad"}
LETTER = {"audience": "All other tenants", "channel": "post", "register": "not_screened"}
TENANTS = {
    "send_date": "2027-03-01",
    "org_type": "registered_provider",
    "nation": "england",
    "is_public_authority": "no",
    "purpose": "own_goods_services",
    "sendings": [{**PEOPLE, **row} for row in (EMAIL, ADVERT, LETTER)],
}
TENANCY, ADVERTS, LETTERS = (
    "1:tenancy_sale_unsettled",
    "2:audience_matching",
    "3:screen_mps_first",
)


def be(desk: Desk, person: Person) -> None:
    save_settings(desk, replace(desk.settings, name=person.name, role=person.role))


def at_the_result(open_wizard: OpenWizard) -> WizardPage:
    answers, problems = read_answers(TENANTS, rules_asked())
    assert problems == []
    wizard = open_wizard(answers, set_id="marketing-rules")
    wizard.go_to(RESULT)
    return wizard


def shown(wizard: WizardPage, begins: str) -> list[str]:
    QApplication.processEvents()
    found = wizard.result.findChildren(QAbstractButton)
    return [
        b.objectName() for b in found if b.isVisible() and b.objectName().startswith(begins)
    ]


def part(wizard: WizardPage, name: str) -> QWidget:
    """A part of the page as it is now; what it replaced may not be gone yet."""
    QApplication.processEvents()
    found = wizard.result.findChildren(QWidget, name)
    return next(widget for widget in found if widget.isVisible())


def press(wizard: WizardPage, name: str) -> None:
    button = part(wizard, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def decide(wizard: WizardPage, matter: str, to: str, reason: str) -> None:
    press(wizard, f"choice:{matter}:{to}")
    paste(part(wizard, f"reason:{matter}"), reason)
    press(wizard, f"decide:{matter}")


def comes_to(wizard: WizardPage) -> list[str]:
    return [row.outcome.id for row in wizard.session.evaluation.result.rows]


def test_the_officer_decides_row_by_row_with_a_reason(open_wizard: OpenWizard) -> None:
    wizard = at_the_result(open_wizard)
    assert comes_to(wizard) == ["ask_dpo", "ask_dpo", "stop"]
    assert shown(wizard, "decide:") == [f"decide:{m}" for m in (TENANCY, ADVERTS, LETTERS)]
    assert shown(wizard, f"choice:{TENANCY}") == [
        f"choice:{TENANCY}:{to}" for to in ("lifted", "stop")
    ]
    press(wizard, f"decide:{ADVERTS}")
    assert "Please choose what you decide." in said_in(wizard.result)
    press(wizard, f"choice:{ADVERTS}:proceed_with_conditions")
    press(wizard, f"decide:{ADVERTS}")
    assert "Please give a reason; it is kept in the record." in said_in(wizard.result)
    assert wizard.session.assessment.overrides == ()

    decide(wizard, ADVERTS, "proceed_with_conditions", "Tenants are told of it.")
    decide(wizard, TENANCY, "lifted", "They pay for it.")
    paste(part(wizard, f"reason:{LETTERS}"), "One letter on a works notice.")
    press(wizard, f"decide:{LETTERS}")
    assert comes_to(wizard) == ["needs_lia", "proceed_with_conditions", "needs_lia"]
    said = said_in(wizard.result)
    assert "Yes, this may go ahead on the conditions listed here" in said
    assert "“They pay for it.”" in said
    assert shown(wizard, "decide:") == []


def test_what_is_half_written_for_one_row_outlives_the_decision_on_another(
    open_wizard: OpenWizard,
) -> None:
    wizard = at_the_result(open_wizard)
    paste(part(wizard, f"reason:{TENANCY}"), "They pay")
    decide(wizard, ADVERTS, "stop", "People do not expect it.")
    assert comes_to(wizard)[1] == "stop"
    press(wizard, f"choice:{TENANCY}:lifted")
    press(wizard, f"decide:{TENANCY}")
    assert [made.reason for made in wizard.session.assessment.overrides] == [
        "People do not expect it.",
        "They pay",
    ]


def test_a_decision_falls_with_the_answers_it_rests_on_and_comes_back_with_them(
    open_wizard: OpenWizard,
) -> None:
    wizard = at_the_result(open_wizard)
    decide(wizard, TENANCY, "lifted", "They pay for it.")
    decide(wizard, ADVERTS, "proceed_with_conditions", "Tenants are told of it.")
    session = wizard.session
    rows = session.assessment.answers["marketing-rules.sendings"]
    assert isinstance(rows, tuple)
    email, *others = (row for row in rows if not isinstance(row, str))
    changed = ({**email, "audience": "Tenants since 2019"}, *others)
    session.answer("marketing-rules.sendings", changed)
    assert comes_to(wizard)[:2] == ["ask_dpo", "proceed_with_conditions"]
    session.undo_stack.undo()
    assert comes_to(wizard)[:2] == ["needs_lia", "proceed_with_conditions"]
    session.answer("marketing-rules.purpose", "aims_ideals")
    assert session.assessment.overrides == ()


def test_a_decision_can_be_taken_back_and_the_history_tells_both(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    wizard = at_the_result(open_wizard)
    decide(wizard, TENANCY, "lifted", "They pay for it.")
    press(wizard, f"take_back:{TENANCY}")
    press(wizard, f"take_back_now:{TENANCY}")
    assert comes_to(wizard)[0] == "ask_dpo"
    wizard.session.answer("marketing-rules.young_people", "no")
    wizard.session.leave_page()
    assert not on_disk(desk, wizard.session.case.activity).assessments[0].overrides
    lines = HistoryWords(wizard.session.case).lines()
    told = [line for line in lines if "decision" in line.what]
    assert told[0].what.startswith("Marketing rules: DPO decision taken back: “")
    assert [(line.before, line.after) for line in told] == [
        ("House rule set aside", "Ask your DPO"),
        ("Ask your DPO", "House rule set aside"),
    ]
    assert all("whether a tenancy is the sale of a service" in line.what for line in told)


def test_the_owner_is_told_whom_to_ask_and_led_there(
    open_wizard: OpenWizard, desk: Desk
) -> None:
    be(desk, OWNER)
    wizard = at_the_result(open_wizard)
    assert shown(wizard, "decide:") == []
    links = [x for x in wizard.result.findChildren(Link) if x.text() == "Send it to the DPO"]
    assert len(links) == 3
    click(links[0])
    assert wizard.current_step.id == SIGN_OFF
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == HAND_TO_DPO


def test_the_officer_decides_in_the_review_too(open_wizard: OpenWizard, desk: Desk) -> None:
    me = Person(name=desk.me.name, role=desk.me.role)
    be(desk, OWNER)
    wizard = at_the_result(open_wizard)
    session = wizard.session
    assert session.case.do(lambda d, activity: submit(d, activity, session.assessment))
    wizard.go_to(RESULT)
    assert "It is with your DPO now." in said_in(wizard.result)
    be(desk, me)
    wizard.result.refresh()
    decide(wizard, ADVERTS, "stop", "People do not expect it.")
    assert comes_to(wizard)[1] == "stop"
    assert not session.assessment.is_editable


def test_a_stop_of_the_law_shows_no_form(open_wizard: OpenWizard) -> None:
    wizard = at_the_result(open_wizard)
    wizard.session.answer("marketing-rules.purpose", "aims_ideals")
    wizard.go_to(SIGN_OFF)
    wizard.go_to(RESULT)
    assert comes_to(wizard)[0] == "stop"
    assert not [name for name in shown(wizard, "decide:") if name.startswith("decide:1:")]


def test_the_keyboard_stays_with_what_was_decided(open_wizard: OpenWizard) -> None:
    wizard = at_the_result(open_wizard)
    decide(wizard, ADVERTS, "stop", "People do not expect it.")
    assert focused(wizard) == f"take_back:{ADVERTS}"
    press(wizard, f"take_back:{ADVERTS}")
    assert focused(wizard) == f"take_back_not:{ADVERTS}"
    press(wizard, f"take_back_now:{ADVERTS}")
    assert focused(wizard).startswith(f"choice:{ADVERTS}")


def focused(wizard: WizardPage) -> str:
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert wizard.result.isAncestorOf(focus)
    return focus.objectName()
