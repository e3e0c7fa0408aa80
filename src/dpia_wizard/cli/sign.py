"""`sign`: puts a signature into a record's file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dpia_wizard.app.desk import utc_now
from dpia_wizard.app.places import data_folder
from dpia_wizard.app.sentences import gap_sentence, sentence
from dpia_wizard.cli.output import Exit, complain, existing, one_line, say, say_json
from dpia_wizard.cli.passphrase import read_passphrase
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import NotReadyError
from dpia_wizard.jobs.sign_file import Wanted, questionnaire_in, sign_file
from dpia_wizard.jobs.signing import opened_signer
from dpia_wizard.report.pdf_file import MOST_FILE_BYTES
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.identities import read_bounded
from dpia_wizard.store.settings_file import load_settings


def sign(args: Namespace) -> Exit:
    """Sign a record as completed, advised or approved, in place or into --out."""
    path, identity = existing(args.file), existing(args.identity)
    settings = load_settings(data_folder(args.data) / "settings.json")
    wanted = Wanted(
        pdf=read_bounded(path, most=MOST_FILE_BYTES),
        source=path.name,
        kind=SignatureKind(args.kind),
        one_person_allowed=settings.one_person_allowed,
    )
    passphrase = read_passphrase(args.passphrase_fd, what=f"Passphrase for {identity.name}")
    at = utc_now().astimezone()
    signer = opened_signer(identity, passphrase, at=at, time_stamp_url=settings.time_stamp_url)
    try:
        done = sign_file(wanted, signer, at=at)
    except NotReadyError as error:
        complain("\n".join(_open_points(error, wanted)))
        return Exit.COULD_NOT
    out = Path(args.out or path)
    write_bytes(out, done.pdf, private=False)
    person = signer.key.certificate.person
    if args.json:
        told = {"out": str(out), "as": wanted.kind.value, "by": person.name, "note": done.note}
        say_json(told, one_line=True)
    else:
        say(f"{out}: signed as {wanted.kind.value} by {one_line(str(person))}.")
        if done.note:
            complain(done.note)
    return Exit.DONE


def _open_points(error: NotReadyError, wanted: Wanted) -> list[str]:
    points = error.facts["points"]
    questionnaire = questionnaire_in(wanted.pdf, source=wanted.source)
    found = points if isinstance(points, tuple) else ()
    return [sentence(error), *(f"- {gap_sentence(point, questionnaire)}" for point in found)]
