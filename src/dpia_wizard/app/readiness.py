"""Whether an activity may be sent, with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.gate_words import STATE_WORDS, gate_sentence, remark_sentence
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.gates import Gate, Readiness
from dpia_wizard.domain.readiness import readiness


def readiness_of(desk: Desk, activity: Activity) -> Readiness:
    """Every gate of an activity as it stands today, and what is pointed out beside them."""
    asked = desk.sets.asked_now()
    titles = {found.id: found.title for found in asked}
    found = readiness(activity, asked, desk.sets.say, desk.sets.newest, today=desk.today())
    return replace(
        found,
        gates=tuple(_worded(gate, titles) for gate in found.gates),
        warnings=tuple(remark_sentence(remark, titles) for remark in found.remarks),
    )


def _worded(gate: Gate, titles: Mapping[str, str]) -> Gate:
    sentences = (gate_sentence(point, titles) for point in gate.points)
    return replace(gate, because=tuple(dict.fromkeys(sentences)))


def plain_readiness(readiness: Readiness) -> Mapping[str, object]:
    """The gates as plain data, for commands."""
    following = readiness.next_gate
    return {
        "ready_to_send": readiness.is_ready,
        "next": following.set_id if following else None,
        "gates": [
            {
                "set": gate.set_id,
                "title": gate.title,
                "state": gate.state.value,
                "version": gate.version or None,
                "because": list(gate.because),
            }
            for gate in readiness.gates
        ],
        "warnings": list(readiness.warnings),
    }


def readiness_lines(readiness: Readiness) -> Iterator[str]:
    """The gates as lines of text, the answer first."""
    following = readiness.next_gate
    if following is None:
        yield "Ready to send."
    else:
        yield f"Not ready to send. What is next: {following.title}"
    for gate in readiness.gates:
        yield f"  {gate.title}: {STATE_WORDS[gate.state]}"
        yield from (f"    {because}" for because in gate.because)
    yield from (f"  Look at this first: {warning}" for warning in readiness.warnings)
