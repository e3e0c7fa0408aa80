"""The command line: `dpia-wizard` opens the window, its commands do the rest without one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module

from dpia_wizard import __version__
from dpia_wizard.domain.examples import EXAMPLES

_FROM_FD = "read the passphrase from this file descriptor, one line; else it is asked for"
_JSON = "answer in JSON, for other programs"
_SET = "the question set’s id, e.g. screening (see “questions list”)"
_ACTIVITY = "label, id or title"
_OUT_PDF = "where the PDF is written"
_INTERRUPTED = 130  # what a shell expects after Ctrl+C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (see `cli.output.Exit`)."""
    args = _parser().parse_args(arguments)
    if args.run is None:
        from dpia_wizard.gui.app import run

        return run(args)
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    from dpia_wizard.cli.output import Exit, fall_silent, refuse, speak_utf_8
    from dpia_wizard.domain.errors import DpiaError

    module, function = args.run.split(":")
    command: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"dpia_wizard.cli.{module}"), function
    )
    speak_utf_8()
    try:
        return int(command(args))
    except DpiaError as error:
        return int(refuse(error))
    except BrokenPipeError:
        fall_silent()  # the reader has seen enough
        return int(Exit.DONE)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dpia-wizard",
        description="Assess direct marketing step by step and keep the result as PDF records.",
    )
    parser.add_argument("--version", action="version", version=f"DPIA Wizard {__version__}")
    parser.add_argument("--data", metavar="FOLDER", help="where activities are kept")
    parser.set_defaults(run=None, smoke=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    gui = commands.add_parser("gui", help="open the window (also without any command)")
    gui.add_argument("--smoke", action="store_true", help="open it, paint it, close it")
    _questions(commands.add_parser("questions", help="list, show and check question sets"))
    _law(commands.add_parser("law", help="the law of a day, fines, and what is unsettled"))
    _answers_commands(commands)
    _register_commands(commands)
    _record_commands(commands)
    _sending_commands(commands)
    _take_away(commands.add_parser("take-away", help="a document made from an activity"))
    _care_commands(commands)
    _sign(commands.add_parser("sign", help="put a signature into a record"))
    _identity(commands.add_parser("identity", help="who signs, and whose signatures count"))
    worker = commands.add_parser("worker", help="serve the window (JSON lines)")
    worker.set_defaults(run="worker:worker")
    for command in commands.choices.values():
        _accept_data(command)
    return parser


def _accept_data(parser: argparse.ArgumentParser) -> None:
    """Take --data after the command too, without losing the one before it."""
    parser.add_argument(
        "--data", metavar="FOLDER", default=argparse.SUPPRESS, help=argparse.SUPPRESS
    )


def _questions(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    listed = verbs.add_parser("list", help="every set")
    listed.add_argument("--json", action="store_true", help=_JSON)
    listed.set_defaults(run="questions:list_sets")
    shown = verbs.add_parser("show", help="every question of a set")
    shown.add_argument("set", metavar="SET", help=_SET)
    shown.add_argument("--json", action="store_true", help=_JSON)
    shown.set_defaults(run="questions:show_set")
    checked = verbs.add_parser("check", help="every problem, with file and line")
    checked.add_argument(
        "files", metavar="FILE", nargs="*", help="question sets; all there are if none is named"
    )
    checked.add_argument("--json", action="store_true", help=_JSON)
    checked.set_defaults(run="questions:check_files")
    schema = verbs.add_parser("schema", help="the JSON Schema for authors")
    schema.add_argument("--record", action="store_true", help="that of record.json instead")
    schema.set_defaults(run="questions:print_schema")


def _law(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DATE", help="a day like 2026-02-05; else today")
    parser.add_argument("--json", action="store_true", help=_JSON)
    parser.set_defaults(run="law:law")


def _answers_commands(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    evaluated = commands.add_parser("evaluate", help="what answers come to")
    evaluated.add_argument("set", metavar="SET", help=_SET)
    evaluated.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default="-",
        help="answers, one JSON object a line; “-” or nothing: from standard input",
    )
    evaluated.set_defaults(run="evaluate:evaluate")
    recorded = commands.add_parser("record", help="a record straight from an answers file")
    recorded.add_argument("set", metavar="SET", help=_SET)
    recorded.add_argument(
        "--answers", metavar="FILE", required=True, help="answers as one JSON object"
    )
    recorded.add_argument("--out", metavar="FILE.pdf", required=True, help=_OUT_PDF)
    recorded.add_argument("--json", action="store_true", help=_JSON)
    recorded.set_defaults(run="records:record")
    for command in (evaluated, recorded):
        command.add_argument(
            "--house-rules", action="store_true", help="by this organisation’s choices"
        )


def _register_commands(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    listed = commands.add_parser("list", help="every activity")
    listed.add_argument("--json", action="store_true", help=_JSON)
    listed.set_defaults(run="register:list_activities")
    searched = commands.add_parser("search", help="activities that hold every word")
    searched.add_argument("text", metavar="TEXT", help="words of titles, people or answers")
    searched.add_argument("--json", action="store_true", help=_JSON)
    searched.set_defaults(run="register:search")
    shown = commands.add_parser("show", help="one activity")
    shown.add_argument("activity", metavar="ACTIVITY", help="label, id or title")
    shown.add_argument("--json", action="store_true", help=_JSON)
    shown.set_defaults(run="register:show")


def _record_commands(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    rendered = commands.add_parser("render", help="the record of what is in the register")
    rendered.add_argument("activity", metavar="ACTIVITY", help="label, id or title")
    rendered.add_argument("set", metavar="SET", help=_SET)
    rendered.add_argument("--version", type=int, metavar="N", help="default: the latest")
    rendered.add_argument("--out", metavar="FILE.pdf", required=True, help=_OUT_PDF)
    rendered.add_argument("--json", action="store_true", help=_JSON)
    rendered.set_defaults(run="records:render")
    _to_and_fro(
        commands.add_parser("handover", help="write a whole activity as one draft PDF"),
        commands.add_parser("open", help="bring a record or hand-over into the register"),
    )
    extracted = commands.add_parser("extract", help="print the record inside a PDF")
    extracted.add_argument("file", metavar="FILE.pdf", help="a record or hand-over")
    extracted.set_defaults(run="records:extract")
    _verify(commands.add_parser("verify", help="is this PDF the record that was signed?"))
    demo = commands.add_parser("demo", help="write the records of the examples")
    demo.add_argument("example", nargs="*", help=f"all if none is named: {', '.join(EXAMPLES)}")
    demo.add_argument(
        "--out", metavar="FOLDER", default="build/demo", help="made if need be: build/demo"
    )
    demo.add_argument("--json", action="store_true", help=_JSON)
    demo.set_defaults(run="records:demo")


def _to_and_fro(handed: argparse.ArgumentParser, opened: argparse.ArgumentParser) -> None:
    handed.add_argument("activity", metavar="ACTIVITY", help="its label, id or title")
    handed.add_argument("--out", metavar="FILE.pdf", required=True, help=_OUT_PDF)
    handed.add_argument("--note", default="", help="what you ask of whoever opens it")
    handed.add_argument("--json", action="store_true", help=_JSON)
    handed.set_defaults(run="records:handover")
    opened.add_argument("file", metavar="FILE.pdf", help="a record or hand-over")
    opened.add_argument(
        "--take",
        choices=("theirs", "ours"),
        help="where file and register have both gone on, take this side; the other is kept in "
        "the history",
    )
    opened.add_argument("--json", action="store_true", help=_JSON)
    opened.set_defaults(run="records:open_file")


def _sending_commands(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    listed = commands.add_parser("sendings", help="what was sent for an activity")
    listed.add_argument("activity", metavar="ACTIVITY", help="label, id or title")
    listed.add_argument("--out", metavar="FILE.pdf", help="write all of it as a PDF")
    listed.set_defaults(run="sendings:list_sendings")
    sent = commands.add_parser("sent", help="record that something was sent")
    sent.add_argument("activity", metavar="ACTIVITY", help="label, id or title")
    sent.add_argument("--on", metavar="DATE", required=True, help="like 2026-11-22")
    sent.add_argument("--channel", required=True, help="as in the marketing rules, e.g. email")
    sent.add_argument("--group", default="", help="as in the marketing rules")
    sent.add_argument("--number", type=int, default=0, help="how many people it went to")
    sent.add_argument(
        "--checked",
        action="append",
        default=[],
        metavar="CHECK=DATE",
        help="when the list was checked, e.g. suppression=2026-11-22; once for each check",
    )
    sent.add_argument("--note", default="", help="what else is worth keeping")
    sent.add_argument(
        "--in-spite", metavar="REASON", default="", help="why it was sent all the same"
    )
    sent.set_defaults(run="sendings:record_sent")
    for command in (listed, sent):
        command.add_argument("--json", action="store_true", help=_JSON)


def _take_away(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("activity", metavar="ACTIVITY", help="its label, id or title")
    parser.add_argument(
        "kind",
        metavar="KIND",
        type=lambda kind: kind.replace("-", "_"),
        choices=("privacy_notice", "ropa_lines", "send_card", "submission_pack"),
        help="privacy_notice, ropa_lines, send_card or submission_pack",
    )
    parser.add_argument("--out", metavar="FILE", required=True, help=".pdf, .docx, .txt or .md")
    parser.add_argument("--json", action="store_true", help=_JSON)
    parser.set_defaults(run="take_away:take_away")


def _sign(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.pdf", help="the record to sign")
    parser.add_argument(
        "--identity", metavar="FILE.p12", required=True, help="whose signature it is"
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=("completed", "advised", "approved"),
        required=True,
        help="a draft is completed first, if nothing is open; the others add to it",
    )
    parser.add_argument("--passphrase-fd", metavar="N", type=int, help=_FROM_FD)
    parser.add_argument("--out", metavar="FILE.pdf", help="default: the file itself")
    parser.add_argument("--json", action="store_true", help=_JSON)
    parser.set_defaults(run="sign:sign")


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="FILE.pdf|FOLDER", nargs="+", help="folders: every PDF in them"
    )
    parser.add_argument("--trust", metavar="FOLDER", help="default: that of the data folder")
    parser.add_argument("--json", action="store_true", help="a list, one object for each file")
    parser.set_defaults(run="verify:verify")


def _identity(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    created = verbs.add_parser("create", help="make a signing identity as a file")
    issued = verbs.add_parser(
        "issue",
        help="the same, issued by the organisation’s own authority",
        description="Issue an identity. The authority is made where it is not there yet. With "
        "the same number for both passphrases the first line is the identity’s, the second "
        "the authority’s.",
    )
    for made in (created, issued):
        made.add_argument("--name", required=True, help="whom the signature names")
        made.add_argument("--role", required=True, help="what they are there")
        made.add_argument("--organisation", required=True, help="for whom they sign")
        made.add_argument(
            "--out", metavar="FILE.p12", required=True, help="a new file; never overwritten"
        )
    issued.add_argument("--ca", metavar="CA.p12", help="default: that of the data folder")
    issued.add_argument("--ca-passphrase-fd", type=int, metavar="N", help=_FROM_FD)
    imported = verbs.add_parser("import", help="bring an identity into the data folder")
    imported.add_argument("file", metavar="FILE.p12", help="the identity’s file")
    for verb, run in ((created, "create"), (issued, "issue"), (imported, "bring")):
        verb.add_argument("--passphrase-fd", type=int, metavar="N", help=_FROM_FD)
        verb.add_argument("--json", action="store_true", help=_JSON)
        verb.set_defaults(run=f"identity:{run}")
    _trust_verbs(verbs)


def _trust_verbs(verbs: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    listed = verbs.add_parser("list", help="identities, and certificates that are trusted")
    listed.set_defaults(run="identity:list_known")
    trusted = verbs.add_parser("trust", help="trust a certificate")
    trusted.add_argument("file", metavar="FILE", help="a certificate, or a signed record")
    trusted.add_argument("--signer", metavar="FINGERPRINT", help="whose, of several")
    trusted.set_defaults(run="identity:trust")
    for verb in (listed, trusted):
        verb.add_argument("--json", action="store_true", help=_JSON)
    ended = verbs.add_parser("distrust", help="end trust in a certificate from a day on")
    ended.add_argument(
        "certificate", metavar="FINGERPRINT|FILE", help="whose trust ends, or is taken back"
    )
    ended.add_argument("--from", dest="since", metavar="DATE", help="the first day without it")
    ended.add_argument("--reason", metavar="TEXT", default="", help="kept with it")
    ended.add_argument("--take-back", action="store_true", help="trust it again")
    ended.set_defaults(run="identity:distrust")
    for verb in (listed, trusted, ended):
        verb.add_argument("--folder", metavar="FOLDER", help="default: that of the data folder")


def _care_commands(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    doctor = commands.add_parser("doctor", help="find what was changed or lost in the data")
    doctor.add_argument("--json", action="store_true", help=_JSON)
    doctor.set_defaults(run="doctor:doctor")
    backed_up = commands.add_parser("backup", help="copy the data folder into one file")
    backed_up.add_argument(
        "--out", metavar="FILE.zip", required=True, help="where the copy is written"
    )
    backed_up.add_argument(
        "--with-identities", action="store_true", help="the keys people sign with, too"
    )
    backed_up.set_defaults(run="backup:backup")
    restored = commands.add_parser("restore", help="bring a backup back into an empty folder")
    restored.add_argument("file", metavar="FILE.zip", help="a copy made by “backup”")
    restored.set_defaults(run="backup:restore")
    for command in (backed_up, restored):
        command.add_argument("--json", action="store_true", help=_JSON)
    exported = commands.add_parser("export", help="the register as a table")
    exported.add_argument(
        "--format", choices=("xlsx", "csv", "json"), required=True, help="of which kind it is"
    )
    exported.add_argument("--out", metavar="FILE", required=True, help="where it is written")
    exported.add_argument("--json", action="store_true", help=_JSON)
    exported.set_defaults(run="export:export")


if __name__ == "__main__":
    raise SystemExit(main())
