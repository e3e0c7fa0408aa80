"""Signing what is in the register: completion, the officer's confirmation, approval."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from asn1crypto import tsp

from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.sign_off import new_version, settle, withdraw
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain.activity import Activity, Details
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Assessment, Status
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import (
    CannotSignError,
    CannotWriteError,
    SamePersonError,
    SignatureNeededError,
)
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.complete_assessment import Completer, complete_stored
from dpia_wizard.jobs.sign_record import SignedRecord, sign_stored
from dpia_wizard.jobs.signing import NO_TIME_STAMP, Signer
from dpia_wizard.sign.trust import TrustStore, load_trust
from dpia_wizard.sign.verify import signatures_in
from tests.builders import APPROVER, DPO, NOW, OWNER, READY, TODAY
from tests.signers import key_of, signer, trusting
from tests.unit.jobs.checked import time_stamp_key, time_stamper
from tests.unit.jobs.two_desks import ALL, answered
from tests.unit.store.conftest import full_disk

ADVISED, APPROVED = SignatureKind.ADVISED, SignatureKind.APPROVED
LATER = NOW + timedelta(minutes=13)
ADVICE = Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, on=TODAY, text="Go ahead.")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "data", clock=lambda: LATER)


@pytest.fixture
def ready(desk: Desk) -> Activity:
    activity = start_activity(desk, Details(title="Newsletter", owner=OWNER))
    full = answered(desk, start_assessment(desk, activity, "lia"), **ALL)
    return settle(desk, full, full.version("lia", 1), plan=READY, advice=ADVICE)


def complete(desk: Desk, activity: Activity, by: Completer | None = None) -> Activity:
    complete_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="lia",
        version=1,
        by=by or Completer.signing(signer(OWNER)),
        at=NOW,
        one_person_allowed=False,
    )
    return desk.store.load(activity.id)


def sign(
    desk: Desk, activity: Activity, kind: SignatureKind, by: Signer | None = None
) -> SignedRecord:
    return sign_stored(
        desk.workspace,
        activity_id=activity.id,
        set_id="lia",
        version=1,
        kind=kind,
        signer=by or signer({ADVISED: DPO, APPROVED: APPROVER}[kind]),
        at=LATER,
    )


def lia(desk: Desk, activity: Activity) -> Assessment:
    return desk.store.load(activity.id).version("lia", 1)


def kept(desk: Desk, activity: Activity) -> bytes:
    return desk.records.read(activity.id, "lia-v1")


def test_completing_signs_the_record_and_names_who_signed(desk: Desk, ready: Activity) -> None:
    done = complete(desk, ready).version("lia", 1)
    assert done.status is Status.COMPLETED
    assert done.plan.completed_by == OWNER
    assert done.kept is not None
    assert done.kept.signatures == ("completed",)
    (found,) = signatures_in(kept(desk, ready), trust=TrustStore()).signatures
    assert (found.certificate.person, found.at) == (OWNER, NOW)


def test_advice_and_approval_are_appended_noted_and_counted(
    desk: Desk, ready: Activity, tmp_path: Path
) -> None:
    complete(desk, ready)
    first = kept(desk, ready)
    sign(desk, ready, ADVISED)
    second = kept(desk, ready)
    sign(desk, ready, APPROVED)
    third = kept(desk, ready)
    assert second.startswith(first)
    assert third.startswith(second)
    approved = lia(desk, ready)
    assert approved.status is Status.SIGNED_OFF
    assert approved.kept is not None
    assert approved.kept.signatures == ("completed", "advised", "approved")
    assert approved.kept.sha256 == hashlib.sha256(third).hexdigest()
    history = desk.store.load(ready.id).history
    assert [event.kind.value for event in history][-6:] == [
        "completed",
        "record_kept",
        "advice_signed",
        "record_kept",
        "approved",
        "record_kept",
    ]
    assert broken_links(history) == []
    trust = trusting(tmp_path / "trust", OWNER, DPO, APPROVER)
    found = signatures_in(third, trust=trust)
    assert found.problem == ""
    assert {one.trust.value for one in found.signatures} == {"trusted"}


def test_a_name_alone_is_refused_where_signatures_are_needed(
    desk: Desk, ready: Activity
) -> None:
    with pytest.raises(SignatureNeededError):
        complete(desk, ready, Completer(person=OWNER))
    assert lia(desk, ready).status is Status.DRAFT


def test_who_completed_cannot_approve_unless_the_house_allows_it(
    desk: Desk, ready: Activity
) -> None:
    complete(desk, ready)
    before = kept(desk, ready)
    with pytest.raises(SamePersonError):
        sign(desk, ready, APPROVED, signer(OWNER))
    assert kept(desk, ready) == before
    save_settings(desk, replace(desk.settings, one_person_allowed=True))
    sign(desk, ready, APPROVED, signer(OWNER))
    approved = lia(desk, ready).moves[-1]
    assert approved.warning == "one_person"


def test_one_name_with_another_key_is_still_one_person(desk: Desk, ready: Activity) -> None:
    complete(desk, ready)
    again = Signer(key=key_of(Person(name=OWNER.name.upper(), role="Approver")))
    with pytest.raises(SamePersonError):
        sign(desk, ready, APPROVED, again)


def test_only_the_adviser_confirms_the_advice(desk: Desk, ready: Activity) -> None:
    complete(desk, ready)
    with pytest.raises(CannotSignError) as refused:
        sign(desk, ready, ADVISED, signer(APPROVER))
    assert refused.value.facts["problem"] == "not_the_adviser"
    sign(desk, ready, ADVISED)
    with pytest.raises(CannotSignError) as refused:
        sign(desk, ready, ADVISED)
    assert refused.value.facts["problem"] == "already_signed"


def test_the_advice_can_be_confirmed_after_the_approval_too(
    desk: Desk, ready: Activity
) -> None:
    complete(desk, ready)
    sign(desk, ready, APPROVED)
    sign(desk, ready, ADVISED)
    done = lia(desk, ready)
    assert done.status is Status.SIGNED_OFF
    assert signatures_in(kept(desk, ready), trust=TrustStore()).problem == ""


@pytest.mark.parametrize("problem", ["not_completed", "unsigned", "ended", "changed"])
def test_what_cannot_be_signed_says_why(desk: Desk, ready: Activity, problem: str) -> None:
    if problem == "unsigned":
        save_settings(desk, replace(desk.settings, signature_needed=False))
        complete(desk, ready, Completer(person=OWNER))
    elif problem != "not_completed":
        activity = complete(desk, ready)
        if problem == "ended":
            withdraw(desk, activity, activity.version("lia", 1), reason="no longer planned")
        else:
            desk.records.path(ready.id, "lia-v1").write_bytes(kept(desk, ready)[:-40])
    with pytest.raises(CannotSignError) as refused:
        sign(desk, ready, APPROVED)
    assert refused.value.facts["problem"] == problem


def test_a_signature_that_was_never_noted_is_left_off_again(
    desk: Desk, ready: Activity
) -> None:
    """As after a crash between writing the file and saving the state."""
    before = complete(desk, ready)
    sign(desk, ready, APPROVED)
    state = desk.workspace.folder / "activities" / f"{ready.id}.json"
    state.unlink()
    desk.store.save(replace(before, revision=0))
    assert lia(desk, ready).status is Status.COMPLETED
    sign(desk, ready, APPROVED)
    found = signatures_in(kept(desk, ready), trust=TrustStore())
    assert [one.kind for one in found.signatures] == [SignatureKind.COMPLETED, APPROVED]
    assert found.problem == ""


def test_on_a_full_disk_the_record_stays_completed(desk: Desk, ready: Activity) -> None:
    complete(desk, ready)
    before = kept(desk, ready)
    with full_disk(room=2_000), pytest.raises(CannotWriteError):
        sign(desk, ready, APPROVED)
    assert kept(desk, ready) == before
    assert lia(desk, ready).status is Status.COMPLETED


def test_an_approved_version_supersedes_the_one_before(desk: Desk, ready: Activity) -> None:
    complete(desk, ready)
    sign(desk, ready, APPROVED)
    signed = desk.store.load(ready.id)
    again = new_version(desk, signed, signed.version("lia", 1), reason="More people")
    second = settle(desk, again, again.version("lia", 2), plan=READY, advice=None)
    complete_stored(
        desk.workspace,
        activity_id=second.id,
        set_id="lia",
        version=2,
        by=Completer.signing(signer(OWNER)),
        at=LATER,
        one_person_allowed=False,
    )
    sign_stored(
        desk.workspace,
        activity_id=second.id,
        set_id="lia",
        version=2,
        kind=APPROVED,
        signer=signer(APPROVER),
        at=LATER,
    )
    after = desk.store.load(ready.id)
    assert [a.status for a in after.assessments] == [Status.SUPERSEDED, Status.SIGNED_OFF]


# time stamps ------------------------------------------------------------------------------


class Stamping(BaseHTTPRequestHandler):
    """A time-stamp server as the standard has it."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answered = time_stamper().request_tsa_response(tsp.TimeStampReq.load(body)).dump()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answered)))
        self.end_headers()
        self.wfile.write(answered)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
        pass


