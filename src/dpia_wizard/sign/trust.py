"""The trust folder: whose signatures count here, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography import x509

from dpia_wizard.codec.certificate_file import load_ended
from dpia_wizard.domain.checking import Trust
from dpia_wizard.domain.errors import CannotReadError, DpiaError, IdentityError
from dpia_wizard.domain.identity import Certificate, TrustedCertificate, TrustEnded
from dpia_wizard.sign.certificates import (
    MALFORMED,
    MOST_BYTES,
    certificate_of,
    fingerprint_of,
    is_issued_by,
    is_valid,
    read_certificates,
    signer_problem,
)

ENDED_FILE = "ended.json"
_SUFFIXES = (".pem", ".crt", ".cer", ".der")
_MOST_FILES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustStore:
    """What a trust folder says.

    `ended` also holds what is trusted only through its issuer. `problems` are files that could
    not be understood; where that is the list of ended trust, nobody is trusted.
    """

    certificates: tuple[TrustedCertificate, ...] = ()
    ended: Mapping[str, TrustEnded] = field(default_factory=dict)
    problems: tuple[DpiaError, ...] = ()
    is_whole: bool = True
    held: Mapping[str, x509.Certificate] = field(default_factory=dict, repr=False)

    def trust_of(self, certificate: x509.Certificate | bytes, at: datetime) -> Trust:
        """Whether a signer's certificate (or its DER) is trusted for a moment of signing.

        It is if it lies in the folder itself, or an authority in the folder issued it. Trust
        that ended on a day is gone from the first moment of that day on, in UTC.
        """
        try:
            if isinstance(certificate, bytes):
                certificate = x509.load_der_x509_certificate(certificate)
            return self._trust_of(certificate, at)
        except MALFORMED:
            return Trust.UNKNOWN

    def _trust_of(self, signer: x509.Certificate, at: datetime) -> Trust:
        if not self.is_whole or signer_problem(signer):
            return Trust.UNKNOWN
        fingerprint = fingerprint_of(signer)
        issuers = [held for held in self.held.values() if is_issued_by(signer, held)]
        day = at.astimezone(UTC).date()
        if any(
            self._has_ended(one, day) for one in (fingerprint, *map(fingerprint_of, issuers))
        ):
            return Trust.ENDED
        if fingerprint not in self.held and not any(is_valid(one, at) for one in issuers):
            return Trust.UNKNOWN
        return Trust.TRUSTED if is_valid(signer, at) else Trust.NOT_VALID_THEN

    def _has_ended(self, fingerprint: str, day: date) -> bool:
        ended = self.ended.get(fingerprint)
        return ended is not None and ended.on <= day


def load_trust(folder: Path) -> TrustStore:
    """Read a trust folder; one that is not there trusts nobody."""
    problems: list[DpiaError] = []
    held: dict[str, x509.Certificate] = {}
    for path in _files(folder, problems):
        try:
            found = read_certificates(_read(path), source=path.name)
        except (IdentityError, CannotReadError) as error:
            problems.append(error)
            continue
        held |= {fingerprint_of(certificate): certificate for certificate in found}
    try:
        ended = read_ended(folder)
    except DpiaError as error:
        return TrustStore(problems=(*problems, error), is_whole=False, held=held)
    told = [
        TrustedCertificate(certificate=certificate_of(one), ended=ended.get(fingerprint))
        for fingerprint, one in held.items()
    ]
    told.sort(key=_order)
    return TrustStore(
        certificates=tuple(told), ended=ended, problems=tuple(problems), held=held
    )


def read_ended(folder: Path) -> dict[str, TrustEnded]:
    """Trust that ended, by fingerprint; raises `UnreadableError` or `CannotReadError`."""
    path = folder / ENDED_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        return load_ended("", source=path.name)
    except OSError as error:
        raise CannotReadError(path=str(path), reason="other") from error
    return load_ended(text, source=path.name)


def _files(folder: Path, problems: list[DpiaError]) -> Iterator[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    except FileNotFoundError:
        return
    except OSError:
        problems.append(CannotReadError(path=str(folder), reason="other"))
        return
    yield from [path for path in found if path.is_file()][:_MOST_FILES]


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CannotReadError(path=str(path), reason="other") from error


def _order(trusted: TrustedCertificate) -> tuple[bool, str, str]:
    certificate: Certificate = trusted.certificate
    return not certificate.is_authority, certificate.name.casefold(), certificate.fingerprint
