"""What the form of an activity says at its fields: whose they are, what is cut, odd days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from dpia_wizard.domain.activity import Details
from dpia_wizard.gui.activity.details_form import DetailsForm
from dpia_wizard.gui.widgets.date_text import show_date
from tests.builders import OWNER, TODAY
from tests.gui.cases import find, said_in
from tests.gui.conftest import Show
from tests.gui.hand import paste

_PASSED = "The day of the first sending has passed. Is it right?"
_CUT = "No more than 300 characters fit here. The rest was left out."


@pytest.fixture
def form(show: Show) -> DetailsForm:
    form = DetailsForm(TODAY)
    form.resize(700, 900)
    show(form)
    form.show_details(Details(title="Spring fair", owner=OWNER))
    return form


def test_the_owner_is_not_called_you_by_whoever_edits(form: DetailsForm, show: Show) -> None:
    assert {"Owner", "Owner’s role"} <= set(said_in(form))
    new = DetailsForm(TODAY, is_new=True)
    show(new)
    assert {"Your name", "Your role"} <= set(said_in(new))


def test_a_text_that_was_cut_is_said_at_its_field(form: DetailsForm) -> None:
    line = find(form, QLineEdit, "activity_team")
    paste(line, "x" * 7_600)
    assert len(line.text()) == 300
    holder = line.parentWidget()
    assert holder is not None
    assert _CUT in said_in(holder)
    line.backspace()
    assert _CUT not in said_in(form)


def test_a_first_day_in_the_past_is_pointed_out(form: DetailsForm) -> None:
    field = find(form, QWidget, "activity_planned_start")
    for day, said in ((TODAY - timedelta(days=1), True), (TODAY, False)):
        paste(field.focusProxy(), show_date(day))
        assert (_PASSED in said_in(form)) is said
    assert form.is_ready()


def test_an_error_below_one_field_leaves_its_neighbour_alone(form: DetailsForm) -> None:
    beside = find(form, QLineEdit, "activity_people_estimate")
    before = beside.y()
    line = find(form, QWidget, "activity_planned_start").findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "31/02/2027")
    form.title.setFocus()
    QApplication.processEvents()
    assert any("not a date" in words for words in said_in(form))
    assert beside.y() == before
