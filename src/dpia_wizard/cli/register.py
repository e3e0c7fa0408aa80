"""`list`, `search` and `show`: what is in the register."""

from __future__ import annotations

from argparse import Namespace

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.evaluate_answers import plain_evaluation
from dpia_wizard.app.find import find_activity
from dpia_wizard.app.places import data_folder
from dpia_wizard.app.readiness import plain_readiness, readiness_lines, readiness_of
from dpia_wizard.app.stale_words import stale_sentence, stale_words
from dpia_wizard.cli.output import Exit, complain, one_line, say, say_json
from dpia_wizard.codec.activity_file import dump_activity
from dpia_wizard.codec.answers import plain_answers
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.case import live_evaluation_of
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.domain.summary import ActivitySummary


def list_activities(args: Namespace) -> Exit:
    """Every activity, latest first."""
    desk = _desk(args)
    _print_rows(desk.register.rows(), as_json=args.json)
    return Exit.DONE


def search(args: Namespace) -> Exit:
    """Activities whose titles, people or answers hold every word; none is exit code 1."""
    desk = _desk(args)
    found = desk.register.search(args.text)
    rows = [row for row in desk.register.rows() if row.id in found]
    _print_rows(rows, as_json=args.json)
    return Exit.DONE if rows else Exit.NO


def show(args: Namespace) -> Exit:
    """One activity: how far each assessment has come, and whether it may be sent."""
    desk = _desk(args)
    activity = find_activity(desk, args.activity)
    if args.json:
        stale = {a.key: stale_words(desk, activity, a) for a in activity.assessments}
        told = {
            "evaluations": _evaluations(desk, activity),
            "may_be_out_of_date": {key: why for key, why in stale.items() if why},
            **plain_readiness(readiness_of(desk, activity)),
        }
        say_json({**_plain_activity(activity), **told})
        return Exit.DONE
    details = activity.details
    say(f"{activity.label}  {one_line(details.title)}\n{activity.id}")
    for name, value in (("Owner", details.owner), ("Team", details.team)):
        if str(value):
            say(f"{name}: {one_line(str(value))}")
    for assessment in activity.assessments:
        say(_how_far(desk, activity, assessment))
        clauses = stale_words(desk, activity, assessment)
        if clauses:
            say(f"  {stale_sentence(clauses)}")
    for line in readiness_lines(readiness_of(desk, activity)):
        say(line)
    return Exit.DONE


def _how_far(desk: Desk, activity: Activity, assessment: Assessment) -> str:
    status = assessment.status.value.replace("_", " ")
    try:
        title = desk.questionnaire(assessment).title
        told = _comes_to(desk.evaluate(activity, assessment))
        now = _comes_to(_as_things_are(desk, activity, assessment))
    except NotFoundError:
        title, told = assessment.set_id, "its questions are lost"
    else:
        if now != told:  # what others came to since counts for it
            told = f"it was “{told}” then, and comes to “{now}” now"
    return f"{title}, version {assessment.version}: {status}; {told}"


def _as_things_are(desk: Desk, activity: Activity, assessment: Assessment) -> Evaluation:
    if assessment.status not in (Status.COMPLETED, Status.SIGNED_OFF):
        return desk.evaluate(activity, assessment)
    return live_evaluation_of(activity, assessment, desk.sets.say, today=desk.today())


def _comes_to(evaluation: Evaluation) -> str:
    outcome = evaluation.result.outcome
    return outcome.title if outcome else "not decided yet"


def _desk(args: Namespace) -> Desk:
    desk = open_desk(data_folder(args.data))
    desk.register.refresh()
    for found in desk.store.set_aside:
        where = f" Set aside as {found.moved_to}." if found.moved_to else ""
        complain(f"{found.name} was left out: {found.problem}.{where}")
    return desk


def _print_rows(rows: list[ActivitySummary], *, as_json: bool) -> None:
    if as_json:
        say_json([_plain(row) for row in rows])
        return
    if not rows:
        say("No activities.")
    for row in rows:
        cells = " · ".join(f"{cell.title}: {cell.text}" for cell in row.sets)
        say(f"{row.label}  {one_line(row.title)}\n          {cells}")


def _plain(row: ActivitySummary) -> dict[str, object]:
    return {
        "id": row.id,
        "label": row.label,
        "title": row.title,
        "owner": row.owner,
        "team": row.team,
        "updated_at": row.updated_at.isoformat(),
        "next_review": row.next_review.isoformat() if row.next_review else None,
        "archived": row.archived,
        "ready_to_send": row.ready,
        "assessments": [
            {
                "set": cell.set_id,
                "state": cell.state or "not_started",
                "text": cell.text,
                "may_be_out_of_date": cell.stale,
            }
            for cell in row.sets
        ],
    }


def _plain_activity(activity: Activity) -> dict[str, object]:
    """The activity as it is kept, its answers as `evaluate` takes and records have them."""
    plain = dump_activity(activity)
    for told, assessment in zip(plain["assessments"], activity.assessments, strict=True):
        told["answers"] = plain_answers(assessment.answers)
    return plain


def _evaluations(desk: Desk, activity: Activity) -> dict[str, object]:
    """What each version comes to; null for one whose questions are lost."""
    found: dict[str, object] = {}
    for assessment in activity.assessments:
        try:
            found[assessment.key] = plain_evaluation(desk.evaluate(activity, assessment))
        except NotFoundError:
            found[assessment.key] = None
    return found
