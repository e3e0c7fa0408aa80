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

    def problems(self, shape: file.QuestionnaireFile) -> Iterator[Problem]:
        """All problems, each with the path it stands at."""
        if shape.law_on:
            found = self.asked.get(shape.law_on)
            if found is None or found.shape.kind is not Kind.DATE:
                yield ("law_on",), f"“{shape.law_on}” is not a question of kind date"
        for i, house in enumerate(shape.house):
            yield from _house(house, ("house", i))
        for i, remedy in enumerate(shape.remedies):
            yield from self._remedy(remedy, ("remedies", i))
        for asked in self.asked.values():
            yield from _worse(asked.shape, (*asked.path, "worse"))

    def _remedy(self, remedy: file.RemedyFile, path: Path) -> Iterator[Problem]:
        for question, value in remedy.changes.items():
            found = self.asked.get(question)
            at = (*path, "changes", question)
            if found is None:
                yield at, f"no question is called “{question}”"
            elif (known := values_of(found.shape)) and value not in known:
                yield at, f"“{question}” has no answer “{value}”"


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
