"""Signing identities for tests, made once: real keys, real files, one passphrase."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509

from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.signing import Signer
from dpia_wizard.sign.identity import NewIdentity, SigningKey, create_identity, open_identity
from dpia_wizard.sign.trust import TrustStore, load_trust
from tests.builders import NOW

PASSPHRASE = "correct horse battery staple"
ORGANISATION = "Example Housing Association"


@cache
def identity_of(person: Person) -> NewIdentity:
    """The identity of somebody, valid around the tests' present."""
    return create_identity(person.name, person.role, ORGANISATION, PASSPHRASE, NOW)


@cache
def create_now(person: Person) -> NewIdentity:
    """The identity of somebody who signs by the real clock, as commands and windows do."""
    now = datetime.now(UTC)
    return create_identity(person.name, person.role, ORGANISATION, PASSPHRASE, now)


@cache
def key_of(person: Person) -> SigningKey:
    """Somebody's opened key."""
    made = identity_of(person)
    return open_identity(made.p12, PASSPHRASE, source=person.name, at=NOW)


def signer(person: Person) -> Signer:
    """Somebody about to sign."""
    return Signer(key=key_of(person))


def identity_file(folder: Path, person: Person) -> Path:
    """Somebody's identity as a file."""
    path = folder / f"{person.name}.p12"
    path.write_bytes(identity_of(person).p12)
    return path


def trusting(folder: Path, *people: Person) -> TrustStore:
    """A trust folder with these people's certificates, read."""
    folder.mkdir(exist_ok=True)
    for person in people:
        (folder / f"{person.name}.pem").write_bytes(identity_of(person).pem)
    return load_trust(folder)


def certificate(person: Person) -> x509.Certificate:
    """Somebody's certificate itself."""
    return key_of(person).x509_certificate
