"""One signature into a file: its look set, its time stamped where that was asked for."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import CannotSignError, SamePersonError
from dpia_wizard.report.stamp import render_stamp
from dpia_wizard.sign.identity import SigningKey, open_identity
from dpia_wizard.sign.seal import place_size, seal
from dpia_wizard.sign.time_stamp import reachable_time_stamper
from dpia_wizard.sign.trust import TrustStore
from dpia_wizard.sign.verify import FileSignatures, signatures_in
from dpia_wizard.store.identities import read_bounded

NO_TIME_STAMP = "Signed without a time stamp: the server did not answer."
_END = re.compile(rb"%%EOF\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Somebody about to sign: the opened key, and which server stamps the time, if any."""

    key: SigningKey
    time_stamp_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The file with its new signature, and what the signer should be told."""

    pdf: bytes
    note: str = ""


def opened_signer(
    path: Path, passphrase: str, *, at: datetime, time_stamp_url: str = ""
) -> Signer:
    """Open an identity's file; raises `IdentityError` or `CannotReadError`."""
    key = open_identity(read_bounded(path), passphrase, source=path.name, at=at)
    return Signer(key=key, time_stamp_url=time_stamp_url)


def signed(
    pdf: bytes,
    signer: Signer,
    *,
    kind: SignatureKind,
    at: datetime,
    one_person: bool = False,
    source: str,
) -> Signed:
    """The file with one signature more; raises `CannotSignError` or `RenderError`."""
    size = place_size(pdf, kind, source=source)
    stamper = reachable_time_stamper(signer.time_stamp_url)
    missed = bool(signer.time_stamp_url) and stamper is None
    remarks = ("no_time_stamp",) * missed + ("one_person",) * one_person
    stamp = render_stamp(kind, signer.key.certificate, at, remarks=remarks, size=size)
    sealed = seal(
        pdf, signer.key, kind=kind, at=at, stamp=stamp, time_stamper=stamper, source=source
    )
    return Signed(pdf=sealed, note=NO_TIME_STAMP if missed else "")


def signatures_to_join(pdf: bytes, *, source: str) -> FileSignatures:
    """The signatures in a file that is to bear another; raises `CannotSignError`."""
    found = signatures_in(pdf, trust=TrustStore())
    if found.problem:
        raise CannotSignError(source=source, problem="changed")
    if not found.signatures:
        raise CannotSignError(source=source, problem="not_completed")
    return found


def is_same_signer(found: FileSignatures, key: SigningKey, *, allowed: bool) -> bool:
    """Whether a key has completed the file already; raises `SamePersonError` unless allowed."""
    alone = found.signatures[0].certificate.fingerprint == key.certificate.fingerprint
    if alone and not allowed:
        raise SamePersonError(name_given="approver")
    return alone


def as_kept(pdf: bytes, sha256: str, *, source: str) -> bytes:
    """A kept file as the register knows it; raises `CannotSignError` if it is another.

    A signature that was written just before a crash, and never noted, is left off again.
    """
    if hashlib.sha256(pdf).hexdigest() == sha256:
        return pdf
    for end in _END.finditer(pdf):
        if hashlib.sha256(pdf[: end.end()]).hexdigest() == sha256:
            return pdf[: end.end()]
    raise CannotSignError(source=source, problem="changed")
