"""Somebody who reads the screen, moves the mouse and types."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect

from tests.e2e.display import HEIGHT, WIDTH, Display
from tests.e2e.reading import Picture

_PATIENCE = 60.0
_LOOK_AGAIN = 0.05
_MOST_PRESSES = 12
_TURNS, _WHEEL_DOWN = "3", "5"
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
        return self._see(lambda picture: picture.find(text), f"“{text}”")

    def read(self, text: str) -> QRect:
        """The same for what stands on no button: found sooner, with less work."""
        return self._see(lambda picture: picture.read(text), f"“{text}”")

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

    def click_beside(self, name: str, text: str) -> None:
        """Click on one of several buttons with the same text: the first from a name on down."""

        def beside(picture: Picture) -> list[QRect]:
            tops = [place.top() for place in picture.find(name)[:1]]
            return [p for p in picture.find(text) if tops and p.top() >= tops[0]]

        self.click_at(self._see(beside, f"“{text}” beside “{name}”").center())

    def click_at(self, spot: QPoint) -> None:
        """Click somewhere, then take the pointer out of the way of reading."""
        there = ["mousemove", str(spot.x()), str(spot.y())]
        self._do(*there, "click", "1", *_AWAY)

    def scroll_to(self, text: str) -> None:
        """Turn the wheel over the page, a little at a time, until a text has come into view."""
        self._do("mousemove", str(WIDTH // 2), str(HEIGHT // 2))
        self.settle()
        while not (seen := self.look()).read(text):
            self._do("click", "--repeat", _TURNS, _WHEEL_DOWN)
            self.see_another(seen)
            self.settle()
        self._do(*_AWAY)

    def see_another(self, than: Picture) -> None:
        """Wait until the screen is not as it was."""
        self.wait_until(lambda: self.look().image != than.image, "nothing changes")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, named as X names them."""
        self._do("key", "--clearmodifiers", *keys)

    def type(self, text: str, *, pause: int = 3) -> None:
        """Write a text where the keyboard is, with so many milliseconds between two keys."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press("Return")
            if line:
                self._do("type", "--clearmodifiers", "--delay", str(pause), "--", line)

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

    def _see(self, find: Callable[[Picture], list[QRect]], what: str) -> QRect:
        found: list[QRect] = []
        before: Picture | None = None

        def there() -> bool:
            nonlocal before
            picture, last = self.look(), list(found)
            if before is None or picture.image != before.image:
                found[:] = find(picture)
            before = picture
            return bool(found) and found == last  # a page that is being laid out may jump

        self.wait_until(there, f"{what} does not come up")
        return found[0]

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._display.environment, check=True)
