"""What can still be checked of a set whose shape has mistakes: all but the broken parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from dpia_wizard.codec.complaints import complaints
from dpia_wizard.codec.questionnaire_checks import problems_in
from dpia_wizard.codec.questionnaire_file import QuestionnaireFile
from dpia_wizard.codec.yaml_file import Located, Path

_MOST_ROUNDS = 20


def other_problems(located: Located, broken: Iterable[Path]) -> list[tuple[int, str]]:
    """Problems beside those of shape; none that the missing parts may have caused."""
    left = _Left(located)
    for _ in range(_MOST_ROUNDS):
        left = left.without(set(broken))
        if left.plain is None:
            return []
        try:
            shape = QuestionnaireFile.model_validate(left.plain)
        except ValidationError as error:
            broken = [complaint.path for complaint in complaints(error, left.plain)]
        else:
            found = problems_in(shape)
            return [(left.line(p), text) for p, text in found if not left.may_have_caused(text)]
    return []


@dataclass(slots=True)
class _Left:
    """A set's data without its broken list items, and where each part of it was before."""

    located: Located
    plain: object = None
    places: dict[Path, Path] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.plain is None:
            self.plain = self.located.data
            self.places = {path: path for path in self.located.lines}

    def line(self, path: Path) -> int:
        """The line of a path in the data that is left."""
        while path not in self.places and path:
            path = path[:-1]
        return self.located.line(self.places.get(path, ()))

    def without(self, broken: set[Path]) -> _Left:
        """The same without the list item around each broken place; None if there is none."""
        items = {_item_around(path) for path in broken}
        less = _Left(self.located, touched=set(self.touched))
        less.places = {}
        less.plain = None if () in items else self._copy(self.plain, (), (), items, less)
        return less

    def may_have_caused(self, text: str) -> bool:
        """Whether a problem may come from what was left out, and not from the author."""
        return text.startswith("no rule ever gives") or any(
            f"“{name}”" in text for name in self.touched
        )

    def _copy(
        self, value: object, old: Path, new: Path, items: set[Path], less: _Left
    ) -> object:
        less.places[new] = self.places.get(old, old)
        if isinstance(value, dict):
            if any(item[: len(old)] == old for item in items):
                less.touched.update(_name_of(value))
            return {
                key: self._copy(inner, (*old, key), (*new, key), items, less)
                for key, inner in value.items()
            }
        if not isinstance(value, list):
            return value
        kept: list[object] = []
        for i, inner in enumerate(value):
            if (*old, i) in items:
                less.touched.update(_names_in(inner))
            else:
                kept.append(self._copy(inner, (*old, i), (*new, len(kept)), items, less))
        return kept


def _item_around(path: Path) -> Path:
    while path and not isinstance(path[-1], int):
        path = path[:-1]
    return path


def _name_of(value: dict[str, Any]) -> list[str]:
    name = value.get("id")
    return [name] if isinstance(name, str) else []


def _names_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _name_of(value)
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(inside, str) or not isinstance(inside, Iterable):
        return
    for inner in inside:
        yield from _names_in(inner)
