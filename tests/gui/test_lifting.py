"""Setting a house rule aside on the result page: the data protection officer, with a reason."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.codec.answers import read_answers
from dpia_wizard.gui.wizard_page import WizardPage
from dpia_wizard.gui.wizard_steps import RESULT
from tests.builders import OWNER
from tests.cli.test_marketing_rules import rules_asked
from tests.gui.cases import click, find, said_in
from tests.gui.conftest import OpenWizard
from tests.gui.hand import paste

TENANTS = {
    "send_date": "2027-03-01",
    "org_type": "registered_provider",
    "nation": "england",
    "is_public_authority": "no",
    "purpose": "own_goods_services",
    "sendings": [
        {
            "audience": "Tenants with an email address",
            "channel": "email",
            "directed": "yes",
            "subscriber": "individual",
            "objectors_removed": "yes",
            "special_used": "no",
            "source": "direct",
            "agreed": "no",
            "context": "tenancy",
            "optout_at_collection": "yes",
            "similar_offering": "yes",
            "optout_in_message": "yes",
        }
    ],
}
"""Email to tenants: whether a tenancy is a sale is for the officer to decide."""


def at_the_result(open_wizard: OpenWizard) -> WizardPage:
    answers, problems = read_answers(TENANTS, rules_asked())
    assert problems == []
    wizard = open_wizard(answers, set_id="marketing-rules")
    wizard.go_to(RESULT)
    return wizard


def buttons(wizard: WizardPage) -> list[str]:
    QApplication.processEvents()
    found = wizard.result.findChildren(QPushButton)
    return [b.objectName() for b in found if b.isVisible() and b.objectName()[:5] == "lift:"]


def test_the_officer_sets_a_rule_aside_with_a_reason_and_the_next_rule_decides(
    open_wizard: OpenWizard,
) -> None:
    result = at_the_result(open_wizard)
    assert buttons(result) == ["lift:tenancy_sale_unsettled"]
    click(find(result.result, QPushButton, "lift:tenancy_sale_unsettled"))
    assert "Please give a reason; it is kept in the record." in said_in(result.result)
    assert not result.session.assessment.overrides
    paste(find(result.result, QWidget, "lifting_reason"), "They pay for it.")
    click(find(result.result, QPushButton, "lift:tenancy_sale_unsettled"))
    (made,) = result.session.assessment.overrides
    assert (made.target, made.after, made.reason) == (
        "tenancy_sale_unsettled",
        "lifted",
        "They pay for it.",
    )
    assert buttons(result) == []
    words = said_in(result.result)
    assert "House rule set aside by the DPO" in words
    assert any(word.startswith("They pay for it. (") for word in words)


def test_who_is_no_officer_is_told_whom_to_ask(open_wizard: OpenWizard, desk: Desk) -> None:
    save_settings(desk, replace(desk.settings, name=OWNER.name, role=OWNER.role))
    wizard = at_the_result(open_wizard)
    assert "For the DPO to decide" in said_in(wizard.result)
    assert buttons(wizard) == []
