"""What a record prints of the law: the version of its own day, and the fines of that day."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date

import pytest

from dpia_wizard.codec.record import (
    OpenedRecord,
    Record,
    assessment_of,
    dump_record,
    open_record,
    record_bytes,
)
from dpia_wizard.codec.record_build import RecordMaker
from dpia_wizard.codec.record_restore import restore_assessment
from dpia_wizard.domain.assessment import Assessment, Move, MoveKind, Status
from dpia_wizard.report.render import html_of
from dpia_wizard.resources import resource_path
from dpia_wizard.store.law import shipped_law
from tests.builders import NOW, OWNER, TODAY, an_activity, an_assessment
from tests.unit.report import samples

LAW = shipped_law()
RULES = samples.question_set(resource_path("questionnaires") / "marketing_rules.yaml")
LIA = samples.question_set(resource_path("questionnaires") / "lia.yaml")
SETS = {found.id: found for found in (RULES, LIA)}
MAKER = RecordMaker(
    find_set=lambda assessment: SETS[assessment.set_id],
    organisation="Example Housing",
    law=LAW,
    program_version="1.2.3",
    today=TODAY,
)


def asked(set_id: str, **more: object) -> Assessment:
    found = SETS[set_id]
    made = an_assessment(set_id, set_version=found.shape.version, set_digest=found.digest)
    return replace(made, law_version=found.shape.law_version, **more)  # type: ignore[arg-type] # fields by name


def sent_on(day: str) -> Assessment:
    return asked("marketing-rules", answers={"marketing-rules.send_date": day})


def record_of(assessment: Assessment, maker: RecordMaker = MAKER) -> Record:
    return maker.make(an_activity(assessment), assessment)


def words_of(record: Record) -> str:
    page = html_of(record, opened(record).questionnaire)
    return " ".join(html.unescape(page).split())


def opened(record: Record) -> OpenedRecord:
    return open_record(record_bytes(dump_record(record)), source="x.pdf")


@pytest.mark.parametrize(
    ("day", "law", "fines"),
    [
        ("2026-02-04", "uk-2025-08-20", ["Up to £500,000"]),
        (
            "2026-02-05",
            "uk-2026-02-05",
            [
                "Up to £17.5 million, or 4% of worldwide yearly turnover if that is more",
                "Up to £8.7 million, or 2% of worldwide yearly turnover if that is more",
            ],
        ),
        ("2026-06-19", "uk-2026-06-19", ["Up to £17.5 million", "Up to £8.7 million"]),
        ("2026-09-30", "uk-2026-09-30", ["Up to £17.5 million", "Up to £8.7 million"]),
    ],
)
def test_marketing_rules_print_the_law_and_the_fines_of_the_day_of_sending(
    day: str, law: str, fines: list[str]
) -> None:
    words = words_of(record_of(sent_on(day)))
    told = words.split("If this is got wrong")[1].split("</ul>")[0].split("<li")
    of_pecr = [line for line in told if "PECR" in line]
    assert all(fine in line for fine, line in zip(fines, of_pecr, strict=True))
    since = LAW.on(date.fromisoformat(day))
    assert f"UK law “{since.title}”, in force since {since.since.day} " in words
    assert f"({law}), used for {int(day[-2:])} " in words


def test_other_sets_print_the_law_of_their_own_day_and_no_fines() -> None:
    words = words_of(record_of(asked("lia")))
    assert "(uk-2026-09-30), used for 22 November 2026" in words
    assert "If this is got wrong" not in words


def test_a_completed_version_keeps_the_law_it_was_judged_by() -> None:
    """Whatever the program knows of the law by then, and through the record and back."""
    then = LAW.used("marketing-rules", date(2026, 2, 4))
    completed = replace(
        sent_on("2026-02-04"),
        status=Status.COMPLETED,
        moves=(Move(kind=MoveKind.COMPLETED, by=OWNER, at=NOW),),
        facts={},
        organisation="Example Housing",
        law=replace(then, title="As it was called then"),
    )
    record = record_of(completed, replace(MAKER, law=None))
    assert "UK law “As it was called then”" in words_of(record)
    assert restore_assessment(opened(record), source="x.pdf").law == completed.law


def test_a_draft_brought_over_is_judged_by_the_law_of_its_reader() -> None:
    record = record_of(sent_on("2026-02-05"))
    assert assessment_of(record).law == LAW.used("marketing-rules", date(2026, 2, 5))
    assert restore_assessment(opened(record), source="x.pdf").law is None


def test_a_record_made_before_there_was_a_law_file_still_reads_and_prints() -> None:
    record = record_of(asked("lia"), replace(MAKER, law=None))
    assert "law" not in dump_record(record)["assessment"]
    assert "Law used" not in words_of(opened(record).record)
