"""Written text as the page takes it: every character, room to break, lists and directions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.report.fonts import coverage
from dpia_wizard.report.text import Block, Direction, clean, direction, plain, prose

LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT
ZERO_WIDTH_SPACE = "\u200b"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("tŷ, œuvre, Łódź, ≤ 5 €", "tŷ, œuvre, Łódź, ≤ 5 €"),
        ("a\x00b\x1bc\x7fd\x9f", "a\ufffdb\ufffdc\ufffdd\ufffd"),
        ("invoice\u202efdp.exe", "invoice[U+202E]fdp.exe"),
        ("\u2066hidden\u2069", "[U+2066]hidden[U+2069]"),
        ("中", "[U+4E2D]"),
        ("\U0001f9ff", "\U0001f9ff"),
        ("\ue000", "[U+E000]"),
        ("a\u3000b", "a b"),
        ("\ufffe", "[U+FFFE]"),
        ("\ufff9x", "[U+FFF9]x"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", "🏴[gbwls]"),
        ("hi\U000e0041\U000e0042", "hi[U+E0041][U+E0042]"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("a\u200fb", "a\u200fb"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(written: str, printed: str) -> None:
    assert clean(written) == printed


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_only_characters_of_our_fonts_are_printed(text: str) -> None:
    printable = coverage() | {0x0A, 0x09, 0xFFFD}
    ignorable = {0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0xFE0E, 0xFE0F}
    assert {ord(character) for character in clean(text)} <= printable | ignorable


@given(st.text(alphabet="abçdé–./:&x\u0301\u094d\u200d👍🏽🇬🇧 \n", max_size=400))
def test_room_to_break_adds_nothing_that_can_be_seen(text: str) -> None:
    assert clean(text).replace(ZERO_WIDTH_SPACE, "") == text


@given(st.text(alphabet="abçx/.:\u0301\u094d\u200d👍🏽🇬", min_size=200, max_size=400))
def test_no_stretch_of_a_long_word_is_without_room_to_break(text: str) -> None:
    assert max(len(piece) for piece in clean(text).split(ZERO_WIDTH_SPACE)) <= 40


def test_short_words_and_addresses_stay_whole() -> None:
    text = "antidisestablishmentarianism https://example.org/stop"
    assert clean(text) == text


def test_a_letter_keeps_its_accent_and_an_emoji_its_parts() -> None:
    for cluster in ("e\u0301", "👍🏽", "👨\u200d👩\u200d👧", "क्ष"):
        pieces = clean(cluster * 40).split(ZERO_WIDTH_SPACE)
        assert len(pieces) > 1
        assert all(set(piece.replace(cluster, "")) == set() for piece in pieces)


def test_a_long_address_breaks_after_its_separators() -> None:
    address = "https://example.org/stop/the/newsletter?name=a&more=b&and=more&and=more"
    assert clean(address).split(ZERO_WIDTH_SPACE)[0][-1] in "/?&=:."


def test_a_title_is_one_line_without_room_to_break() -> None:
    assert plain("a\nb\u202e" + "x" * 50) == "a b[U+202E]" + "x" * 50


def test_paragraphs_lines_and_lists_are_kept() -> None:
    text = "One line.\nAnother.\n\n\n- first\n-  second\n• third\nAfter.\n-not an item\n- \n"
    assert prose(text) == (
        Block(False, LTR, ("One line.", "Another.")),
        Block(True, LTR, ("first", "second", "third")),
        Block(False, LTR, ("After.", "-not an item", "-")),
    )


def test_lines_of_different_direction_are_different_paragraphs() -> None:
    assert prose("English\nالعربية\nעברית\n- item\n- بند") == (  # noqa: RUF001
        Block(False, LTR, ("English",)),
        Block(False, RTL, ("العربية", "עברית")),
        Block(True, LTR, ("item",)),
        Block(True, RTL, ("بند",)),
    )


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_any_line_end_ends_a_line(end: str) -> None:
    assert prose(f"a{end}b") == (Block(False, LTR, ("a", "b")),)


@pytest.mark.parametrize("text", ["", "   \n\t\n", "\n"])
def test_nothing_written_prints_nothing(text: str) -> None:
    assert prose(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", LTR), ("123 …", LTR), ("12. العربية", RTL), ("(עברית)", RTL), ("a العربية", LTR)],
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: Direction) -> None:
    assert direction(text) is expected
