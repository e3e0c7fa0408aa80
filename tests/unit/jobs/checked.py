"""Signed records to check, good ones and ones made to fail a check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import md5
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign import signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from dpia_wizard import __version__
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.questionnaire import QuestionSet
from dpia_wizard.codec.record import Record, dump_record, record_bytes
from dpia_wizard.codec.record_build import RecordMaker
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Assessment, Plan
from dpia_wizard.domain.case import evaluation_of
from dpia_wizard.domain.checking import Check, FileReport, SignatureKind
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.identity import Certificate
from dpia_wizard.domain.people import Person
from dpia_wizard.jobs.check_record import check_file
from dpia_wizard.report.render import render_record
from dpia_wizard.report.renderer import renderer_versions
from dpia_wizard.report.stamp import render_stamp
from dpia_wizard.sign.certificates import certificate_of
from dpia_wizard.sign.identity import SigningKey, signer_certificate, subject_of
from dpia_wizard.sign.seal import place_size, seal
from dpia_wizard.store.question_sets import QuestionSets
from tests.builders import APPROVER, DPO, NOW, OWNER, READY, TODAY, an_activity, an_assessment

ORGANISATION = "Example Housing Association"
LATER = NOW + timedelta(minutes=13)
COMPLETED, ADVISED, APPROVED = SignatureKind
ADVICE = Advice(outcome=AdviceOutcome.ACCEPTED, by=DPO, on=TODAY, text="Go ahead with it.")
TEXT = "A quarterly newsletter tells tenants about repairs and rent advice."
ANSWERS = {
    "lia.purpose_answer": PromptsAnswer(text=TEXT),
    "lia.necessity_answer": PromptsAnswer(text="Nothing gentler does the same."),
    "lia.nature_answer": PromptsAnswer(text="Names and addresses."),
    "lia.expectations_answer": PromptsAnswer(text="Tenants expect to hear from us."),
    "lia.impact_answer": PromptsAnswer(text="Little, and they can say no."),
    "lia.opt_out_available": "yes",
    "lia.can_rely_on_li": "yes",
}


def a_certificate(name: str = "Morgan Price", role: str = "") -> Certificate:
    return Certificate(
        name=name,
        role=role,
        organisation=ORGANISATION,
        issuer="",
        fingerprint=md5(name.encode()).hexdigest() * 2,
        not_before=datetime(2026, 1, 1, tzinfo=UTC),
        not_after=datetime(2029, 1, 1, tzinfo=UTC),
    )


@cache
def key_of(person: Person, *, number: int = 0, ends: datetime | None = None) -> SigningKey:
    """Somebody's key; another `number` is another key in the same name."""
    del number
    key = ec.generate_private_key(ec.SECP256R1())
    subject = subject_of(person.name, person.role, ORGANISATION)
    until = ends or NOW + timedelta(days=1000)
    builder = signer_certificate(key, subject, NOW - timedelta(days=30), until)
    made = builder.issuer_name(subject).sign(key, hashes.SHA256())
    return SigningKey(
        key=key, x509_certificate=made, chain=(), certificate=certificate_of(made)
    )


def trust(folder: Path, *keys: SigningKey) -> Path:
    """A trust folder with these signers' certificates."""
    folder.mkdir(exist_ok=True)
    for key in keys:
        pem = key.x509_certificate.public_bytes(Encoding.PEM)
        (folder / f"{key.certificate.fingerprint[:16]}.pem").write_bytes(pem)
    return folder


@cache
def our_sets() -> QuestionSets:
    """The sets we ship, in a data folder that is not there."""
    nowhere = Path("/nowhere")
    return QuestionSets(own=nowhere, kept=nowhere, organisation=ORGANISATION)


@dataclass(frozen=True)
class Case:
    """A completed activity with the record of its assessment."""

    activity: Activity
    assessment: Assessment
    record: Record
    asked: QuestionSet

    @property
    def unsigned(self) -> bytes:
        said = self.asked.say(organisation=ORGANISATION)
        return printed(record_bytes(dump_record(self.record)), self.record, said)

    def changed(self, **part: object) -> Case:
        """The same with something else in its assessment."""
        assert self.record.assessment is not None
        other = self.record.assessment.model_copy(update=part)
        return replace(self, record=self.record.model_copy(update={"assessment": other}))

    def with_record(self, **parts: object) -> Case:
        """The same with something else in its record."""
        return replace(self, record=self.record.model_copy(update=parts))


_PRINTED: dict[bytes, bytes] = {}


def printed(key: bytes, record: Record, said: object) -> bytes:
    """The file of a record, printed once."""
    if key not in _PRINTED:
        _PRINTED[key] = render_record(record, said).pdf  # type: ignore[arg-type]
    return _PRINTED[key]


