"""Activities in the whole window, and who may edit them."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from tests.gui.cases import click, find, page_in


def wizard(flow: CaseFlow) -> WizardPage:
    seen = page_in(flow)
    assert isinstance(seen, WizardPage)
    return seen


def activities(desk: Desk) -> list[Activity]:
    return [desk.store.load(found) for found, *_ in desk.store.ids()]


def can_be_edited(desk: Desk, activity: Activity) -> bool:
    """Whether another window could edit it now."""
    case = CaseSession(desk, activity.id)
    free = not case.is_read_only
    case.close()
    return free


def open_fair(flow: CaseFlow, activity: Activity) -> WizardPage:
    flow.open_activity(activity.id)
    click(find(page_in(flow), QPushButton, "open:fair"))
    return wizard(flow)
