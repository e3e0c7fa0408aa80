"""What an activity is: the form shows it, tells what was changed, and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.activity.details_form import DetailsForm
from dpia_wizard.gui.activity.details_page import DetailsPage
from dpia_wizard.gui.widgets.choices import ComboBox
from tests.builders import TODAY
from tests.gui.cases import CTRL, find, said_in
from tests.gui.conftest import Show

FULL = Details(
    title="Spring fair",
    owner=Person(name="Morgan Price", role="Events"),
    team="Events",
    description="We collect addresses.",
    channels="Email",
    audience="Visitors",
    people_estimate="about 400",
    systems="A spreadsheet",
    ropa_ref="R-12",
    sector="charity",
    public_authority="not_sure",
    planned_start=date(2027, 3, 1),
)


@pytest.fixture
def form(show: Show) -> DetailsForm:
    form = DetailsForm(TODAY)
    form.resize(700, 900)
    show(form)
    return form


def test_everything_is_shown_in_silence_and_read_back(form: DetailsForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.edited):
        form.show_details(FULL)
    assert form.details() == FULL
    assert not form.is_changed
    form.show_details(Details(title="x"))
    assert form.details() == Details(title="x")


BY_HAND = {
    "title": ("activity_title", "x"),
    "team": ("activity_team", "x"),
    "description": ("activity_description", "x"),
    "channels": ("activity_channels", "x"),
    "audience": ("activity_audience", "x"),
    "people_estimate": ("activity_people_estimate", "x"),
    "systems": ("activity_systems", "x"),
    "ropa_ref": ("activity_ropa_ref", "x"),
    "owner": ("activity_owner", "x"),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_only_what_was_changed_is_told(name: str, form: DetailsForm, qtbot: QtBot) -> None:
    form.show_details(FULL)
    widget, text = BY_HAND[name]
    with qtbot.waitSignal(form.edited):
        QTest.keyClicks(find(form, QWidget, widget), text)
    elsewhere = Details(title="Elsewhere", team="Theirs", description="Theirs")
    told = form.applied_to(elsewhere)
    changed = {
        f.name for f in fields(Details) if getattr(told, f.name) != getattr(elsewhere, f.name)
    }
    assert changed == {name}
    assert form.is_changed


def test_a_value_from_elsewhere_stays_what_it_is(form: DetailsForm) -> None:
    odd = replace(FULL, sector="lighthouse", public_authority="")
    form.show_details(odd)
    assert form.details() == odd
    assert find(form, ComboBox, "activity_sector").currentText() == "Lighthouse"
    assert find(form, ComboBox, "activity_public_authority").currentText() == "Choose…"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("activity_title", "  ", "title"),
        ("activity_planned_start", "31/02/2027", "date"),
        ("activity_audience", "x" * 4001, "shorten"),
    ],
)
def test_what_cannot_be_kept_is_said_where_it_is(
    name: str, text: str, says: str, form: DetailsForm
) -> None:
    form.show_details(FULL)
    assert form.is_ready()
    widget = find(form, QWidget, name)
    line = widget.findChild(QLineEdit) or widget
    if isinstance(line, QPlainTextEdit):
        line.setPlainText(text)
    else:
        assert isinstance(line, QLineEdit)
        line.selectAll()
        QTest.keyClicks(line, text)
    assert says in form.problem
    assert not form.is_ready()
    assert says in form.message.text
    assert line.hasFocus()


def test_nothing_can_be_written_once_it_is_read_only(form: DetailsForm, qtbot: QtBot) -> None:
    form.show_details(FULL)
    form.set_read_only(True)
    with qtbot.assertNotEmitted(form.edited):
        for line in form.findChildren(QLineEdit):
            QTest.keyClicks(line, "x")
        for box in form.findChildren(QPlainTextEdit):
            QTest.keyClicks(box, "x")
    assert form.details() == FULL


def test_ctrl_return_accepts_from_within_a_text(show: Show, qtbot: QtBot) -> None:
    page = DetailsPage(today=TODAY, title="New", lead="Describe it.", accept="Create")
    page.resize(800, 900)
    show(page)
    page.start(FULL)
    assert "Your organisation" not in said_in(page)
    with qtbot.waitSignal(page.accepted) as accepted:
        box = find(page, QPlainTextEdit, "activity_description")
        QTest.keyClick(box, Qt.Key.Key_Return, CTRL)
    assert accepted.args == [FULL]


def test_the_organisation_is_asked_for_once(show: Show) -> None:
    page = DetailsPage(
        today=TODAY, title="New", lead="", accept="Create", ask_organisation=True
    )
    page.resize(800, 900)
    show(page)
    assert "Your organisation" in said_in(page)
