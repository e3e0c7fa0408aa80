"""What the register says of files it could not read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.store.activities import SetAside

_NAMED = 3
PROFILE = "profile.json"


class SetAsideNotice(Banner):
    """Names the files that were set aside and where they are; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__("care", "")
        self.hide()

    def show_files(self, found: Sequence[SetAside]) -> None:
        """Name other files."""
        if found:
            self.show_message("care", _title(found), "\n".join(_lines(found)))
        self.setVisible(bool(found))


def _title(found: Sequence[SetAside]) -> str:
    if [one.name for one in found] == [PROFILE]:
        return "The organisation profile could not be read and is empty now"
    number = len(found)
    if any(one.name == PROFILE for one in found):
        return f"{number} files could not be read, the organisation profile among them"
    if number == 1:
        return "One activity could not be read and is not in the list"
    return f"{number} activities could not be read and are not in the list"


def _lines(found: Sequence[SetAside]) -> list[str]:
    lines = [_line(one) for one in found[:_NAMED]]
    if len(found) > _NAMED:
        lines.append(f"and {len(found) - _NAMED} more in the same folder")
    return lines


def _line(one: SetAside) -> str:
    if not one.moved_to:
        return f"{one.name}: {one.problem}"
    return f"{one.name}: {one.problem}. It is kept in {Path(one.moved_to).parent}"
