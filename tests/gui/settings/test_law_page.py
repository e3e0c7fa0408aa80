"""Law and house rules in the window: chosen by whom may, kept with the reason, and felt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.house import choose_house_rule, house_rules
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import Move, MoveKind, Status
from dpia_wizard.domain.row_values import rows_of
from dpia_wizard.domain.stale_reason import StaleKind, StaleReason
from dpia_wizard.domain.summary import ActivitySummary, Touched
from dpia_wizard.gui.frame.main_window import LAW, SETTINGS
from dpia_wizard.gui.program import Program
from dpia_wizard.gui.register.change_notice import ChangeNotice
from dpia_wizard.gui.register.register_words import second_line
from dpia_wizard.gui.register.reviews_model import TOUCHED, review_lines
from dpia_wizard.gui.settings.house_rule_card import HouseRuleCard
from dpia_wizard.gui.settings.house_rule_form import HouseRuleForm
from dpia_wizard.gui.settings.law_page import DATES, HOUSE, UNSETTLED, LawPage
from dpia_wizard.gui.theme.manager import ThemeManager
from tests.builders import DPO, NOW, OWNER, TODAY
from tests.gui.looks import cut_off, never_reached, unnamed


@pytest.fixture
def page(program: Program) -> LawPage:
    program.window.go_to(LAW)
    return program.law


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def card_of(page: LawPage, setting: str) -> HouseRuleCard:
    return next(card for card in page.cards if card.rule.setting.id == setting)


def changing(
    page: LawPage, setting: str, value: str, reason: str = "The board."
) -> HouseRuleForm:
    """The form filled in, not confirmed yet."""
    card = card_of(page, setting)
    card.change.click()
    form = card.form
    assert form is not None
    form.choices[value].click()
    form.reason.show_text(reason)
    return form


def test_every_house_setting_is_there_with_what_is_unsettled_and_who_may_change_it(
    page: LawPage, desk: Desk
) -> None:
    titles = [card.rule.setting.title for card in page.cards]
    assert titles == [rule.setting.title for rule in house_rules(desk)]
    assert len(titles) >= 5
    for card in page.cards:
        words = words_on(card)
        assert card.rule.point is not None
        assert card.rule.point.text in words
        assert f"In force: {card.rule.setting.values[card.rule.setting.default]}." in words
        assert "May change it: Data protection officer" in words
        assert "Default" in words


def test_a_choice_is_kept_with_its_reason_and_shown(
    page: LawPage, desk: Desk, qtbot: QtBot
) -> None:
    changing(page, "severe_remote", "medium").confirm.click()
    card = card_of(page, "severe_remote")
    assert card.form is None
    assert "In force: Medium." in words_on(card)
    assert f"Chosen on 22 Nov 2026 by {DPO}: The board." in words_on(card)
    assert "from “Low, as the regulator’s grid says” to “Medium”" in words_on(page)
    assert desk.workspace.house_path.is_file()
    assert page.window().focusWidget() is card.change
    qtbot.waitUntil(lambda: not card.change.visibleRegion().isEmpty())  # not scrolled away


def test_nobody_else_may_choose_and_no_reason_is_no_choice(page: LawPage, desk: Desk) -> None:
    form = changing(page, "mps_strict", "off", reason="")
    form.confirm.click()
    assert form.message.text == "Please give a reason; it is kept in the record."
    assert page.window().focusWidget() is form.reason.box
    form.reason.show_text("Nicer.")
    form.role.setText(OWNER.role)
    form.confirm.click()
    assert form.message.text.startswith(
        "Only a data protection officer may choose a house rule"
    )
    form.choices["on"].click()
    form.confirm.click()
    assert form.message.text.startswith("This is the choice in force")
    assert desk.sets.house.log == ()
    page.refresh()  # does not take away what is being filled in
    assert card_of(page, "mps_strict").form is form
    form.cancel.click()
    assert card_of(page, "mps_strict").form is None


def test_what_is_unsettled_and_the_law_with_its_dates_can_be_read(
    page: LawPage, desk: Desk
) -> None:
    page.parts.choose(UNSETTLED)
    words = words_on(page)
    for point in desk.law.open_points:
        assert point.title in words
        assert f"What the program does: {point.default}" in words
    page.parts.choose(DATES)
    words = words_on(page)
    for version in desk.law.versions:
        assert version.id in words
    assert words.count("The law today") == 1
    assert "Done on or after 26 May 2011, until 4 Feb 2026" in words


def test_settings_lead_to_the_house_rules(program: Program) -> None:
    program.window.go_to(SETTINGS)
    program.settings.open_house_rules.click()
    assert program.window.page is program.law


@pytest.mark.parametrize("width", [900, 1280])
def test_nothing_is_cut_and_all_of_it_is_reached_by_keyboard(
    page: LawPage, width: int, qtbot: QtBot
) -> None:
    window = page.window()
    window.resize(width, 800)
    changing(page, "mps_strict", "off", reason="").confirm.click()  # with its message
    for part in (HOUSE, UNSETTLED, DATES):
        if part != HOUSE:
            page.parts.choose(part)
        qtbot.waitUntil(lambda: cut_off(page) == [])  # once the layout is at rest
        assert unnamed(page) == []
        assert never_reached(page) == []


# what a choice and a change do ----------------------------------------------------------


def a_dpia(desk: Desk) -> Activity:
    begun = start_activity(desk, Details(title="Newsletter", owner=OWNER))
    return start_assessment(desk, begun, "dpia")


def risk(desk: Desk, activity: Activity) -> str:
    row = {"source_and_impact": "x", "likelihood": "remote", "severity": "severe"}
    current = activity.current("dpia")
    assert current is not None
    answered = replace(current, answers={**current.answers, "dpia.risks": (row,)})
    seen = desk.evaluate(activity, answered).situation
    (found,) = rows_of(seen.answers["dpia.risks"])
    return str(found["overall_risk"])


def test_a_choice_reaches_drafts_and_leaves_what_is_completed(desk: Desk) -> None:
    activity = a_dpia(desk)
    assert risk(desk, activity) == "low"
    choose_house_rule(desk, "dpia", "severe_remote", "medium", reason="Careful.", by=DPO)
    assert risk(desk, activity) == "medium"
    current = activity.current("dpia")
    assert current is not None
    frozen = replace(current, status=Status.SIGNED_OFF, facts={"severe_remote": "low"})
    assert risk(desk, activity.put(frozen)) == "low"


def touched_row() -> ActivitySummary:
    law = StaleReason(
        kind=StaleKind.LAW, since=date(2026, 9, 30), news="Something is new", now="uk-x"
    )
    questions = StaleReason(kind=StaleKind.QUESTION_SET, was="1.0.0", now="1.1.0")
    return ActivitySummary(
        id="a",
        label="ACT-0001",
        title="Newsletter",
        team="Sales",
        updated_at=NOW,
        next_review=TODAY + timedelta(days=300),
        touched=(
            Touched(title="LIA", reason=law),
            Touched(title="DPIA", reason=law),
            Touched(title="DPIA", reason=questions),
        ),
    )


WHY = (
    "The law changed on 30 September 2026: Something is new (LIA, DPIA); "
    "its questions (version 1.0.0) were replaced by version 1.1.0 (DPIA)"
)


def test_the_lists_say_what_is_touched_and_why() -> None:
    row = touched_row()
    assert second_line(row, TODAY) == WHY
    lines = review_lines([row, replace(row, id="b", archived=True)], TODAY)
    assert [(line.text, line.id, line.below) for line in lines[:2]] == [
        (TOUCHED, "", ""),
        ("Newsletter", "a", WHY),
    ]
    assert [line.id for line in lines] == ["", "a", "", "a"]  # and its review, as ever


def test_the_register_counts_what_each_change_touches(theme: ThemeManager) -> None:
    notice = ChangeNotice()
    notice.show_rows([])
    assert notice.isHidden()
    row = touched_row()
    notice.show_rows([row, replace(row, id="b"), replace(row, archived=True)])
    assert not notice.isHidden()
    assert "2 activities were settled before something changed" in words_on(notice)
    assert "Something is new: 2 activities" in words_on(notice)
    notice.show_rows([row])
    assert "One activity was settled" in words_on(notice)


def test_a_law_that_came_after_completion_shows_in_the_register_and_leads_to_the_list(
    program: Program, desk: Desk
) -> None:
    activity = a_dpia(desk)
    current = activity.current("dpia")
    assert current is not None
    before = NOW.replace(month=9, day=1)
    done = Move(kind=MoveKind.COMPLETED, by=OWNER, at=before)
    signed = replace(current, status=Status.SIGNED_OFF, facts={}, moves=(done,))
    desk.save(activity.put(signed))
    program.feed.load()
    notice = program.register.changes
    assert "The law changed on 30 September 2026" in words_on(notice)
    notice.link.clicked.emit()
    assert program.window.page is program.reviews
    assert program.reviews.model.rowCount() >= 2
