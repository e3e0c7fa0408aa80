"""What must hold of house settings, remedies, the day of the law and orders of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec.questionnaire_conditions import Asked, Problem, is_fact, values_of
from dpia_wizard.codec.yaml_file import Path
from dpia_wizard.domain.questionnaire import Kind


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
        for i, house in enumerate(shape.house):
            yield from _house(house, ("house", i))
        for i, remedy in enumerate(shape.remedies):
            yield from self._remedy(remedy, ("remedies", i))
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

    def _shape(self, name: str) -> file.QuestionFile | None:
        """A question of the set, or a field of the rows that decide."""
        found = self.asked.get(name)
        return found.shape if found else self.fields.get(name)


def _house(house: file.HouseFile, path: Path) -> Iterator[Problem]:
    if is_fact(house.id):
        yield (*path, "id"), f"the id “{house.id}” is taken: it is a fact of the activity"
    if house.default not in {option.id for option in house.options}:
        yield (*path, "default"), f"“{house.id}” has no choice “{house.default}”"


def _worse(shape: file.QuestionFile, path: Path) -> Iterator[Problem]:
    known = values_of(shape)
    for i, chain in enumerate(shape.worse):
        for j, value in enumerate(chain):
            if known and value not in known:
                yield (*path, i, j), f"“{shape.id}” has no answer “{value}”"
