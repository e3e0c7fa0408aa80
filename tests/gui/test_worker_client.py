"""The window's side of the worker: real processes, one answer for each message."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QProcess
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import open_desk
from dpia_wizard.gui import worker_client
from dpia_wizard.gui.worker_client import GONE, WorkerClient
from dpia_wizard.gui.worker_log import TracebackSieve
from dpia_wizard.jobs.messages import Message, OpenExample, RefreshRegister, RenderRecord

LONG = 60_000
MISSING = RenderRecord(
    activity="00000000-0000-4000-8000-000000000000", set_id="lia", version=1, out="nowhere.pdf"
)


@dataclass
class Heard:
    """What came back, in order."""

    answers: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)

    def of(self, name: str) -> tuple[Callable[..., None], Callable[..., None]]:
        def done(facts: Mapping[str, Any]) -> None:
            self.answers.append((name, "done", facts))

        def refused(error: str, facts: Mapping[str, Any]) -> None:
            self.answers.append((name, error, facts))

        return done, refused

    @property
    def short(self) -> list[tuple[str, str]]:
        return [(name, how) for name, how, _ in self.answers]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def client(qtbot: QtBot, tmp_path: Path) -> Iterator[WorkerClient]:
    client = WorkerClient(tmp_path)
    yield client
    client.close()


def send(client: WorkerClient, heard: Heard, name: str, message: Message) -> int:
    return client.send(message, *heard.of(name))


def wait_for(qtbot: QtBot, heard: Heard, count: int) -> None:
    qtbot.waitUntil(lambda: len(heard.answers) >= count, timeout=LONG)


def process_of(client: WorkerClient) -> QProcess:
    return client._process


def test_every_message_has_one_answer_in_the_order_sent(
    client: WorkerClient, heard: Heard, qtbot: QtBot
) -> None:
    for name, message in (("a", RefreshRegister()), ("b", MISSING), ("c", RefreshRegister())):
        send(client, heard, name, message)
    assert heard.answers == []
    wait_for(qtbot, heard, 3)
    assert heard.short == [("a", "done"), ("b", "NotFoundError"), ("c", "done")]
    assert heard.answers[1][2]["what"] == "activity"


def test_the_example_is_opened_and_its_record_rendered(
    client: WorkerClient, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    send(client, heard, "example", OpenExample(name="council_message"))
    wait_for(qtbot, heard, 1)
    activity = heard.answers[0][2]["activity"]
    out = tmp_path / "preview.pdf"
    message = RenderRecord(activity=activity, set_id="screening", version=0, out=str(out))
    send(client, heard, "render", message)
    wait_for(qtbot, heard, 2)
    assert heard.short == [("example", "done"), ("render", "done")]
    assert heard.answers[1][2]["pages"] >= 1
    assert out.read_bytes().startswith(b"%PDF")


def test_busy_is_said_once_for_a_row_of_messages(
    client: WorkerClient, heard: Heard, qtbot: QtBot
) -> None:
    said: list[bool] = []
    client.busy_changed.connect(said.append)
    send(client, heard, "a", RefreshRegister())
    send(client, heard, "b", RefreshRegister())
    wait_for(qtbot, heard, 2)
    assert not client.is_busy
    assert said == [True, False]


def test_a_cancelled_message_is_not_answered(
    client: WorkerClient, heard: Heard, qtbot: QtBot
) -> None:
    running = send(client, heard, "running", RefreshRegister())
    waiting = send(client, heard, "waiting", RefreshRegister())
    qtbot.waitUntil(lambda: client._running is not None, timeout=LONG)
    client.cancel(running)
    client.cancel(waiting)
    assert not client.is_busy
    send(client, heard, "last", RefreshRegister())
    wait_for(qtbot, heard, 1)
    assert heard.short == [("last", "done")]


def test_an_answer_to_somebody_who_is_gone_is_dropped(
    client: WorkerClient, heard: Heard, qtbot: QtBot
) -> None:
    owner = QObject()
    client.send(RefreshRegister(), *heard.of("gone"), owner=owner)
    owner.deleteLater()
    send(client, heard, "here", RefreshRegister())
    wait_for(qtbot, heard, 1)
    assert heard.short == [("here", "done")]


def test_a_method_of_a_gone_object_is_not_called(
    client: WorkerClient, heard: Heard, qtbot: QtBot
) -> None:
    class Page(QObject):
        def on_done(self, _facts: Mapping[str, Any]) -> None:
            heard.answers.append(("page", self.objectName(), {}))

        def on_refused(self, _error: str, _facts: Mapping[str, Any]) -> None:
            raise AssertionError

    page = Page()
    client.send(RefreshRegister(), page.on_done, page.on_refused)
    page.deleteLater()
    send(client, heard, "here", RefreshRegister())
    wait_for(qtbot, heard, 1)
    assert heard.short == [("here", "done")]


def test_a_killed_worker_costs_one_answer_and_the_next_gets_a_new_one(
    client: WorkerClient, heard: Heard, qtbot: QtBot
) -> None:
    send(client, heard, "killed", OpenExample())
    send(client, heard, "behind", RefreshRegister())
    qtbot.waitUntil(lambda: process_of(client).processId() > 0, timeout=LONG)
    first = process_of(client).processId()
    os.kill(first, signal.SIGKILL)
    wait_for(qtbot, heard, 2)
    assert heard.short == [("killed", GONE), ("behind", "done")]
    assert process_of(client).processId() != first


def test_a_worker_that_dies_idle_is_started_again(
    client: WorkerClient, heard: Heard, qtbot: QtBot
) -> None:
    client.start()
    process = process_of(client)
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.Running, timeout=LONG)
    with qtbot.waitSignal(process.finished, timeout=LONG):
        os.kill(process.processId(), signal.SIGKILL)
    send(client, heard, "a", RefreshRegister())
    wait_for(qtbot, heard, 1)
    assert heard.short == [("a", "done")]


def test_a_worker_that_cannot_be_started_is_gone_for_each_message(
    client: WorkerClient, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_client, "worker_command", lambda _folder: ["/no/such/program"])
    send(client, heard, "a", RefreshRegister())
    send(client, heard, "b", RefreshRegister())
    wait_for(qtbot, heard, 2)
    assert heard.short == [("a", GONE), ("b", GONE)]


def test_words_that_are_no_answer_end_the_worker(
    client: WorkerClient, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chatter = [sys.executable, "-c", "input(); print('good morning', flush=True); input()"]
    monkeypatch.setattr(worker_client, "worker_command", lambda _folder: chatter)
    send(client, heard, "a", RefreshRegister())
    wait_for(qtbot, heard, 1)
    assert heard.short == [("a", GONE)]


def test_closing_lets_changes_of_the_store_finish(
    client: WorkerClient, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    send(client, heard, "preview", RefreshRegister())
    send(client, heard, "example", OpenExample(name="council_message"))
    qtbot.waitUntil(lambda: client._running is not None, timeout=LONG)
    client.cancel(1)
    client.close()
    assert process_of(client).state() == QProcess.ProcessState.NotRunning
    assert heard.answers == []
    stored = [activity_id for activity_id, *_ in open_desk(tmp_path).store.ids()]
    assert len(stored) == 1


def test_closing_does_not_wait_for_a_preview(
    client: WorkerClient, heard: Heard, qtbot: QtBot
) -> None:
    send(client, heard, "a", MISSING)
    qtbot.waitUntil(lambda: client._running is not None, timeout=LONG)
    client.close()
    assert process_of(client).state() == QProcess.ProcessState.NotRunning
    send(client, heard, "late", RefreshRegister())
    wait_for(qtbot, heard, 1)
    assert heard.short == [("late", GONE)]


def test_the_log_names_the_place_of_a_failure_and_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sieve = TracebackSieve(logging.getLogger("sieve"))
    said = (
        b"Anna Schmidt moved\n"
        b"Traceback (most recent call last):\n"
        b'  File "/opt/dpia_wizard/report/render.py", line 12, in render\n'
        b'    raise ValueError("Anna Schmidt")\n'
        b"package.OddError: Anna Schmidt\n"
        b"Schmidt: moved\n"
        b"Fatal Python error: Segmentation fault\n"
    )
    for at in range(0, len(said), 7):
        sieve.feed(said[at : at + 7])
    assert [record.getMessage() for record in caplog.records] == [
        "worker: render.py:12 in render",
        "worker: package.OddError",
        "worker: fatal Python error",
    ]
