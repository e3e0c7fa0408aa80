"""The pages of a hand-over: what is asked, what is inside, then every assessment in full."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from dpia_wizard.codec.handover_build import make_handover
from dpia_wizard.codec.history import noted
from dpia_wizard.codec.record import Record, open_record
from dpia_wizard.codec.record_build import RecordMaker
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import (
    Assessment,
    Comment,
    KeptRecord,
    Move,
    MoveKind,
    Status,
)
from dpia_wizard.domain.errors import NotARecordError
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.sending import StruckOut
from dpia_wizard.report.attachment import read_attachment, read_kept_files
from dpia_wizard.report.render_handover import render_handover
from tests.builders import a_sending
from tests.pdfcheck import check
from tests.unit.report import examples, pages, samples
from tests.unit.report.samples import NEWSLETTER, ORGANISATION
from tests.unit.report.test_attachment import with_stream
from tests.unit.report.test_printing import WATERMARK

SCREENING = samples.question_set(
    Path(__file__).parents[3] / "questionnaires" / "screening.yaml"
)
SETS = {found.digest: found for found in (NEWSLETTER, SCREENING)}
MAKER = RecordMaker(
    find_set=lambda assessment: SETS[assessment.set_digest],
    organisation=ORGANISATION,
    program_version="1.2.3",
    renderer={"weasyprint": "70.0"},
    today=samples.COMPLETED.date(),
)
KEPT = b"%PDF-1.7 stands for the PDF that was kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A hand-over with the questions of its versions."""

    record: Record
    questionnaires: Mapping[str, Questionnaire]

    def pdf(self, kept: Mapping[str, bytes] | None = None) -> bytes:
        return render_handover(self.record, self.questionnaires, kept=kept or {}).pdf


def handed_over(*versions: Assessment, note: str = "") -> HandedOver:
    activity = samples.activity(*versions, history=samples.history())
    told = noted(
        activity,
        EventKind.HANDED_OVER,
        by=samples.OWNER,
        at=samples.APPROVED,
        note=note,
        salt="s",
    )
    struck = StruckOut(by=samples.DPO, at=samples.APPROVED, reason="Entered twice.")
    sent = (a_sending("1", in_spite="Nobody knew."), a_sending("2", struck_out=struck))
    return of(replace(told, sendings=sent))


def of(activity: Activity) -> HandedOver:
    said = {
        version.key: SETS[version.set_digest].say(
            organisation=ORGANISATION, language=version.language
        )
        for version in activity.assessments
    }
    return HandedOver(record=make_handover(MAKER, activity), questionnaires=said)


def completed() -> Assessment:
    return replace(
        samples.assessment(),
        status=Status.COMPLETED,
        moves=(Move(kind=MoveKind.COMPLETED, by=samples.OWNER, at=samples.COMPLETED),),
        facts={},
        organisation=ORGANISATION,
        kept=KeptRecord(file="lia-v1.pdf", sha256="ab" * 32, fingerprint="0" * 16),
    )


SUBMITTED = Move(kind=MoveKind.SUBMITTED, by=samples.OWNER, at=samples.STARTED)


def screening(status: Status = Status.SUBMITTED, move: Move = SUBMITTED) -> Assessment:
    answers = {"screening.new_sharing": "not_sure", "screening.new_collection": "yes"}
    comment = Comment(
        question="screening.new_sharing", by=samples.DPO, at=samples.STARTED, text="Ask them."
    )
    started = samples.assessment(answers, asked=SCREENING)
    return replace(started, status=status, moves=(move,), comments=(comment,))


@pytest.fixture(scope="module")
def whole() -> HandedOver:
    return handed_over(completed(), screening(), note="Please look at question 3.")


@pytest.fixture(scope="module")
def pdf(whole: HandedOver) -> bytes:
    return whole.pdf({"lia-v1": KEPT})


def sheets(pdf: bytes) -> list[str]:
    """The text of each page, on one line."""
    return [" ".join(page.split()) for page in pages.printed(pdf).split("\f") if page.strip()]


def test_hand_overs_are_pdf_a_and_pdf_ua_with_their_kept_files(
    pdf: bytes, tmp_path: Path
) -> None:
    odd = handed_over(screening(), note=f"{examples.ARABIC}\n- {examples.WELSH}\x07")
    bare = of(samples.activity())
    real = pages.pdf_of(samples.completed(approved=False))
    made = {
        "whole": pdf,
        "kept": handed_over(completed()).pdf({"lia-v1": real}),
        "odd": odd.pdf(),
        "bare": bare.pdf(),
    }
    files = [tmp_path / f"{name}.pdf" for name in made]
    for path, data in zip(files, made.values(), strict=True):
        path.write_bytes(data)
    assert check(files) == []


def test_what_was_sent_is_told_with_the_reasons(pdf: bytes) -> None:
    (last,) = (page for page in sheets(pdf) if "What was sent" in page)
    for said in (
        "Tenants who agreed 1,200 Sent all the same",
        "22 November 2026, sent all the same: Nobody knew.",
        "22 November 2026, struck out: Entered twice.",
    ):
        assert pages.squashed(said) in pages.squashed(last)


