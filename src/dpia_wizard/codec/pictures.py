"""Pictures people look at, as SVG text: shown in the window and printed in records alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape  # xml.sax.saxutils would bring a web client along

FONT = "Noto Sans"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureColours:
    """The colours a picture is drawn in; the defaults are for paper."""

    surface: str = "#ffffff"
    line: str = "#d8dee7"
    outline: str = "#7f8b9b"
    text: str = "#17202b"
    muted: str = "#536071"
    primary: str = "#1d5bb8"
    good: str = "#1b7444"
    good_weak: str = "#e4f4ea"
    care: str = "#8a5800"
    care_weak: str = "#fff3d6"
    stop: str = "#b02a20"
    stop_weak: str = "#fdeae8"

    def tone(self, tone: str) -> tuple[str, str]:
        """Ink and ground of a state; what is neither good nor to stop at wants care."""
        pairs = {"good": (self.good, self.good_weak), "stop": (self.stop, self.stop_weak)}
        return pairs.get(tone, (self.care, self.care_weak))


PAPER = PictureColours()


class StepState(StrEnum):
    """Where a step of a journey stands."""

    DONE = "done"
    CURRENT = "current"
    TODO = "todo"
    NOT_NEEDED = "not_needed"
    STOPPED = "stopped"
    OUT_OF_DATE = "out_of_date"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStep:
    """One circle of a journey with its label."""

    label: str
    state: StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its full name for tooltips and readers, how many, and whether it is urgent."""

    label: str
    count: int
    urgent: bool = False


JOURNEY_HEIGHT = 64
_RADIUS = 12
_CIRCLE_Y = 16
_LABEL_Y = 49
_QUIET = (StepState.TODO, StepState.NOT_NEEDED, StepState.NOT_YET)
_SPOKEN = {
    StepState.DONE: "done",
    StepState.CURRENT: "in progress",
    StepState.TODO: "to do",
    StepState.NOT_NEEDED: "not needed",
    StepState.STOPPED: "stopped",
    StepState.OUT_OF_DATE: "out of date",
    StepState.NOT_YET: "not yet",
}


def journey_words(steps: Sequence[JourneyStep]) -> str:
    """The journey in one sentence, for those who do not see the picture."""
    told = ", ".join(f"{step.label} {_SPOKEN[step.state]}" for step in steps)
    return f"Progress: {told}."


def journey(
    steps: Sequence[JourneyStep], *, width: int = 720, colours: PictureColours = PAPER
) -> str:
    """Numbered circles joined by a line, done ones ticked, each with its label below."""
    middles = _middles(len(steps), width)
    lines = [
        _join(left, right, done=step.state is StepState.DONE, colours=colours)
        for step, left, right in zip(steps, middles, middles[1:], strict=False)
    ]
    circles = [
        _circle(number, step, x, colours)
        for number, (step, x) in enumerate(zip(steps, middles, strict=True), start=1)
    ]
    return svg_picture(width, JOURNEY_HEIGHT, journey_words(steps), "".join(lines + circles))


def _middles(count: int, width: int) -> list[float]:
    share = width / max(count, 1)
    return [round(share * (place + 0.5), 1) for place in range(count)]


def _join(left: float, right: float, *, done: bool, colours: PictureColours) -> str:
    return (
        f'<line x1="{left + _RADIUS}" y1="{_CIRCLE_Y}" x2="{right - _RADIUS}" '
        f'y2="{_CIRCLE_Y}" stroke="{colours.good if done else colours.line}" '
        'stroke-width="3"/>'
    )


def _circle(number: int, step: JourneyStep, x: float, colours: PictureColours) -> str:
    ring, fill, ink, label = _inks(step.state, colours)
    quiet = step.state in _QUIET
    stroke = 2 if quiet else 3
    signs = {StepState.DONE: _tick(x, ink), StepState.NOT_NEEDED: _dash(x, ink)}
    raised = step.state in (StepState.STOPPED, StepState.OUT_OF_DATE)
    sign = signs.get(step.state, _digit("!" if raised else str(number), x, ink))
    return (
        f'<circle cx="{x}" cy="{_CIRCLE_Y}" r="{_RADIUS - stroke / 2}" fill="{fill}" '
        f'stroke="{ring}" stroke-width="{stroke}"/>{sign}'
        + svg_text(x, _LABEL_Y, step.label, ink=label, bold=True)
    )


