"""`law [--on DATE]`: the law of a day, its highest fines, and what is unsettled."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import date
from typing import Any

from dpia_wizard.cli.output import Exit, complain, say, say_json
from dpia_wizard.codec.law_words import EVIDENCE, penalty_line
from dpia_wizard.domain.law import Law, LawVersion, OpenPoint
from dpia_wizard.store.law import shipped_law


def law(args: Namespace) -> Exit:
    """Print the law of a day, today where none is named."""
    known = shipped_law()
    day = _day(args.on)
    if day is None:
        complain("--on takes a date like 2026-11-22.")
        return Exit.WRONG_USE
    first = known.versions[0]
    if day < first.since:
        complain(
            f"No law is known here for {_in_full(day)}: the oldest version we have is in force "
            f"since {_in_full(first.since)}."
        )
        return Exit.NO
    if args.json:
        say_json(_plain(known, day))
        return Exit.DONE
    _print(known, day)
    return Exit.DONE


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011 - the user's
    except ValueError:
        return None


def _print(known: Law, day: date) -> None:
    version = known.on(day)
    say(f"{version.title} ({version.id}), since {_in_full(version.since)}")
    for change in version.changes:
        say(f"  - {change}")
    say(f"  {version.cite}")
    say(f"\nHighest fines for what is done on {_in_full(day)}")
    penalties = known.penalties_on(day)
    if not penalties:
        say("  None is known here for this day.")
    for penalty in penalties:
        say(f"  - {penalty_line(penalty)}\n    {penalty.cite}")
    say("\nWhat the law leaves open")
    for point in known.open_points:
        _print_point(point)
    say("\nAll versions")
    for each in known.versions:
        mark = "*" if each is version else " "
        say(f" {mark} {each.id:<14} since {_in_full(each.since)}: {each.title}")


def _print_point(point: OpenPoint) -> None:
    say(f"  - {point.title}\n    {point.text}")
    say(f"    House default: {point.default}\n    May change it: {point.who}\n    {point.cite}")


def _plain(known: Law, day: date) -> dict[str, Any]:
    version = known.on(day)
    return {
        "on": day.isoformat(),
        "version": _plain_version(version),
        "penalties": [
            {**_dated(asdict(penalty)), "text": penalty_line(penalty)}
            for penalty in known.penalties_on(day)
        ],
        "open_points": [asdict(point) for point in known.open_points],
        "versions": [_plain_version(each) for each in known.versions],
        "evidence": dict(EVIDENCE),
    }


def _plain_version(version: LawVersion) -> dict[str, Any]:
    return _dated(asdict(version))


def _dated(plain: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in plain.items()}


def _in_full(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
