"""Search does not mind case, accents or punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.store.search_words import search_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  \n ", []),
        ("Tenant newsletter, SPRING!", ["tenant", "newsletter", "spring"]),
        ("ACT-0042", ["act", "0042"]),
        ("lia_v1", ["lia", "v1"]),
        ("Zoë", ["zoe"]),
        ("Zoe\u0308", ["zoe"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("ŵyneb Ŵ", ["wyneb", "w"]),
        ("O'Brien’s", ["o", "brien", "s"]),
        ("a\x00b", ["a", "b"]),
        ("\ud800x", ["x"]),
        ("ﬁne ²", ["fine", "2"]),
        ("हिन्दी", ["हनद"]),
        ("مَرْحَبًا", ["مرحبا"]),
        ("x" * 99, ["x" * 60]),
        ("👍🏽", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert search_words(text) == words


@given(text=st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = search_words(text)
    assert search_words(" ".join(once)) == once


@given(text=st.text())
def test_case_does_not_matter(text: str) -> None:
    assert search_words(text.casefold()) == search_words(text)
