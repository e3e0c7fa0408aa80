"""`backup` and `restore`: a data folder as one file, and back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dpia_wizard.app.places import data_folder
from dpia_wizard.cli.doctor import number, summary
from dpia_wizard.cli.output import Exit, complain, one_line, say, say_json, target
from dpia_wizard.codec.backup_file import Manifest
from dpia_wizard.jobs.back_up import back_up
from dpia_wizard.jobs.back_up import restore as bring_back
from dpia_wizard.jobs.findings import when
from dpia_wizard.jobs.making import utc_now

_OPEN = "It is not encrypted: whoever can open it can read every assessment."
_WITH_KEYS = (
    "It holds signing identities: whoever has it and learns or guesses a passphrase can sign "
    "in that name. Keep it as safe as the keys themselves."
)
_WITHOUT_KEYS = (
    "Signing identities are not in it. Keep the .p12 files yourself, or add them with "
    "“--with-identities”."
)
_NO_KEYS_BACK = "Signing identities were not in the backup: bring them in again to sign here."


def backup(args: Namespace) -> Exit:
    """Write everything that is the truth in the data folder to one file."""
    out = target(args.out)
    made = back_up(data_folder(args.data), out, at=utc_now(), identities=args.with_identities)
    if args.json:
        say_json({"out": str(out), **_plain(made.manifest), "left_out": list(made.left_out)})
        return Exit.DONE
    say(f"{out}: {_counted(made.manifest)}.")
    say(f"{_WITH_KEYS if args.with_identities else _WITHOUT_KEYS} {_OPEN}")
    for path in made.left_out:
        complain(f"{one_line(path)} was left out: it is no file that a backup keeps.")
    return Exit.DONE


def restore(args: Namespace) -> Exit:
    """Bring a backup back into an empty data folder, and say what the doctor says."""
    folder = data_folder(args.data)
    done = bring_back(Path(args.file), folder)
    manifest, findings = done.manifest, done.diagnosis.findings
    if args.json:
        said = [finding.sentence for finding in findings]
        say_json({"folder": str(folder), **_plain(manifest), "findings": said})
        return Exit.DONE
    made = f"as they were on {when(manifest.made_at)} ({one_line(manifest.made_by)})"
    say(f"{folder}: {_counted(manifest)}, {made}.")
    more = " “dpia-wizard doctor” names each." if findings else ""
    say(f"{summary(done.diagnosis)}{more}")
    if not manifest.identities:
        say(_NO_KEYS_BACK)
    return Exit.DONE


def _counted(manifest: Manifest) -> str:
    return (
        f"{number(manifest.count('activities'), 'activity', 'activities')}, "
        f"{number(manifest.count('records'), 'kept PDF', 'kept PDFs')} and "
        f"{number(manifest.count('sets'), 'question set', 'question sets')}"
    )


def _plain(manifest: Manifest) -> dict[str, object]:
    return {
        "made_at": manifest.made_at.isoformat(),
        "identities": manifest.identities,
        "files": len(manifest.files),
        **{name: manifest.count(name) for name in ("activities", "records", "sets")},
    }
