"""The organisation profile in the window: filled in, kept, undone, and offered elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.profile import save_profile
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.profile import Company
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.frame.main_window import ACTIVITIES, SETTINGS
from dpia_wizard.gui.frame.main_window import PROFILE as PLACE
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.settings.profile_page import ProfilePage
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.wizard.carry import offers
from tests.gui.looks import cut_off, never_reached, unnamed
from tests.profiles import PROFILE

APPEAL = Path(__file__).parents[2] / "data" / "appeal.yaml"


@pytest.fixture
def page(program: Program) -> ProfilePage:
    program.window.go_to(SETTINGS)
    program.settings.profile.open.click()
    assert program.window.page is program.profile
    return program.profile


def line(page: ProfilePage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, f"profile.{name}")
    assert isinstance(found, QLineEdit)
    return found


def tick(page: ProfilePage, name: str, option: str) -> None:
    box = page.findChild(CheckBox, f"profile.{name}:{option}")
    assert isinstance(box, CheckBox)
    box.click()


def test_what_is_typed_and_ticked_is_kept_without_a_button(
    page: ProfilePage, desk: Desk, program: Program, qtbot: QtBot
) -> None:
    assert QApplication.focusWidget() is line(page, "controller")
    with qtbot.waitSignal(page.changed):
        QTest.keyClicks(line(page, "controller"), "Example Homes ")
    assert desk.profile.controller == "Example Homes"
    tick(page, "notice_purposes", "fundraising")
    tick(page, "special_kinds", "health")
    tick(page, "special_kinds", "none")
    assert page.may_leave()
    assert desk.workspace.profile() == desk.profile
    assert desk.profile.notice_purposes == ("fundraising",)
    assert desk.profile.special_kinds == ("none",)
    back = page.findChild(Link, "back_to_settings")
    assert isinstance(back, Link)
    back.clicked.emit()
    assert program.window.page is program.settings
    assert program.settings.profile.said.text().startswith("Example Homes")


def test_a_company_is_a_row_and_a_change_can_be_undone(page: ProfilePage, desk: Desk) -> None:
    rows = page.fields["profile.companies"]
    rows.edited.emit(({"name": "Ours", "registration": "Z1"},))
    assert page.save()
    assert desk.profile.companies == (Company(name="Ours", registration="Z1"),)
    page.undo_stack.undo()
    assert page.save()
    assert desk.profile.is_empty


def test_the_register_looks_again_once_rules_are_told_something_else(
    desk: Desk, program: Program, qtbot: QtBot
) -> None:
    start_activity(desk, Details(title="Appeal"))
    program.feed.load()
    qtbot.waitUntil(lambda: program.feed.is_up_to_date)
    program.window.go_to(SETTINGS)
    program.settings.profile.open.click()
    tick(program.profile, "notice_purposes", "fundraising")
    with qtbot.waitSignal(program.feed.loaded):
        program.window.go_to(ACTIVITIES)
    qtbot.waitUntil(lambda: program.feed.is_up_to_date)
    assert [row.title for row in program.feed.rows] == ["Appeal"]
    program.feed.load()
    assert [row.title for row in program.feed.rows] == ["Appeal"]


def test_what_cannot_be_kept_is_said_and_kept_later(page: ProfilePage, desk: Desk) -> None:
    path = desk.workspace.profile_path
    path.mkdir()
    QTest.keyClicks(line(page, "controller"), "Ours")
    assert not page.may_leave()
    assert "profile.json" in page.message.text
    path.rmdir()
    assert page.may_leave()
    assert desk.profile.controller == "Ours"


def test_it_is_whole_named_and_reached_by_tab_in_a_small_window_too(
    page: ProfilePage, program: Program, qtbot: QtBot
) -> None:
    page.fields["profile.companies"].edited.emit(({"name": "Ours"},))
    program.window.resize(1024, 640)
    qtbot.waitUntil(lambda: cut_off(page) == [])  # heights come a moment after widths
    assert (unnamed(page), never_reached(page)) == ([], [])


def test_a_profile_written_elsewhere_is_shown(
    page: ProfilePage, desk: Desk, program: Program
) -> None:
    program.window.go_to(SETTINGS)
    save_profile(desk, PROFILE)
    program.window.go_to(PLACE)
    assert line(page, "controller").text() == PROFILE.controller


def test_it_is_offered_with_its_source_and_never_copied(desk: Desk) -> None:
    own = desk.workspace.folder / "questionnaires"
    own.mkdir()
    shutil.copy(APPEAL, own)
    save_profile(desk, PROFILE)
    activity = start_activity(desk, Details(title="Appeal"))
    case = CaseSession(desk, start_assessment(desk, activity, "appeal").id)
    appeal = case.activity.version("appeal", 1)
    asked = case.questionnaire(appeal).questions
    kept, companies = offers(case, asked["appeal.kept"])
    assert (kept.said, kept.source) == ("From", "the organisation profile: Retention")
    assert kept.value == "Six years after the tenancy."
    assert "Example Homes Limited, registration Z0000002" in companies.text
    (who,) = offers(case, asked["appeal.recipients"])
    assert who.value == ("mailing_house",)  # what cannot be ticked here is left out
    (contact,) = offers(case, asked["appeal.contact"])
    assert contact.value == Person(name="Data protection officer")
    assert case.activity.version("appeal", 1).answers == {}
    case.close()


def test_a_field_is_reached_from_the_list_of_parts(page: ProfilePage) -> None:
    parts = [found for found in page.findChildren(Link) if found.text() == "Privacy notice"]
    QTest.keyClick(parts[0], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(page, "notice_place")
