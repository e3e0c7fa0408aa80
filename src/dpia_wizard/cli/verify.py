"""`verify`: checks PDFs, one by one or by the folder, and says what they are."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from dpia_wizard.app.places import data_folder
from dpia_wizard.app.sentences import sentence
from dpia_wizard.cli.output import Exit, complain, one_line, refuse, say, say_json
from dpia_wizard.codec.report_file import dump_report
from dpia_wizard.domain.checking import FileReport
from dpia_wizard.domain.errors import CannotReadError
from dpia_wizard.domain.verdict import SIGNS, holds
from dpia_wizard.jobs.check_record import Surroundings, check_path
from dpia_wizard.jobs.check_register import KnownHere
from dpia_wizard.jobs.making import utc_now
from dpia_wizard.sign.trust import load_trust
from dpia_wizard.store.workspace import look_into


def verify(args: Namespace) -> Exit:
    """Check every file; done only if each is intact, approved, and by people trusted here."""
    if args.trust and not Path(args.trust).exists():
        raise CannotReadError(path=args.trust, reason="other")
    named = [Path(name) for name in args.paths]
    found = [path for path in named if _is_there(path)]
    if not found:
        return Exit.COULD_NOT
    known = _surroundings(args)
    at = utc_now()
    reports: list[tuple[Path, FileReport]] = []
    for path in _files(found):
        report = check_path(path, known, at=at)
        reports.append((path, report))
        if not args.json:
            _say(path, report)
    if args.json:
        say_json([{"path": str(path), **dump_report(report)} for path, report in reports])
    elif not reports:
        complain("There is no PDF here to check.")
    sound = sum(holds(report) for _, report in reports)
    if not args.json and len(reports) > 1:
        say(f"{len(reports):,} files, {sound:,} intact and approved.")
    if found != named:
        return Exit.COULD_NOT
    return Exit.DONE if reports and sound == len(reports) else Exit.NO


def _is_there(path: Path) -> bool:
    if not path.exists():
        refuse(CannotReadError(path=str(path), reason="other"))
        return False
    return True


def _surroundings(args: Namespace) -> Surroundings:
    """Those of the data folder, which need not be there nor be writable."""
    workspace = look_into(data_folder(args.data))
    trust = load_trust(Path(args.trust) if args.trust else workspace.trust_folder)
    for problem in trust.problems:
        complain(f"Trust: {sentence(problem)}")
    return Surroundings(trust=trust, sets=workspace.sets, register=KnownHere(workspace))


def _files(named: Sequence[Path]) -> Iterator[Path]:
    """The files named, and every PDF in the folders named, in their order."""
    for path in named:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.casefold() == ".pdf")
        else:
            yield path


def _say(path: Path, report: FileReport) -> None:
    say(f"{one_line(str(path))}: {report.headline}")
    say(f"  {one_line(report.text)}")
    for check in report.checks:
        say(f"  {SIGNS[check.grade]} {one_line(check.title)}: {one_line(check.text)}")
    say("")
