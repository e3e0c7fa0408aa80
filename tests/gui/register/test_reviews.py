"""The pages to read: reviews by month, and every question of every set."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.domain.summary import ActivitySummary
from dpia_wizard.gui.frame.main_window import QUESTION_SETS, REVIEWS, MainWindow
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.register.reviews_model import ReviewsModel, review_lines
from dpia_wizard.gui.settings.question_sets_page import SetCard
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import NOW, TODAY


def _row(title: str, review: date | None, *, archived: bool = False) -> ActivitySummary:
    return ActivitySummary(
        id=title.lower(),
        label="ACT-0001",
        title=title,
        team="Sales",
        updated_at=NOW,
        next_review=review,
        archived=archived,
    )


ROWS = [
    _row("Later", date(2027, 2, 1)),
    _row("Soon", TODAY + timedelta(days=9)),
    _row("Past", TODAY - timedelta(days=1)),
    _row("Also soon", TODAY + timedelta(days=9)),
    _row("None", None),
    _row("Away", TODAY, archived=True),
]


def test_reviews_stand_under_their_months_overdue_first() -> None:
    lines = review_lines(ROWS, TODAY)
    assert [line.text for line in lines] == [
        "Overdue",
        "Past",
        "December 2026",
        "Also soon",
        "Soon",
        "February 2027",
        "Later",
    ]
    assert [line.tone for line in lines if line.id] == ["stop", "care", "care", "muted"]


def test_the_model_of_reviews_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = ReviewsModel()
    model.show_lines(review_lines(ROWS, TODAY))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Past, 21 Nov 2026, ACT-0001 · Sales"


def test_return_opens_the_review_that_is_chosen(program: Program, qtbot: QtBot) -> None:
    program.window.go_to(REVIEWS)
    program.feed.rows = ROWS
    program.reviews.refresh()
    view = program.reviews.list
    view.setFocus()
    with qtbot.waitSignal(program.window.activity_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["past"]
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(program.window.activity_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["also soon"]


def test_every_question_of_every_set_can_be_read(
    program: Program, desk: Desk, qtbot: QtBot
) -> None:
    program.window.go_to(QUESTION_SETS)
    cards = program.question_sets.findChildren(SetCard)
    sets = list(desk.sets.current())
    assert len(cards) == len(sets)
    for card, found in zip(cards, sets, strict=True):
        QTest.mouseClick(card.toggle, Qt.MouseButton.LeftButton)
        shown = "\n".join(label.text() for label in card.findChildren(QLabel))
        said = found.say()
        assert said.version in shown
        assert ", 1 follow from" not in shown
        assert all(question.text in shown for question in said.questions.values())
        assert all(
            prompt.text in shown
            for question in said.questions.values()
            for prompt in question.prompts
        )
        QTest.mouseClick(card.toggle, Qt.MouseButton.LeftButton)
        assert card.toggle.text() == "Read all questions"


def test_a_set_with_mistakes_is_named_with_its_lines(
    window: MainWindow, theme: ThemeManager, tmp_path: Path, gone: WorkerClient
) -> None:
    own = tmp_path / "data" / "questionnaires"
    own.mkdir(parents=True)
    (own / "ours.yaml").write_text("id: screening\nversion: [")
    program = Program(window, theme, open_desk(tmp_path / "data"), gone)
    program.finish()
    window.go_to(QUESTION_SETS)
    shown = [label.text() for label in program.question_sets.findChildren(QLabel)]
    assert any("ours.yaml:" in text for text in shown)
    window.close()
