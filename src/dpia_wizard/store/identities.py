"""The data folder's signing identities, and the folder of certificates that are trusted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from dpia_wizard.codec.certificate_file import (
    dump_ended,
    load_certificate,
    plain_certificate,
)
from dpia_wizard.domain.errors import CannotReadError, CannotWriteError, UnreadableError
from dpia_wizard.domain.identity import Certificate, Identity, TrustEnded
from dpia_wizard.store.atomic import reason_of, write_bytes

_OWNER_ONLY = 0o700
_MOST_BYTES = 1024 * 1024
_NAME_LENGTH = 16


class Identities:
    """The folder `identities/`: key and certificate files, with a note on each beside them.

    The notes let the window list identities without opening anything.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def known(self) -> tuple[Identity, ...]:
        """Every identity, by name, but those whose note is damaged or whose file is gone."""
        found = sorted(self._notes(), key=lambda one: _order(one.certificate))
        return tuple(found)

    def find(self, fingerprint: str) -> Identity | None:
        """The identity with this fingerprint, if it is here."""
        return next(
            (one for one in self._notes() if one.certificate.fingerprint == fingerprint), None
        )

    def keep(self, certificate: Certificate, *, p12: bytes, pem: bytes) -> Identity:
        """Keep an identity for its owner's eyes only; raises `CannotWriteError`."""
        make_private(self.folder)
        path = self._path(certificate.fingerprint)
        note = json.dumps(plain_certificate(certificate), ensure_ascii=False, indent=1)
        write_bytes(path, p12)
        write_bytes(path.with_suffix(".pem"), pem)
        write_bytes(path.with_suffix(".json"), note.encode("utf-8"))
        return Identity(certificate=certificate, file=str(path))

    def _path(self, fingerprint: str) -> Path:
        return self.folder / f"{fingerprint[:_NAME_LENGTH]}.p12"

    def _notes(self) -> Iterator[Identity]:
        for note in self.folder.glob("*.json"):
            certificate = _note(note)
            if certificate is None:
                continue
            path = self._path(certificate.fingerprint)
            if path.stem == note.stem and path.is_file():
                yield Identity(certificate=certificate, file=str(path))


class TrustFolder:
    """Writes a folder of trusted certificates; `sign.trust` reads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, fingerprint: str, pem: bytes) -> None:
        """Trust a certificate from now on; raises `CannotWriteError`."""
        write_bytes(self.folder / f"{fingerprint[:_NAME_LENGTH]}.pem", pem, private=False)

    def write_ended(self, ended: Mapping[str, TrustEnded]) -> None:
        """Replace the list of ended trust; raises `CannotWriteError`."""
        text = dump_ended(ended)
        write_bytes(self.folder / "ended.json", text.encode("utf-8"), private=False)


def read_bounded(path: Path, *, most: int = _MOST_BYTES) -> bytes:
    """A file, cut off a byte past `most` so that whoever reads it sees that it is too large.

    Raises `CannotReadError`.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise CannotReadError(path=str(path), reason=reason_of(error)) from error


def make_private(folder: Path) -> None:
    """Make a folder that is its owner's alone; raises `CannotWriteError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(_OWNER_ONLY)
    except OSError as error:
        raise CannotWriteError(path=str(folder), reason=reason_of(error)) from error


def _note(path: Path) -> Certificate | None:
    try:
        plain = json.loads(read_bounded(path))
        return load_certificate(plain, source=path.name)
    except (CannotReadError, UnreadableError, ValueError, RecursionError):
        return None


def _order(certificate: Certificate) -> tuple[str, str]:
    return certificate.name.casefold(), certificate.fingerprint
