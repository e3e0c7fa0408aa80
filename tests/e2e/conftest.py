"""The real program in a real window, and a person in front of it."""

from __future__ import annotations

import os

# the tests draw words to know them again; the program's own windows go to the tests' screen
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.display import Display
from tests.e2e.person import Person
from tests.e2e.program import Program

PICTURES = Path(__file__).parents[2] / "build" / "e2e"

Start = Callable[..., Program]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.e2e)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of the screen as it was when a test failed."""
    report = yield
    person = getattr(item, "funcargs", {}).get("person")
    if call.when == "call" and report.failed and isinstance(person, Person):
        report.sections.append(("The screen", str(person.keep_picture("failed"))))
    return report


@pytest.fixture
def display(tmp_path: Path, qapp: QApplication) -> Iterator[Display]:
    """An empty screen."""
    folder = tmp_path / "screen"
    folder.mkdir()
    with Display(folder) as display:
        yield display


@pytest.fixture
def person(display: Display, request: pytest.FixtureRequest) -> Person:
    """Somebody in front of the screen."""
    name = re.sub(r"\W+", "-", request.node.name)
    return Person(display, PICTURES / name)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where the program keeps its data: not there before the first start."""
    return tmp_path / "data"


@pytest.fixture
def start(person: Person, display: Display, data: Path) -> Iterator[Start]:
    """Start the program, on another data folder if asked; what still runs after is ended."""
    running: list[Program] = []

    def started(folder: Path = data) -> Program:
        running.append(Program(person, display.environment, folder))
        return running[-1]

    yield started
    for program in running:
        program.end()
