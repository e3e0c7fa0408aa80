"""Puts a shipped example into the register, completed and approved, with its records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dpia_wizard.codec.example_file import Example, read_example
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.examples import EXAMPLES, FIRST_EXAMPLE
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.complete_assessment import Completer, completed_with_pdf
from dpia_wizard.jobs.sign_record import signed_and_noted
from dpia_wizard.jobs.signing import Signer
from dpia_wizard.resources import resource_path
from dpia_wizard.sign.identity import passing_key
from dpia_wizard.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OpenedExample:
    """The example's activity in the store, and whether it was there already."""

    activity: Activity
    was_there: bool


def open_example(
    workspace: Workspace, *, label: str, name: str = FIRST_EXAMPLE
) -> OpenedExample:
    """Store an example; opened twice it is there once, and what was changed in it stays."""
    if name not in EXAMPLES:
        raise NotFoundError(what="example", name=name)
    path = resource_path("questionnaires/examples") / f"{name}.yaml"
    example = read_example(path.read_text(encoding="utf-8"), source=path.name)
    activity = example.begin(label=label)
    try:
        return OpenedExample(workspace.store.load(activity.id), was_there=True)
    except NotFoundError:
        pass
    for set_id in example.set_ids:
        activity = _through(workspace, example, activity, set_id)
    return OpenedExample(workspace.store.save(activity), was_there=False)


def _through(
    workspace: Workspace, example: Example, activity: Activity, set_id: str
) -> Activity:
    """One set from draft to approval."""
    question_set = workspace.sets.get(set_id)
    workspace.sets.keep(question_set)
    activity = example.answered(activity, question_set)
    completed_at, approved_at = example.times(set_id)
    completer, approver = example.signers(set_id)
    organisation = example.organisation
    completed = completed_with_pdf(
        workspace,
        activity,
        activity.version(set_id, 1),
        by=Completer.signing(_signer(completer, organisation, completed_at)),
        at=completed_at,
        organisation=organisation,
    ).activity
    signatures = [(SignatureKind.APPROVED, approver, approved_at)]
    advice = completed.version(set_id, 1).advice
    if advice is not None and advice.by is not None:
        signatures.insert(0, (SignatureKind.ADVISED, advice.by, completed_at))
    for kind, person, at in signatures:
        completed = signed_and_noted(
            workspace,
            completed,
            completed.version(set_id, 1),
            kind=kind,
            signer=_signer(person, organisation, at),
            at=at,
        ).activity
    return completed


def _signer(person: Person, organisation: str, at: datetime) -> Signer:
    """An identity for this one signature: its key is gone as soon as it has signed."""
    return Signer(key=passing_key(person.name, person.role, organisation, at))
