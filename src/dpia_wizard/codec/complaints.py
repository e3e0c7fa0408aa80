"""What is wrong with data from outside, in our words: where it stands and what was wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dpia_wizard.codec.fields import DATE_WANTED, MOMENT_WANTED

Path: TypeAlias = tuple[str | int, ...]

_OBJECT = "must be an object"
_LIST = "must be a list"
MISWRITTEN = "is not written in the way that is wanted here"
_SAID = {
    "missing": "is missing",
    "missing_argument": "is missing",
    "missing_keyword_only_argument": "is missing",
    "extra_forbidden": "is not known here",
    "unexpected_keyword_argument": "is not known here",
    "string_type": "must be a text",
    "string_unicode": "holds half of a character that cannot be stored (a lone surrogate)",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "string_pattern_mismatch": MISWRITTEN,
    "dict_type": _OBJECT,
    "mapping_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a number we can store exactly",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
}
_MOST_LETTERS = 80

OWN_KINDS = ("no_such_condition",)
"""Kinds of error that our own shapes raise, with our own words."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One problem: the place in the data, and words that go on after its name."""

    path: Path
    says: str


def complaints(error: ValidationError, plain: object) -> list[Complaint]:
    """Every problem once; where several shapes were possible, what came closest to one."""
    found: dict[Path, list[str]] = {}
    for item in error.errors(include_url=False, include_input=False):
        said = found.setdefault(_path(item, plain), [])
        says = _says(item)
        if says not in said:
            said.append(says)
    inner = {path[:i] for path in found for i in range(len(path))}
    return [Complaint(path, _either(said)) for path, said in found.items() if path not in inner]


def sentences(error: ValidationError, plain: object) -> list[str]:
    """One short sentence a problem, without its full stop; never the content itself."""
    return [f"{_place(found.path)} {found.says}" for found in complaints(error, plain)]


def called(name: object) -> str:
    """A name from outside, quoted: cut where it is long, with nothing that breaks a line."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(name))
    short = plain if len(plain) <= _MOST_LETTERS else plain[: _MOST_LETTERS - 1] + "…"
    return f"“{short}”"


def _place(path: Path) -> str:
    return called(".".join(str(step) for step in path)) if path else "The whole"


def _path(item: ErrorDetails, plain: object) -> Path:
    """Keep of pydantic's place what is in the data: it also names shapes it tried."""
    steps = item["loc"]
    path: Path = ()
    value: Any = plain
    for number, step in enumerate(steps):
        inside = _inside(value, step)
        if inside:
            path, value = (*path, step), value[step]
        elif number == len(steps) - 1 and item["type"].startswith("missing"):
            path = (*path, step)
    return path


def _inside(value: object, step: str | int) -> bool:
    if isinstance(value, Mapping):
        return step in value
    if isinstance(step, str) or isinstance(value, str):
        return False
    return isinstance(value, Sequence) and step < len(value)


def _says(item: ErrorDetails) -> str:
    kind, context = item["type"], item.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return f"must be one of {_options(str(context['expected']))}"
    if kind == "string_too_long":
        return f"is too long; the most is {context['max_length']:,} characters"
    if kind == "greater_than_equal":
        return f"must be at least {context['ge']}"
    if kind == "less_than_equal":
        return f"must be at most {context['le']}"
    if kind.startswith(("datetime", "timezone")):
        return MOMENT_WANTED
    if kind.startswith("date"):
        return DATE_WANTED
    if kind.startswith("recursion"):
        return "is nested too deeply"
    if kind == "value_error":
        return str(context["error"])
    if kind in OWN_KINDS:
        return str(item["msg"])
    return _SAID.get(kind) or f"does not fit ({kind.replace('_', ' ')})"


def _options(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _either(said: Sequence[str]) -> str:
    """What to say where several shapes were tried: the one that got beyond its kind, or all."""
    wanted = [says.removeprefix("must be ") for says in said if says.startswith("must be ")]
    if len(wanted) == len(said) > 1:
        return "must be " + " or ".join(wanted)
    return next((says for says in said if not says.startswith("must be ")), said[0])
