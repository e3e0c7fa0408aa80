"""Checks a signed file over and over with one byte changed, on every core there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TypeAlias

from dpia_wizard.sign.trust import TrustStore
from dpia_wizard.sign.verify import signatures_in

Change: TypeAlias = Callable[[bytes, int, int], bytes]
"""Makes another file of a file, a place in it and the number of the turn."""

NOBODY = TrustStore()
_AT_ONCE = 25


def problems(pdf: bytes, change: Change, places: Sequence[int]) -> list[str]:
    """What is found wrong for each place; empty where nothing is."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        one = partial(_problem, pdf, change)
        return list(workers.map(one, range(len(places)), places, chunksize=_AT_ONCE))


def other_byte(pdf: bytes, at: int, turn: int) -> bytes:
    """One bit of a byte turned over."""
    changed = bytearray(pdf)
    changed[at] ^= 1 << (turn % 8)
    return bytes(changed)


def other_digit(pdf: bytes, at: int, turn: int) -> bytes:
    """Another hex digit, or the same one in the other case: always a digit of a container."""
    digits = b"0123456789abcdefABCDEF"
    changed = bytearray(pdf)
    others = [digit for digit in digits if digit != pdf[at]]
    changed[at] = others[turn % len(others)]
    return bytes(changed)


def _problem(pdf: bytes, change: Change, turn: int, at: int) -> str:
    return signatures_in(change(pdf, at, turn), trust=NOBODY).problem
