"""The worker's part in signing identities and trust."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dpia_wizard.app.sentences import sentence
from dpia_wizard.cli.worker_handler import Handler, now
from dpia_wizard.codec.certificate_file import (
    plain_certificate,
    plain_ended,
    plain_trusted,
    read_fingerprint,
)
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.identity import Identity
from dpia_wizard.jobs import messages
from dpia_wizard.jobs.identities import (
    Holder,
    bring_in,
    certificates_held,
    create_kept,
    end_trust,
    take_back_end,
    trust_file,
    trust_in,
)
from dpia_wizard.sign.trust import load_trust
from dpia_wizard.store.workspace import Workspace


def _create(workspace: Workspace, message: messages.CreateIdentity) -> Mapping[str, Any]:
    holder = Holder(name=message.name, role=message.role, organisation=message.organisation)
    return _told(create_kept(workspace, holder, passphrase=message.passphrase, at=now()))


def _import(workspace: Workspace, message: messages.ImportIdentity) -> Mapping[str, Any]:
    path = Path(message.path)
    kept = bring_in(workspace, path, passphrase=message.passphrase, at=now())
    return {**_told(kept), "trust": trust_in(workspace, kept, at=now()).value}


def _list(workspace: Workspace, _message: messages.ListTrust) -> Mapping[str, Any]:
    trust = load_trust(workspace.trust_folder)
    known = {one.certificate.fingerprint for one in trust.certificates}
    return {
        "certificates": [plain_trusted(one) for one in trust.certificates],
        "elsewhere": [
            {"fingerprint": fingerprint, **plain_ended(ended)}
            for fingerprint, ended in trust.ended.items()
            if fingerprint not in known
        ],
        "is_whole": trust.is_whole,
        "problems": [sentence(problem) for problem in trust.problems],
    }


def _read(_workspace: Workspace, message: messages.ReadCertificates) -> Mapping[str, Any]:
    found = certificates_held(Path(message.path))
    return {"certificates": [plain_certificate(one) for one in found]}


def _trust(workspace: Workspace, message: messages.TrustCertificate) -> Mapping[str, Any]:
    trusted = trust_file(
        workspace.trust_folder, Path(message.path), fingerprint=message.fingerprint
    )
    return {"certificate": plain_certificate(trusted)}


def _end(workspace: Workspace, message: messages.EndTrust) -> Mapping[str, Any]:
    folder = workspace.trust_folder
    fingerprint = read_fingerprint(message.fingerprint)
    if not fingerprint:
        raise NotFoundError(what="certificate", name=message.fingerprint)
    if message.on:
        on = date.fromisoformat(message.on)
        end_trust(folder, fingerprint, on=on, reason=message.reason)
    else:
        take_back_end(folder, fingerprint)
    return {}


def _told(identity: Identity) -> Mapping[str, Any]:
    certificate = identity.certificate
    return {"identity": {"file": identity.file, "certificate": plain_certificate(certificate)}}


HANDLERS: Mapping[type[messages.Message], Handler] = {
    messages.CreateIdentity: _create,
    messages.ImportIdentity: _import,
    messages.ListTrust: _list,
    messages.ReadCertificates: _read,
    messages.TrustCertificate: _trust,
    messages.EndTrust: _end,
}
