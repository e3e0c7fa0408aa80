"""Colours by role, light and dark, and how well two of them can be told apart."""

from __future__ import annotations

from dataclasses import dataclass

_DARK_END_OF_SRGB = 0.04045


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One colour (#rrggbb) for each role; state colours come in pairs, text on weak.

    `line` separates surfaces, `field_line` outlines what can be filled in, `sunken` lies behind
    muted chips and pages of paper, `selected` behind the chosen row.
    """

    dark: bool
    background: str
    surface: str
    sunken: str
    selected: str
    hover: str
    line: str
    field_line: str
    text: str
    muted: str
    primary: str
    primary_hover: str
    on_primary: str
    good: str
    good_weak: str
    care: str
    care_weak: str
    stop: str
    stop_weak: str
    note: str
    note_weak: str
    focus: str

    def tone(self, tone: str) -> tuple[str, str]:
        """Text and background of a state; an unknown or empty tone is muted."""
        match tone:
            case "good":
                return self.good, self.good_weak
            case "care":
                return self.care, self.care_weak
            case "stop":
                return self.stop, self.stop_weak
            case "note":
                return self.note, self.note_weak
            case _:
                return self.muted, self.sunken


LIGHT = Palette(
    dark=False,
    background="#f4f6f9",
    surface="#ffffff",
    sunken="#eceff4",
    selected="#e7effb",
    hover="#f2f5fa",
    line="#d8dee7",
    field_line="#7f8b9b",
    text="#17202b",
    muted="#536071",
    primary="#1d5bb8",
    primary_hover="#174a97",
    on_primary="#ffffff",
    good="#1b7444",
    good_weak="#e4f4ea",
    care="#8a5800",
    care_weak="#fff3d6",
    stop="#b02a20",
    stop_weak="#fdeae8",
    note="#1d5bb8",
    note_weak="#e7effb",
    focus="#f0b400",
)

DARK = Palette(
    dark=True,
    background="#12171e",
    surface="#1b222b",
    sunken="#2a333f",
    selected="#1d3357",
    hover="#232c37",
    line="#364150",
    field_line="#7d8a9b",
    text="#e9eef5",
    muted="#aab6c5",
    primary="#8db8fb",
    primary_hover="#aaccff",
    on_primary="#0d1b30",
    good="#7bd9a1",
    good_weak="#173626",
    care="#f7c765",
    care_weak="#3d2f0d",
    stop="#ff9f96",
    stop_weak="#46211e",
    note="#9fc4ff",
    note_weak="#1d3357",
    focus="#f0b400",
)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    brighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= _DARK_END_OF_SRGB else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
