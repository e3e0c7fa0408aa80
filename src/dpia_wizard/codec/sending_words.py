"""A sending in words, for the record, the window and the commands alike."""

from __future__ import annotations

from datetime import date

from dpia_wizard.domain.sending import ListCheck, Sending

IN_SPITE = "Sent all the same"
"""How the history begins its account of a sending that something stood against."""


def state_of(sending: Sending) -> tuple[str, str]:
    """How a recorded sending stands, in a word or two, and the tone that goes with it."""
    if sending.struck_out is not None:
        return "Struck out", ""
    if sending.in_spite:
        return IN_SPITE, "stop"
    return ("Pointed out", "care") if sending.warnings else ("In order", "good")


def number_words(sending: Sending) -> str:
    """How many it went to."""
    return f"{sending.number:,}" if sending.number else "Not counted"


def check_words(title: str, check: ListCheck, sending: Sending) -> str:
    """When a list was checked, seen from the day it was sent to."""
    days = (sending.sent_on - check.on).days
    if days < 0:
        before = "after it was sent"
    else:
        before = {0: "the same day", 1: "the day before"}.get(days, f"{days} days before")
    return f"{title}: {long_day(check.on)}, {before}"


def long_day(day: date) -> str:
    """A day like 22 November 2026."""
    return f"{day.day} {day:%B %Y}"
