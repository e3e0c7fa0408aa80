"""Whether an activity is as the program wrote it: its file's seal, its history's chain."""

from __future__ import annotations

from dataclasses import dataclass

from dpia_wizard.app.desk import Desk
from dpia_wizard.codec.history_faults import FAULT_WORDS, Fault, faults
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.store.seals import Seal

_NAMED = 5
_SEALS = {
    Seal.BROKEN: "The activity’s file was changed outside the program.",
    Seal.MENDED: "The activity’s file was changed outside the program, before it was last "
    "saved.",
}


@dataclass(frozen=True, slots=True)
class Integrity:
    """What seal and chain say."""

    seal: Seal
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed outside the program, as far as can be told."""
        return not self.faults and self.seal not in _SEALS

    @property
    def line(self) -> str:
        """A few words for the foot of a history."""
        if not self.is_whole:
            return "Changed outside the program"
        if self.seal is Seal.NONE:
            return "Record chain intact ✓, file not sealed yet"
        return "Record chain intact ✓"

    def told(self, activity: Activity) -> list[str]:
        """What was changed and where, a sentence each."""
        sentences = [_SEALS[self.seal]] if self.seal in _SEALS else []
        total = len(activity.history)
        sentences += [
            f"Entry {fault.position + 1} of {total}: {FAULT_WORDS[fault.kind]}."
            for fault in self.faults[:_NAMED]
        ]
        if len(self.faults) > _NAMED:
            sentences.append(f"And {len(self.faults) - _NAMED} more entries.")
        return sentences


def integrity_of(desk: Desk, activity: Activity) -> Integrity:
    """Look at an activity's file and its history."""
    try:
        seal = desk.store.seal(activity.id)
    except DpiaError:  # the file is gone or unreadable just now: said elsewhere
        seal = Seal.NONE
    return Integrity(seal, faults(activity.history))
