"""YAML as plain values with line numbers: `yes` is a word here, and a key appears only once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

_MOST_NODES = 200_000
_INT = re.compile(r"-?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS: dict[str, bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """Plain data, the line of each value by its path, and what was wrong on the way."""

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str) -> Located:
    """Read YAML text; syntax errors and repeated keys become problems, not exceptions."""
    found = Located(data=None)
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        says = getattr(error, "problem", None) or "this is not YAML"
        return Located(data=None, problems=[(mark.line + 1 if mark else 1, f"{says}")])
    if root is None:
        return Located(data=None, problems=[(1, "the file is empty")])
    reader = _Reader(found)
    data = reader.plain(root, ())
    return Located(data=data, lines=found.lines, problems=found.problems)


class _Reader:
    def __init__(self, found: Located) -> None:
        self._found = found
        self._nodes = 0
        self._open: set[int] = set()

    def plain(self, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401 - any JSON value
        line = node.start_mark.line + 1
        self._found.lines[path] = line
        self._nodes += 1
        if id(node) in self._open or self._nodes > _MOST_NODES:
            self._found.problems.append((line, "this refers to itself or repeats without end"))
            return None
        self._open.add(id(node))
        value = self._value(node, path)
        self._open.discard(id(node))
        return value

    def _value(self, node: yaml.Node, path: Path) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*path, i)) for i, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in data:
                line = key_node.start_mark.line + 1
                self._found.problems.append((line, f"“{key}” stands here twice"))
            data[key] = self.plain(value_node, (*path, key))
        return data


def _scalar(node: yaml.Node) -> str | int | float | bool | None:
    text = str(node.value)
    if getattr(node, "style", None) is not None:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
