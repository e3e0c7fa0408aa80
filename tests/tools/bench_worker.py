"""The worker as the window uses it, and the barest call of WeasyPrint on the same HTML."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Self

import weasyprint

from dpia_wizard import __version__
from dpia_wizard.codec.record_build import RecordMaker
from dpia_wizard.gui.worker_client import worker_command
from dpia_wizard.jobs.making import say_with, utc_now
from dpia_wizard.jobs.messages import Message, Refused, dump_message, load_answer
from dpia_wizard.report import render
from dpia_wizard.report.renderer import renderer_versions
from dpia_wizard.report.template import SCHEME, TemplateFetcher
from dpia_wizard.report.typeset import RECORD_STYLES, fonts_and_style
from dpia_wizard.store.workspace import open_workspace


class Worker:
    """One worker process, asked one thing at a time."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            worker_command(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=dict(environment),
        )
        self._number = 0

    @property
    def process_id(self) -> int:
        """The system's number of the process."""
        return self._process.pid

    def ask(self, message: Message) -> Mapping[str, Any]:
        """Send a message and wait for its answer."""
        self._number += 1
        incoming, outgoing = _pipe(self._process.stdin), _pipe(self._process.stdout)
        incoming.write(dump_message(self._number, message) + "\n")
        incoming.flush()
        answer = load_answer(outgoing.readline())
        if isinstance(answer, Refused):
            raise RuntimeError(f"refused: {answer.error} {dict(answer.facts)}")
        return answer.facts

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_unused: object) -> None:
        _pipe(self._process.stdin).close()
        self._process.wait(30)
        _pipe(self._process.stdout).close()


def bare_weasyprint(folder: Path, activity_id: str, set_id: str) -> Callable[[], object]:
    """A call that prints the record's HTML with WeasyPrint alone, fonts and styles warm."""
    workspace = open_workspace(folder)
    activity = workspace.store.load(activity_id)
    assessment = activity.current(set_id)
    assert assessment is not None
    organisation = workspace.settings().organisation
    maker = RecordMaker(
        find_set=workspace.sets.of,
        organisation=organisation,
        program_version=__version__,
        renderer=renderer_versions(),
        today=utc_now().date(),
    )
    record = maker.make(activity, assessment)
    html = render.html_of(record, say_with(workspace, organisation, assessment))
    fonts, style = fonts_and_style(*RECORD_STYLES)

    def print_it() -> object:
        page = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=TemplateFetcher())
        return page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a")

    return print_it


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe
