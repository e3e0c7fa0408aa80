"""`record`, `render`, `handover`, `open`, `extract` and `demo`: everything about the PDFs."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.find import find_activity
from dpia_wizard.app.kept_pdf import copy_kept, kept_file
from dpia_wizard.app.places import data_folder
from dpia_wizard.app.start import next_label
from dpia_wizard.cli.evaluate import read_text
from dpia_wizard.cli.output import Exit, complain, one_line, put, say, say_json
from dpia_wizard.codec.answers_file import read_answers_file
from dpia_wizard.codec.json_values import read_json_values
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.asked import asked_of_reader
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import BadAnswersError, NotARecordError, NotFoundError
from dpia_wizard.domain.examples import EXAMPLES
from dpia_wizard.domain.house import House
from dpia_wizard.jobs.hand_over import hand_over
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.jobs.open_record import open_record_file, read_record_bytes
from dpia_wizard.jobs.record_from_answers import record_from_answers
from dpia_wizard.jobs.render_record import render_to
from dpia_wizard.report.pdf_file import opened_pdf
from dpia_wizard.report.render import RenderedRecord
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.workspace import question_sets

_OPENED = {
    "added": "added to the register",
    "version_added": "its version was added",
    "updated": "brought up to date",
    "merged": "merged; what was not taken is kept in its history",
    "unchanged": "already in the register, nothing changed",
}


def record(args: Namespace) -> Exit:
    """A draft record straight from an answers file."""
    out = Path(args.out)
    sets = question_sets(data_folder(args.data))
    if not args.house_rules:
        sets.house = House()
    question_set = sets.get(args.set)
    values = read_json_values(read_text(args.answers))
    if len(values) != 1:
        raise BadAnswersError(problems=["A record is made of one JSON object, not of several."])
    questionnaire = question_set.say(organisation=sets.organisation)
    given = read_answers_file(values[0].plain, questionnaire)
    today = date.today()  # noqa: DTZ011 - the day where the user is
    made = record_from_answers(question_set, given, today=today)
    write_bytes(out, made.pdf, private=False)
    _say_made(args, out, made)
    return Exit.DONE


def render(args: Namespace) -> Exit:
    """The record of what is in the register."""
    out = Path(args.out)
    desk = open_desk(data_folder(args.data))
    activity = find_activity(desk, args.activity)
    current = activity.current(args.set)
    if current is None:
        raise NotFoundError(what=f"assessment in {activity.label}", name=args.set)
    assessment = activity.version(args.set, args.version) if args.version else current
    _say_made(args, out, _hand_out(desk, activity, assessment, out))
    return Exit.DONE


def handover(args: Namespace) -> Exit:
    """The whole activity as one draft PDF."""
    out = Path(args.out)
    desk = open_desk(data_folder(args.data))
    made = hand_over(
        desk.workspace,
        activity_id=find_activity(desk, args.activity).id,
        out=out,
        note=args.note,
        by=desk.me,
        at=desk.now(),
    )
    _say_made(args, out, made)
    return Exit.DONE


def open_file(args: Namespace) -> Exit:
    """Bring a record into the register."""
    path = Path(args.file)
    if path.suffix.casefold() == ".docx":
        complain("Word files cannot be brought in yet: open one of our PDFs.")
        return Exit.COULD_NOT
    desk = open_desk(data_folder(args.data))
    opened = open_record_file(
        desk.workspace,
        path,
        label=next_label(desk),
        by=desk.me,
        at=desk.now(),
        take_side=args.take or "",
    )
    desk.register.refresh()
    activity = opened.activity
    if args.json:
        told = {"id": activity.id, "label": activity.label, "title": activity.details.title}
        say_json({**told, "outcome": opened.outcome, "untrusted": list(opened.untrusted)})
    else:
        title = one_line(activity.details.title)
        say(f"{activity.label}  {title}: {_OPENED[opened.outcome]}.")
        asked = asked_of_reader(activity.history)
        if asked is not None:
            say(f"{one_line(str(asked.by)) or 'The sender'} asks: {one_line(asked.note)}")
    for name in opened.untrusted:
        complain(
            f"The approval signed by {one_line(name)} does not count here: the certificate is "
            "not trusted. Trust it (“identity trust”) and open the file again."
        )
    return Exit.DONE


def extract(args: Namespace) -> Exit:
    """Print the record inside a PDF, byte for byte as it is attached."""
    path = Path(args.file)
    try:
        put(read_record_bytes(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotARecordError(source=path.name, problem="broken_json") from error
    return Exit.DONE


def demo(args: Namespace) -> Exit:
    """Write the examples' records, a folder each, to see what a record looks like."""
    out = Path(args.out).absolute()
    desk = open_desk(out / "data")
    for name in args.example or EXAMPLES:
        label = next_label(desk)
        activity = open_example(desk.workspace, label=label, name=name).activity
        folder = out / name.replace("_", "-")
        folder.mkdir(exist_ok=True)
        for assessment in activity.assessments:
            target = folder / f"{activity.label}-{assessment.key}.pdf"
            _say_made(args, target, _hand_out(desk, activity, assessment, target))
    return Exit.DONE


def _hand_out(
    desk: Desk, activity: Activity, assessment: Assessment, out: Path
) -> RenderedRecord:
    """Write the kept PDF, signatures and all, where it tells everything; else a new print."""
    kept = kept_file(desk, activity, assessment)
    if kept is None or assessment.kept is None:
        return render_to(
            desk.workspace,
            activity_id=activity.id,
            set_id=assessment.set_id,
            version=assessment.version,
            out=out,
            at=desk.now(),
        )
    copy_kept(kept, out)
    pdf = out.read_bytes()
    with opened_pdf(pdf, source=out.name) as reader:
        pages = len(reader.pages)
    return RenderedRecord(pdf=pdf, fingerprint=assessment.kept.fingerprint, pages=pages)


def _say_made(args: Namespace, path: Path, made: RenderedRecord) -> None:
    if args.json:
        told = {"out": str(path), "pages": made.pages, "fingerprint": made.fingerprint}
        say_json(told, one_line=True)
        return
    number = "1 page" if made.pages == 1 else f"{made.pages} pages"
    say(f"{path}: {number}, fingerprint {made.fingerprint}")
