"""`take-away`: a document made from an activity, as PDF, Word or text."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.find import find_activity
from dpia_wizard.app.places import data_folder
from dpia_wizard.cli.output import Exit, complain, say, say_json
from dpia_wizard.domain.take_away import TakeAwayKind
from dpia_wizard.jobs.write_take_away import FORMATS, write_take_away


def take_away(args: Namespace) -> Exit:
    """Write the document, and say what is still to be filled in."""
    out = Path(args.out)
    made_as = out.suffix.casefold().removeprefix(".")
    if made_as not in FORMATS:
        endings = ", ".join(f".{name}" for name in FORMATS)
        complain(f"The name of the file must end in one of {endings}.")
        return Exit.WRONG_USE
    desk = open_desk(data_folder(args.data))
    document = write_take_away(
        desk.workspace,
        activity_id=find_activity(desk, args.activity).id,
        kind=TakeAwayKind(args.kind),
        made_as=made_as,
        out=out,
        at=desk.now(),
    )
    if args.json:
        gaps = [{"what": gap.what, "where": gap.where} for gap in document.gaps]
        say_json({"out": str(out), "draft": bool(document.draft), "gaps": gaps}, one_line=True)
        return Exit.DONE
    say(f"{out}: {document.title}{', a draft' if document.draft else ''}")
    for gap in document.gaps:
        say(f"Still to be filled in: {gap.what} ({gap.where})")
    for line in document.expect:
        say(f"What to expect: {line}")
    return Exit.DONE
