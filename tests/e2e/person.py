"""Somebody who reads the screen, moves the mouse and types."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect

from tests.e2e.display import HEIGHT, Display
from tests.e2e.reading import Picture

_PATIENCE = 60.0
_LOOK_AGAIN = 0.05
_MOST_PRESSES = 12
_AWAY = ("mousemove", "1", str(HEIGHT - 2))


class Person:
    """Does at the screen what a user does, and waits for what a user waits for."""

    def __init__(self, display: Display, pictures: Path) -> None:
        self._display = display
        self._pictures = pictures
        self._do(*_AWAY)

    def look(self) -> Picture:
        """What is on the screen now."""
        return Picture(self._display.picture())

    def see(self, text: str) -> QRect:
        """Wait until a text is on the screen; the topmost where it stands more than once."""
        found: list[QRect] = []
        before: Picture | None = None

        def there() -> bool:
            nonlocal before
            picture, last = self.look(), list(found)
            if before is None or picture.image != before.image:
                found[:] = picture.find(text)
            before = picture
            return bool(found) and found == last  # a page that is being laid out may jump

        self.wait_until(there, f"“{text}” does not come up")
        return found[0]

    def see_no_more(self, text: str) -> None:
        """Wait until a text is not on the screen."""
        self.wait_until(lambda: not self.look().find(text), f"“{text}” does not go")

    def wait_until(self, met: Callable[[], bool], otherwise: str) -> None:
        """Wait for a condition; a picture is kept where it is never met."""
        end = time.monotonic() + _PATIENCE
        while not met():
            if time.monotonic() > end:
                raise AssertionError(f"{otherwise}; see {self.keep_picture()}")
            time.sleep(_LOOK_AGAIN)

    def keep_picture(self, name: str = "") -> Path:
        """Write what is on the screen to a file."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        number = len(list(self._pictures.glob("*.png")))
        path = self._pictures / f"{number:02d}{'-' if name else ''}{name}.png"
        self._display.picture().save(str(path))
        return path

    def click(self, text: str) -> None:
        """Click on a button or another text once it is there."""
        self.click_at(self.see(text).center())

    def click_below(self, text: str) -> None:
        """Click a little below a text: into the field it names."""
        place = self.see(text)
        self.click_at(QPoint(place.left() + 20, place.bottom() + 24))

    def click_at(self, spot: QPoint) -> None:
        """Click somewhere, then take the pointer out of the way of reading."""
        there = ["mousemove", str(spot.x()), str(spot.y())]
        self._do(*there, "click", "1", *_AWAY)

    def scroll(self, turns: int) -> None:
        """Turn the wheel down where the mouse is; negative turns go up."""
        self._do("click", "--repeat", str(abs(turns)), "5" if turns > 0 else "4")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, named as X names them."""
        self._do("key", "--clearmodifiers", *keys)

    def type(self, text: str, *, pause: int = 3) -> None:
        """Write a text where the keyboard is, with so many milliseconds between two keys."""
        self._do("type", "--clearmodifiers", "--delay", str(pause), text)

    def press_until(self, key: str, text: str) -> None:
        """Press a key again and again until a text has come into view."""
        for _ in range(_MOST_PRESSES):
            self.press(key)
            self.settle()
            if self.look().find(text):
                return
        raise AssertionError(f"“{text}” does not come into view; see {self.keep_picture()}")

    def settle(self) -> None:
        """Wait until nothing on the screen changes any more."""
        last = self.look().image

        def still() -> bool:
            nonlocal last
            before, last = last, self.look().image
            return last == before

        self.wait_until(still, "the screen does not come to rest")

    def raise_window(self, window: str) -> None:
        """Bring a window to the front."""
        self._do("windowactivate", "--sync", window)

    def windows(self, process_id: int) -> list[str]:
        """The windows of a program that are on the screen."""
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(process_id)]
        found = subprocess.run(
            search, env=self._display.environment, capture_output=True, text=True, check=False
        )
        return found.stdout.split()

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._display.environment, check=True)
