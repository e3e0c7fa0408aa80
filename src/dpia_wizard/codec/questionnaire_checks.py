"""What a JSON Schema cannot say of a question set: known ids, rules that can fire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from pydantic import BaseModel

from dpia_wizard.codec import condition_file as when
from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec.questionnaire_conditions import (
    Asked,
    Problem,
    Surroundings,
    condition_problems,
    contradicts_itself,
    is_fact,
    values_of,
)
from dpia_wizard.codec.questionnaire_row_checks import RowChecker
from dpia_wizard.codec.questionnaire_rule_checks import RuleChecker, ruling_problems, shadowed
from dpia_wizard.codec.yaml_file import Path
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.answers import NONE_OF_THESE
from dpia_wizard.domain.profile import PROFILE_PARTS
from dpia_wizard.domain.questionnaire import Kind
from dpia_wizard.domain.rulings import Decide

_NEEDS_LIST = {
    Kind.CHOICE: "options",
    Kind.CHOICES: "options",
    Kind.PROMPTS: "prompts",
    Kind.ROWS: "fields",
}


_CELLS = (
    Kind.YES_NO,
    Kind.YES_NO_UNSURE,
    Kind.TEXT,
    Kind.LONG_TEXT,
    Kind.CHOICE,
    Kind.DATE,
    Kind.NUMBER,
)
_NOT_IN_ROWS = ("follow_up", "carry_from", "on", "suggestions")
_TAKEN = ("set", "set_version", "result", "reasons", "needs", "missing", "warnings")
_DETAILS = frozenset(item.name for item in fields(Details))


def problems_in(shape: file.QuestionnaireFile) -> list[Problem]:
    """All problems of a set whose shape is right, each with the path it stands at."""
    return list(_Checker(shape).problems())


@dataclass(slots=True)
class _Checker:
    shape: file.QuestionnaireFile
    asked: dict[str, Asked] = field(default_factory=dict)
    derived: dict[str, file.DerivationFile] = field(default_factory=dict)
    house: dict[str, file.HouseFile] = field(init=False)

    def __post_init__(self) -> None:
        self.house = {house.id: house for house in self.shape.house}

    def problems(self) -> Iterator[Problem]:
        if self.shape.id in ("activity", "profile"):
            yield ("id",), f"the id “{self.shape.id}” is taken: carry_from uses it"
        yield from self._collect()
        yield from self._derivations()
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
        yield from RowChecker(self.asked, self.derived, self.house).problems(self.shape)
        fields = self._fields_that_decide()
        yield from RuleChecker(self.asked, fields).problems(self.shape)
        around = [("remedies", i, part.when) for i, part in enumerate(self.shape.remedies)]
        around += [("needs", i, part.when) for i, part in enumerate(self.shape.needs)]
        for name, i, held in around:
            if held is not None:
                yield from self._condition(held, (name, i, "when"), row_fields=fields)
        yield from self._sending()
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
        self.asked.setdefault(question.id, Asked(path, question, parent, len(self.asked)))
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
            "pictures": self.shape.pictures,
            "house": self.shape.house,
            "remedies": self.shape.remedies,
            "told": self.shape.told,
        }
        for name, items in lists.items():
            yield from _twice(items, (name,))
        for i, ruling in enumerate(self.shape.results):
            yield from _twice(ruling.rules, ("results", i, "rules"))
            yield from _twice(ruling.outcomes, ("results", i, "outcomes"))
        for asked in self.asked.values():
            yield from _twice(asked.shape.options, (*asked.path, "options"))
            yield from _twice(asked.shape.prompts, (*asked.path, "prompts"))
            yield from _twice(asked.shape.fields, (*asked.path, "fields"))
            yield from _twice(asked.shape.suggestions, (*asked.path, "suggestions"))

    # questions ---------------------------------------------------------------------------

    def _question(self, asked: Asked) -> Iterator[Problem]:
        shape, path = asked.shape, asked.path
        needed = _NEEDS_LIST.get(shape.kind)
        for name in ("options", "prompts", "fields"):
            given = bool(getattr(shape, name))
            if given and name != needed:
                yield (*path, name), f"a question of kind {shape.kind} has no {name}"
            if not given and name == needed:
                yield (*path, "kind"), f"a question of kind {shape.kind} needs {name}"
        yield from self._none_of_these(shape, path)
        yield from self._fields(asked)
        yield from self._carried(asked)
        for sector in shape.examples:
            if sector not in self.shape.sector_examples:
                yield (*path, "examples", sector), f"“{sector}” is not in sector_examples"
        for i, value in enumerate(shape.on):
            if asked.parent and value not in values_of(asked.parent):
                yield (*path, "on", i), f"“{asked.parent.id}” has no answer “{value}”"
        if shape.on and asked.parent is None:
            yield (*path, "on"), "only a follow-up has “on”"
        if asked.parent and not shape.on and "yes" not in values_of(asked.parent):
            yield path, f"say with “on” which answers of “{asked.parent.id}” ask this"
        for name in ("show_if", "required_if"):
            condition = getattr(shape, name)
            if condition is not None:
                before = asked.order if name == "show_if" else None
                yield from self._condition(condition, (*path, name), before=before)
        if shape.show_if is not None and contradicts_itself(shape.show_if):
            text = "this question can never show: it wants two answers to one question"
            yield (*path, "show_if"), text

    def _none_of_these(self, shape: file.QuestionFile, path: Path) -> Iterator[Problem]:
        if shape.none_of_these is not None and shape.kind is not Kind.CHOICES:
            yield (*path, "none_of_these"), "only kind choices has “none of these”"
        for i, option in enumerate(shape.options):
            if shape.kind is Kind.CHOICES and option.id == NONE_OF_THESE:
                text = "write this option as none_of_these: it cannot stand beside others"
                yield (*path, "options", i, "id"), text

    def _fields(self, asked: Asked) -> Iterator[Problem]:
        """A row's fields are plain: one value each, shown by earlier ones, nothing after."""
        shape, path = asked.shape, asked.path
        for i, inner in enumerate(shape.fields):
            at = (*path, "fields", i)
            if inner.kind not in _CELLS:
                yield (*at, "kind"), f"a field of a row cannot be of kind {inner.kind}"
            for name in _NOT_IN_ROWS:
                if getattr(inner, name):
                    yield (*at, name), f"a field of a row has no {name}"
            if inner.kind is Kind.CHOICE and not inner.options:
                yield (*at, "kind"), f"a question of kind {inner.kind} needs options"
            for name, seen in (("show_if", shape.fields[:i]), ("required_if", shape.fields)):
                condition, fields = getattr(inner, name), {f.id: f for f in seen}
                if condition is not None:
                    yield from self._condition(
                        condition, (*at, name), before=asked.order, row_fields=fields
                    )

    def _carried(self, asked: Asked) -> Iterator[Problem]:
        """What is offered here must exist; what other sets ask is not known from here."""
        for i, source in enumerate(asked.shape.carry_from):
            at = (*asked.path, "carry_from", i)
            owner, _, name = source.partition(".")
            if owner == "activity" and name not in _DETAILS:
                yield at, f"an activity has no “{name}”"
            if owner == "profile" and name not in PROFILE_PARTS:
                yield at, f"the organisation profile has no “{name}”"
            found = self.asked.get(source)
            if owner == self.shape.id and (found is None or found.order >= asked.order):
                yield at, f"no question before this one is called “{source}”"

    # results -----------------------------------------------------------------------------

    def _ruling(self, ruling: file.RulingFile, path: Path) -> Iterator[Problem]:
        if ruling.id in _TAKEN:
            yield (*path, "id"), f"the id “{ruling.id}” is taken: evaluate prints it"
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
                yield from shadowed(rule, seen, at)
            seen.append(rule)
        for i, outcome in enumerate(ruling.outcomes):
            for fact in outcome.facts:
                if not is_fact(fact):
                    yield (*path, "outcomes", i, "facts", fact), f"no fact is called “{fact}”"
        yield from ruling_problems(ruling, path)
        yield from self._facts(ruling, path)
        reached = {rule.outcome for rule in ruling.rules} | {ruling.otherwise.outcome}
        for i, outcome in enumerate(ruling.outcomes):
            if outcome.id not in reached:
                yield (*path, "outcomes", i), f"no rule ever gives “{outcome.id}”"

    def _facts(self, ruling: file.RulingFile, path: Path) -> Iterator[Problem]:
        for i, told in enumerate(ruling.facts):
            for j, case in enumerate(told.cases):
                if case.when is not None:
                    at = (*path, "facts", i, "cases", j, "when")
                    yield from self._condition(case.when, at)

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
        if contradicts_itself(rule.when):
            text = "this rule can never fire: it wants two different answers to one question"
            yield (*path, "when"), text

    def _sending(self) -> Iterator[Problem]:
        """Checks before sending look at the fields of the rows they are about."""
        sending = self.shape.sending
        found = self.asked.get(sending.rows) if sending else None
        if sending is None or found is None:
            return
        fields = {part.id: part for part in found.shape.fields}
        for i, check in enumerate(sending.checks):
            if check.when is not None:
                at = ("sending", "checks", i, "when")
                yield from self._condition(check.when, at, row_fields=fields)
        yield from _twice(sending.checks, ("sending", "checks"))

    # conditions --------------------------------------------------------------------------

    def _derivations(self) -> Iterator[Problem]:
        """Each may look at those before it, so that none can look at itself."""
        fields = self._fields_that_decide()
        for i, derivation in enumerate(self.shape.derive):
            for j, case in enumerate(derivation.cases):
                at = ("derive", i, "cases", j, "when")
                yield from self._condition(case.when, at, row_fields=fields)
            self.derived.setdefault(derivation.id, derivation)

    def _fields_that_decide(self) -> Mapping[str, file.QuestionFile]:
        """The fields of rows that have a result each: worked-out values may look at them."""
        rows = [self.asked.get(ruling.rows) for ruling in self.shape.results if ruling.rows]
        return {part.id: part for found in rows if found for part in found.shape.fields}

    def _condition(
        self,
        condition: when.ConditionFile,
        path: Path,
        *,
        before: int | None = None,
        row_fields: Mapping[str, file.QuestionFile] | None = None,
    ) -> Iterator[Problem]:
        around = Surroundings(
            self.asked, dict(self.derived), before, row_fields or {}, self.house
        )
        yield from condition_problems(condition, path, around)

    # languages ---------------------------------------------------------------------------

    def _translations(self, shape: BaseModel, path: Path) -> Iterator[Problem]:
        for name, info in type(shape).model_fields.items():
            value = getattr(shape, name)
            at = (*path, info.alias or name)
            if info.annotation in (file.Text, file.Text | None):
                if value or info.is_required():
                    yield from self._translation(value, at)
            elif info.annotation == dict[str, file.Text]:
                for key, text in value.items():
                    yield from self._translation(text, (*at, key))
            elif isinstance(value, BaseModel):
                yield from self._translations(value, at)
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    if isinstance(item, BaseModel):
                        yield from self._translations(item, (*at, i))

    def _translation(self, text: file.Text, path: Path) -> Iterator[Problem]:
        said = {"en": text} if isinstance(text, str) else text
        has = {language for language, words in said.items() if words.strip()}
        for language in self.shape.languages:
            if language not in has:
                yield path, f"this text is missing in “{language}”"


def _twice(items: list[Any], path: Path) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, item in enumerate(items):
        if item.id in seen:
            yield (*path, i, "id"), f"the id “{item.id}” stands here twice"
        seen.add(item.id)
