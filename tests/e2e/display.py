"""A screen of the test's own: Xvfb with a window manager, read from its frame buffer."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtGui import QImage

WIDTH, HEIGHT = 1280, 800

_NEEDED = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "setxkbmap": "x11-xkb-utils",
}
_WINDOWS_FILL_THE_SCREEN = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <applications>
    <application type="normal"><decor>no</decor><maximized>yes</maximized></application>
  </applications>
</openbox_config>
"""
_HEADER_SIZE, _PIXMAP_WIDTH, _PIXMAP_HEIGHT, _BYTES_PER_LINE, _COLOURS = 0, 4, 5, 12, 19


class Display:
    """Xvfb on a free display number, for as long as the `with` lasts."""

    def __init__(self, folder: Path) -> None:
        missing = [package for name, package in _NEEDED.items() if shutil.which(name) is None]
        if missing:
            raise RuntimeError(
                "The end-to-end tests need a screen of their own; please install: "
                + " ".join(missing)
            )
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.name = ""

    @property
    def environment(self) -> dict[str, str]:
        """For programs that are to open their windows here."""
        kept = {key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"}
        return {**kept, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def picture(self) -> QImage:
        """What is on the screen."""
        data = (self._folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", data[:100])
        start = header[_HEADER_SIZE] + header[_COLOURS] * 12
        return QImage(
            data[start:],
            header[_PIXMAP_WIDTH],
            header[_PIXMAP_HEIGHT],
            header[_BYTES_PER_LINE],
            QImage.Format.Format_RGB32,
        ).copy()

    def __enter__(self) -> Self:
        incoming, outgoing = os.pipe()
        options = {
            "-displayfd": f"{outgoing}",
            "-screen": f"0 {WIDTH}x{HEIGHT}x24",
            "-fbdir": f"{self._folder}",
            "-nolisten": "tcp",
            "-noreset": "",
            "-r": "",  # no key repeats itself, however late it is let go on a busy machine
        }
        words = [part for option in options.items() for part in " ".join(option).split()]
        self._start(["Xvfb", *words], pass_fds=(outgoing,))
        os.close(outgoing)
        with os.fdopen(incoming) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start; see {self._log}")
        self.name = f":{number}"
        # a British keyboard, which also has “ ” and £
        subprocess.run(["setxkbmap", "gb"], env=self.environment, check=True)
        settings = self._folder / "openbox.xml"
        settings.write_text(_WINDOWS_FILL_THE_SCREEN, encoding="utf-8")
        self._start(["openbox", "--config-file", str(settings)])
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait(10)

    @property
    def _log(self) -> Path:
        return self._folder / "display.log"

    def _start(self, command: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        with self._log.open("ab") as log:
            self._processes.append(
                subprocess.Popen(
                    command,
                    env={**os.environ, "DISPLAY": self.name},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=pass_fds,
                )
            )
