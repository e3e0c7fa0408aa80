"""Makes any text printable without losing any of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby

from dpia_wizard.report.fonts import coverage

_BREAK = "\u200b"
_LONGEST_WORD = 40
_PIECE = 12
_LONGEST_CLUSTER = 40
_VIRAMA = 9
_LONG_WORD = re.compile(rf"[^\s{_BREAK}]{{{_LONGEST_WORD + 1},}}")
_BREAK_AFTER = frozenset("/\\?&=._-@:,;+")
_JOINER = "\u200d"
_LIST_ITEM = re.compile(r"\s*[-•]\s+(?=\S)")
_FLAG_TAGS = re.compile("(?<=\U0001f3f4)[\U000e0020-\U000e007e]{1,8}\U000e007f")
_HIDDEN = frozenset(
    [
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
    ]
)
_INVISIBLE = frozenset([0x200E, 0x200F, 0x061C, 0x200C, 0x200D, 0xFE0E, 0xFE0F])
_LINE_ENDS = re.compile("\r\n|[\r\n\u2028\u2029\x85]")


class Direction(StrEnum):
    """Which way a line runs, as HTML names it."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a paragraph, or a list with an item a line."""

    is_list: bool
    direction: Direction
    lines: tuple[str, ...]


def clean(text: str) -> str:
    """The text with everything unprintable made visible, and room to break long words."""
    flags_named = _FLAG_TAGS.sub(_name_flag, text)
    return _LONG_WORD.sub(_with_breaks, flags_named.translate(_visible()))


def plain(text: str) -> str:
    """The text with everything unprintable made visible, for places outside the page."""
    return " ".join(_FLAG_TAGS.sub(_name_flag, text).translate(_visible()).split())


def prose(text: str) -> tuple[Block, ...]:
    """The paragraphs and lists of a text; an answer is text, never markup."""
    blocks: list[Block] = []
    for paragraph in _paragraphs(text):
        for (is_list, direction), lines in groupby(paragraph, key=_shape):
            said = tuple(_LIST_ITEM.sub("", line) if is_list else line for line in lines)
            blocks.append(Block(is_list, direction, said))
    return tuple(blocks)


def direction(text: str) -> Direction:
    """Which way a line runs: its first letter with a direction decides."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return Direction.LEFT_TO_RIGHT
            case "R" | "AL":
                return Direction.RIGHT_TO_LEFT
    return Direction.LEFT_TO_RIGHT


def _paragraphs(text: str) -> Iterator[list[str]]:
    lines = (line.strip() for line in _LINE_ENDS.split(text))
    for written, group in groupby(lines, key=bool):
        if written:
            yield list(group)


def _shape(line: str) -> tuple[bool, Direction]:
    return bool(_LIST_ITEM.match(line)), direction(line)


class _Visible(dict[int, int | str]):
    """Maps each code point to what is printed for it, worked out once."""

    def __missing__(self, code: int) -> int | str:
        self[code] = shown = _shown(code)
        return shown


@cache
def _visible() -> _Visible:
    return _Visible()


def _shown(code: int) -> int | str:
    category = unicodedata.category(chr(code))
    if chr(code) in "\n\t":
        return code
    if category == "Cc":
        return "\ufffd"
    if code in _INVISIBLE:
        return code
    if code in _HIDDEN:
        return _notation(code)
    if code in coverage():
        return code
    return " " if category == "Zs" else _notation(code)


def _notation(code: int) -> str:
    return f"[U+{code:04X}]"


def _name_flag(found: re.Match[str]) -> str:
    """The flags of Wales, Scotland and the like are spelt in invisible letters."""
    return "[" + "".join(chr(ord(tag) - 0xE0000) for tag in found[0][:-1]) + "]"


def _with_breaks(found: re.Match[str]) -> str:
    pieces: list[str] = []
    length = 0
    before = ""
    for character in found[0]:
        due = length >= _PIECE or (before in _BREAK_AFTER and length >= _PIECE // 3)
        if due and (_may_part(before, character) or length >= _LONGEST_CLUSTER):
            pieces.append(_BREAK)
            length = 0
        pieces.append(character)
        length += 1
        before = character
    return "".join(pieces)


def _may_part(before: str, after: str) -> bool:
    """Whether a break here leaves both halves as they were: no letter loses its accent."""
    accent = unicodedata.category(after).startswith("M")
    conjunct = unicodedata.combining(before) == _VIRAMA
    joined = _JOINER in (before, after)
    return not (accent or conjunct or joined or _goes_with_emoji(after))


def _goes_with_emoji(character: str) -> bool:
    """Flags are pairs of letters, and a skin tone belongs to the sign before it."""
    flag = "\U0001f1e6" <= character <= "\U0001f1ff"
    return flag or "\U0001f3fb" <= character <= "\U0001f3ff"
