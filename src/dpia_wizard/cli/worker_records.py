"""The worker's part in records: rendering, completing, signing, opening."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dpia_wizard.cli.worker_handler import Handler, next_label, now
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import SignatureNeededError
from dpia_wizard.domain.people import SOMEBODY, Person
from dpia_wizard.jobs import messages
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.jobs.open_record import open_record_file
from dpia_wizard.jobs.render_record import render_to
from dpia_wizard.jobs.sign_record import sign_stored
from dpia_wizard.jobs.signing import Signer, opened_signer
from dpia_wizard.store.workspace import Workspace


def _render(workspace: Workspace, message: messages.RenderRecord) -> Mapping[str, Any]:
    made = render_to(
        workspace,
        activity_id=message.activity,
        set_id=message.set_id,
        version=message.version,
        out=Path(message.out),
        at=now(),
    )
    return {"out": message.out, "pages": made.pages, "fingerprint": made.fingerprint}


def _complete(workspace: Workspace, message: messages.CompleteAssessment) -> Mapping[str, Any]:
    at = now()
    named = Person(name=message.name, role=message.role)
    signer = _signer(workspace, message.identity, message.passphrase, at)
    path, note = complete_stored(
        workspace,
        activity_id=message.activity,
        set_id=message.set_id,
        version=message.version,
        by=Completer.signing(signer) if signer else Completer(person=named),
        at=at,
        one_person_allowed=message.one_person_allowed,
    )
    return {"path": str(path), "note": note}


def _sign(workspace: Workspace, message: messages.SignRecord) -> Mapping[str, Any]:
    at = now()
    signer = _signer(workspace, message.identity, message.passphrase, at)
    if signer is None:
        raise SignatureNeededError
    done = sign_stored(
        workspace,
        activity_id=message.activity,
        set_id=message.set_id,
        version=message.version,
        kind=SignatureKind(message.sign_as),
        signer=signer,
        at=at,
    )
    return {"path": str(done.path), "note": done.note}


def _signer(workspace: Workspace, path: str, passphrase: str, at: datetime) -> Signer | None:
    if not path:
        return None
    url = workspace.settings().time_stamp_url
    return opened_signer(Path(path), passphrase, at=at, time_stamp_url=url)


def _example(workspace: Workspace, message: messages.OpenExample) -> Mapping[str, Any]:
    opened = open_example(workspace, label=next_label(workspace), name=message.name)
    return {"activity": opened.activity.id, "was_there": opened.was_there}


def _open(workspace: Workspace, message: messages.OpenRecord) -> Mapping[str, Any]:
    brought = open_record_file(
        workspace,
        Path(message.path),
        label=next_label(workspace),
        by=Person(name=message.name or SOMEBODY, role=message.role),
        at=now(),
    )
    return {
        "activity": brought.activity.id,
        "outcome": brought.outcome,
        "untrusted": list(brought.untrusted),
    }


def _refresh(workspace: Workspace, _message: messages.RefreshRegister) -> Mapping[str, Any]:
    register = workspace.register()
    register.refresh()
    register.close()
    return {}


HANDLERS: Mapping[type[messages.Message], Handler] = {
    messages.RenderRecord: _render,
    messages.CompleteAssessment: _complete,
    messages.SignRecord: _sign,
    messages.OpenExample: _example,
    messages.OpenRecord: _open,
    messages.RefreshRegister: _refresh,
}
