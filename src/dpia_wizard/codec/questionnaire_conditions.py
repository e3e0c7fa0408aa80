"""What conditions may look at: known and earlier questions, with values they can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from dpia_wizard.codec import condition_file as when
from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec.yaml_file import Path
from dpia_wizard.domain.answers import NONE_OF_THESE
from dpia_wizard.domain.profile import is_profile_fact
from dpia_wizard.domain.questionnaire import YES_NO_OPTIONS, YES_NO_UNSURE_OPTIONS, Kind

Problem = tuple[Path, str]

FACTS = frozenset(
    {
        "public_authority",
        "consent_only_channel",
        "public_task",
        "lia_needed",
        "marketing_allows",
        "people_not_opted_in",
        "said_all_opted_in",
        "planned_start",
        "dpia_required",
        "dpia_allows",
        "lia_allows",
    }
)
"""The facts an activity supplies to rules, beside `<set>_signed_off` for each of its sets."""

_SIGNED_OFF = "_signed_off"
_COMPARED = ("equals", "in", "answered")
_TESTS = {
    Kind.DATE: (*_COMPARED, "before", "after"),
    Kind.CHOICES: ("includes", "includes_any", "answered"),
    Kind.PROMPTS: ("marked", "answered"),
    Kind.PERSON: ("answered",),
    Kind.ROWS: ("answered",),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the set: where it stands, what it follows and when it is asked."""

    path: Path
    shape: file.QuestionFile
    parent: file.QuestionFile | None
    order: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a condition can see: questions before a place, worked-out values, a row's fields.

    `house` holds the set's own settings, which conditions look at as facts; `facts` names what
    can be looked at beside those that every activity supplies.
    """

    asked: Mapping[str, Asked]
    derived: Mapping[str, file.DerivationFile]
    before: int | None = None
    row_fields: Mapping[str, file.QuestionFile] = field(default_factory=dict)
    house: Mapping[str, file.HouseFile] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()


def condition_problems(
    condition: when.ConditionFile, path: Path, around: Surroundings
) -> Iterator[Problem]:
    """All problems of a condition, each with the path it stands at."""
    for part, at in _parts(condition, path):
        match part:
            case when.QuestionTest():
                shape = around.row_fields.get(part.question)
                if shape is None:
                    yield from _known(part.question, (*at, "question"), around)
                    found = around.asked.get(part.question)
                    shape = found.shape if found else None
                if shape is not None:
                    yield from _test_fits(part, shape, at)
                yield from _bounds(part, at, around)
            case when.CountTest():
                yield from _count(part, at, around)
            case when.FactTest():
                yield from _fact_test(part, at, around)
                yield from _bounds(part, at, around)
            case when.DerivedTest():
                yield from _derived(part, at, around)
            case when.AnyRowFile():
                yield from _rows(part.any_row, part, (*at, "any_row"), around)
            case when.EachRowFile():
                yield from _rows(part.each_row, part, (*at, "each_row"), around)
            case when.AllFile() | when.AnyFile() | when.NotFile():
                pass


def contradicts_itself(condition: when.ConditionFile) -> bool:
    """Whether a condition wants two different answers to one question at once."""
    if not isinstance(condition, when.AllFile):
        return False
    wanted: dict[str, set[when.Value]] = {}
    for part in condition.all:
        if isinstance(part, when.QuestionTest) and (part.equals is not None or part.in_):
            values = {part.equals} if part.equals is not None else set(part.in_ or ())
            before = wanted.get(part.question)
            wanted[part.question] = values if before is None else before & values
    return any(not values for values in wanted.values()) or any(
        contradicts_itself(part) for part in condition.all
    )


def values_of(shape: file.QuestionFile) -> set[str]:
    """The values a question can have, where they are a list."""
    if shape.kind is Kind.YES_NO:
        return set(YES_NO_OPTIONS)
    if shape.kind is Kind.YES_NO_UNSURE:
        return set(YES_NO_UNSURE_OPTIONS)
    values = {option.id for option in shape.options}
    return values | ({NONE_OF_THESE} if shape.none_of_these is not None else set())


def is_fact(name: str) -> bool:
    """Whether an activity, or the organisation's profile, can supply a fact of this name."""
    return name in FACTS or name.endswith(_SIGNED_OFF) or is_profile_fact(name)


def _parts(
    condition: when.ConditionFile, path: Path
) -> Iterator[tuple[when.ConditionFile, Path]]:
    yield condition, path
    match condition:
        case when.AllFile():
            for i, part in enumerate(condition.all):
                yield from _parts(part, (*path, "all", i))
        case when.AnyFile():
            for i, part in enumerate(condition.any):
                yield from _parts(part, (*path, "any", i))
        case when.NotFile():
            yield from _parts(condition.not_, (*path, "not"))
        case _:
            return


def _known(question: str, path: Path, around: Surroundings) -> Iterator[Problem]:
    found = around.asked.get(question)
    if found is None:
        yield path, f"no question is called “{question}”"
    elif around.before is not None and found.order >= around.before:
        yield path, f"“{question}” is asked later: show_if may look only at earlier ones"


