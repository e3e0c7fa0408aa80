"""The activity page after a return, and with very long details."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sign_off import give_back, submit
from dpia_wizard.gui.widgets.chip import Chip
from tests.builders import DPO
from tests.gui.activity.conftest import OpenPage
from tests.gui.cases import DETAILS, begin, find, said_in
from tests.gui.looks import cut_off

_COMMENT = "Say who keeps the cards."


def test_a_returned_assessment_shows_so_with_the_comment(
    desk: Desk, open_page: OpenPage
) -> None:
    activity = begin(desk, "lia", "screening")
    there = activity.current("lia")
    assert there is not None
    activity = submit(desk, activity, there)
    there = activity.current("lia")
    assert there is not None
    page = open_page(give_back(desk, activity, there, reason=_COMMENT))
    chips = [c.text() for c in page.findChildren(Chip) if c.isVisible()]
    assert "Returned" in chips
    flag = find(page, QWidget, "returned:lia")
    assert said_in(flag) == [f"Returned by {DPO}", f"“{_COMMENT}”"]


def test_very_long_details_leave_room_for_the_page(desk: Desk, open_page: OpenPage) -> None:
    words = ("Newsletter about spring, " * 12)[:300]
    told = replace(DETAILS, title=words, team=words, channels=words)
    page = open_page(begin(desk, "screening", details=told))
    assert page._title.height() <= 3 * page._title.fontMetrics().lineSpacing()
    assert page._main.height() > 500
    assert words.split(",")[0] in page._title.toolTip()
    assert not cut_off(page)
    assert page._title.text() == words.strip()
