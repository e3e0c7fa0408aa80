"""Why a gate stands as it does, and what to look at before sending, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dpia_wizard.app.stale_words import stale_clause
from dpia_wizard.domain.gates import Gate, GateState, Point, PointKind, Readiness

STATE_WORDS: Mapping[GateState, str] = {
    GateState.PASSED: "passed",
    GateState.NOT_NEEDED: "not needed",
    GateState.TO_DO: "to do",
    GateState.UNDER_WAY: "under way",
    GateState.AWAITS_APPROVAL: "to be approved",
    GateState.WAITS: "waits",
    GateState.STOPPED: "stopped",
    GateState.OUT_OF_DATE: "out of date",
}
"""A gate's state in a word or two."""

_HEADLINES: Mapping[GateState, str] = {
    GateState.TO_DO: "{title}",
    GateState.UNDER_WAY: "Finish “{title}”",
    GateState.AWAITS_APPROVAL: "“{title}” is to be approved",
    GateState.WAITS: "“{title}” waits",
    GateState.STOPPED: "Stopped by “{title}”",
    GateState.OUT_OF_DATE: "“{title}” is out of date",
}

_PLAIN: Mapping[PointKind, str] = {
    PointKind.OPTIONAL: "It is optional, and nobody has begun it.",
    PointKind.WITH_DPO: (
        "It waits for your data protection officer. Nothing was sent: if they work on another "
        "computer, hand it over to them as a file."
    ),
    PointKind.LOST: (
        "Its questions are missing from the data folder, so nobody can tell what it comes to. "
        "Do it again."
    ),
    PointKind.UNDECIDED: (
        "What it was told has changed, and questions that decide its result are open now. "
        "Do it again."
    ),
    PointKind.COMES_OUT_OTHERWISE: (
        "The activity’s details have changed, and the same answers would now come to something "
        "else. Do it again."
    ),
    PointKind.MAY_BE_WITHDRAWN: (
        "This activity does not need it. Withdraw it, and it holds nothing up."
    ),
}


def headline(gate: Gate) -> str:
    """What to do about a gate, in a few words."""
    if gate.is_with_others and gate.state is GateState.UNDER_WAY:
        return f"“{gate.title}” is with the data protection officer"
    return _HEADLINES.get(gate.state, "{title}").format(title=gate.title)


def in_short(readiness: Readiness) -> str:
    """What the activity waits for, in one line."""
    gate = readiness.next_gate
    return f"What is next: {headline(gate)}" if gate else "The activity is ready to send."


def gate_sentence(point: Point, titles: Mapping[str, str]) -> str:
    """One reason why a gate stands as it does; `titles` names the question sets."""
    who, said = str(point.who), point.text
    match point.kind:
        case PointKind.SAID | PointKind.STOPS | PointKind.ASKED_FOR:
            return _named(point)
        case PointKind.DRAFT:
            return _how_far(point)
        case PointKind.RETURNED:
            return f"It came back with the words “{said}”{f', to {who}' if who else ''}."
        case PointKind.TO_CONFIRM:
            return (
                f"{who or 'The data protection officer'} first confirms the advice by signing."
            )
        case PointKind.NEWER_STOPS:
            return (
                f"Version {point.version} is completed and stands against it. Nothing is sent "
                "until it is declined, or another version allows it."
            )
        case PointKind.TO_APPROVE:
            return f"It is completed. {who or 'Somebody else'} approves it next."
        case PointKind.DECLINED:
            return f"It was declined{_by(who)}{_quoted(said)}."
        case PointKind.WITHDRAWN:
            return f"It was withdrawn{_by(who)}{_quoted(said)}, and is needed all the same."
        case PointKind.WAITS_FOR:
            return f"Waits for: {listed(point.names)}."
        case PointKind.SIGNED_OFF:
            when = f" on {long_day(point.day)}" if point.day else ""
            return f"{_named(point)} Signed off{when}{_by(who)}."
        case PointKind.STALE if point.stale:
            return f"It rests on what has changed: {stale_clause(point.stale, titles)}."
        case _:
            return _PLAIN.get(point.kind, said)


def remark_sentence(point: Point, titles: Mapping[str, str]) -> str:
    """One thing to look at before sending."""
    names = listed([f"“{name}”" for name in point.names])
    day = long_day(point.day) if point.day else ""
    match point.kind:
        case PointKind.STALE if point.stale:
            return f"{names} may be out of date: {stale_clause(point.stale, titles)}."
        case PointKind.NEWER_VERSION:
            so_far = f", and says so far: “{point.text}”" if point.text else ""
            return (
                f"Version {point.version} of {names} is under way{so_far}. Until it is "
                "approved, the version before it counts."
            )
        case PointKind.REVIEW_OVERDUE:
            return f"The review of {names} was due on {day}."
        case PointKind.LATE_SIGN_OFF:
            verb = "was" if len(point.names) == 1 else "were"
            return (
                f"The first sending was planned for {day}. {names} {verb} signed off only "
                "after that day, and should have been before."
            )
        case PointKind.START_HAS_PASSED:
            return (
                f"The first sending was planned for {day}, and not everything that has to come "
                "before it is done."
            )
        case _:
            return point.text


def listed(names: Sequence[str]) -> str:
    """“A, B and C”."""
    *most, last = names or ("",)
    return f"{', '.join(most)} and {last}" if most else last


def long_day(day: date) -> str:
    """A day as it is written in a sentence."""
    return f"{day.day} {day:%B %Y}"


def _named(point: Point) -> str:
    """The name it is about, and what is said of it; either may be missing."""
    told = ": ".join(part for part in (*point.names, point.text) if part)
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _how_far(point: Point) -> str:
    far = f"{point.done} of {point.total} questions are answered."
    if point.done == point.total:
        far = "Everything is answered. See the result and sign off."
    again = f" It is done again because: {point.text}" if point.text else ""
    return f"{far}{again}"


def _by(who: str) -> str:
    return f" by {who}" if who else ""


def _quoted(said: str) -> str:
    return f" (“{said}”)" if said else ""
