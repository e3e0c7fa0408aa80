"""Above the register: which changes touch how many activities, and the way to their list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal

from dpia_wizard.codec.change_words import change_words
from dpia_wizard.domain.summary import ActivitySummary
from dpia_wizard.gui.register.register_words import begun
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import Banner

_NAMED = 2


class ChangeNotice(Banner):
    """Counts what is touched and leads to the list; hidden while nothing is."""

    list_wanted = Signal()
    """The user wants to see which activities are touched, and why."""

    def __init__(self) -> None:
        super().__init__("care", "")
        self.set_quiet()
        self.link = Link("See which and why")
        self.link.clicked.connect(self.list_wanted)
        self.body.addWidget(self.link)
        self.hide()

    def show_rows(self, rows: Sequence[ActivitySummary]) -> None:
        """Look at other rows."""
        touched = [row for row in rows if row.touched and not row.archived]
        if touched:
            self.show_message("care", _title(len(touched)), "\n".join(_lines(touched)))
        self.setVisible(bool(touched))


def _title(number: int) -> str:
    if number == 1:
        return "One activity was settled before something changed: look at it again"
    return f"{number:,} activities were settled before something changed: look at them again"


def _lines(touched: Sequence[ActivitySummary]) -> list[str]:
    counted = Counter(
        change for row in touched for change in {change_words(t.reason) for t in row.touched}
    )
    lines = [f"{begun(change)}: {_so_many(n)}" for change, n in counted.most_common(_NAMED)]
    more = len(counted) - _NAMED
    return [*lines, f"and {more} more"] if more > 0 else lines


def _so_many(number: int) -> str:
    return "1 activity" if number == 1 else f"{number:,} activities"