def _inks(state: StepState, colours: PictureColours) -> tuple[str, str, str, str]:
    """Ring, ground, sign and label of a step."""
    match state:
        case StepState.DONE:
            return colours.good, colours.good, colours.surface, colours.text
        case StepState.CURRENT:
            return colours.primary, colours.surface, colours.primary, colours.primary
        case StepState.STOPPED:
            return colours.stop, colours.stop_weak, colours.stop, colours.stop
        case StepState.OUT_OF_DATE:
            return colours.care, colours.care_weak, colours.care, colours.care
        case StepState.TODO | StepState.NOT_NEEDED | StepState.NOT_YET:
            return colours.outline, colours.surface, colours.muted, colours.muted


def _tick(x: float, ink: str) -> str:
    return (
        f'<path d="M{x - 4.5} {_CIRCLE_Y + 0.5}l3.2 3.4l6 -7" fill="none" stroke="{ink}" '
        'stroke-width="2"/>'
    )


def _dash(x: float, ink: str) -> str:
    return f'<path d="M{x - 4} {_CIRCLE_Y}h8" stroke="{ink}" stroke-width="2"/>'


def _digit(sign: str, x: float, ink: str) -> str:
    return svg_text(x, _CIRCLE_Y + 4.5, sign, ink=ink, bold=True)


BARS_HEIGHT = 44
_BAR_FLOOR = 28
_STUB = 4


def bars_words(bars: Sequence[Bar]) -> str:
    """The bars in words: only those with something in them, or that there is nothing."""
    told = [f"{bar.label} {bar.count}" for bar in bars if bar.count]
    return ", ".join(told) if told else "none"


def bar_boxes(bars: Sequence[Bar], width: int) -> list[tuple[float, float, float, float]]:
    """Where each bar stands: x, y, width and height; an empty month keeps a stub."""
    most = max((bar.count for bar in bars), default=0) or 1
    share = width / max(len(bars), 1)
    thick = max(min(share - 8, 40.0), 3.0)
    boxes = []
    for place, bar in enumerate(bars):
        tall = _STUB if not bar.count else 8 + (_BAR_FLOOR - 8) * bar.count / most
        left = share * place
        boxes.append((round(left, 1), round(_BAR_FLOOR - tall, 1), round(thick, 1), tall))
    return boxes


def review_bars(
    bars: Sequence[Bar], *, width: int = 480, colours: PictureColours = PAPER
) -> str:
    """A bar for each month with the month's first letters below."""
    drawn = []
    for bar, (x, y, thick, tall) in zip(bars, bar_boxes(bars, width), strict=True):
        ink = colours.care if bar.urgent and bar.count else colours.primary
        fill = ink if bar.count else colours.line
        drawn.append(
            f'<rect x="{x}" y="{y}" width="{thick}" height="{tall:.1f}" rx="2" fill="{fill}">'
            f"<title>{escape(bar.label)}: {bar.count}</title></rect>"
            + svg_text(
                x + thick / 2, BARS_HEIGHT - 3, bar.label[:3], ink=colours.muted, size=10
            )
        )
    return svg_picture(width, BARS_HEIGHT, bars_words(bars), "".join(drawn))


def svg_text(
    x: float,
    y: float,
    words: str,
    *,
    ink: str,
    bold: bool = False,
    size: int = 12,
    anchor: str = "middle",
) -> str:
    """A piece of text; `y` is its base line."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{round(x, 1)}" y="{round(y, 1)}" text-anchor="{anchor}" '
        f'font-family="{FONT}" font-size="{size}"{weight} fill="{ink}">'
        f"{escape(words, quote=False)}</text>"
    )


def svg_picture(width: int, height: int, words: str, inside: str) -> str:
    """A whole picture that says in words what it shows."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{escape(words)}">'
        f"<title>{escape(words, quote=False)}</title>{inside}</svg>"
    )
