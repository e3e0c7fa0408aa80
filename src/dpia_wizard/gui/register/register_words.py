"""What the register says of a row, and which rows a filter or a search keeps; without Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dpia_wizard.codec.change_words import change_words
from dpia_wizard.codec.day_words import MONTHS
from dpia_wizard.codec.pictures import Bar
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.summary import ActivitySummary
from dpia_wizard.gui.widgets.date_text import show_month

NOTHING = "–"
EXAMPLE = "Example"
SOON = timedelta(days=30)
MONTHS_SHOWN = 13
"""This month and twelve more, so that a review due in a year's time is among them."""
_NEVER = date.max

Keep = Callable[[ActivitySummary], bool]

ALL, ARCHIVED = "all", "archived"
FILTERS = (
    (ALL, "All"),
    ("needs_me", "Needs me"),
    ("in_progress", "In progress"),
    ("waiting", "Waiting for approval"),
    ("signed_off", "Signed off"),
    ("ready", "Ready to send"),
    ("out_of_date", "Out of date?"),
    ("review_due", "Review due"),
    (ARCHIVED, "Archived"),
)


def keeps(choice: str, *, me: Person, today: date) -> Keep:
    """Which rows a filter keeps; archived ones show only under their own."""
    tests: dict[str, Keep] = {
        "needs_me": lambda row: row.needs_me(me),
        "in_progress": lambda row: row.in_progress,
        "waiting": lambda row: row.waiting_for_approval,
        "signed_off": lambda row: row.all_signed_off,
        "ready": lambda row: row.ready,
        "out_of_date": lambda row: row.stale,
        "review_due": lambda row: not row.example and is_due(row, today),
    }
    if choice == ARCHIVED:
        return lambda row: row.archived
    test = tests.get(choice)
    if test is None:
        return lambda row: not row.archived
    return lambda row: not row.archived and test(row)


def is_due(row: ActivitySummary, today: date) -> bool:
    """Whether a review is overdue or comes within a month."""
    return row.next_review is not None and row.next_review <= today + SOON


@dataclass(frozen=True, slots=True)
class Figures:
    """What the cards and badges above the register count."""

    activities: int
    need_me: int
    waiting: int
    returned: int
    due: int
    months: tuple[Bar, ...]

    def line(self, shown: int | None = None) -> str:
        """The line below the heading; `shown` is how many of them a search or filter keeps."""
        number = "1 activity" if self.activities == 1 else f"{self.activities:,} activities"
        if shown is not None:
            number = f"{shown:,} of {number}"
        if not self.need_me:
            return f"{number} · nothing waits for you"
        verb = "needs" if self.need_me == 1 else "need"
        return f"{number} · {self.need_me:,} {verb} you"


def figures(rows: Sequence[ActivitySummary], *, me: Person, today: date) -> Figures:
    """Count once, over what is not archived."""
    kept = [row for row in rows if not row.archived]
    real = [row for row in kept if not row.example]  # nobody reviews an example
    return Figures(
        activities=len(kept),
        need_me=sum(row.needs_me(me) for row in kept),
        waiting=sum(row.waiting_for_approval for row in kept),
        returned=sum(row.returned and row.needs_me(me) for row in kept),
        due=sum(is_due(row, today) for row in real),
        months=month_bars(real, today),
    )


def month_bars(rows: Sequence[ActivitySummary], today: date) -> tuple[Bar, ...]:
    """Reviews in this month and the twelve after; overdue ones stand in the first."""
    first = today.year * 12 + today.month - 1
    counts = [0] * MONTHS_SHOWN
    urgent = [False] * MONTHS_SHOWN
    for row in rows:
        day = row.next_review
        if day is None:
            continue
        place = max(day.year * 12 + day.month - 1 - first, 0)
        if place < MONTHS_SHOWN:
            counts[place] += 1
            urgent[place] = urgent[place] or day <= today + SOON
    return tuple(
        Bar(
            label=f"{MONTHS[(first + place) % 12]} {(first + place) // 12}",
            count=counts[place],
            urgent=urgent[place],
        )
        for place in range(MONTHS_SHOWN)
    )


def matches(row: ActivitySummary, text: str) -> bool:
    """Whether a row shows the text itself; the register's index knows the answers."""
    wanted = text.casefold()
    shown = (row.title, row.label, row.owner, row.team, row.channels)
    return any(wanted in part.casefold() for part in shown)


def when_words(at: datetime, today: date) -> str:
    """The day something was changed: today, yesterday, else the date."""
    day = at.astimezone().date()
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


def second_line(row: ActivitySummary, today: date) -> str:
    """What stands below a title: what touches it from outside, else what it is."""
    if row.touched:
        mark = f"{EXAMPLE} · " if row.example else ""
        return mark + begun(touched_clause(row))
    example = EXAMPLE if row.example else ""
    ready = "Ready to send" if row.ready else ""
    told = (example, ready, row.team, row.channels)
    known = [" ".join(part.split()) for part in told if part.strip()]
    when = when_words(row.updated_at, today)
    return " · ".join([*known, when]) if known else begun(when)


def touched_clause(row: ActivitySummary) -> str:
    """What changed and for which assessments, each change named once."""
    by_change: dict[str, list[str]] = {}
    for touched in row.touched:
        by_change.setdefault(change_words(touched.reason), []).append(touched.title)
    return "; ".join(f"{change} ({', '.join(sets)})" for change, sets in by_change.items())


def begun(text: str) -> str:
    """The text as a line begins."""
    return text[:1].upper() + text[1:]


def review_words(row: ActivitySummary, today: date) -> tuple[str, str]:
    """The next review and its tone; an empty tone is plain text."""
    day = row.next_review
    if day is None:
        return NOTHING, ""
    short = f"{day.day} {MONTHS[day.month - 1][:3]}"
    if day < today:
        year = "" if day.year == today.year else f" {day.year}"
        return f"Overdue {short}{year}", "stop"
    if is_due(row, today):
        return f"Due {short}", "care"
    return show_month(day), ""


def review_key(row: ActivitySummary) -> date:
    """Sorts the soonest first, none last."""
    return row.next_review or _NEVER
