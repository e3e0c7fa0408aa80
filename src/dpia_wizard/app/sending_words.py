"""What stands against a sending, in words for the window, the commands and the record."""

from __future__ import annotations

from datetime import date

from dpia_wizard.codec.sending_words import long_day
from dpia_wizard.domain.sending_problems import ProblemKind, SendingProblem

_WORDS = {
    ProblemKind.IN_FUTURE: "This day has not come yet. Record a sending once it has been sent.",
    ProblemKind.NO_CHANNEL: "Choose how it was sent, and to whom.",
    ProblemKind.NO_NUMBER: "This cannot be the number of people it went to.",
    ProblemKind.GATE_OPEN: "{title} is not passed. {because}",
    ProblemKind.BEFORE_APPROVAL: "{title}: nothing was signed off yet on {sent_on}.",
    ProblemKind.NOT_COVERED: "The marketing rules were not answered for this channel and "
    "group. Add it there before you send again.",
    ProblemKind.ROW_STOPS: "The marketing rules do not allow this channel for this group. "
    "{because}",
    ProblemKind.CHECK_MISSING: "{title}: no check of the list is recorded.",
    ProblemKind.CHECK_AFTER: "{title}: the list was checked on {on}, after it was sent.",
    ProblemKind.CHECK_TOO_OLD: "{title}: the check of {on} was {days} days old when it was "
    "sent. A check counts for {limit} days.",
    ProblemKind.CHECK_OLD: "{title}: the check of {on} was {days} days old when it was sent. "
    "Check again just before you send.",
    ProblemKind.BEFORE_PLANNED: "The marketing rules were answered for sending from {planned} "
    "on, and it was sent before.",
    ProblemKind.REVIEW_OVERDUE: "{title}: its review was due on {review_on} and had not been "
    "done.",
}


def problem_sentence(problem: SendingProblem) -> str:
    """One problem as a sentence or two."""
    told = {k: long_day(v) if isinstance(v, date) else v for k, v in problem.facts.items()}
    return _WORDS[problem.kind].format(**told).strip()
