"""Whether an activity may be sent, with the reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.gate_words import gate_sentence, remark_sentence
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
