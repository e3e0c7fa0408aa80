"""Two versions of an assessment side by side, answer by answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.history.compare_table import CompareTable
from dpia_wizard.gui.history.compare_words import SideOf, version_rows
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.choices import CheckBox
from dpia_wizard.gui.widgets.keys import on_escape
from dpia_wizard.gui.widgets.labels import heading, muted
from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.gui.widgets.page_names import page_names, way_to_activity
from dpia_wizard.gui.widgets.scroll_page import ScrollPage


class ComparePage(QWidget):
    """Shows what differs between two versions, or everything in both."""

    closed = Signal()
    """The user is done reading."""

    def __init__(self, case: CaseSession, set_id: str, left: int, right: int) -> None:
        super().__init__()
        self.setObjectName("compare_page")
        self.setProperty("page", "plain")
        self.setAccessibleName("Compare two versions")
        self._case = case
        self._left = self._side(case.activity.version(set_id, left))
        self._right = self._side(case.activity.version(set_id, right))
        self._count = muted()
        self.everything = CheckBox("Show also what is the same")
        self.everything.setObjectName("compare_everything")
        self.table = CompareTable()
        self._page = ScrollPage(margin=0, top=0)
        self._lay_out()
        self.everything.toggled.connect(self.refresh)
        on_escape(self, self.closed)
        self.refresh()

    def refresh(self) -> None:
        """Show the rows asked for."""
        different = version_rows(self._left, self._right, everything=False)
        number = sum(row.left != row.right for row in different)
        self._count.setText(_counted(number))
        rows = different
        if self.everything.isChecked():
            rows = version_rows(self._left, self._right, everything=True)
        self.table.show_rows(
            rows,
            _named(self._left.assessment),
            _named(self._right.assessment),
            choose=False,
        )

    def take_focus(self) -> None:
        """Put the keyboard on what can be changed here."""
        self.everything.setFocus(Qt.FocusReason.OtherFocusReason)

    def _side(self, assessment: Assessment) -> SideOf:
        case = self._case
        return SideOf(assessment, case.questionnaire(assessment), case.evaluate(assessment))

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(28, 22, 28, 20)
        page.setSpacing(12)
        back = way_to_activity(self._case.activity.details.title)
        back.clicked.connect(self.closed)
        name = heading(f"{self._right.questionnaire.title}: two versions")
        row = QHBoxLayout()
        row.addLayout(page_names(back, name, self._count), 1)
        row.addWidget(self.everything, 0, Qt.AlignmentFlag.AlignBottom)
        page.addLayout(row)
        sets = self._left.questionnaire.version, self._right.questionnaire.version
        if sets[0] != sets[1]:
            text = f"The questions themselves changed from version {sets[0]} to {sets[1]}."
            page.addWidget(Banner("note", text))
        card = Card()
        card.body.addWidget(self.table)
        self._page.body.addWidget(card)
        page.addWidget(self._page, 1)


def _named(assessment: Assessment) -> str:
    status = assessment.status.value.replace("_", " ")
    return f"Version {assessment.version}, {status}"


def _counted(number: int) -> str:
    if not number:
        return "Nothing differs"
    return "One thing differs" if number == 1 else f"{number:,} things differ"
