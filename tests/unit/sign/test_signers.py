"""Taking a signer's certificate out of a record, and one of several out of a file."""

from __future__ import annotations

import pytest

from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.errors import IdentityError, NotARecordError
from dpia_wizard.sign.certificates import fingerprint_of
from dpia_wizard.sign.signers import (
    certificate_to_trust,
    certificates_in,
    certificates_to_look_at,
)
from tests.builders import APPROVER, DPO, OWNER
from tests.signers import certificate, identity_of
from tests.unit.sign import records

APPROVED_BY = fingerprint_of(certificate(APPROVER))


def test_the_signers_of_a_record_are_found_in_their_order() -> None:
    told = certificates_to_look_at(records.approved(), source="record.pdf")
    assert [one.name for one in told] == [OWNER.name, APPROVER.name]


def test_of_a_record_one_says_whom_one_trusts() -> None:
    pdf = records.approved()
    told, pem = certificate_to_trust(pdf, fingerprint=APPROVED_BY, source="record.pdf")
    assert told.name == APPROVER.name
    assert pem == identity_of(APPROVER).pem
    with pytest.raises(IdentityError) as refused:
        certificate_to_trust(pdf, fingerprint="", source="record.pdf")
    assert APPROVED_BY in sentence(refused.value)
    with pytest.raises(IdentityError) as refused:
        certificate_to_trust(pdf, fingerprint="0" * 64, source="record.pdf")
    assert "no certificate with this fingerprint" in sentence(refused.value)


def test_even_a_single_signer_is_named() -> None:
    with pytest.raises(IdentityError) as refused:
        certificate_to_trust(records.completed(), fingerprint="", source="record.pdf")
    assert "by its fingerprint" in sentence(refused.value)


def test_of_several_certificates_one_says_which() -> None:
    both = identity_of(OWNER).pem + identity_of(DPO).pem
    with pytest.raises(IdentityError) as refused:
        certificate_to_trust(both, fingerprint="", source="all.pem")
    assert fingerprint_of(certificate(DPO)) in sentence(refused.value)
    wanted = fingerprint_of(certificate(DPO))
    assert certificate_to_trust(both, fingerprint=wanted, source="all.pem")[0].name == DPO.name
    twice = identity_of(DPO).pem * 2
    assert certificate_to_trust(twice, fingerprint="", source="all.pem")[0].name == DPO.name


def test_a_record_without_signatures_holds_no_certificate() -> None:
    with pytest.raises(IdentityError) as refused:
        certificates_in(records.unsigned(), source="record.pdf")
    assert sentence(refused.value) == "record.pdf holds no certificate."


@pytest.mark.parametrize(
    "pdf", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\xff" * 4000], ids=len
)
def test_a_damaged_pdf_is_said_to_be_damaged(pdf: bytes) -> None:
    with pytest.raises(NotARecordError) as refused:
        certificates_in(pdf, source="record.pdf")
    assert "damaged" in sentence(refused.value)


def test_a_record_cut_anywhere_is_refused_without_a_crash() -> None:
    pdf = records.completed()
    for end in range(10, len(pdf) - 2000, len(pdf) // 25):
        with pytest.raises((NotARecordError, IdentityError)):
            certificates_in(pdf[:end], source="record.pdf")


def test_a_pdf_too_large_for_a_record_is_not_read() -> None:
    with pytest.raises(NotARecordError) as refused:
        certificates_in(b"%PDF-" + bytes(64 * 1024 * 1024), source="record.pdf")
    assert "larger than any record" in sentence(refused.value)
