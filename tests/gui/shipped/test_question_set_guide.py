"""The guide for authors of question sets, followed to the letter in a window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from tests.builders import NOW
from tests.gui.cases import begin, click, find, press, said_in
from tests.gui.conftest import OpenWizard, Show

GUIDE = Path(__file__).parents[3] / "docs" / "question-set-guide.md"
SET = "event-photos"
NEW_VERSION = "version: 1.1.0"

Start = Callable[[str], Desk]


@pytest.fixture(scope="module")
def parts() -> list[str]:
    """What the guide gives to type: the whole set, then a question and a rule."""
    found = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(found) == 3, "the guide gives another number of texts to type"
    assert f"`{NEW_VERSION}`" in GUIDE.read_text("utf-8")
    return found


def later_set(parts: list[str]) -> str:
    """The set with the question and the rule put where the guide says."""
    whole, question, rule = parts
    with_question = whole.replace("\nresults:", f"{question}\nresults:", 1)
    with_rule = with_question.replace("    rules:\n", f"    rules:\n{rule}", 1)
    return with_rule.replace("version: 1.0.0", NEW_VERSION, 1)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the program with the file as the guide has it by then, in one folder."""
    opened: list[Desk] = []

    def with_file(text: str) -> Desk:
        own = tmp_path / "data" / "questionnaires"
        own.mkdir(parents=True, exist_ok=True)
        (own / "event_photos.yaml").write_text(text, "utf-8")
        opened.append(open_desk(tmp_path / "data", clock=lambda: NOW))
        return opened[-1]

    yield with_file
    for desk in opened:
        desk.close()


def answer(wizard: WizardPage, letters: str) -> None:
    """Answer page after page with a key each, and go on to the result."""
    for letter in letters:
        press(letter)
        click(find(wizard, QPushButton, "next"))
    click(find(wizard, QPushButton, "next"))


def see_activity(at: Desk, activity: Activity, show: Show) -> ActivityPage:
    page = ActivityPage(CaseSession(at, activity.id))
    page.resize(1060, 760)
    show(page)
    QApplication.processEvents()
    return page


def test_the_set_of_the_guide_appears_and_speaks_without_a_line_of_python(
    parts: list[str], start: Start, open_wizard: OpenWizard, show: Show
) -> None:
    desk = start(parts[0])
    activity = begin(desk, SET)
    page = see_activity(desk, activity, show)
    assert any("Photographs at events" in words for words in said_in(page))
    page.case.close()
    wizard = open_wizard(activity=activity, set_id=SET, at=desk)
    assert "Will people be recognisable in the photographs?" in said_in(wizard)
    answer(wizard, "YN")
    words = said_in(wizard)
    assert "Not yet" in words
    assert any("People are not surely told" in told for told in words)
    assert any("Put up a sign at the entrance." in told for told in words)


def test_the_new_rule_of_the_guide_decides_and_begun_work_keeps_its_questions(
    parts: list[str], start: Start, open_wizard: OpenWizard
) -> None:
    begun = begin(start(parts[0]), SET)
    again = start(later_set(parts))
    wizard = open_wizard(activity=begun, set_id=SET, at=again)
    answer(wizard, "YY")
    assert "They may be used" in said_in(wizard)
    wizard = open_wizard(activity=begin(again, SET), set_id=SET, at=again)
    answer(wizard, "YYU")
    words = said_in(wizard)
    assert "Not yet" in words
    assert any("Children may be shown" in told for told in words)
