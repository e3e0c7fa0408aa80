"""`identity create|issue|import|list|trust|distrust`: who signs, and whose signatures count."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from dpia_wizard.app.desk import utc_now
from dpia_wizard.app.places import data_folder
from dpia_wizard.app.sentences import sentence
from dpia_wizard.cli.output import Exit, complain, existing, say, say_json
from dpia_wizard.cli.passphrase import read_passphrase
from dpia_wizard.codec.certificate_file import (
    plain_certificate,
    plain_trusted,
    read_fingerprint,
)
from dpia_wizard.domain.identity import (
    Certificate,
    TrustedCertificate,
    readable_fingerprint,
)
from dpia_wizard.jobs.identities import (
    Holder,
    bring_in,
    certificate_in,
    create_authority_file,
    create_file,
    end_trust,
    issue_file,
    refuse_to_overwrite,
    take_back_end,
    trust_file,
)
from dpia_wizard.sign.trust import TrustStore, load_trust
from dpia_wizard.store.workspace import open_workspace

_KEY_FILES = (".p12", ".pfx")


def create(args: Namespace) -> Exit:
    """Make an identity as a file, with its certificate beside it."""
    out = Path(args.out)
    if not _is_key_file(out):
        return Exit.WRONG_USE
    refuse_to_overwrite(out)
    passphrase = read_passphrase(args.passphrase_fd, what="New passphrase", twice=True)
    made = create_file(_holder(args), passphrase=passphrase, out=out, at=utc_now())
    _say_made(args, made, out)
    return Exit.DONE


def issue(args: Namespace) -> Exit:
    """Issue an identity from the organisation's authority, making that first where needed."""
    out = Path(args.out)
    if not _is_key_file(out):
        return Exit.WRONG_USE
    refuse_to_overwrite(out)
    workspace = open_workspace(data_folder(args.data))
    authority = Path(args.ca) if args.ca else workspace.authority_file
    passphrase = read_passphrase(
        args.passphrase_fd, what="New passphrase for the identity", twice=True
    )
    is_new = not authority.exists()
    told = "New passphrase for the authority" if is_new else "Passphrase of the authority"
    authority_passphrase = read_passphrase(
        args.ca_passphrase_fd, what=told, twice=is_new, option="--ca-passphrase-fd"
    )
    if is_new:
        _make_authority(args, authority, authority_passphrase)
        if not args.ca:
            trust_file(workspace.trust_folder, authority.with_suffix(".pem"))
    made = issue_file(
        _holder(args),
        passphrase=passphrase,
        authority=authority,
        authority_passphrase=authority_passphrase,
        out=out,
        at=utc_now(),
    )
    _say_made(args, made, out)
    return Exit.DONE


def bring(args: Namespace) -> Exit:
    """Bring an identity into the data folder."""
    workspace = open_workspace(data_folder(args.data))
    path = existing(args.file)
    passphrase = read_passphrase(args.passphrase_fd, what=f"Passphrase for {path.name}")
    kept = bring_in(workspace, path, passphrase=passphrase, at=utc_now())
    _say_made(args, kept.certificate, Path(kept.file))
    return Exit.DONE


def list_known(args: Namespace) -> Exit:
    """The data folder's identities, and every certificate that is trusted."""
    workspace = open_workspace(data_folder(args.data))
    identities = workspace.identities.known()
    trust = load_trust(Path(args.folder) if args.folder else workspace.trust_folder)
    if args.json:
        mine = [{**plain_certificate(one.certificate), "file": one.file} for one in identities]
        trusted = [plain_trusted(one) for one in trust.certificates]
        say_json({"identities": mine, "trusted": trusted})
    else:
        say("Signing identities" if identities else "No signing identities")
        for one in identities:
            _say_certificate(one.certificate, one.file)
        _say_trusted(trust)
    for problem in trust.problems:
        complain(sentence(problem))
    return Exit.DONE


