"""Makes, issues and brings in signing identities, and says whose signatures count here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dpia_wizard.domain.checking import Trust
from dpia_wizard.domain.errors import CannotWriteError, IdentityError
from dpia_wizard.domain.identity import Certificate, Identity, TrustEnded
from dpia_wizard.sign.authority import create_authority, issue_identity, open_authority
from dpia_wizard.sign.certificates import read_certificate
from dpia_wizard.sign.identity import (
    NewIdentity,
    check_passphrase,
    create_identity,
    open_identity,
    reprotected,
)
from dpia_wizard.sign.signers import certificate_to_trust, certificates_to_look_at
from dpia_wizard.sign.trust import load_trust, read_ended
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.identities import TrustFolder, make_private, read_bounded
from dpia_wizard.store.workspace import Workspace

_KEY_FILES = (".p12", ".pfx")
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom an identity is for."""

    name: str
    role: str
    organisation: str


def create_kept(
    workspace: Workspace, holder: Holder, *, passphrase: str, at: datetime
) -> Identity:
    """Make an identity in the data folder and trust it here.

    Raises `IdentityError` or `CannotWriteError`.
    """
    made = create_identity(holder.name, holder.role, holder.organisation, passphrase, at)
    kept = _keep(workspace, made)
    TrustFolder(workspace.trust_folder).add(made.certificate.fingerprint, made.pem)
    return kept


def bring_in(workspace: Workspace, path: Path, *, passphrase: str, at: datetime) -> Identity:
    """Bring a PKCS#12 file into the data folder, under the same passphrase.

    However it was protected, the copy is protected by today's algorithms.
    Raises `IdentityError`, `CannotReadError` or `CannotWriteError`.
    """
    data = read_bounded(path)
    opened = open_identity(data, passphrase, source=path.name, at=at)
    return _keep(workspace, reprotected(opened, passphrase))


def trust_in(workspace: Workspace, identity: Identity, *, at: datetime) -> Trust:
    """Whether what an identity signs now counts on this computer."""
    pem = read_bounded(Path(identity.file).with_suffix(".pem"))
    certificate = read_certificate(pem, source=identity.file)
    return load_trust(workspace.trust_folder).trust_of(certificate, at)


def create_file(holder: Holder, *, passphrase: str, out: Path, at: datetime) -> Certificate:
    """Make an identity as `out`, with its certificate beside it; overwrites nothing."""
    refuse_to_overwrite(out)
    made = create_identity(holder.name, holder.role, holder.organisation, passphrase, at)
    return _write(made, out)


def create_authority_file(
    organisation: str, *, passphrase: str, out: Path, at: datetime
) -> Certificate:
    """Make an organisation's authority as `out`, with its certificate beside it."""
    refuse_to_overwrite(out)
    made = create_authority(organisation, passphrase, at)
    if not out.parent.exists():
        make_private(out.parent)
    return _write(made, out)


def issue_file(
    holder: Holder, *, passphrase: str, authority: Path, authority_passphrase: str,
    out: Path, at: datetime,
) -> Certificate:  # fmt: skip
    """Issue an identity as `out`, with its certificate beside it; overwrites nothing."""
    refuse_to_overwrite(out)
    check_passphrase(passphrase, holder.name, holder.role, holder.organisation)
    opened = open_authority(
        read_bounded(authority), authority_passphrase, source=authority.name, at=at
    )
    made = issue_identity(
        opened,
        name=holder.name,
        role=holder.role,
        organisation=holder.organisation,
        passphrase=passphrase,
        at=at,
    )
    return _write(made, out)


def trust_file(folder: Path, path: Path, *, fingerprint: str = "") -> Certificate:
    """Trust the certificate in a PEM or DER file, or that of a signer of a PDF.

    `fingerprint` says which one where there are several, and always for a PDF.
    Raises `IdentityError`, `NotARecordError`, `CannotReadError` or `CannotWriteError`.
    """
    certificate, pem = certificate_in(path, fingerprint=fingerprint)
    TrustFolder(folder).add(certificate.fingerprint, pem)
    return certificate


def certificate_in(path: Path, *, fingerprint: str = "") -> tuple[Certificate, bytes]:
    """The certificate that a file means, and its PEM form."""
    data, source = _public_part(path)
    return certificate_to_trust(data, fingerprint=fingerprint, source=source)


def certificates_held(path: Path) -> tuple[Certificate, ...]:
    """The certificates in a file, or of a PDF's signers, for somebody to look at."""
    data, source = _public_part(path)
    return certificates_to_look_at(data, source=source)


def end_trust(folder: Path, fingerprint: str, *, on: date, reason: str) -> None:
    """End trust in a certificate from a day on (UTC): what was signed before stands.

    Raises `UnreadableError`, `CannotReadError` or `CannotWriteError`.
    """
    ended = TrustEnded(on=on, reason=" ".join(reason.split()))
    TrustFolder(folder).write_ended({**read_ended(folder), fingerprint: ended})


def take_back_end(folder: Path, fingerprint: str) -> bool:
    """Trust a certificate again as if trust had not ended; False if it had not."""
    ended = read_ended(folder)
    if ended.pop(fingerprint, None) is None:
        return False
    TrustFolder(folder).write_ended(ended)
    return True


def refuse_to_overwrite(out: Path) -> None:
    """Raise `CannotWriteError` where the file or its certificate is there already."""
    for path in (out, out.with_suffix(".pem")):
        if path.exists():
            raise CannotWriteError(path=str(path), reason="exists")


def _public_part(path: Path) -> tuple[bytes, str]:
    """A file's bytes and name; for an identity those of the certificate beside it."""
    if path.suffix.casefold() in _KEY_FILES:
        beside = path.with_suffix(".pem")
        if not beside.is_file():
            raise IdentityError(source=path.name, problem="locked_away")
        path = beside
    return read_bounded(path, most=_MOST_BYTES), path.name


def _keep(workspace: Workspace, made: NewIdentity) -> Identity:
    return workspace.identities.keep(made.certificate, p12=made.p12, pem=made.pem)


def _write(made: NewIdentity, out: Path) -> Certificate:
    write_bytes(out, made.p12)
    write_bytes(out.with_suffix(".pem"), made.pem, private=False)
    return made.certificate
