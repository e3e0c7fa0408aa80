"""Sifts what the worker writes to standard error: where it failed, never with what words."""

from __future__ import annotations

import re
from logging import Logger
from pathlib import PurePath

_FRAME = re.compile(r'\s+File "(.+)", line (\d+), in (\S+)$')
_ERROR = re.compile(r"[A-Za-z_][\w.]*")


class TracebackSieve:
    """Logs the frames and the error's type of each traceback; all else may hold answers."""

    def __init__(self, log: Logger) -> None:
        self._log = log
        self._rest = b""
        self._inside = False

    def feed(self, data: bytes) -> None:
        """Take some bytes; an unfinished line waits for its end."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._take(line.decode("utf-8", "replace").rstrip("\r"))

    def _take(self, line: str) -> None:
        if line.startswith("Traceback (most recent call last):"):
            self._inside = True
        elif line.startswith("Fatal Python error"):
            self._log.error("worker: fatal Python error")
        elif self._inside and line.startswith(" "):
            frame = _FRAME.match(line)
            if frame:
                path, number, name = frame.groups()
                self._log.error("worker: %s:%s in %s", PurePath(path).name, number, name)
        elif self._inside:
            self._inside = False
            error = _ERROR.match(line)
            self._log.error("worker: %s", error.group() if error else "an error")
