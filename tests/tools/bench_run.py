"""One run of all measurements, each of ours beside the barest way to do the same."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from dpia_wizard.app.answer import save_draft
from dpia_wizard.app.desk import Desk, open_desk
from dpia_wizard.domain.answers import PromptsAnswer
from dpia_wizard.jobs.messages import OpenExample, RenderRecord
from tests.tools.bench_data import stored_bytes, write_store
from tests.tools.bench_report import Figures, written
from tests.tools.bench_window import EMPTY, SEARCHES, peak_memory
from tests.tools.bench_worker import Worker, bare_weasyprint

ROOT = Path(__file__).resolve().parents[2]
WINDOW = Path(__file__).with_name("bench_window.py")

_LIA_ANSWER = "lia.purpose_answer"


def main() -> int:
    """Measure, print a table, and write it down when asked."""
    asked = _arguments()
    folder = ROOT / "build" / "bench"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    figures = Figures()
    try:
        _measure(figures, folder, count=asked.count, repeat=asked.repeat)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = written(figures)
    print(text)
    if asked.write:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the program.")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--count", type=int, default=10_000, help="activities in the register")
    parser.add_argument("--repeat", type=int, default=7, help="starts of each kind of window")
    return parser.parse_args()


def _measure(figures: Figures, folder: Path, *, count: int, repeat: int) -> None:
    full, empty = folder / "full", folder / "empty"
    _say(f"writing {count:,} activities")
    figures.count = count
    figures.file_size = write_store(full, count)
    desk = open_desk(full)
    _say("building the register's cache")
    figures.rebuild = _timed(desk.register.refresh)
    figures.searches = {text: _search(desk, text) for text in SEARCHES}
    _say("saving")
    _measure_saving(figures, desk, folder)
    desk.register.refresh()
    desk.close()
    _say("rendering")
    _measure_rendering(figures, folder / "example")
    _say(f"starting windows, {repeat} of each")
    _measure_windows(figures, {"empty": empty, "full": full}, repeat)


def _search(desk: Desk, text: str) -> float:
    return median(_timed(lambda: desk.register.search(text)) for _ in range(9))


def _measure_saving(figures: Figures, desk: Desk, folder: Path) -> None:
    """An answer typed into an activity of the full register, beside the same bytes bare."""
    activity_id = next(desk.store.ids())[0]
    activity = desk.store.load(activity_id)
    data = stored_bytes(activity)
    target = folder / "bare.json"
    for number in range(120):
        draft = activity.current("lia")
        assert draft is not None
        answer = draft.answers[_LIA_ANSWER]
        assert isinstance(answer, PromptsAnswer)
        told = draft.answer(_LIA_ANSWER, replace(answer, text=f"{number:05d}{answer.text[5:]}"))
        start = time.perf_counter()
        activity = save_draft(desk, activity, told)
        figures.save.append(time.perf_counter() - start)
        figures.bare_save.append(_timed(lambda: _replace_durably(target, data)))


def _replace_durably(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _measure_rendering(figures: Figures, folder: Path) -> None:
    with Worker(folder, _environment()) as worker:
        activity = worker.ask(OpenExample())["activity"]
        message = RenderRecord(
            activity=activity, set_id="lia", version=0, out=str(folder / "preview.pdf")
        )
        worker.ask(message)
        bare = bare_weasyprint(folder, activity, "lia")
        bare()
        for _ in range(15):
            facts: Mapping[str, Any] = {}
            start = time.perf_counter()
            facts = worker.ask(message)
            figures.render.append(time.perf_counter() - start)
            figures.pages = int(facts["pages"])
            figures.bare_render.append(_timed(bare))
        figures.worker_peak = peak_memory(str(worker.process_id))


def _measure_windows(figures: Figures, stores: Mapping[str, Path], repeat: int) -> None:
    for number in range(repeat + 1):
        bare = _window(EMPTY)
        ours = {name: _window(str(folder)) for name, folder in stores.items()}
        if number == 0:
            continue  # the first of each reads its files from the disk
        figures.bare_window.append(bare["usable"])
        figures.bare_peak = bare["peak"]
        for name, told in ours.items():
            figures.window.setdefault(name, []).append(told["usable"])
            figures.peak[name] = told["peak"]
            figures.pause[name] = max(figures.pause.get(name, 0.0), told["worst_pause"])
        assert ours["full"]["rows"] == figures.count
        figures.typed.append(max(ours["full"]["searches"]))


def _window(what: str) -> dict[str, Any]:
    command = [sys.executable, str(WINDOW), repr(time.time()), what]
    run = subprocess.run(
        command, check=True, capture_output=True, text=True, env=_environment(), timeout=300
    )
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return told


def _environment() -> dict[str, str]:
    """As a user has it: compiled modules are kept, and no window is needed to measure."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _say(text: str) -> None:
    print(f"… {text}", file=sys.stderr, flush=True)
