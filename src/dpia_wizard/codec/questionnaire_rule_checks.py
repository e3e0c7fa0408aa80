"""What must hold of house settings, remedies, the day of the law and orders of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec.questionnaire_conditions import Asked, Problem, is_fact, values_of
from dpia_wizard.codec.rule_parts_build import tellings_in
from dpia_wizard.codec.yaml_file import Path
from dpia_wizard.domain.pointed_out import ROWS
from dpia_wizard.domain.questionnaire import Kind, Severity
from dpia_wizard.domain.rulings import (
    Decide,
    Tone,
)

_ROW_TESTS = ("any_row_tells", "each_row_tells", "no_row_tells")


@dataclass(frozen=True, slots=True)
class RuleChecker:
    """Looks at what stands around a set's rules; their conditions are looked at elsewhere."""

    asked: Mapping[str, Asked]
    fields: Mapping[str, file.QuestionFile]

    def problems(self, shape: file.QuestionnaireFile) -> Iterator[Problem]:
        """All problems, each with the path it stands at."""
        if shape.law_on:
            found = self.asked.get(shape.law_on)
            if found is None or found.shape.kind is not Kind.DATE:
                yield ("law_on",), f"“{shape.law_on}” is not a question of kind date"
        if shape.flat_rows:
            found = self.asked.get(shape.flat_rows)
            if found is None or found.shape.kind is not Kind.ROWS:
                yield ("flat_rows",), f"“{shape.flat_rows}” is not a question of kind rows"
        for i, fact in enumerate(shape.live_facts):
            if not is_fact(fact):
                yield ("live_facts", i), f"no fact is called “{fact}”"
        for i, house in enumerate(shape.house):
            yield from _house(house, ("house", i))
        yield from _names_rows(shape)
        for i, remedy in enumerate(shape.remedies):
            yield from self._remedy(remedy, ("remedies", i))
        for i, told in enumerate(shape.told):
            yield from _told(told, shape, ("told", i))
        if shape.sending is not None:
            yield from self._sending(shape.sending, ("sending",))
        for asked in self.asked.values():
            yield from _worse(asked.shape, (*asked.path, "worse"))
            for i, inner in enumerate(asked.shape.fields):
                yield from _worse(inner, (*asked.path, "fields", i, "worse"))

    def _remedy(self, remedy: file.RemedyFile, path: Path) -> Iterator[Problem]:
        for question, value in remedy.changes.items():
            shape = self._shape(question)
            at = (*path, "changes", question)
            if shape is None:
                yield at, f"no question is called “{question}”"
            elif (known := values_of(shape)) and value not in known:
                yield at, f"“{question}” has no answer “{value}”"

    def _sending(self, sending: file.SendingFile, path: Path) -> Iterator[Problem]:
        found = self.asked.get(sending.rows)
        if found is None or found.shape.kind is not Kind.ROWS:
            yield (*path, "rows"), f"“{sending.rows}” is not a question of kind rows"
            return
        kinds = {part.id: part.kind for part in found.shape.fields}
        for name, wanted in (("channel", Kind.CHOICE), ("group", Kind.TEXT)):
            if kinds.get(getattr(sending, name)) is not wanted:
                yield (*path, name), f"“{sending.rows}” has no such field of kind {wanted}"
        for i, check in enumerate(sending.checks):
            if check.warn_days > check.limit_days:
                yield (*path, "checks", i, "warn_days"), "warns only after the limit"

    def _shape(self, name: str) -> file.QuestionFile | None:
        """A question of the set, or a field of the rows that decide."""
        found = self.asked.get(name)
        return found.shape if found else self.fields.get(name)


def _house(house: file.HouseFile, path: Path) -> Iterator[Problem]:
    if is_fact(house.id):
        yield (*path, "id"), f"the id “{house.id}” is taken: it is a fact of the activity"
    if house.default not in {option.id for option in house.options}:
        yield (*path, "default"), f"“{house.id}” has no choice “{house.default}”"


def _told(told: file.ToldFile, shape: file.QuestionnaireFile, path: Path) -> Iterator[Problem]:
    """Every word that a result tells under the name has a text for people."""
    known = {option.id for option in told.options}
    missing = dict.fromkeys(
        tells[told.id]
        for ruling in shape.results
        for tells in (
            *(outcome.tells for outcome in ruling.outcomes),
            *(rule.tells for rule in ruling.rules),
            ruling.otherwise.tells,
        )
        if told.id in tells and tells[told.id] not in known
    )
    for word in missing:
        yield (*path, "options"), f"“{told.id}” has no words for “{word}”"


