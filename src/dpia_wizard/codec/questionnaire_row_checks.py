"""What rows can have beside plain fields, checked: worked-out values, offers, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec.condition_file import ConditionFile
from dpia_wizard.codec.questionnaire_conditions import (
    Asked,
    Problem,
    Surroundings,
    condition_problems,
    values_of,
)
from dpia_wizard.codec.yaml_file import Path
from dpia_wizard.domain.questionnaire import Kind

_FIELDS_ONLY = ("worked_out", "numbered", "refers_to")
_WRITTEN = (Kind.TEXT, Kind.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class RowChecker:
    """Looks at one set's rows, with every question it asks at hand."""

    asked: Mapping[str, Asked]
    derived: Mapping[str, file.DerivationFile]
    house: Mapping[str, file.HouseFile]

    def problems(self, shape: file.QuestionnaireFile) -> Iterator[Problem]:
        """All problems, each with the path it stands at."""
        for asked in self.asked.values():
            yield from self._question(asked)
        for i, picture in enumerate(shape.pictures):
            yield from self._picture(picture, ("pictures", i))
        if shape.not_needed is not None:
            yield from self._when(shape.not_needed.when, ("not_needed", "when"), {})

    def _question(self, asked: Asked) -> Iterator[Problem]:
        shape, path = asked.shape, asked.path
        for name in _FIELDS_ONLY:
            if getattr(shape, name):
                yield (*path, name), f"only a field of a row has {name}"
        if shape.suggestions and shape.kind is not Kind.ROWS:
            yield (*path, "suggestions"), f"a question of kind {shape.kind} has no suggestions"
        if sum(inner.numbered for inner in shape.fields) > 1:
            yield (*path, "fields"), "only one field can number the rows"
        for i, inner in enumerate(shape.fields):
            at = (*path, "fields", i)
            yield from self._worked_out(inner, asked, at)
            yield from self._numbers(inner, asked, at)
        for i, offer in enumerate(shape.suggestions):
            yield from self._suggestion(offer, shape, (*path, "suggestions", i))

    def _worked_out(
        self, inner: file.QuestionFile, asked: Asked, path: Path
    ) -> Iterator[Problem]:
        found, at = inner.worked_out, (*path, "worked_out")
        if found is None:
            return
        if inner.kind is not Kind.CHOICE:
            yield at, "only a field of kind choice can be worked out"
        fields = {part.id: part for part in asked.shape.fields}
        if found.reason and (
            found.reason not in fields or fields[found.reason].kind not in _WRITTEN
        ):
            yield (*at, "reason"), f"“{found.reason}” is not a text field of this row"
        others = {key: part for key, part in fields.items() if key != inner.id}
        for i, case in enumerate(found.cases):
            here = (*at, "cases", i)
            if case.value not in values_of(inner):
                yield (*here, "value"), f"“{inner.id}” has no answer “{case.value}”"
            around = Surroundings(self.asked, self.derived, asked.order, others, self.house)
            yield from condition_problems(case.when, (*here, "when"), around)

    def _numbers(self, inner: file.QuestionFile, asked: Asked, path: Path) -> Iterator[Problem]:
        if (inner.numbered or inner.refers_to) and inner.kind is not Kind.NUMBER:
            yield (*path, "kind"), "the number of a row is of kind number"
        if not inner.refers_to:
            return
        found = self.asked.get(inner.refers_to)
        if found is None or found.order >= asked.order:
            text = f"no question before this one is called “{inner.refers_to}”"
            yield (*path, "refers_to"), text
        elif not any(part.numbered for part in found.shape.fields):
            yield (*path, "refers_to"), f"the rows of “{inner.refers_to}” are not numbered"

    def _suggestion(
        self, offer: file.SuggestionFile, shape: file.QuestionFile, path: Path
    ) -> Iterator[Problem]:
        fields = {part.id: part for part in shape.fields}
        for key, value in offer.row.items():
            part = fields.get(key)
            if part is None:
                yield (*path, "row", key), f"the row has no field “{key}”"
            elif values_of(part) and value not in values_of(part):
                yield (*path, "row", key), f"“{key}” has no answer “{value}”"
        if offer.when is not None:
            yield from self._when(offer.when, (*path, "when"), {})
        if offer.follows and offer.follows not in self._followed(shape):
            text = f"no suggestion of the rows referred to is called “{offer.follows}”"
            yield (*path, "follows"), text

    def _followed(self, shape: file.QuestionFile) -> set[str]:
        referred = [self.asked.get(part.refers_to) for part in shape.fields if part.refers_to]
        return {offer.id for found in referred if found for offer in found.shape.suggestions}

    def _picture(self, picture: file.PictureFile, path: Path) -> Iterator[Problem]:
        if picture.at not in self.asked:
            yield (*path, "at"), f"no question is called “{picture.at}”"
        for i, grid in enumerate(picture.grids):
            at = (*path, "grids", i)
            found = self.asked.get(grid.rows)
            if found is None or found.shape.kind is not Kind.ROWS:
                yield (*at, "rows"), f"no question of kind rows is called “{grid.rows}”"
                continue
            fields = {part.id: part for part in found.shape.fields}
            for name in ("across", "down", "level"):
                part = fields.get(getattr(grid, name))
                if part is None or part.kind is not Kind.CHOICE:
                    yield (*at, name), f"“{grid.rows}” has no such field of kind choice"
            if grid.number not in fields or fields[grid.number].kind is not Kind.NUMBER:
                yield (*at, "number"), f"“{grid.rows}” has no such field of kind number"
            if grid.where is not None:
                yield from self._when(grid.where, (*at, "where"), fields)

    def _when(
        self, condition: ConditionFile, path: Path, fields: Mapping[str, file.QuestionFile]
    ) -> Iterator[Problem]:
        around = Surroundings(self.asked, self.derived, None, fields, self.house)
        yield from condition_problems(condition, path, around)
