"""The organisation named in Settings is offered as the controller of the profile."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.gui.frame.main_window import SETTINGS
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.settings.profile_page import ProfilePage
from dpia_wizard.gui.widgets.link import Link
from tests.gui.cases import click, find
from tests.gui.looks import cut_off, unnamed


def opened(program: Program, desk: Desk, organisation: str) -> ProfilePage:
    save_settings(desk, replace(desk.settings, organisation=organisation))
    program.window.go_to(SETTINGS)
    program.settings.profile.open.click()
    assert program.window.page is program.profile
    return program.profile


def test_the_organisation_is_taken_over_with_one_press(program: Program, desk: Desk) -> None:
    page = opened(program, desk, "Example Homes")
    offer = find(page, Link, "use_organisation")
    assert offer.isVisible()
    assert "Example Homes" in offer.text()
    assert (cut_off(page), unnamed(page)) == ([], [])
    click(offer)
    line = find(page, QLineEdit, "profile.controller")
    assert (line.text(), offer.isVisible()) == ("Example Homes", False)
    assert page.save()
    assert desk.profile.controller == "Example Homes"
    page.undo_stack.undo()
    assert (line.text(), offer.isVisible()) == ("", True)


def test_nothing_is_offered_where_something_is_written_or_nothing_known(
    program: Program, desk: Desk
) -> None:
    page = opened(program, desk, "")
    offer = find(page, Link, "use_organisation")
    assert not offer.isVisible()
    page = opened(program, desk, "Example Homes")
    assert offer.isVisible()
    QTest.keyClicks(find(page, QLineEdit, "profile.controller"), "Other")
    assert not offer.isVisible()
