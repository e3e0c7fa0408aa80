"""Signing identities and certificates as people see them; keys never come up here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dpia_wizard.domain.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Whom a certificate names, and who says so.

    `fingerprint` is the SHA-256 of the certificate, 64 lower-case hex digits; `issuer` is the
    name of the certificate that issued it, empty where it speaks for itself.
    """

    name: str
    role: str
    organisation: str
    issuer: str
    fingerprint: str
    not_before: datetime
    not_after: datetime
    is_authority: bool = False

    @property
    def person(self) -> Person:
        """The holder as recorded in events and sign-offs."""
        return Person(name=self.name, role=self.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A certificate whose key lies, protected by a passphrase, in the PKCS#12 file `file`."""

    certificate: Certificate
    file: str

    @property
    def person(self) -> Person:
        """The holder as recorded in events and sign-offs."""
        return self.certificate.person


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustEnded:
    """From when a certificate is no longer trusted: what was signed before stands."""

    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedCertificate:
    """A certificate of the trust folder, and when trust in it ended, if it did."""

    certificate: Certificate
    ended: TrustEnded | None = None


def readable_fingerprint(fingerprint: str) -> str:
    """A fingerprint in full, in groups of four as one reads it out."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))
