"""The page of an activity, shown and let go of again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.case_session import CaseSession
from tests.gui.conftest import Show

OpenPage = Callable[[Activity], ActivityPage]


@pytest.fixture
def open_page(desk: Desk, show: Show) -> Iterator[OpenPage]:
    """Show the page of an activity."""
    pages: list[ActivityPage] = []

    def seen(activity: Activity) -> ActivityPage:
        page = ActivityPage(CaseSession(desk, activity.id))
        pages.append(page)
        page.resize(1060, 760)
        show(page)
        page.take_focus()
        QApplication.processEvents()
        return page

    yield seen
    for page in pages:
        page.case.close()
