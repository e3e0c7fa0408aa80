"""What was measured, as a table a person reads."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from statistics import median

_HOW = (
    "All figures of one run of `make bench`: medians, the least in brackets. Each stands beside"
    " the barest way to do the same on the same machine in the same minutes; the ratio is of"
    " the medians."
)


@dataclass
class Figures:
    """Everything measured in one run; times in seconds, memory in KiB."""

    count: int = 0
    file_size: int = 0
    rebuild: float = 0.0
    searches: dict[str, float] = field(default_factory=dict)
    typed: list[float] = field(default_factory=list)
    save: list[float] = field(default_factory=list)
    bare_save: list[float] = field(default_factory=list)
    render: list[float] = field(default_factory=list)
    bare_render: list[float] = field(default_factory=list)
    pages: int = 0
    bare_window: list[float] = field(default_factory=list)
    window: dict[str, list[float]] = field(default_factory=dict)
    pause: dict[str, float] = field(default_factory=dict)
    bare_peak: int = 0
    peak: dict[str, int] = field(default_factory=dict)
    worker_peak: int = 0


def written(figures: Figures) -> str:
    """The page `docs/benchmarks.md`."""
    return "\n".join(
        [
            "# Benchmarks",
            "",
            _HOW,
            "",
            _machine(),
            "",
            "| what | ours | bare | ratio |",
            "|---|---|---|---|",
            *_ratios(figures),
            "",
            "| what | figure |",
            "|---|---|",
            *_singles(figures),
            "",
        ]
    )


def _ratios(figures: Figures) -> list[str]:
    count = f"{figures.count:,} activities"
    return [
        _row(
            "start to usable register, empty store; an empty PySide6 window",
            figures.window["empty"],
            figures.bare_window,
        ),
        _row(
            f"start to usable register, {count}; an empty PySide6 window",
            figures.window["full"],
            figures.bare_window,
        ),
        _row(
            "answer to durable on disk; write, fsync, replace, fsync of the same bytes",
            figures.save,
            figures.bare_save,
        ),
        _row(
            f"preview of {figures.pages} pages, warm worker; WeasyPrint on the same HTML",
            figures.render,
            figures.bare_render,
        ),
    ]


def _singles(figures: Figures) -> list[str]:
    many = f"{figures.count:,} activities"
    slowest = max(figures.searches.values())
    told = {
        "size of an activity's file, mean": f"{figures.file_size / 1024:.1f} KiB",
        f"rebuilding the register's cache from nothing, {many}": f"{figures.rebuild:.1f} s",
        f"search in the register, slowest of {len(figures.searches)} texts": _ms(slowest),
        "search while typing, list painted anew, slowest text": _times(figures.typed),
        "longest pause once usable, empty store": _ms(figures.pause["empty"]),
        f"longest pause once usable, {many}": _ms(figures.pause["full"]),
        "peak memory, empty PySide6 window": _mib(figures.bare_peak),
        "peak memory, window, empty store": _mib(figures.peak["empty"]),
        f"peak memory, window, {many}": _mib(figures.peak["full"]),
        "peak memory, worker after its previews": _mib(figures.worker_peak),
    }
    return [f"| {what} | {figure} |" for what, figure in told.items()]


def _row(what: str, ours: Sequence[float], bare: Sequence[float]) -> str:
    ratio = median(ours) / median(bare)
    return f"| {what} | {_times(ours)} | {_times(bare)} | {ratio:.2f} |"


def _times(times: Sequence[float]) -> str:
    return f"{_ms(median(times))} ({_ms(min(times))})"


def _ms(seconds: float) -> str:
    milliseconds = seconds * 1_000
    return f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds:.1f} ms"


def _mib(kib: int) -> str:
    return f"{kib / 1024:.0f} MiB"


def _machine() -> str:
    versions = ", ".join(
        f"{name} {version(name)}" for name in ("PySide6-Essentials", "WeasyPrint", "TinyDB")
    )
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {versions}; windows drawn offscreen; "
        f"load average {_load():.1f} in the last quarter of an hour, this run included."
    )


def _load() -> float:
    return os.getloadavg()[2] if hasattr(os, "getloadavg") else 0.0
