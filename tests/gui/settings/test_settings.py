"""The settings: kept as they are typed, told where they cannot be kept."""

from __future__ import annotations

import json
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.gui.frame.main_window import ACTIVITIES, SETTINGS
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.settings.settings_page import ROLES, SettingsPage
from tests.builders import DPO


@pytest.fixture
def page(program: Program) -> SettingsPage:
    program.window.go_to(SETTINGS)
    return program.settings


def _kept(desk: Desk) -> dict[str, object]:
    found = json.loads(desk.workspace.settings_path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_what_is_typed_is_kept_without_a_button(
    page: SettingsPage, desk: Desk, qtbot: QtBot
) -> None:
    page.organisation.setFocus()
    with qtbot.waitSignal(page.changed):
        QTest.keyClicks(page.organisation, "Example Homes")
    assert desk.settings.organisation == "Example Homes"
    assert _kept(desk)["organisation"] == "Example Homes"


def test_the_organisation_shows_in_the_sidebar(
    page: SettingsPage, program: Program, qtbot: QtBot
) -> None:
    page.organisation.setText("Example Homes")
    page.save()
    assert "Example Homes" in [label.text() for label in program.window.sidebar.labels()]


def test_a_role_of_ones_own_may_be_written(page: SettingsPage, desk: Desk) -> None:
    assert page.role.currentText() == DPO.role
    box = page.role.lineEdit()
    assert isinstance(box, QLineEdit)
    box.selectAll()
    QTest.keyClicks(box, "Trustee")
    assert page.may_leave()
    assert desk.settings.role == "Trustee"
    assert [page.role.itemText(place) for place in range(page.role.count())] == list(ROLES)


def test_leaving_the_page_keeps_what_was_typed_last(
    page: SettingsPage, program: Program, desk: Desk
) -> None:
    page.name.selectAll()
    QTest.keyClicks(page.name, "Robin")
    program.window.go_to(ACTIVITIES)
    assert desk.settings.name == "Robin"


def test_one_person_is_allowed_by_a_tick(page: SettingsPage, desk: Desk) -> None:
    QTest.mouseClick(page.one_person, Qt.MouseButton.LeftButton)
    assert desk.settings.one_person_allowed
    QTest.mouseClick(page.one_person, Qt.MouseButton.LeftButton)
    assert not desk.settings.one_person_allowed


def test_no_kind_of_organisation_is_taken_for_granted(page: SettingsPage, desk: Desk) -> None:
    desk.settings = type(desk.settings)()
    page.refresh()
    assert page.sector.currentText() == "Choose…"


def test_a_sector_of_an_older_file_is_kept(page: SettingsPage, desk: Desk) -> None:
    desk.settings = type(desk.settings)(sector="university", theme="light")
    page.refresh()
    assert page.sector.currentData() == "university"
    page.save()
    assert desk.settings.sector == "university"


def test_settings_that_cannot_be_kept_are_told_in_place(page: SettingsPage, desk: Desk) -> None:
    shutil.rmtree(desk.workspace.folder)
    desk.workspace.folder.write_text("a file stands in the way")
    page.name.setText("Robin")
    assert not page.save()
    assert page.message.isVisible()
    assert "settings.json" in page.message.text
    assert page.may_leave()


def test_every_field_has_a_name_and_can_be_reached_by_tab(page: SettingsPage) -> None:
    page.name.setFocus()
    reached = []
    for _ in range(9):
        focus = QApplication.focusWidget()
        assert focus is not None
        parent = focus.parentWidget()
        assert parent is not None
        reached.append(focus.accessibleName() or parent.accessibleName())
        page.window().focusNextChild()
    assert reached[:4] == [
        "Your name",
        "Your role",
        "Organisation",
        "Kind of organisation",
    ]
    assert reached[4].startswith("Allow one person")
    assert reached[5] == "Fill in the profile of the organisation"
    assert reached[6] == "Open the house rules"
    assert reached[7] == "Sign-offs need a signature"
    assert reached[8] == "Time-stamp server"
