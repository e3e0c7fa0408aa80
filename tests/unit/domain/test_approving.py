"""Who may approve what was completed, and what has to be confirmed before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dpia_wizard.domain import signoff
from dpia_wizard.domain.assessment import AdviceOutcome, Assessment, KeptRecord, Status
from dpia_wizard.domain.errors import AdviceNotConfirmedError, NotAllowedError, SamePersonError
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.signoff import Remark
from tests.builders import APPROVER, NOW, OWNER, READY
from tests.unit.domain.signoffs import ANSWERED, advised, complete, judged


@pytest.mark.parametrize("name", ["Alex Hughes", " alex  HUGHES ", "ALEX\tHUGHES"])
def test_the_completer_may_not_be_the_approver(name: str) -> None:
    with pytest.raises(SamePersonError):
        complete(Person(name=name, role="Something else"))


def test_the_same_name_typed_on_another_keyboard_is_the_same_person() -> None:
    composed, decomposed = "Zoë Müller", "Zoe\u0308 Mu\u0308ller"
    plan = replace(READY, approver=Person(name=composed))
    assessment = replace(ANSWERED, plan=plan)
    with pytest.raises(SamePersonError):
        signoff.complete(assessment, judged(assessment), by=Person(name=decomposed), at=NOW)


def test_the_house_may_allow_one_person_and_the_record_says_so() -> None:
    completed = complete(APPROVER, one_person_allowed=True)
    with pytest.raises(SamePersonError):
        signoff.approve(completed, by=APPROVER, at=NOW)
    approved = signoff.approve(completed, by=APPROVER, at=NOW, one_person_allowed=True)
    assert approved.moves[-1].warning == Remark.ONE_PERSON


def test_approval_by_somebody_else_leaves_no_remark() -> None:
    approved = signoff.approve(complete(), by=APPROVER, at=NOW, one_person_allowed=True)
    assert (approved.status, approved.moves[-1].warning) == (Status.SIGNED_OFF, "")


def test_the_completer_cannot_approve_whoever_was_planned() -> None:
    with pytest.raises(SamePersonError):
        signoff.approve(complete(), by=OWNER, at=NOW)


KEPT = KeptRecord(file="test-v1.pdf", sha256="0" * 64, fingerprint="00")


def signed(*kinds: str, outcome: AdviceOutcome = AdviceOutcome.ACCEPTED) -> Assessment:
    """Completed, with advice, its kept PDF bearing these signatures."""
    kept = replace(KEPT, signatures=tuple(kinds))
    return replace(complete(), advice=advised(outcome), kept=kept)


def test_required_advice_is_confirmed_before_anybody_approves() -> None:
    waiting = signed("completed")
    assert signoff.awaits_confirmation(waiting)
    with pytest.raises(AdviceNotConfirmedError):
        signoff.approve(waiting, by=APPROVER, at=NOW, advice_required=True)
    confirmed = signed("completed", "advised")
    assert not signoff.awaits_confirmation(confirmed)
    approved = signoff.approve(confirmed, by=APPROVER, at=NOW, advice_required=True)
    assert approved.status is Status.SIGNED_OFF


@pytest.mark.parametrize(
    "assessment",
    [
        signed("completed", outcome=AdviceOutcome.NO_DPO),
        signed(),
        replace(complete(), kept=replace(KEPT, signatures=("completed",))),
        replace(complete(), advice=advised(AdviceOutcome.ACCEPTED)),
    ],
    ids=["no officer", "by name only", "no advice", "nothing kept"],
)
def test_there_is_nothing_to_confirm(assessment: Assessment) -> None:
    assert not signoff.awaits_confirmation(assessment)
    approved = signoff.approve(assessment, by=APPROVER, at=NOW, advice_required=True)
    assert approved.status is Status.SIGNED_OFF


def test_optional_advice_may_stay_unconfirmed() -> None:
    waiting = signed("completed")
    assert signoff.approve(waiting, by=APPROVER, at=NOW).status is Status.SIGNED_OFF
    approved = signoff.approve(waiting, by=APPROVER, at=NOW)
    assert not signoff.awaits_confirmation(approved)


def test_who_is_the_same_does_not_matter_where_approval_is_impossible() -> None:
    completed = replace(complete(), status=Status.WITHDRAWN)
    with pytest.raises(NotAllowedError):
        signoff.approve(completed, by=OWNER, at=NOW)
