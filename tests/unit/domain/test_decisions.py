"""What an officer can decide about a rule, where it holds, and what it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dpia_wizard.domain.answers import Answers, AnswerValue, Cell, PromptsAnswer
from dpia_wizard.domain.assessment import LIFTED, Override
from dpia_wizard.domain.basis import basis_of
from dpia_wizard.domain.errors import NotAllowedError
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Kind, Questionnaire
from dpia_wizard.domain.row_story import stories
from dpia_wizard.domain.rules import DECISION, Evaluation, evaluate
from dpia_wizard.domain.rulings import Decide, Need, Outcome, Tone
from dpia_wizard.domain.signoff import decide_for, take_back
from tests.builders import (
    DPO,
    NOW,
    OWNER,
    a_question,
    a_rule,
    a_ruling,
    a_set,
    an_assessment,
    is_,
    look,
)

ROWS = "test.rows"
OUTCOMES = (
    Outcome(id="stop", title="No", short="No", tone=Tone.STOP),
    Outcome(
        id="care",
        title="Ask",
        short="Ask",
        tone=Tone.CARE,
        decided_as={"go": "Yes, go on", "stop": "No, leave it"},
    ),
    Outcome(id="go", title="Yes", short="Yes", tone=Tone.GOOD, allows=True),
)


def asking() -> Questionnaire:
    """A law that stops, a house that asks, a law that asks and goes on, one that ends it."""
    rules = (
        a_rule("law", is_("a", "yes"), "stop"),
        a_rule("house", is_("b", "yes"), "care", house=True),
        a_rule("onward", is_("c", "yes"), "care", goes_on=True),
        a_rule("last", is_("d", "yes"), "care", needs=("ask", "tell")),
    )
    ruling = a_ruling(*rules, decide=Decide.STRICTEST_OF_ROWS, rows=ROWS)
    object.__setattr__(ruling, "outcomes", OUTCOMES)
    fields = tuple(a_question(name) for name in "abcd")
    return a_set(
        a_question("test.about", Kind.TEXT),
        a_question(ROWS, Kind.ROWS, fields=fields),
        rulings=(ruling,),
        needs={
            "ask": Need(id="ask", text="Ask.", until_decided=True),
            "tell": Need(id="tell", text="Tell people."),
        },
    )


def answers(*rows: dict[str, Cell], about: str = "A letter") -> Answers:
    return {"test.about": about, ROWS: rows}


def on(row: dict[str, Cell], rule: str, to: str, about: str = "A letter") -> Override:
    """A decision about a row as it is."""
    basis = basis_of(answers(about=about), row)
    return Override(
        target=rule, before="", after=to, reason="Weighed.", by=DPO, at=NOW, basis=basis
    )


def judged(given: Answers, *made: Override) -> Evaluation:
    return evaluate(look(asking(), given, overrides=made))


def outcomes(found: Evaluation) -> list[str]:
    return [row.outcome.id for row in found.result.rows]


@pytest.mark.parametrize(
    ("row", "made", "comes_to"),
    [
        ({"d": "yes"}, ("last", "go"), "go"),
        ({"d": "yes"}, ("last", "stop"), "stop"),
        ({"d": "yes"}, ("last", LIFTED), "care"),
        ({"c": "yes"}, ("onward", LIFTED), "go"),
        ({"c": "yes", "d": "yes"}, ("onward", LIFTED), "care"),
        ({"c": "yes"}, ("onward", "go"), "care"),
        ({"c": "yes"}, ("onward", "stop"), "stop"),
        ({"b": "yes", "d": "yes"}, ("house", LIFTED), "care"),
        ({"b": "yes"}, ("house", "go"), "care"),
        ({"a": "yes"}, ("law", LIFTED), "stop"),
        ({"a": "yes"}, ("law", "go"), "stop"),
        ({"d": "yes"}, ("last", "elsewhere"), "care"),
        ({"d": "yes"}, ("nothing", "go"), "care"),
    ],
)
def test_what_may_be_decided_decides_and_nothing_else(
    row: dict[str, Cell], made: tuple[str, str], comes_to: str
) -> None:
    assert outcomes(judged(answers(row), on(row, *made))) == [comes_to]


def test_a_decision_holds_for_rows_that_read_alike_and_for_no_other() -> None:
    row: dict[str, Cell] = {"d": "yes"}
    other: dict[str, Cell] = {"d": "yes", "c": "no"}
    made = on(row, "last", "go")
    assert outcomes(judged(answers(row, other, row), made)) == ["go", "care", "go"]
    assert outcomes(judged(answers(row, about="Another letter"), made)) == ["care"]


def test_the_officers_words_are_a_reason_and_what_was_asked_is_no_longer_owed() -> None:
    row: dict[str, Cell] = {"d": "yes"}
    before, after = judged(answers(row)), judged(answers(row), on(row, "last", "go"))
    assert [need.id for need in before.result.needs] == ["ask", "tell"]
    assert [need.id for need in after.result.needs] == ["tell"]
    rule, said = after.result.reasons
    assert (rule.rule, said.rule, said.because) == ("last", DECISION, "Weighed.")
    assert said.cite == "Sam Okafor, Data protection officer, 2026-11-22"
    assert after.result.rows[0].reasons == after.result.reasons


def test_a_row_tells_what_was_decided_on_the_way_to_its_result() -> None:
    row: dict[str, Cell] = {"b": "yes", "c": "yes", "d": "yes"}
    made = (on(row, "house", LIFTED), on(row, "onward", LIFTED), on(row, "law", LIFTED))
    found = judged(answers(row), *made)
    assert [each.rule.id for each in found.result.rows[0].decided] == ["house", "onward"]
    (story,) = stories(found.result, found.situation)
    assert [choice.to for choice in story.choices] == ["go", "stop"]
    done = judged(answers(row), *made, on(row, "last", "stop"))
    (story,) = stories(done.result, done.situation)
    assert story.choices == ()


def test_a_result_without_rows_is_decided_on_all_answers() -> None:
    ruling = a_ruling(a_rule("ask", is_("test.a", "yes"), "care"))
    object.__setattr__(ruling, "outcomes", OUTCOMES)
    questionnaire = a_set(a_question("test.a"), a_question("test.b"), rulings=(ruling,))
    given: Answers = {"test.a": "yes"}
    made = replace(on({}, "ask", "go"), basis=basis_of(given))
    assert evaluate(look(questionnaire, given, overrides=(made,))).result.id == "go"
    changed = {**given, "test.b": "no"}
    assert evaluate(look(questionnaire, changed, overrides=(made,))).result.id == "care"


@pytest.mark.parametrize(
    "value",
    ["yes", 4, 4.5, ("a", "b"), PromptsAnswer(text="Why"), Person(name="Jo", role="Events")],
)
def test_every_answer_around_a_row_belongs_to_what_a_decision_rests_on(
    value: AnswerValue,
) -> None:
    assert basis_of({"test.x": value}) != basis_of({})
    assert basis_of({"test.x": value}) == basis_of({"test.x": value, ROWS: ({"a": "yes"},)})


def test_answering_drops_decisions_on_what_was_there_before() -> None:
    row: dict[str, Cell] = {"d": "yes"}
    other: dict[str, Cell] = {"d": "yes", "c": "no"}
    draft = replace(an_assessment(), answers=answers(row, other))
    made = tuple(on(each, "last", "go") for each in (row, other))
    for one in made:
        draft = decide_for(draft, one)
    assert draft.overrides == made
    assert draft.answer(ROWS, answers(other)[ROWS]).overrides == made[1:]
    assert draft.answer("test.about", "Else").overrides == ()
    assert draft.with_answers(answers(row, other)).overrides == made


def test_only_an_officer_decides_or_takes_back_and_only_the_one_that_is_meant() -> None:
    row: dict[str, Cell] = {"d": "yes"}
    made, second = on(row, "last", "go"), on({"c": "no"}, "last", "stop")
    draft = decide_for(decide_for(an_assessment(), made), second)
    assert decide_for(draft, replace(made, after="stop")).overrides[-1].after == "stop"
    with pytest.raises(NotAllowedError):
        decide_for(draft, replace(made, by=OWNER))
    with pytest.raises(NotAllowedError):
        take_back(draft, made.key, by=OWNER)
    assert take_back(draft, made.key, by=DPO).overrides == (second,)
