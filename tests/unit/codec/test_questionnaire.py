"""From a file to questions in one language, and the schema for authors."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from dpia_wizard.codec.questionnaire import questionnaire_from_plain, read_questionnaire
from dpia_wizard.codec.questionnaire_file import json_schema
from dpia_wizard.codec.yaml_file import read_yaml
from dpia_wizard.domain.answers import Mark
from dpia_wizard.domain.conditions import (
    AllOf,
    AnyOf,
    Bound,
    Compare,
    Count,
    Marked,
    Not,
    Operator,
    Rows,
    Source,
    Subject,
)
from dpia_wizard.domain.questionnaire import Required
from dpia_wizard.domain.rulings import Rule
from tests.builders import shipped_sets

DATA = Path(__file__).parents[2] / "data"
TEXT = (DATA / "everything.yaml").read_text("utf-8")
SET = read_questionnaire(TEXT, source="everything.yaml")
SAID = SET.say(organisation="Example Housing")
SHIPPED = shipped_sets()
SCHEMA = Draft202012Validator(json_schema())


def test_texts_speak_of_the_organisation_in_the_language_asked_for() -> None:
    assert SAID.question("everything.sure").text == "Are you sure, Example Housing?"
    welsh = SET.say(organisation="Example Housing", language="cy")
    assert welsh.question("everything.sure").text == "Ydych chi'n siŵr, Example Housing?"
    assert (welsh.title, welsh.language) == ("Popeth sydd", "cy")


def test_without_a_name_or_a_translation_there_is_something_to_fall_back_on() -> None:
    said = SET.say(language="gd")
    assert said.question("everything.sure").text == "Are you sure, your organisation?"


def test_ids_and_rules_know_no_language() -> None:
    english, welsh = SET.say(), SET.say(language="cy")
    assert list(english.questions) == list(welsh.questions)
    assert [r.when for r in english.rulings[0].rules] == [
        r.when for r in welsh.rulings[0].rules
    ]


def test_what_is_owed_where_the_file_does_not_say() -> None:
    owed = {q.id.removeprefix("everything."): q.required for q in SAID.questions.values()}
    assert owed["sure"] is Required.FOR_RESULT
    assert owed["sure_details"] is Required.FOR_SIGN_OFF
    assert owed["unsure_details"] is Required.NO
    assert owed["comments"] is Required.FOR_SIGN_OFF
    assert owed["name"] is Required.NO


def test_follow_ups_come_straight_after_their_question() -> None:
    asked = list(SAID.questions.values())
    assert [(q.id.split(".")[1], q.parent, q.asked_on) for q in asked[:3]] == [
        ("sure", "", ()),
        ("sure_details", "everything.sure", ("yes", "not_sure")),
        ("sure_proof", "everything.sure_details", ("yes",)),
    ]


def test_a_short_text_is_short_and_a_long_one_is_what_can_be_printed() -> None:
    longest = {q.id.split(".")[1]: q.max_length for q in SAID.questions.values()}
    assert (longest["name"], longest["sure_proof"], longest["comments"]) == (20, 500, 20_000)


def test_none_of_these_is_the_last_option() -> None:
    options = SAID.question("everything.channels").options
    assert [option.id for option in options] == ["email", "post", "none"]


def alarm() -> Rule:
    return SAID.rulings[0].rules[0]


def the(name: str, source: Source = Source.QUESTION) -> Subject:
    return Subject(source=source, id=name)


def is_one_of(subject: Subject, *values: str | int) -> Compare:
    return Compare(subject=subject, operator=Operator.IN, values=values)


DAY, TODAY = the("everything.day"), the("", Source.AS_AT)
CHANNELS, RISKS = the("everything.channels"), "everything.risks"
START = the("planned_start", Source.FACT)
INCLUDES, BEFORE, AFTER = Operator.INCLUDES, Operator.BEFORE, Operator.AFTER
TESTS = [
    Compare(subject=CHANNELS, operator=INCLUDES, values=("email",)),
    Compare(subject=CHANNELS, operator=INCLUDES, values=("post", "none")),
    Compare(subject=DAY, operator=BEFORE, bound=Bound(day=date(2026, 1, 1))),
    Compare(subject=DAY, operator=AFTER, bound=Bound(subject=TODAY, days=-3)),
    Compare(subject=DAY, operator=BEFORE, bound=Bound(subject=START, days=2)),
    Compare(subject=DAY, operator=AFTER, bound=Bound(subject=DAY)),
    is_one_of(the("everything.number"), 3),
    Compare(subject=the("everything.keeper"), operator=Operator.ANSWERED),
    Compare(subject=the("everything.name"), operator=Operator.UNANSWERED),
    Marked(question="everything.thoughts", mark=Mark.ADDRESSED, prompts=("good",)),
    Marked(question="everything.thoughts", mark=Mark.NOT_MARKED),
    is_one_of(the("public_task", Source.FACT), "yes"),
    is_one_of(the("lia_signed_off", Source.FACT), "yes"),
    is_one_of(the("verdict", Source.DERIVED), "doubtful"),
    Rows(question=RISKS, where=is_one_of(the("level"), "high")),
    Rows(
        question=RISKS,
        where=Compare(subject=the("due"), operator=BEFORE, bound=Bound(subject=TODAY)),
        each=True,
    ),
    Not(part=is_one_of(the("everything.basis"), "first")),
]


def test_every_test_that_can_be_written_is_understood() -> None:
    condition = alarm().when
    assert isinstance(condition, AnyOf)
    assert list(condition.parts) == TESTS


def test_all_and_count_are_understood() -> None:
    condition = SAID.question("everything.comments").show_if
    assert isinstance(condition, AllOf)
    assert condition.parts[1] == Count(
        questions=("everything.sure", "everything.unsure"), values=("yes",), at_most=2
    )


@pytest.mark.parametrize("path", [*SHIPPED, DATA / "everything.yaml"], ids=lambda p: p.name)
def test_a_set_kept_as_data_is_the_same_set(path: Path) -> None:
    found = read_questionnaire(path.read_text("utf-8"), source=path.name)
    kept = json.loads(json.dumps(found.plain))
    again = questionnaire_from_plain(kept, source="kept")
    assert (again.digest, again.say()) == (found.digest, found.say())


@pytest.mark.parametrize("path", [*SHIPPED, DATA / "everything.yaml"], ids=lambda p: p.name)
def test_a_sound_set_fits_the_schema_for_authors(path: Path) -> None:
    SCHEMA.validate(read_yaml(path.read_text("utf-8")).data)


def test_the_schema_refuses_what_the_program_refuses() -> None:
    Draft202012Validator.check_schema(json_schema())
    plain = read_yaml(TEXT).data
    changes: list[dict[str, object]] = [
        {"colour": "red"},
        {"version": "1"},
        {"sections": []},
        {"id": "../x"},
    ]
    for change in changes:
        assert not SCHEMA.is_valid({**plain, **change})


def test_two_files_with_the_same_content_are_the_same_set() -> None:
    spelt = "# other words, same set\n" + TEXT.replace("kind: yes_no\n", "kind:   yes_no\n")
    assert read_questionnaire(spelt, source="x").digest == SET.digest
    other = TEXT.replace("Any other", "Another").replace("Risk,", "Risks,")
    assert read_questionnaire(other, source="x").digest != SET.digest


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("007", "007"),
        ("1.50", 1.5),
        ("1.0.0", "1.0.0"),
        ("1e3", "1e3"),
        ("2026-11-22", "2026-11-22"),
        ("9" * 40, "9" * 40),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("[a, 1]", ["a", 1]),
        ("{a: }", {"a": None}),
        ("|\n two\n lines", "two\nlines"),
        ("- &x {a: 1}\n- *x\n- &y z\n- *y", [{"a": 1}, {"a": 1}, "z", "z"]),
        ("- &x 1\n- &x 2\n- *x", [1, 2, 2]),
    ],
)
def test_yaml_is_read_as_people_write_it(text: str, data: object) -> None:
    found = read_yaml(text)
    assert (found.data, found.problems) == (data, [])
    assert type(found.data) is type(data)


def test_every_value_knows_its_line() -> None:
    found = read_yaml("a: 1\nb:\n  - x\n  - c: 2\n\n    d: 3\n")
    for path, line in (
        ((), 1),
        (("a",), 1),
        (("b",), 3),
        (("b", 1), 4),
        (("b", 1, "d"), 6),
        (("b", 1, "missing"), 4),
        (("nowhere",), 1),
    ):
        assert found.line(path) == line


def test_shipped_sets_mean_the_same_to_other_yaml_readers() -> None:
    for path in SHIPPED:
        text = path.read_text("utf-8")
        other = yaml.load(text, Loader=yaml.BaseLoader)
        assert _as_words(read_yaml(text).data) == other


def _as_words(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_words(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_words(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
