"""Activities on disk while other programs save, or are killed over it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path

from dpia_wizard.domain.errors import StaleError
from dpia_wizard.store.workspace import open_workspace
from tests.builders import ACTIVITY_ID, an_activity
from tests.unit.store.conftest import ids

SAVING = """
import sys
from dataclasses import replace
from itertools import pairwise
from multiprocessing.process import BaseProcess
from pathlib import Path
from dpia_wizard.store.workspace import open_workspace
from tests.builders import an_activity, an_assessment

store = open_workspace(Path(sys.argv[1])).store
activity = store.save(an_activity(revision=int(sys.argv[2])))
print(activity.revision, flush=True)
number = 0
while True:
    number += 1
    text = "x" * (number % 7 * 5_000) + str(number)
    activity = store.save(activity.put(an_assessment(answers={"test.a": text})))
    print(activity.revision, flush=True)
"""


def test_a_program_killed_while_saving_loses_at_most_what_it_was_saving(
    folder: Path, no_neighbours: None
) -> None:
    store = open_workspace(folder).store
    revision = 0
    pause = 0.0
    end = time.monotonic() + 4
    while time.monotonic() < end:
        command = [sys.executable, "-c", SAVING, str(folder), str(revision)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as saving:
            assert saving.stdout is not None
            acknowledged = int(saving.stdout.readline())
            until = time.monotonic() + pause
            while time.monotonic() < until:
                acknowledged = int(saving.stdout.readline())
            saving.send_signal(signal.SIGKILL)
            told = saving.stdout.read().split()
            acknowledged = int(told[-1]) if told else acknowledged
        pause = (pause + 0.0137) % 0.05
        revision = store.load(ACTIVITY_ID).revision
        assert acknowledged <= revision <= acknowledged + 1
        assert store.set_aside == []
    for left in (folder / "activities").glob(".*.new"):
        os.utime(left, (0, 0))
    open_workspace(folder)


CREATING = """
import sys
from pathlib import Path
from uuid import uuid4
from dpia_wizard.store.workspace import open_workspace
from tests.builders import an_activity

store = open_workspace(Path(sys.argv[1])).store
while True:
    print(store.save(an_activity(id=str(uuid4()))).id, flush=True)
"""


def test_a_new_activity_is_never_seen_half_made(folder: Path) -> None:
    store = open_workspace(folder).store
    command = [sys.executable, "-c", CREATING, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as creating:
        assert creating.stdout is not None
        told = [creating.stdout.readline().decode().strip()]
        until = time.monotonic() + 2
        while time.monotonic() < until:
            told.append(creating.stdout.readline().decode().strip())
            for activity_id in ids(store):
                assert store.load_or_set_aside(activity_id) is not None
        creating.send_signal(signal.SIGKILL)
    assert all(store.load_or_set_aside(activity_id) for activity_id in ids(store))
    assert set(told) <= set(ids(store))
    assert store.set_aside == []


def save_many(folder: Path, name: str, times: int) -> None:
    store = open_workspace(folder).store
    done = 0
    while done < times:
        activity = store.load(ACTIVITY_ID)
        facts = replace(activity.facts, values={**activity.facts.values, f"{name}{done}": "x"})
        try:
            store.save(replace(activity, facts=facts))
        except StaleError:
            continue
        done += 1


def start(function: Callable[..., None], *arguments: object) -> BaseProcess:
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    process.start()
    return process


def test_of_two_programs_saving_at_once_neither_loses_anything(folder: Path) -> None:
    store = open_workspace(folder).store
    store.save(an_activity())
    programs = [start(save_many, folder, name, 60) for name in "ab"]
    for program in programs:
        program.join(60)
        assert program.exitcode == 0
    saved = store.load(ACTIVITY_ID)
    assert saved.revision == 121
    assert set(saved.facts.values) == {f"{name}{i}" for name in "ab" for i in range(60)}