def _fact_test(test: when.FactTest, path: Path, around: Surroundings) -> Iterator[Problem]:
    house = around.house.get(test.fact)
    if house is None:
        yield from _fact(test.fact, (*path, "fact"), around)
        return
    choices = {option.id for option in house.options}
    for value in [test.equals, *(test.in_ or ())]:
        if value is not None and value not in choices:
            yield path, f"“{house.id}” has no choice “{value}”"


def _fact(name: str, path: Path, around: Surroundings) -> Iterator[Problem]:
    if not is_fact(name) and name not in around.facts:
        yield path, f"no fact is called “{name}”"


def _test_fits(
    test: when.QuestionTest, shape: file.QuestionFile, path: Path
) -> Iterator[Problem]:
    known = {prompt.id for prompt in shape.prompts}
    for i, prompt in enumerate(test.prompts or ()):
        if prompt not in known:
            yield (*path, "prompts", i), f"“{shape.id}” has no prompt “{prompt}”"
    if test.marked and (test.at_least or 1) > len(test.prompts or known):
        text = f"“{shape.id}” has fewer than {test.at_least} prompts to mark"
        yield path, f"“{shape.id}” has no prompts to mark" if not known else text
        return
    allowed = _TESTS.get(shape.kind, _COMPARED)
    operator = test.operator()
    if operator not in allowed:
        text = f"“{shape.id}” is of kind {shape.kind}: test it with {' or '.join(allowed)}"
        yield path, text
        return
    given = [test.equals, *(test.in_ or ()), test.includes, *(test.includes_any or ())]
    yield from _values_fit(shape, [value for value in given if value is not None], path)


def _values_fit(
    shape: file.QuestionFile, given: list[when.Value], path: Path
) -> Iterator[Problem]:
    values = values_of(shape)
    for value in given:
        is_number = isinstance(value, int | float)
        if is_number != (shape.kind is Kind.NUMBER) or (values and value not in values):
            yield path, f"“{shape.id}” has no answer “{value}”"


def _count(test: when.CountTest, path: Path, around: Surroundings) -> Iterator[Problem]:
    for i, question in enumerate(test.count):
        at = (*path, "count", i)
        yield from _known(question, at, around)
        found = around.asked.get(question)
        if found is None:
            continue
        if "in" not in _TESTS.get(found.shape.kind, _COMPARED):
            yield at, f"“{question}” is of kind {found.shape.kind}: it cannot be counted"
        else:
            yield from _values_fit(found.shape, test.in_, at)
    if (test.at_least or 0) > len(test.count):
        yield (*path, "at_least"), f"there are fewer than {test.at_least} questions to count"


def _bounds(
    test: when.QuestionTest | when.FactTest, path: Path, around: Surroundings
) -> Iterator[Problem]:
    for name in ("before", "after"):
        bound: date | when.BoundFile | None = getattr(test, name)
        if not isinstance(bound, when.BoundFile):
            continue
        if bound.question is not None:
            at = (*path, name, "question")
            yield from _known(bound.question, at, around)
            found = around.asked.get(bound.question)
            if found is not None and found.shape.kind is not Kind.DATE:
                yield at, f"“{bound.question}” is not a question of kind date"
        if bound.fact is not None:
            yield from _fact(bound.fact, (*path, name, "fact"), around)


def _derived(test: when.DerivedTest, path: Path, around: Surroundings) -> Iterator[Problem]:
    found = around.derived.get(test.derived)
    if found is None:
        text = f"no worked-out value is called “{test.derived}”, or it comes later"
        yield (*path, "derived"), text
        return
    values = {case.value for case in found.cases} | {found.otherwise}
    for value in [test.equals, *(test.in_ or ())]:
        if value is not None and value not in values:
            yield path, f"“{test.derived}” is never “{value}”"
    if around.before is not None:
        earlier = dict(takewhile(lambda item: item[0] != found.id, around.derived.items()))
        seen = Surroundings(around.asked, earlier, around.before, house=around.house)
        for case in found.cases:
            for _, text in condition_problems(case.when, path, seen):
                if "is asked later" in text:
                    yield (*path, "derived"), text


def _rows(
    rows: str, test: when.AnyRowFile | when.EachRowFile, path: Path, around: Surroundings
) -> Iterator[Problem]:
    yield from _known(rows, path, around)
    found = around.asked.get(rows)
    if found is None:
        return
    if found.shape.kind is not Kind.ROWS:
        yield path, f"“{rows}” is not a question of kind rows"
    fields = {f.id: f for f in found.shape.fields}
    for i, name in enumerate(test.same):
        if name not in fields or name not in around.row_fields:
            yield (*path[:-1], "same", i), f"“{name}” is not a field of both lists of rows"
    inside = replace(around, row_fields=fields)
    yield from condition_problems(test.where, (*path[:-1], "where"), inside)