def shadowed(
    rule: file.RuleFile, earlier: Sequence[file.RuleFile], path: Path
) -> Iterator[Problem]:
    """Whether a rule can never fire, because one before it holds whenever it does."""
    for other in earlier:
        always = other.valid_from is None and other.valid_to is None
        if other.when == rule.when and always:
            yield (*path, "when"), f"this rule can never fire: “{other.id}” comes first"


def ruling_problems(ruling: file.RulingFile, path: Path) -> Iterator[Problem]:
    """What is wrong with what a result's rows tell, and with what may be decided of it."""
    yield from _row_fact_problems(ruling, path)
    yield from _decision_problems(ruling, path)


def _decision_problems(ruling: file.RulingFile, path: Path) -> Iterator[Problem]:
    """What is wrong with what a data protection officer may decide: never a stop of the law."""
    known = {outcome.id: outcome for outcome in ruling.outcomes}
    for i, outcome in enumerate(ruling.outcomes):
        at = (*path, "outcomes", i, "decided_as")
        if outcome.decided_as and outcome.tone is Tone.STOP:
            yield at, "a stop is nobody's to decide; mark a rule of the house as such instead"
        for to in outcome.decided_as:
            if to not in known or to == outcome.id:
                yield (*at, to), f"no other outcome is called “{to}”"
    for i, rule in enumerate(ruling.rules):
        asks = rule.outcome in known and known[rule.outcome].decided_as
        if rule.goes_on and not asks:
            text = "only a rule whose outcome may be decided can let the rules after it decide"
            yield (*path, "rules", i, "goes_on"), text


def _row_fact_problems(ruling: file.RulingFile, path: Path) -> Iterator[Problem]:
    """What is wrong with the facts that a result tells beside those of its outcomes."""
    if ruling.facts and path[-1] != 0:
        yield (*path, "facts"), "only the set's own result, the first, tells facts"
    of_rows = (case for shape in ruling.facts for case in shape.cases if _looks_at_rows(case))
    if ruling.decide is not Decide.STRICTEST_OF_ROWS and any(of_rows):
        yield (*path, "facts"), "only a result by strictest_of_rows has rows that tell facts"
    taken = {fact for outcome in ruling.outcomes for fact in outcome.facts}
    told = _told_in(ruling)
    for i, shape in enumerate(ruling.facts):
        at = (*path, "facts", i)
        if not is_fact(shape.fact):
            yield (*at, "fact"), f"no fact is called “{shape.fact}”"
        if shape.fact in taken:
            yield (*at, "fact"), f"the fact “{shape.fact}” is told twice"
        taken.add(shape.fact)
        for j, case in enumerate(shape.cases):
            yield from _row_case(case, told, (*at, "cases", j))


def _told_in(ruling: file.RulingFile) -> Mapping[str, set[str]]:
    """Every word a result tells, with all it can be."""
    found: dict[str, set[str]] = {}
    tells = [*(o.tells for o in ruling.outcomes), *(rule.tells for rule in ruling.rules)]
    tells.append(ruling.otherwise.tells)
    for name, value in (item for told in tells for item in told.items()):
        found.setdefault(name, set()).add(value)
    return found


def _looks_at_rows(case: file.RowCaseFile) -> bool:
    return any(tellings_in(getattr(case, name)) for name in _ROW_TESTS)


def _row_case(
    case: file.RowCaseFile, told: Mapping[str, set[str]], path: Path
) -> Iterator[Problem]:
    tests = {name: tellings_in(getattr(case, name)) for name in _ROW_TESTS}
    if case.when is None and not any(tests.values()):
        yield path, f"a case needs when, or one of {', '.join(_ROW_TESTS)}"
    for name, tellings in tests.items():
        for word, wanted in (item for telling in tellings for item in telling.items()):
            for value in [wanted] if isinstance(wanted, str) else wanted:
                if value not in told.get(word, ()):
                    yield (*path, name), f"no rule ever tells {word} “{value}”"


def _names_rows(shape: file.QuestionnaireFile) -> Iterator[Problem]:
    """What is wrong with checks that name the rows they are about."""
    naming = [(i, c) for i, c in enumerate(shape.checks) if ROWS in str(c.text)]
    for i, check in naming:
        if "any_row" not in check.when.model_dump_json():
            yield ("checks", i, "text"), f"no “any_row” says what {ROWS} are"
        if check.severity is Severity.BLOCKS_SIGN_OFF:
            yield ("checks", i, "text"), "a check that blocks sign-off names no rows"


def _worse(shape: file.QuestionFile, path: Path) -> Iterator[Problem]:
    known = values_of(shape)
    for i, chain in enumerate(shape.worse):
        for j, value in enumerate(chain):
            if known and value not in known:
                yield (*path, i, j), f"“{shape.id}” has no answer “{value}”"
