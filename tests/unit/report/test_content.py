"""What the pages of a record say, and in which order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dpia_wizard.domain.assessment import (
    Assessment,
    Comment,
    Override,
    Plan,
)
from dpia_wizard.domain.errors import NotARecordError
from dpia_wizard.report import words
from dpia_wizard.report.context import page_of
from tests.unit.report import examples, pages, samples
from tests.unit.report.samples import ANSWERS, DPO, STARTED, Sample
from tests.unit.report.views import asked, made_of, page


def test_the_result_comes_first_in_words_and_tone() -> None:
    text = pages.text_of(samples.completed())
    for earlier, later in (
        ("Legitimate interests can be relied on", "At a glance"),
        ("At a glance", "Why"),
        ("Why", "Conditions before sending"),
        ("Conditions before sending", "Part 1. Purpose test"),
        ("Part 2. Balancing test", "Sign-off"),
        ("Sign-off", "History"),
    ):
        assert text.index(earlier) < text.index(later)
    assert page(samples.completed()).front.result.tone == "good"
    assert page(samples.draft({**ANSWERS, "opt_out": "no"})).front.result.tone == "stop"


def test_the_second_result_stands_beneath_the_first_with_its_own_reasons() -> None:
    shown = page(samples.draft({**ANSWERS, "basis": "bought"}))
    assert [found.title for found in shown.front.further] == ["A trigger in law applies"]
    assert [found.heading for found in shown.front.reasons] == [
        "Can legitimate interests be relied on?",
        "Does a trigger in law apply?",
    ]
    assert shown.front.reasons[1].items[0].cite == "UK GDPR Art 35(3)"


def test_a_draft_lists_what_is_still_open_and_has_no_result_yet() -> None:
    shown = page(samples.draft({"opt_out": "yes"}))
    assert shown.front.result.title == words.NO_RESULT
    assert ("Purpose", "decides the result") in [(m.text, m.about) for m in shown.front.missing]
    assert ("How to opt out", "needed for sign-off") in [
        (m.text, m.about) for m in shown.front.missing
    ]
    assert asked(shown, "What could happen").answer.missing == "Not answered"


def test_at_a_glance_tells_who_what_and_when() -> None:
    text = pages.text_of(samples.completed())
    for row in (
        "Activity Quarterly newsletter to current tenants about services and events",
        "Channels Email and post",
        "Owner Morgan Price, Communications officer, Communications",
        "Planned start 1 March 2027",
        "DPO advice Accepted. Sam Okafor, Data protection officer, 21 November 2026",
        "Approver Alex Hughes, Head of communications",
        "Review by 22 November 2027",
        "Question set, law LIA 1.0.0 · UK law as at 19 June 2026",
    ):
        assert row in text


def test_what_is_not_settled_yet_is_said_to_be_so() -> None:
    shown = page(made_of(replace(samples.assessment(), plan=Plan())))
    rows = {row.label: row.blocks[0].lines[0] for row in shown.front.glance}
    assert rows["Approver"] == rows["Review by"] == "Not settled yet"
    assert rows["DPO advice"] == "None recorded"
    assert shown.front.status_line == "Draft."


def test_every_kind_of_answer_is_printed_in_words() -> None:
    answers = {**ANSWERS, "start": "2027-02-28"}
    text = pages.text_of(samples.draft(answers))
    for said in (
        "When does it start? 28 February 2027",
        "How many people does it reach? 4100",
        "Who looks after the list? Morgan Price, Communications officer",
        "Where do the details come from? From the tenants themselves",
        "✓ Email ✓ Post Not ticked: Live telephone calls",
        "Can people opt out? Yes",
        "Letter opened by somebody else Remote 1 February 2027",
        "✓ Reason ✓ Benefit",
        "Not relevant: Third parties, because: nobody else is involved",
        "Not marked: Ethical issues",
    ):
        assert said in text, said


def test_none_of_these_is_an_answer_too() -> None:
    shown = page(samples.draft({**ANSWERS, "channels": ["none"]}))
    answer = asked(shown, "Which channels").answer
    assert answer.ticked == ("None of these",)
    assert answer.unticked == ("Email", "Post", "Live telephone calls")


def test_marks_without_a_text_are_printed_as_unanswered_with_marks() -> None:
    shown = page(samples.draft({"purpose_answer": {"text": "", "addressed": ["benefit"]}}))
    answer = asked(shown, "Why do you want").answer
    assert answer.missing == "Not answered"
    assert answer.marks is not None
    assert answer.marks.addressed == ("Benefit",)


def test_long_rows_become_cards_with_a_number() -> None:
    risks = [{"risk": "word " * 30, "likelihood": "low"}, {"risk": "short"}]
    answer = asked(page(samples.draft({**ANSWERS, "risks": risks})), "Which risks").answer
    assert answer.rows is not None
    assert [card.name for card in answer.rows.cards] == ["1 of 2", "2 of 2"]
    first = answer.rows.cards[0]
    assert [row.label for row in first.texts] == ["Risk"]
    assert first.lines == ((("Likelihood", "Remote"),),)


def test_an_answer_no_longer_asked_is_kept_at_the_end() -> None:
    answers = {**ANSWERS, "opt_out_reason": "We thought it was not needed."}
    made = samples.draft(answers)
    shown = page(made)
    assert [row.label for row in shown.not_applicable] == ["Why no opt-out"]
    text = pages.text_of(made)
    assert text.index("We thought it was not needed.") > text.index("Sign-off")


def test_answers_of_every_kind_that_are_no_longer_asked_are_printed_as_text() -> None:
    seller = {"text": "They rang us.", "addressed": ["bought_consent"]}
    parts = [{"kind": "Emails", "number": 900}, {"kind": "Addresses"}]
    answers = {
        **ANSWERS,
        "bought_seller": seller,
        "bought_checks": ["contract", "register"],
        "bought_parts": parts,
        "bought_contact": "Jo Seller",
    }
    shown = page(samples.draft(answers))
    kept = {row.label: row.blocks[0].lines for row in shown.not_applicable}
    assert kept == {
        "Seller": ("They rang us.",),
        "Checks": ("The contract", "The preference register"),
        "Parts": ("Kind: Emails; Number: 900", "Kind: Addresses"),
        "Contact": ("Jo Seller",),
    }
    assert "The bought list" not in [section.title for section in shown.sections]


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        ("opt_out_details", "By phone", "By phone"),
        ("opt_out_reason", "Because", "Because"),
    ],
)
def test_follow_ups_stand_beneath_their_question(
    question: str, value: str, expected: str
) -> None:
    reply = "yes" if question == "opt_out_details" else "no"
    shown = page(samples.draft({**ANSWERS, "opt_out": reply, question: value}))
    (below,) = asked(shown, "Can people opt out?").follow_ups
    assert below.answer.blocks[0].lines == (expected,)


def overridden(target: str, before: str, after: str) -> Assessment:
    override = Override(
        target=target,
        before=before,
        after=after,
        reason="The footer was tested.",
        by=DPO,
        at=STARTED,
    )
    subject = samples.assessment({**ANSWERS, "opt_out": "not_sure"})
    return replace(subject, overrides=(override,))


def test_a_decision_of_the_officer_stands_beside_the_answer() -> None:
    made = made_of(overridden("lia.opt_out", "not_sure", "yes"))
    text = pages.text_of(made)
    assert "Can people opt out? Not sure DPO decision. Not sure → Yes The footer was" in text
    assert "Sam Okafor, Data protection officer, 19 Nov 2026 09:12 UTC" in text
    assert page(made).front.result.title == "Legitimate interests can be relied on"


def test_a_house_rule_set_aside_is_told_among_the_reasons() -> None:
    shown = page(made_of(overridden("no_opt_out", "", "lifted")))
    (told,) = shown.front.decisions
    assert told.lead.startswith("House rule set aside: “People cannot opt out")


def test_comments_stand_with_their_question_and_the_others_at_the_end() -> None:
    subject = replace(
        samples.assessment(),
        comments=(
            Comment(question="lia.effects", by=DPO, at=STARTED, text="Name the supplier."),
            Comment(question="", by=DPO, at=STARTED, text="Clear and short."),
            Comment(question="lia.opt_out_reason", by=DPO, at=STARTED, text="Not asked now."),
        ),
    )
    shown = page(made_of(subject))
    (beside,) = asked(shown, "What could happen").comments
    assert beside.blocks[0].lines == ("Name the supplier.",)
    assert [item.blocks[0].lines[0] for item in shown.comments] == [
        "Clear and short.",
        "Not asked now.",
    ]


def test_what_the_program_points_out_is_said_in_front_and_beside_the_question() -> None:
    made = samples.draft()
    shown = page(made)
    assert [item.about for item in shown.front.warnings] == ["Warning on Start"]
    assert len(asked(shown, "When does it start?").notes) == 1
    assert pages.text_of(made).count("no date for the next check is given") == 2


def test_only_what_is_short_is_kept_on_one_page() -> None:
    risks = [{"risk": examples.long_text(3000)}, {"risk": "word " * 30}]
    made = samples.draft({**ANSWERS, "risks": risks})
    answer = asked(page(made), "Which risks").answer
    assert answer.rows is not None
    (long, short) = [card.texts[0] for card in answer.rows.cards]
    assert short.is_short
    assert not long.is_short
    sheets = pages.printed(pages.pdf_of(made)).split("\f")
    at = next(sheet for sheet in sheets if "Which risks do you see?" in sheet)
    assert "word0 " in at


def test_a_record_without_an_assessment_cannot_be_printed() -> None:
    made = samples.draft()
    record = made.record.model_copy(update={"assessment": None})
    with pytest.raises(NotARecordError):
        page_of(record, made.questionnaire)


def edited(made: Sample, **changes: object) -> Sample:
    """The same record with parts of it written by another hand."""
    part = made.record.assessment
    assert part is not None
    record = made.record.model_copy(update={"assessment": part.model_copy(update=changes)})
    return Sample(record=record, questionnaire=made.questionnaire)


def test_names_the_question_set_does_not_know_are_printed_as_they_are() -> None:
    made = samples.completed()
    part = made.record.assessment
    assert part is not None
    result = part.result[0].model_copy(
        update={"id": "odd", "outcome": "strange", "title": "Strange"}
    )
    known = part.result[0].model_copy(update={"outcome": "strange", "title": ""})
    warning = part.warnings[0].model_copy(update={"at": "lia.gone"})
    general = part.warnings[0].model_copy(update={"at": "", "severity": "loud"})
    shown = page(edited(made, result=[result, known], warnings=[warning, general]))
    assert (shown.front.result.heading, shown.front.result.title, shown.front.result.tone) == (
        "odd",
        "Strange",
        "note",
    )
    assert shown.front.further[0].title == "strange"
    assert [item.about for item in shown.front.warnings] == ["Warning on lia.gone", "loud"]


def test_the_twelve_questions_share_a_table_and_keep_their_numbers() -> None:
    shown = page(examples.example("screening"))
    twelve, high_risk = shown.sections
    (group,) = twelve.groups
    assert group.compact
    assert [question.number for question in group.questions] == [str(n) for n in range(1, 13)]
    assert [q.answer.chip for q in group.questions] == ["no"] * 10 + ["yes"] * 2
    assert not high_risk.groups[0].compact
    assert shown.front.warnings[0].about == "Note on question 12 (Unfamiliar service)"


def test_a_remark_that_no_answer_would_change_is_not_laid_to_a_question() -> None:
    told = {w.text: w.about for w in page(examples.example("marketing-rules")).front.warnings}
    assert (
        told["Your privacy notice must say that people can complain to you, and how."] == "Note"
    )


def test_a_screening_is_short_enough_to_be_read() -> None:
    made = examples.example("screening")
    assert len(pages.printed(pages.pdf_of(made)).split("\f")) - 1 <= 6


def test_an_old_date_or_word_that_is_none_is_printed_as_it_stands() -> None:
    assert words.day_if_date("soon") == "soon"
    assert words.day(date(2026, 2, 5)) == "5 February 2026"
    answer: Mapping[str, Any] = {**ANSWERS, "purpose_answer": "Only a text"}
    shown = page(samples.draft(answer))
    assert asked(shown, "Why do you want").answer.blocks[0].lines == ("Only a text",)
