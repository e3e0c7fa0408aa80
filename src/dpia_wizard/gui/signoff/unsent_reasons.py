"""Reasons that were begun and not confirmed: kept while the cards around them are made anew."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dpia_wizard.gui.widgets.reason_row import ReasonRow


class UnsentReasons:
    """Remembers what stands in the open rows of a page, for one version of an assessment."""

    def __init__(self) -> None:
        self._key = ""
        self._texts: dict[str, str] = {}

    def keep(self, content: QWidget | None, key: str) -> None:
        """Remember what is written; another version has nothing to do with it."""
        if content is not None and key == self._key:
            self._texts = {row.objectName(): row.unsent for row in _rows(content)}
        elif key != self._key:
            self._key, self._texts = key, {}

    def give_back(self, content: QWidget) -> None:
        """Put what was written into the rows of the same name."""
        for row in _rows(content):
            row.show_unsent(self._texts.get(row.objectName(), ""))

    @staticmethod
    def first(content: QWidget | None) -> ReasonRow | None:
        """The first row that waits to be confirmed."""
        rows = _rows(content) if content is not None else []
        return next((row for row in rows if row.unsent), None)


def _rows(content: QWidget) -> list[ReasonRow]:
    return [row for row in content.findChildren(ReasonRow) if row.objectName()]
