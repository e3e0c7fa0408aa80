"""YAML as plain values with line numbers: `yes` is a word here, and a key appears only once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from dpia_wizard.codec.complaints import called

_MOST_NODES = 200_000
_MOST_LEVELS = 100
_INT = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_WORDS: dict[str, bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}

Path = tuple[str | int, ...]


@dataclass(slots=True)
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
    reader = _Reader()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reader.take(event)
    except _StopReading as stop:
        reader.found.problems.append(stop.args)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        says = getattr(error, "problem", None) or "this is not YAML"
        return Located(data=None, problems=[(mark.line + 1 if mark else 1, f"{says}")])
    except UnicodeError:
        return Located(data=None, problems=[(1, "this is not text")])
    if reader.documents == 0:
        return Located(data=None, problems=[(1, "the file is empty")])
    return reader.found


class _StopReading(Exception):  # noqa: N818 - not an error: what follows would only confuse
    """Something after which reading on makes no sense: line and sentence."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read."""

    value: dict[str, Any] | list[Any]
    path: Path
    anchor: str | None
    nodes_before: int
    key: str | None = None

    def next_path(self) -> Path:
        """Where the next value goes."""
        return (*self.path, len(self.value) if self.key is None else self.key)


class _Reader:
    """Builds plain values from events: nothing recurses, so depth cannot bring it down."""

    def __init__(self) -> None:
        self.found = Located(data=None)
        self.documents = 0
        self._open: list[_Open] = []
        self._known: dict[str, tuple[Any, int]] = {}
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event in."""
        mark = event.start_mark
        line = mark.line + 1 if mark else 1
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise _StopReading(line, "a second document begins here; keep to one")
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event, line)
            case yaml.CollectionEndEvent():
                self._end()
            case yaml.ScalarEvent() if self._wants_key():
                self._name(str(event.value), line)
            case yaml.ScalarEvent():
                self._put(_scalar(event), line, event.anchor)
            case yaml.AliasEvent():
                self._repeat(str(event.anchor), line)

    def _wants_key(self) -> bool:
        return (
            bool(self._open)
            and isinstance(self._open[-1].value, dict)
            and (self._open[-1].key is None)
        )

    def _begin(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if self._wants_key():
            raise _StopReading(line, "a key must be a word")
        if len(self._open) >= _MOST_LEVELS:
            raise _StopReading(line, "this is nested too deeply")
        before = self._nodes
        path = self._open[-1].next_path() if self._open else ()
        value: dict[str, Any] | list[Any]
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(value, line, None)
        self._open.append(_Open(value, path, event.anchor, before))

    def _end(self) -> None:
        done = self._open.pop()
        if done.anchor is not None:
            self._known[done.anchor] = (done.value, self._nodes - done.nodes_before)

    def _name(self, key: str, line: int) -> None:
        inside = self._open[-1]
        if key in inside.value:
            self.found.problems.append((line, f"{called(key)} stands here twice"))
        inside.key = key

    def _repeat(self, anchor: str, line: int) -> None:
        if self._wants_key():
            raise _StopReading(line, "a key must be a word")
        if anchor not in self._known:
            raise _StopReading(
                line, f"“*{anchor}” refers to nothing that is complete before it"
            )
        value, nodes = self._known[anchor]
        self._nodes += nodes
        self._put(value, line, None)

    def _put(self, value: Any, line: int, anchor: str | None) -> None:  # noqa: ANN401
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise _StopReading(line, "this repeats without end")
        if anchor is not None:
            self._known[anchor] = (value, 1)
        if not self._open:
            self.found.lines[()] = line
            self.found.data = value
            return
        inside = self._open[-1]
        self.found.lines[inside.next_path()] = line
        if isinstance(inside.value, list):
            inside.value.append(value)
        elif inside.key is not None:
            inside.value[inside.key] = value
            inside.key = None


def _scalar(event: yaml.ScalarEvent) -> str | int | float | bool | None:
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
