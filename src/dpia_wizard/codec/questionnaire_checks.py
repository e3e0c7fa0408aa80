"""What a JSON Schema cannot say of a question set: known ids, rules that can fire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec.yaml_file import Path
from dpia_wizard.domain.answers import NONE_OF_THESE
from dpia_wizard.domain.questionnaire import (
    YES_NO_OPTIONS,
    YES_NO_UNSURE_OPTIONS,
    Decide,
    Kind,
)

Problem = tuple[Path, str]

FACTS = frozenset(
    {
        "public_authority",
        "consent_only_channel",
        "public_task",
        "planned_start",
        "dpia_required",
        "dpia_signed_off",
    }
)
"""The facts an activity supplies to rules."""

_NEEDS_LIST = {
    Kind.CHOICE: "options",
    Kind.CHOICES: "options",
    Kind.PROMPTS: "prompts",
    Kind.ROWS: "fields",
}


def problems_in(shape: file.QuestionnaireFile) -> list[Problem]:
    """All problems of a set whose shape is right, each with the path it stands at."""
    return list(_Checker(shape).problems())


@dataclass(frozen=True, slots=True)
class _Asked:
    path: Path
    shape: file.QuestionFile
    parent: file.QuestionFile | None
    order: int


@dataclass(slots=True)
class _Checker:
    shape: file.QuestionnaireFile
    asked: dict[str, _Asked] = field(default_factory=dict)

    def problems(self) -> Iterator[Problem]:
        yield from self._collect()
        for asked in self.asked.values():
            yield from self._question(asked)
        for i, ruling in enumerate(self.shape.results):
            yield from self._ruling(ruling, ("results", i))
        for i, check in enumerate(self.shape.checks):
            if check.at not in self.asked:
                yield ("checks", i, "at"), f"no question is called “{check.at}”"
            yield from self._condition(check.when, ("checks", i, "when"))
        for i, step in enumerate(self.shape.next_steps):
            if step.when is not None:
                yield from self._condition(step.when, ("next_steps", i, "when"))
        for i, derivation in enumerate(self.shape.derive):
            for j, case in enumerate(derivation.cases):
                yield from self._condition(case.when, ("derive", i, "cases", j, "when"))
        yield from self._repeats()
        yield from self._translations(self.shape, ())

    # ids ---------------------------------------------------------------------------------

    def _collect(self) -> Iterator[Problem]:
        for i, section in enumerate(self.shape.sections):
            for j, question in enumerate(section.questions):
                path = ("sections", i, "questions", j)
                yield from self._collect_one(question, path, None)

    def _collect_one(
        self, question: file.QuestionFile, path: Path, parent: file.QuestionFile | None
    ) -> Iterator[Problem]:
        if question.id in self.asked:
            yield (*path, "id"), f"the id “{question.id}” stands here twice"
        if not question.id.startswith(f"{self.shape.id}."):
            yield (*path, "id"), f"the id “{question.id}” must begin with “{self.shape.id}.”"
        self.asked.setdefault(question.id, _Asked(path, question, parent, len(self.asked)))
        for i, follow_up in enumerate(question.follow_up):
            yield from self._collect_one(follow_up, (*path, "follow_up", i), question)

    def _repeats(self) -> Iterator[Problem]:
        lists: dict[str, list[Any]] = {
            "sections": self.shape.sections,
            "results": self.shape.results,
            "needs": self.shape.needs,
            "checks": self.shape.checks,
            "next_steps": self.shape.next_steps,
            "derive": self.shape.derive,
        }
        for name, items in lists.items():
            yield from _twice(items, (name,))
        for i, ruling in enumerate(self.shape.results):
            yield from _twice(ruling.rules, ("results", i, "rules"))
            yield from _twice(ruling.outcomes, ("results", i, "outcomes"))
        for asked in self.asked.values():
            yield from _twice(asked.shape.options, (*asked.path, "options"))
            yield from _twice(asked.shape.prompts, (*asked.path, "prompts"))

    # questions ---------------------------------------------------------------------------

    def _question(self, asked: _Asked) -> Iterator[Problem]:
        shape, path = asked.shape, asked.path
        needed = _NEEDS_LIST.get(shape.kind)
        for name in ("options", "prompts", "fields"):
            given = bool(getattr(shape, name))
            if given and name != needed:
                yield (*path, name), f"a question of kind {shape.kind} has no {name}"
            if not given and name == needed:
                yield (*path, "kind"), f"a question of kind {shape.kind} needs {name}"
        if shape.none_of_these is not None and shape.kind is not Kind.CHOICES:
            yield (*path, "none_of_these"), "only kind choices has “none of these”"
        for i, value in enumerate(shape.on):
            if asked.parent and value not in _values(asked.parent):
                yield (*path, "on", i), f"“{asked.parent.id}” has no answer “{value}”"
        if shape.on and asked.parent is None:
            yield (*path, "on"), "only a follow-up has “on”"
        if asked.parent and not shape.on and "yes" not in _values(asked.parent):
            yield path, f"say with “on” which answers of “{asked.parent.id}” ask this"
        for name in ("show_if", "required_if"):
            condition = getattr(shape, name)
            if condition is not None:
                before = asked.order if name == "show_if" else None
                yield from self._condition(condition, (*path, name), before=before)

    # results -----------------------------------------------------------------------------

    def _ruling(self, ruling: file.RulingFile, path: Path) -> Iterator[Problem]:
        outcomes = {outcome.id for outcome in ruling.outcomes}
        if ruling.otherwise.outcome not in outcomes:
            text = f"no outcome is called “{ruling.otherwise.outcome}”"
            yield (*path, "otherwise", "outcome"), text
        row_fields: Mapping[str, file.QuestionFile] = {}
        if ruling.decide is Decide.STRICTEST_OF_ROWS:
            rows = self.asked.get(ruling.rows)
            if rows is None or rows.shape.kind is not Kind.ROWS:
                yield (*path, "rows"), "strictest_of_rows needs rows: the id of a rows question"
            else:
                row_fields = {f.id: f for f in rows.shape.fields}
        seen: list[file.RuleFile] = []
        for i, rule in enumerate(ruling.rules):
            at = (*path, "rules", i)
            yield from self._rule(rule, at, outcomes, row_fields)
            if ruling.decide is not Decide.ALL_THAT_MATCH:
                yield from _shadowed(rule, seen, at)
            seen.append(rule)
        reached = {rule.outcome for rule in ruling.rules} | {ruling.otherwise.outcome}
        for i, outcome in enumerate(ruling.outcomes):
            if outcome.id not in reached:
                yield (*path, "outcomes", i), f"no rule ever gives “{outcome.id}”"

    def _rule(
        self,
        rule: file.RuleFile,
        path: Path,
        outcomes: set[str],
        row_fields: Mapping[str, file.QuestionFile],
    ) -> Iterator[Problem]:
        if rule.outcome not in outcomes:
            yield (*path, "outcome"), f"no outcome is called “{rule.outcome}”"
        known = {need.id for need in self.shape.needs}
        for i, need in enumerate(rule.needs):
            if need not in known:
                yield (*path, "needs", i), f"no need is called “{need}”"
        if rule.valid_from and rule.valid_to and rule.valid_from > rule.valid_to:
            yield (*path, "valid_to"), "this rule can never fire: it ends before it begins"
        yield from self._condition(rule.when, (*path, "when"), row_fields=row_fields)
        if _contradicts_itself(rule.when):
            text = "this rule can never fire: it wants two different answers to one question"
            yield (*path, "when"), text

    # conditions --------------------------------------------------------------------------

    def _condition(
        self,
        condition: file.ConditionFile,
        path: Path,
        *,
        before: int | None = None,
        row_fields: Mapping[str, file.QuestionFile] | None = None,
    ) -> Iterator[Problem]:
        for sub, at in _parts(condition, path):
            match sub:
                case file.QuestionTest():
                    shape = (row_fields or {}).get(sub.question)
                    if shape is None:
                        yield from self._known(sub.question, (*at, "question"), before)
                        found = self.asked.get(sub.question)
                        shape = found.shape if found else None
                    if shape is not None:
                        yield from _values_fit(sub, shape, at)
                case file.CountTest():
                    for i, question in enumerate(sub.count):
                        yield from self._known(question, (*at, "count", i), before)
                case file.FactTest() if sub.fact not in FACTS:
                    yield (*at, "fact"), f"no fact is called “{sub.fact}”"
                case file.DerivedTest():
                    if sub.derived not in {d.id for d in self.shape.derive}:
                        yield (*at, "derived"), f"no worked-out value is called “{sub.derived}”"
                case file.AnyRowFile():
                    yield from self._row_test(sub.any_row, sub.where, (*at, "any_row"), before)
                case file.EachRowFile():
                    rows = (*at, "each_row")
                    yield from self._row_test(sub.each_row, sub.where, rows, before)

    def _known(self, question: str, path: Path, before: int | None) -> Iterator[Problem]:
        found = self.asked.get(question)
        if found is None:
            yield path, f"no question is called “{question}”"
        elif before is not None and found.order >= before:
            yield path, f"“{question}” is asked later: show_if may look only at earlier ones"

    def _row_test(
        self, rows: str, where: file.ConditionFile, path: Path, before: int | None
    ) -> Iterator[Problem]:
        yield from self._known(rows, path, before)
        found = self.asked.get(rows)
        if found is None:
            return
        if found.shape.kind is not Kind.ROWS:
            yield path, f"“{rows}” is not a question of kind rows"
        fields = {f.id: f for f in found.shape.fields}
        where_at = (*path[:-1], "where")
        yield from self._condition(where, where_at, before=before, row_fields=fields)

    # languages ---------------------------------------------------------------------------

    def _translations(self, shape: BaseModel, path: Path) -> Iterator[Problem]:
        for name, info in type(shape).model_fields.items():
            value = getattr(shape, name)
            at = (*path, info.alias or name)
            if info.annotation == file.Text and value:
                yield from self._translation(value, at)
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    if isinstance(item, BaseModel):
                        yield from self._translations(item, (*at, i))

    def _translation(self, text: file.Text, path: Path) -> Iterator[Problem]:
        has = {"en"} if isinstance(text, str) else set(text)
        for language in self.shape.languages:
            if language not in has:
                yield path, f"this text is missing in “{language}”"


def _parts(
    condition: file.ConditionFile, path: Path
) -> Iterator[tuple[file.ConditionFile, Path]]:
    yield condition, path
    match condition:
        case file.AllFile():
            for i, part in enumerate(condition.all):
                yield from _parts(part, (*path, "all", i))
        case file.AnyFile():
            for i, part in enumerate(condition.any):
                yield from _parts(part, (*path, "any", i))
        case file.NotFile():
            yield from _parts(condition.not_, (*path, "not"))
        case _:
            return


def _values(shape: file.QuestionFile) -> set[str]:
    """The values a question can have, where they are a list."""
    if shape.kind is Kind.YES_NO:
        return set(YES_NO_OPTIONS)
    if shape.kind is Kind.YES_NO_UNSURE:
        return set(YES_NO_UNSURE_OPTIONS)
    values = {option.id for option in shape.options}
    return values | ({NONE_OF_THESE} if shape.none_of_these is not None else set())


def _values_fit(
    test: file.QuestionTest, shape: file.QuestionFile, path: Path
) -> Iterator[Problem]:
    known = {prompt.id for prompt in shape.prompts}
    for i, prompt in enumerate(test.prompts or ()):
        if prompt not in known:
            yield (*path, "prompts", i), f"“{shape.id}” has no prompt “{prompt}”"
    if test.marked and shape.kind is not Kind.PROMPTS:
        yield (*path, "marked"), f"“{shape.id}” has no prompts to mark"
    values = _values(shape)
    if not values:
        return
    given = [test.equals, *(test.in_ or ()), test.includes, *(test.includes_any or ())]
    for value in given:
        if value is not None and value not in values:
            yield path, f"“{shape.id}” has no answer “{value}”"


def _twice(items: list[Any], path: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, item in enumerate(items):
        if item.id in seen:
            yield (*path, i, "id"), f"the id “{item.id}” stands here twice"
        seen.add(item.id)


def _shadowed(
    rule: file.RuleFile, earlier: list[file.RuleFile], path: Path
) -> Iterator[Problem]:
    for other in earlier:
        always = other.valid_from is None and other.valid_to is None
        if other.when == rule.when and always:
            yield (*path, "when"), f"this rule can never fire: “{other.id}” comes first"


def _contradicts_itself(condition: file.ConditionFile) -> bool:
    if not isinstance(condition, file.AllFile):
        return False
    wanted: dict[str, set[file.Value]] = {}
    for part in condition.all:
        if isinstance(part, file.QuestionTest) and (part.equals is not None or part.in_):
            values = {part.equals} if part.equals is not None else set(part.in_ or ())
            before = wanted.get(part.question)
            wanted[part.question] = values if before is None else before & values
    return any(not values for values in wanted.values()) or any(
        _contradicts_itself(part) for part in condition.all
    )
