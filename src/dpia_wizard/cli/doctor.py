"""`doctor`: looks through the data folder and says what is not as the program left it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from dpia_wizard.app.places import data_folder
from dpia_wizard.cli.output import Exit, say, say_json
from dpia_wizard.jobs.doctor import Diagnosis, examine


def doctor(args: Namespace) -> Exit:
    """Every finding, one a line; exit code 1 if there is any."""
    seen = examine(data_folder(args.data))
    if args.json:
        say_json(
            {
                "activities": seen.activities,
                "records": seen.records,
                "sets": seen.sets,
                "findings": [
                    {**asdict(finding), "sentence": finding.sentence}
                    for finding in seen.findings
                ],
            }
        )
    else:
        for finding in seen.findings:
            say(finding.sentence)
        say(summary(seen))
    return Exit.NO if seen.findings else Exit.DONE


def summary(seen: Diagnosis) -> str:
    """What was looked at, and how much was found, in a sentence."""
    looked = (
        f"{number(seen.activities, 'activity', 'activities')}, "
        f"{number(seen.records, 'kept PDF', 'kept PDFs')} and "
        f"{number(seen.sets, 'question set', 'question sets')}"
    )
    if not seen.findings:
        return f"Nothing found: {looked} are as the program left them."
    return f"{number(len(seen.findings), 'thing', 'things')} found in {looked}."


def number(count: int, one: str, many: str) -> str:
    """A number with what it counts."""
    return f"{count:,} {one if count == 1 else many}"
