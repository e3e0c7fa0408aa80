"""Passphrases for commands: from a file descriptor or a terminal, never as an argument."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import NoReturn

from dpia_wizard.cli.output import Exit, complain

_LONGEST = 4096
_LINE_ENDS = b"\r\n"


def read_passphrase(
    fd: int | None, *, what: str, twice: bool = False, option: str = "--passphrase-fd"
) -> str:
    """The passphrase, from the next line of `fd` or typed at the terminal, `twice` where new.

    `option` is the one that gives `fd`. Where neither is possible the command ends with a
    sentence and exit code 2. Nothing past the line's end is read, so that one descriptor can
    give several passphrases.
    """
    if fd is None:
        return _asked(what, option, twice=twice)
    try:
        given = _line(fd).decode("utf-8")
    except OSError:
        _give_up(f"{what}: nothing can be read from file descriptor {fd}.")
    except UnicodeDecodeError:
        _give_up(f"{what}: what file descriptor {fd} gives is not UTF-8 text.")
    if not given:
        _give_up(f"{what}: file descriptor {fd} gave an empty line.")
    return given


def _line(fd: int) -> bytes:
    given = bytearray()
    while len(given) <= _LONGEST:
        sign = os.read(fd, 1)
        if sign in (b"", b"\n"):
            return bytes(given).rstrip(_LINE_ENDS)
        given += sign
    raise OSError("no passphrase is that long")


def _asked(what: str, option: str, *, twice: bool) -> str:
    if not sys.stdin.isatty():
        _give_up(f"{what}: give it with {option}, or run the command in a terminal.")
    try:
        given = getpass(f"{what}: ")
        if twice and getpass(f"{what}, once more: ") != given:
            _give_up("The two passphrases are not the same.")
    except EOFError:
        _give_up("No passphrase was given.")
    if not given:
        _give_up("No passphrase was given.")
    return given


def _give_up(text: str) -> NoReturn:
    complain(text)
    raise SystemExit(int(Exit.WRONG_USE))
