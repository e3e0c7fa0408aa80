"""`record`, `render`, `open`, `extract` and `demo`: everything about the PDFs."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.find import find_activity
from dpia_wizard.app.places import data_folder
from dpia_wizard.app.start import next_label
from dpia_wizard.cli.evaluate import read_text
from dpia_wizard.cli.output import Exit, complain, say
from dpia_wizard.codec.answers_file import read_answers_file, read_json_values
from dpia_wizard.domain.errors import BadAnswersError, NotFoundError
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.jobs.open_record import open_record_file, read_record_bytes
from dpia_wizard.jobs.record_from_answers import record_from_answers
from dpia_wizard.jobs.render_record import render_to
from dpia_wizard.store.atomic import write_bytes


def record(args: Namespace) -> Exit:
    """A draft record straight from an answers file."""
    desk = open_desk(data_folder(args.data))
    question_set = desk.sets.get(args.set)
    values = read_json_values(read_text(args.answers))
    if len(values) != 1:
        raise BadAnswersError(problems=["A record is made of one JSON object, not of several."])
    questionnaire = question_set.say(organisation=desk.sets.organisation)
    given = read_answers_file(values[0].plain, questionnaire)
    made = record_from_answers(question_set, given, today=desk.today())
    write_bytes(Path(args.out), made.pdf, private=False)
    say(_made(Path(args.out), made.pages, made.fingerprint))
    return Exit.DONE


def render(args: Namespace) -> Exit:
    """The record of what is in the register."""
    desk = open_desk(data_folder(args.data))
    activity = find_activity(desk, args.activity)
    if activity.current(args.set) is None:
        raise NotFoundError(what=f"assessment in {activity.label}", name=args.set)
    made = render_to(
        desk.workspace,
        activity_id=activity.id,
        set_id=args.set,
        version=args.version or 0,
        out=Path(args.out),
        at=desk.now(),
    )
    say(_made(Path(args.out), made.pages, made.fingerprint))
    return Exit.DONE


def open_file(args: Namespace) -> Exit:
    """Bring a record into the register."""
    path = Path(args.file)
    if path.suffix.casefold() == ".docx":
        complain("Word files cannot be brought in yet: open one of our PDFs.")
        return Exit.COULD_NOT
    desk = open_desk(data_folder(args.data))
    opened = open_record_file(
        desk.workspace, path, label=next_label(desk), by=desk.me, at=desk.now()
    )
    desk.register.refresh()
    what = {
        "added": "added to the register",
        "version_added": "its version was added",
        "unchanged": "already in the register, nothing changed",
    }[opened.outcome]
    say(f"{opened.activity.label}  {opened.activity.details.title}: {what}.")
    return Exit.DONE


def extract(args: Namespace) -> Exit:
    """Print the record inside a PDF, byte for byte as it is attached."""
    data = read_record_bytes(Path(args.file))
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
    return Exit.DONE


def demo(args: Namespace) -> Exit:
    """Write the example's records, to see what a record looks like."""
    out = Path(args.out).absolute()
    desk = open_desk(out / "data")
    activity = open_example(desk.workspace, label="ACT-0001").activity
    for assessment in activity.assessments:
        target = out / f"{activity.label}-{assessment.key}.pdf"
        made = render_to(
            desk.workspace,
            activity_id=activity.id,
            set_id=assessment.set_id,
            version=assessment.version,
            out=target,
            at=desk.now(),
        )
        say(_made(target, made.pages, made.fingerprint))
    return Exit.DONE


def _made(path: Path, pages: int, fingerprint: str) -> str:
    number = "1 page" if pages == 1 else f"{pages} pages"
    return f"{path}: {number}, fingerprint {fingerprint}"