def completed(
    *,
    advice: Advice | None = ADVICE,
    approver: Person = APPROVER,
    asked: QuestionSet | None = None,
    text: str = TEXT,
    program: str = __version__,
) -> Case:
    """A record as the program makes it at completion."""
    questions = asked or our_sets().get("lia")
    said = questions.say(organisation=ORGANISATION)
    draft = an_assessment(
        questions.id,
        set_version=said.version,
        set_digest=questions.digest,
        law_version=said.law_version,
        answers={**ANSWERS, "lia.purpose_answer": PromptsAnswer(text=text)},
        advice=advice,
        plan=Plan(approver=approver, review_on=READY.review_on),
    )
    activity = noted(an_activity(draft), EventKind.CREATED, by=OWNER, at=NOW)
    evaluation = evaluation_of(activity, draft, lambda _: said, today=TODAY)
    frozen = signoff.complete(
        draft,
        evaluation,
        by=OWNER,
        at=NOW,
        organisation=ORGANISATION,
        one_person_allowed=approver is OWNER,
    )
    told = noted(activity.put(frozen), EventKind.COMPLETED, by=OWNER, at=NOW, assessment=frozen)
    maker = RecordMaker(
        find_set=lambda _: questions,
        organisation=ORGANISATION,
        program_version=program,
        renderer=renderer_versions(),
        today=TODAY,
    )
    return Case(told, frozen, maker.make(told, frozen), questions)


def signed(pdf: bytes, *signers: tuple[SignatureKind, SigningKey], at: datetime = NOW) -> bytes:
    """The file with signatures, the first at `at`, the last a little later."""
    for kind, key in signers:
        when = at if kind is COMPLETED else at + (LATER - NOW)
        size = place_size(pdf, kind, source="test")
        stamp = render_stamp(kind, key.certificate, when, size=size)
        pdf = seal(pdf, key, kind=kind, at=when, stamp=stamp)
    return pdf


FIRST, SECOND, THIRD = key_of(OWNER), key_of(DPO), key_of(APPROVER)
ALL_SIGN: Sequence[tuple[SignatureKind, SigningKey]] = (
    (COMPLETED, FIRST),
    (ADVISED, SECOND),
    (APPROVED, THIRD),
)


@cache
def approved_pdf() -> bytes:
    """A record signed, its advice confirmed, and approved."""
    return signed(completed().unsigned, *ALL_SIGN)


Looked = Callable[..., FileReport]


def look_at(
    folder: Path, pdf: bytes, *, known: Sequence[SigningKey] = (FIRST, SECOND, THIRD)
) -> FileReport:
    """What checking says of a file where some signers are trusted."""
    folder.mkdir(exist_ok=True)
    path = folder / "record.pdf"
    path.write_bytes(pdf)
    return check_file(
        path, trust_folder=trust(folder / "trust", *known), sets=our_sets(), at=LATER
    )


def check_of(report: FileReport, check_id: str) -> Check:
    return next(check for check in report.checks if check.id == check_id)


def with_record(pdf: bytes, record: Record) -> bytes:
    """The pages of one file with the data of another record inside."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    data = record_bytes(dump_record(record))
    for stored in writer._objects:
        if isinstance(stored, StreamObject) and stored.get("/Type") == "/EmbeddedFile":
            stored._data = data
            stored.pop("/Filter", None)
            stored.decoded_self = None
            params = stored["/Params"].get_object()
            assert isinstance(params, DictionaryObject)
            params[NameObject("/Size")] = NumberObject(len(data))
            digest = md5(data, usedforsecurity=False).digest()
            params[NameObject("/CheckSum")] = ByteStringObject(digest)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def plain_signer(key: SigningKey) -> signers.SimpleSigner:
    """A signer as any program has one, without our care."""
    plain = key.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(
            key.x509_certificate.public_bytes(Encoding.DER)
        ),
        signing_key=asn1_keys.PrivateKeyInfo.load(plain),
        cert_registry=SimpleCertificateStore(),
    )


@cache
def time_stamp_key() -> signers.SimpleSigner:
    """The key of a time-stamp server."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = subject_of("Time-stamp server", "", ORGANISATION)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = signer_certificate(
        key, subject, NOW - timedelta(days=30), NOW + timedelta(days=1000)
    )
    made = (
        builder.issuer_name(subject)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return plain_signer(
        SigningKey(key=key, x509_certificate=made, chain=(), certificate=certificate_of(made))
    )


def time_stamper() -> DummyTimeStamper:
    """A time-stamp server without the wire."""
    server = time_stamp_key()
    return DummyTimeStamper(
        tsa_cert=server.signing_cert, tsa_key=server.signing_key, fixed_dt=NOW
    )
