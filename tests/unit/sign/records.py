"""Records in every state of signing, made once for all tests of signatures."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.signing import signed
from dpia_wizard.report.render import render_record
from tests.builders import APPROVER, DPO, NOW, OWNER
from tests.signers import signer
from tests.unit.report import samples

MINUTE = timedelta(minutes=1)
ORDER = (SignatureKind.COMPLETED, SignatureKind.ADVISED, SignatureKind.APPROVED)
PEOPLE: dict[SignatureKind, Person] = dict(zip(ORDER, (OWNER, DPO, APPROVER), strict=True))


@cache
def unsigned() -> bytes:
    """A completed record with three empty places."""
    made = samples.completed(approved=False)
    return render_record(made.record, made.questionnaire).pdf


@cache
def signed_as(*kinds: SignatureKind) -> bytes:
    """The record with these signatures, a minute apart."""
    if not kinds:
        return unsigned()
    *before, last = kinds
    return signed(
        signed_as(*before),
        signer(PEOPLE[last]),
        kind=last,
        at=NOW + len(kinds) * MINUTE,
        source="record.pdf",
    ).pdf


def completed() -> bytes:
    """Signed by its completer."""
    return signed_as(SignatureKind.COMPLETED)


def approved() -> bytes:
    """Signed by completer and approver."""
    return signed_as(SignatureKind.COMPLETED, SignatureKind.APPROVED)
