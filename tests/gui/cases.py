"""Activities to test the pages with: real folders, real question sets, real sessions."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk, open_desk, utc_now
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.answers import Answers, AnswerValue, Cell, PromptsAnswer
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.wizard.question_page import QuestionPage
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from tests.builders import DPO, OWNER

FAIR = Path(__file__).parents[1] / "data" / "fair.yaml"
NOTE = "fair.collects_details"
"""A text of the fair set, asked once its first question is answered with yes."""
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier

DETAILS = Details(
    title="Stand at the spring fair",
    owner=OWNER,
    description="We collect addresses at the fair.",
    sector="charity",
)
_LOST: Mapping[str, Cell] = {"risk": "Cards are lost", "level": "high", "hit": 40}
_READ: Mapping[str, Cell] = {"risk": "Cards are read", "due": "2027-02-01", "sure": "yes"}
FAIR_ANSWERS: Answers = {
    "fair.collects": "yes",
    "fair.collects_details": "Names and email addresses.",
    "fair.children": "no",
    "fair.purpose": PromptsAnswer(
        text="To tell people what we do.",
        addressed=("good", "others"),
        not_relevant={"harm": "Nobody is named."},
    ),
    "fair.basis": "interests",
    "fair.channels": ("email", "post"),
    "fair.day": "2027-03-01",
    "fair.visitors": 4100,
    "fair.keeper": Person(name="Jo Reed", role="Events"),
    "fair.risks": (_LOST, {**_READ, "level": "low", "note": "By anyone."}),
}
"""Answers to every question of the fair set that shows."""

W = TypeVar("W", bound=QWidget)


def fair_set() -> Questionnaire:
    """The set with every kind of question."""
    return read_questionnaire(FAIR.read_text("utf-8"), source=FAIR.name).say()


def add_fair(folder: Path) -> None:
    """Give a data folder the set with every kind of question."""
    own = folder / "questionnaires"
    own.mkdir(parents=True, exist_ok=True)
    shutil.copy(FAIR, own)


def working_desk(
    folder: Path,
    *,
    me: Person = DPO,
    clock: Callable[[], datetime] = utc_now,
    signature_needed: bool = False,
) -> Iterator[Desk]:
    """A data folder with the fair set, open, for a fixture; to be shared where that is safe.

    A name alone signs off, unless a test is about signatures.
    """
    add_fair(folder)
    desk = open_desk(folder, clock=clock)
    settings = replace(
        desk.settings,
        name=me.name,
        role=me.role,
        theme="light",
        signature_needed=signature_needed,
    )
    save_settings(desk, settings)
    yield desk
    desk.close()


def begin(
    desk: Desk,
    *set_ids: str,
    answers: Answers | None = None,
    details: Details = DETAILS,
) -> Activity:
    """A new activity with some sets begun; the first of them gets the answers."""
    activity = start_activity(desk, details)
    for set_id in set_ids or ("fair",):
        activity = start_assessment(desk, activity, set_id)
    if answers:
        first = activity.assessments[0]
        activity = desk.save(activity.put(first.with_answers(answers)))
    return activity


def open_session(
    desk: Desk, activity: Activity, set_id: str = "fair", version: int = 0
) -> AssessmentSession:
    """Open an activity and one of its assessments."""
    return AssessmentSession(CaseSession(desk, activity.id), set_id, version)


def on_disk(desk: Desk, activity: Activity) -> Activity:
    """The activity as it would be found after a crash."""
    return desk.store.load(activity.id)


def stored_answers(desk: Desk, activity: Activity, set_id: str = "fair") -> Answers:
    """The answers of the latest version on disk."""
    assessment = on_disk(desk, activity).current(set_id)
    assert assessment is not None
    return assessment.answers


def file_of(desk: Desk, activity: Activity) -> Path:
    """The activity's file."""
    return desk.workspace.folder / "activities" / f"{activity.id}.json"


def answered_changes(
    desk: Desk, activity: Activity
) -> list[dict[str, tuple[AnswerValue | None, AnswerValue | None]]]:
    """For each page left: the questions that changed, before and after."""
    return [
        {c.what: (c.before, c.after) for c in event.detail.changes}
        for event in on_disk(desk, activity).history
        if event.kind is EventKind.ANSWERED and event.detail
    ]


@contextmanager
def broken(desk: Desk) -> Iterator[None]:
    """Nothing can be saved: a file has taken the place of the activities' folder."""
    folder = desk.workspace.folder / "activities"
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.write_text("in the way")
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


def find(parent: QWidget, kind: type[W], name: str) -> W:
    """The widget of a name; the one that is seen, should others be about to go."""
    QApplication.processEvents()
    found = parent.findChildren(kind, name)
    assert found, name
    return next((widget for widget in found if widget.isVisible()), found[0])


def page_in(flow: CaseFlow) -> QWidget:
    """What the window shows."""
    QApplication.processEvents()
    seen = flow._window.page
    assert seen is not None
    return seen


def click(widget: QWidget) -> None:
    """Press with the mouse, in the middle."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(letter: str, widget: QWidget | None = None) -> None:
    """Press a letter where the keyboard is, or on a widget."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key(ord(letter)))
    QApplication.processEvents()


def said_in(page: QWidget) -> list[str]:
    """Every label that is seen, from top to bottom as they were made."""
    QApplication.processEvents()
    labels = page.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def links_in(page: QWidget) -> dict[str, Link]:
    """The links that are seen, by what a screen reader calls them."""
    QApplication.processEvents()
    return {link.accessibleName(): link for link in page.findChildren(Link) if link.isVisible()}


def soon(qtbot: QtBot, seen: Callable[[], bool], seconds: int = 5) -> None:
    """Wait until something is so."""
    qtbot.waitUntil(seen, timeout=seconds * 1000)


def page_of(wizard: WizardPage) -> QuestionPage:
    page = next(p for p in wizard.findChildren(QuestionPage) if p.isVisible())
    assert isinstance(page, QuestionPage)
    return page


def asked(wizard: WizardPage) -> list[str]:
    """The questions that are seen."""
    return [b.question.id for b in page_of(wizard).blocks if b.isVisible()]


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
