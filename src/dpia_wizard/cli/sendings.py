"""`sendings` and `sent`: what was sent for an activity, told, printed or recorded."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.find import find_activity
from dpia_wizard.app.places import data_folder
from dpia_wizard.app.sendings import names_in, new_sending, note_sending
from dpia_wizard.cli.output import Exit, complain, one_line, say, say_json
from dpia_wizard.codec.activity_file import dump_activity
from dpia_wizard.codec.sending_words import check_words, long_day, number_words, state_of
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import BadAnswersError
from dpia_wizard.domain.sending import Sending
from dpia_wizard.jobs.write_sendings import write_sendings


def list_sendings(args: Namespace) -> Exit:
    """Everything that was sent, newest first, or all of it as a PDF."""
    desk = open_desk(data_folder(args.data))
    activity = find_activity(desk, args.activity)
    if args.out:
        made = write_sendings(
            desk.workspace, activity_id=activity.id, out=Path(args.out), at=desk.now()
        )
        told = {"out": args.out, "pages": made.pages, "fingerprint": made.fingerprint}
        number = "1 page" if made.pages == 1 else f"{made.pages} pages"
        if args.json:
            say_json(told, one_line=True)
        else:
            say(f"{args.out}: {number}, fingerprint {made.fingerprint}")
        return Exit.DONE
    if args.json:
        say_json(dump_activity(activity)["sendings"])
        return Exit.DONE
    if not activity.sendings:
        say("Nothing was sent yet.")
    for sending in sorted(activity.sendings, key=lambda s: (s.sent_on, s.at), reverse=True):
        _tell(desk, activity, sending)
    return Exit.DONE


def record_sent(args: Namespace) -> Exit:
    """Record that something was sent; refused with the reasons unless `--in-spite` says why."""
    desk = open_desk(data_folder(args.data))
    activity = find_activity(desk, args.activity)
    sending = new_sending(
        desk,
        sent_on=_day(args.on),
        channel=args.channel,
        group=args.group,
        number=args.number,
        checks=dict(_check(text) for text in args.checked),
        note=args.note,
        in_spite=args.in_spite,
    )
    known = names_in(desk, activity).channels
    if known and sending.channel not in known:
        names = ", ".join(known)
        problem = f"There is no channel “{args.channel}”. There are: {names}."
        raise BadAnswersError(problems=[problem])
    claim = desk.claims.claim(activity.id, holder=desk.me.name, at=desk.now())
    try:
        kept = note_sending(desk, desk.store.load(activity.id), sending).sendings[-1]
    finally:
        claim.release()
    for warning in kept.warnings:
        complain(warning)
    if args.json:
        say_json({"activity": activity.id, "id": kept.id, "warnings": list(kept.warnings)})
    else:
        say(f"{activity.label}  {long_day(kept.sent_on)}: recorded.")
    return Exit.DONE


def _tell(desk: Desk, activity: Activity, sending: Sending) -> None:
    names = names_in(desk, activity)
    channel = names.channel(sending.channel)
    number = number_words(sending).lower()
    parts = (long_day(sending.sent_on), channel, one_line(sending.group), number)
    say(" · ".join(part for part in parts if part) + f": {state_of(sending)[0].lower()}")
    for check in sending.checks:
        say(f"  {check_words(names.check(check.against), check, sending)}")
    for key, known_as in sending.rested_on:
        say(f"  rested on {key}, fingerprint {known_as or 'not kept'}")
    for warning in sending.warnings:
        say(f"  pointed out: {warning}")
    if sending.in_spite:
        say(f"  sent all the same, because: {one_line(sending.in_spite)}")
    if sending.struck_out:
        say(f"  struck out by {sending.struck_out.by}: {one_line(sending.struck_out.reason)}")


def _check(text: str) -> tuple[str, date]:
    name, _, on = text.partition("=")
    return name.strip(), _day(on.strip())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        problem = f"“{text}” is not a day. Write it like 2026-11-22."
        raise BadAnswersError(problems=[problem]) from error