def trust(args: Namespace) -> Exit:
    """Trust a certificate from now on."""
    folder = _trust_folder(args)
    fingerprint = ""
    if args.signer:
        fingerprint = read_fingerprint(args.signer)
        if not fingerprint:
            complain(f"{args.signer} is not a fingerprint: it has 64 digits from 0 to f.")
            return Exit.WRONG_USE
    trusted = trust_file(folder, Path(args.file), fingerprint=fingerprint)
    ended = load_trust(folder).ended.get(trusted.fingerprint)
    if args.json:
        say_json(plain_trusted(TrustedCertificate(certificate=trusted, ended=ended)))
        return Exit.DONE
    say("Trusted from now on:")
    _say_certificate(trusted)
    if ended is not None:
        complain(
            f"Trust in it ended on {ended.on.isoformat()}, and that still holds. To take it "
            f"back: identity distrust {trusted.fingerprint} --take-back"
        )
    return Exit.DONE


def distrust(args: Namespace) -> Exit:
    """End trust in a certificate from a day on, or take that back."""
    folder = _trust_folder(args)
    fingerprint = read_fingerprint(args.certificate)
    if not fingerprint:
        fingerprint = certificate_in(Path(args.certificate))[0].fingerprint
    if args.take_back:
        if not take_back_end(folder, fingerprint):
            complain("Trust in this certificate has not ended.")
            return Exit.NO
        say(f"Trust no longer ends: {readable_fingerprint(fingerprint)}")
        return Exit.DONE
    on = _day(args.since)
    if on is None:
        return Exit.WRONG_USE
    end_trust(folder, fingerprint, on=on, reason=args.reason)
    say(
        f"Trust ends on {on.isoformat()}: {readable_fingerprint(fingerprint)}\n"
        "What was signed before that day stands."
    )
    return Exit.DONE


def _make_authority(args: Namespace, path: Path, passphrase: str) -> None:
    made = create_authority_file(
        args.organisation, passphrase=passphrase, out=path, at=utc_now()
    )
    where = path.with_suffix(".pem")
    trusted = "" if args.ca else " It is trusted on this computer already."
    complain(
        f"Made a new authority, {made.name}: {path}\n"
        f"Everybody who checks records has to trust its certificate, {where}.{trusted}\n"
        f"Fingerprint: {readable_fingerprint(made.fingerprint)}"
    )


def _holder(args: Namespace) -> Holder:
    return Holder(name=args.name, role=args.role, organisation=args.organisation)


def _trust_folder(args: Namespace) -> Path:
    if args.folder:
        return Path(args.folder)
    return open_workspace(data_folder(args.data)).trust_folder


def _is_key_file(out: Path) -> bool:
    if out.suffix.casefold() in _KEY_FILES:
        return True
    complain(f"{out.name}: the name of an identity’s file ends in .p12.")
    return False


def _day(text: str | None) -> date | None:
    try:
        if text:
            return date.fromisoformat(text)
        complain("Say from which day trust ends: --from 2026-11-22.")
    except ValueError:
        complain(f"{text} is not a day. Write it like 2026-11-22.")
    return None


def _say_made(args: Namespace, made: Certificate, path: Path) -> None:
    if args.json:
        pem = str(path.with_suffix(".pem"))
        say_json({"file": str(path), "certificate_file": pem, **plain_certificate(made)})
        return
    _say_certificate(made, str(path))


def _say_trusted(trust: TrustStore) -> None:
    say("\nTrusted certificates" if trust.certificates else "\nNo trusted certificates")
    for one in trust.certificates:
        _say_certificate(one.certificate)
        if one.ended is not None:
            reason = f": {one.ended.reason}" if one.ended.reason else ""
            say(f"    trust ended on {one.ended.on.isoformat()}{reason}")


def _say_certificate(certificate: Certificate, file: str = "") -> None:
    who = [str(certificate.person), certificate.organisation]
    if certificate.is_authority:
        who.append("issues identities")
    elif certificate.issuer:
        who.append(f"issued by {certificate.issuer}")
    say("  " + ", ".join(part for part in who if part))
    days = (certificate.not_before.date(), certificate.not_after.date())
    say(f"    valid from {days[0].isoformat()} to {days[1].isoformat()}")
    say(f"    fingerprint {readable_fingerprint(certificate.fingerprint)}")
    if file:
        say(f"    {file}")
