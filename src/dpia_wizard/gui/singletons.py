"""Keeps None, True, False and NotImplemented alive where Qt's binding gives them away.

PySide6 6.12.0 is built as if these could not die, which is so from Python 3.12 on. Under 3.11
nearly every call into Qt drops a reference to None that it does not own, and the program
aborts after some thousands ("none_dealloc"). 6.11.3 has no such fault.
"""

from __future__ import annotations

import ctypes
import sys

_IMMORTAL_SINCE = (3, 12)
_PLENTY = 1 << 60


def keep_alive() -> None:
    """Count a number of references that no session can use up; once is enough."""
    if sys.version_info >= _IMMORTAL_SINCE:
        return
    for singleton in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(singleton))
        if count.value == sys.getrefcount(singleton) - 1:  # else it is kept elsewhere
            count.value = _PLENTY
