"""`export`: the register as a table, for spreadsheets and other programs."""

from __future__ import annotations

from argparse import Namespace

from dpia_wizard.app.places import data_folder
from dpia_wizard.cli.output import Exit, complain, say, say_json, target
from dpia_wizard.cli.worker_handler import now
from dpia_wizard.jobs.export_register import export_register
from dpia_wizard.store.workspace import open_workspace


def export(args: Namespace) -> Exit:
    """Write a row for every activity."""
    workspace = open_workspace(data_folder(args.data))
    out = target(args.out)
    count = export_register(workspace, out, kind=args.format, today=now().date())
    for found in workspace.store.set_aside:
        where = f" Set aside as {found.moved_to}." if found.moved_to else ""
        complain(f"{found.name} was left out: {found.problem}.{where}")
    if args.json:
        say_json({"out": str(out), "activities": count})
    else:
        say(f"{out}: {count:,} {'activity' if count == 1 else 'activities'}")
    return Exit.DONE