@pytest.fixture
def server() -> Iterator[str]:
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Stamping)
    thread = Thread(target=serving.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    thread.join()
    serving.server_close()


def test_a_time_stamp_is_taken_from_the_server_that_is_named(
    desk: Desk, ready: Activity, server: str, tmp_path: Path
) -> None:
    stamped = Signer(key=key_of(OWNER), time_stamp_url=server)
    complete(desk, ready, Completer.signing(stamped))
    folder = tmp_path / "trust"
    trusting(folder, OWNER)
    (unsure,) = signatures_in(kept(desk, ready), trust=load_trust(folder)).signatures
    assert unsure.stamped_by == ""
    certificate = time_stamp_key().signing_cert
    assert certificate is not None
    (folder / "stamps.der").write_bytes(certificate.dump())
    found = signatures_in(kept(desk, ready), trust=load_trust(folder))
    assert found.problem == ""
    assert found.signatures[0].stamped_by == "Time-stamp server"


def test_a_server_that_does_not_answer_is_said_to_the_signer_and_on_the_page(
    desk: Desk, ready: Activity
) -> None:
    unreachable = Signer(key=key_of(APPROVER), time_stamp_url="http://127.0.0.1:9")
    complete(desk, ready)
    done = sign(desk, ready, APPROVED, unreachable)
    assert done.note == NO_TIME_STAMP
    (_, approved) = signatures_in(kept(desk, ready), trust=TrustStore()).signatures
    assert approved.stamped_by == ""
