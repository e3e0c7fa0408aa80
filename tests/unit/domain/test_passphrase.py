"""What a passphrase is told: how good it is, in words, from length and variety."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.domain.passphrase import SHORTEST, Strength, passphrase_hint

NAMES = ("Data protection officer", "Example Homes")


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "short one",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "1234567890",
        "20261122202611222026",
        "qwertyuiop123",
        "abcdefghijklmnop",
        "password1234",
        "Passphrase!!",
        "examplehomes1",
        "protection officer",
        "          ",
        "xylo1xylo1xylo1xylo1"[:12] + "",
    ],
)
def test_what_is_guessed_first_is_refused_with_a_reason(passphrase: str) -> None:
    hint = passphrase_hint(passphrase, known=NAMES)
    assert not hint.is_enough
    assert hint.text.endswith(".")


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("apple river", Strength.ENOUGH),
        ("Kühler Abend", Strength.ENOUGH),
        ("apple river lamp", Strength.GOOD),
        ("apple river lamp seventeen", Strength.VERY_GOOD),
    ],
)
def test_the_longer_the_better(passphrase: str, strength: Strength) -> None:
    assert passphrase_hint(passphrase, known=NAMES).strength is strength


@given(st.text())
def test_nothing_short_is_enough_and_the_hint_never_repeats_it(passphrase: str) -> None:
    hint = passphrase_hint(passphrase)
    assert hint.is_enough <= (len(passphrase) >= SHORTEST)
    if len(passphrase) >= SHORTEST:
        assert passphrase not in hint.text


def test_ones_own_name_counts_for_nothing() -> None:
    assert passphrase_hint("Robinson-17").is_enough
    assert not passphrase_hint("Robinson-17", known=("Robinson",)).is_enough
