"""The words on the pages are found again, whoever's pages they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.record import assessment_of
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.domain.errors import NotARecordError
from dpia_wizard.report import page_text
from dpia_wizard.report.page_text import Found, PageText, look_for, read_pages
from tests.unit.report import pages, samples
from tests.unit.report.samples import Sample


def looked(made: Sample, seen: PageText | None = None) -> Found:
    seen = seen or read_pages(pages.pdf_of(made), source="x")
    part = assessment_of(made.record)
    plain = {**part.answers, **part.not_applicable}
    answers, problems = read_answers(plain, made.questionnaire)
    assert not problems
    return look_for(made.record, made.questionnaire, answers, seen)


def test_every_answer_is_found_on_its_own_pages() -> None:
    for made in (samples.completed(), samples.draft()):
        found = looked(made)
        assert found.looked_for == len(assessment_of(made.record).answers)
        assert (found.lost, found.unsure, found.unmarked, found.foreign) == ((), (), 0, 0)


def test_hard_words_are_found() -> None:
    text = (
        "A well-known co-operative e-mail: "
        "https://example.org/a/very/long/address?with=many&parts=inside#and-an-end "
        "ﬁnal ﬁgures\u00a0first; soft\u00adhyphen, zero\u200bwidth, "
        "caf\u00e9 cafe\u0301 \U0001f642 \u202egnol\u202c\n- first point\n- second point\n"
        + "word "
        * 900
    )
    made = samples.written(purpose_answer=PromptsAnswer(text=text))
    assert looked(made).lost == ()


def test_scripts_whose_letters_change_place_are_never_passed_in_silence() -> None:
    made = samples.written(purpose_answer=PromptsAnswer(text="مرحبا بالعالم ، هذا نص"))
    found = looked(made)
    assert found.lost == ()
    assert found.unsure in ((), ("lia.purpose_answer",))


def test_an_answer_that_stands_on_no_page_is_lost() -> None:
    shown = read_pages(pages.pdf_of(samples.draft()), source="x")
    hidden = samples.draft({**samples.ANSWERS, "effects": "Nobody ever sees this."})
    assert looked(hidden, shown).lost == ("lia.effects",)


def test_a_yes_is_looked_for_beside_its_own_question() -> None:
    shown = read_pages(pages.pdf_of(samples.draft()), source="x")
    turned = samples.draft({**samples.ANSWERS, "opt_out": "not_sure"})
    assert "lia.opt_out" in looked(turned, shown).lost


def test_a_result_and_an_advice_that_stand_on_no_page_are_lost() -> None:
    made = samples.completed()
    shown = read_pages(pages.pdf_of(made), source="x")
    part = assessment_of(made.record)
    assert part.advice is not None
    other = part.model_copy(
        update={
            "result": [part.result[0].model_copy(update={"title": "All is well"})],
            "advice": replace(part.advice, text="Do not do it."),
        }
    )
    record = made.record.model_copy(update={"assessment": other})
    found = looked(replace(made, record=record), shown)
    assert {"result", "advice"} <= set(found.lost)


def test_pages_of_another_record_and_without_a_fingerprint_are_counted() -> None:
    made, other = samples.draft(), samples.completed()
    shown = read_pages(pages.pdf_of(other), source="x")
    assert looked(made, shown).foreign == len(shown.margins)
    bare = replace(shown, margins=("", *shown.margins[1:]))
    assert looked(other, bare).unmarked == 1


@pytest.mark.parametrize(
    ("limit", "value"), [("_MOST_PAGES", 1), ("_MOST_CONTENT", 10), ("_SECONDS", -1)]
)
def test_reading_ends_where_it_takes_too_much(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(page_text, limit, value)
    with pytest.raises(NotARecordError) as refused:
        read_pages(pages.pdf_of(samples.draft()), source="x")
    assert refused.value.facts["problem"] == "too_large"