def test_the_first_page_says_what_is_asked_and_what_is_inside(pdf: bytes) -> None:
    first = sheets(pdf)[0]
    for said in (
        "Hand-over: Tenant newsletter, spring 2027",
        "Written by Morgan Price, Communications officer, 22 Nov 2026 11:04 UTC",
        "Data protection officer: look at “DPIA screening”, then advise or return it.",
        "Please look at question 3.",
        "Open a record…",
        "Quarterly newsletter to current tenants",
        "DPIA screening 1 Draft, submitted",
        "is attached as lia-v1.pdf",
        "Ask them.",
    ):
        assert said in first, said


def test_a_returned_draft_says_who_goes_on_and_why() -> None:
    returned = Move(
        kind=MoveKind.RETURNED, by=samples.DPO, at=samples.STARTED, reason="Name the supplier."
    )
    made = handed_over(screening(Status.DRAFT, returned))
    assert (
        "Morgan Price: go on with “DPIA screening”, which was returned: Name the supplier."
        in sheets(made.pdf())[0]
    )


def test_a_completed_assessment_asks_its_approver() -> None:
    activity = samples.activity(completed())
    assert (
        "Alex Hughes, Head of communications: approve or decline"
        in sheets(of(activity).pdf())[0]
    )


def test_every_assessment_begins_on_a_page_of_its_own_with_all_its_answers(
    whole: HandedOver, pdf: bytes
) -> None:
    heads = [page for page in sheets(pdf) if page.startswith("Legitimate interests")]
    assert len(heads) == 1
    assert len([page for page in sheets(pdf) if page.startswith("DPIA screening")]) == 1
    text = " ".join(sheets(pdf))
    assert "A tenant could find the newsletter unwanted" in text
    assert "No answer" not in text
    reader = PdfReader(BytesIO(pdf))
    titles = [str(entry["/Title"]) for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [
        "Hand-over: Tenant newsletter, spring 2027",
        *(whole.questionnaires[key].title for key in ("lia-v1", "screening-v1")),
        "The activity as a whole",
    ]


def test_every_page_bears_the_draft_mark(pdf: bytes) -> None:
    assert all(WATERMARK in seen for seen in pages.pictures(pdf))


def test_no_page_can_be_signed(pdf: bytes) -> None:
    assert PdfReader(BytesIO(pdf)).get_fields() in (None, {})


def test_the_same_hand_over_gives_the_same_bytes(whole: HandedOver, pdf: bytes) -> None:
    again = handed_over(completed(), screening(), note="Please look at question 3.")
    assert again.record == whole.record
    assert again.pdf({"lia-v1": KEPT}) == pdf


def test_what_people_wrote_is_text_and_nothing_else() -> None:
    evil = "<b>x</b><img src=file:///etc/passwd>{{ 7*7 }}"
    told = handed_over(screening(), note=evil)
    details = replace(told.record.activity.details, title=evil, description=evil)
    record = told.record.model_copy(
        update={"activity": told.record.activity.model_copy(update={"details": details})}
    )
    text = " ".join(sheets(replace(told, record=record).pdf()))
    assert pages.squashed(text).count(pages.squashed(evil)) >= 3


def test_a_later_event_makes_a_hand_over_no_longer_the_last_word() -> None:
    activity = samples.activity(screening(), history=samples.history())
    told = noted(
        activity, EventKind.HANDED_OVER, by=samples.OWNER, at=samples.APPROVED, note="Old."
    )
    later = noted(
        told, EventKind.ARCHIVED, by=samples.OWNER, at=samples.APPROVED + timedelta(days=1)
    )
    assert "Old." not in sheets(of(later).pdf())[0]


# the kept files ----------------------------------------------------------------------------


def test_record_and_kept_files_come_back_byte_for_byte(whole: HandedOver, pdf: bytes) -> None:
    data = read_attachment(pdf, source="x.pdf")
    assert open_record(data, source="x.pdf").record == whole.record
    assert read_kept_files(pdf, ["lia-v1", "dpia-v1"], source="x.pdf") == {"lia-v1": KEPT}
    assert read_kept_files(pdf, [], source="x.pdf") == {}


def with_kept(packed: bytes) -> bytes:
    return with_stream(packed, size=5, checksum=b"0" * 16, name="lia-v1.pdf")


def problem_of(data: bytes) -> object:
    with pytest.raises(NotARecordError) as refused:
        read_kept_files(data, ["lia-v1"], source="x.pdf")
    return refused.value.facts["problem"]


def test_a_kept_file_that_unpacks_without_end_is_refused() -> None:
    bomb = zlib.compress(bytes(200 * 1024 * 1024), 9)
    assert len(bomb) < 300_000
    assert problem_of(with_kept(bomb)) == "too_large"


def test_a_kept_file_that_is_there_twice_is_refused(whole: HandedOver) -> None:
    pdf = whole.pdf({"lia-v1": KEPT})
    writer = PdfWriter(clone_from=BytesIO(pdf))
    writer.add_attachment("lia-v1.pdf", KEPT)
    out = BytesIO()
    writer.write(out)
    assert problem_of(out.getvalue()) == "damaged"


def test_a_kept_file_without_a_true_checksum_is_refused() -> None:
    assert problem_of(with_kept(zlib.compress(b"other"))) == "damaged"
