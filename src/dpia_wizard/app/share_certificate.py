"""Saving an identity's certificate for those who are to trust it; its key stays."""

from __future__ import annotations

from pathlib import Path

from dpia_wizard.domain.identity import Identity
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.identities import read_bounded


def save_certificate(identity: Identity, out: Path) -> None:
    """Write the certificate as a PEM file; raises `CannotReadError` or `CannotWriteError`."""
    pem = read_bounded(Path(identity.file).with_suffix(".pem"))
    write_bytes(out, pem, private=False)
