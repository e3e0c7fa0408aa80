"""The register's cache: damaged, deleted, locked or in the way, it is never missed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from dpia_wizard.store.cache import Cache
from dpia_wizard.store.register import Register
from dpia_wizard.store.workspace import Workspace
from tests.unit.store.conftest import forbidden, full_disk
from tests.unit.store.registers import NEWSLETTER, another, cache_of, fill, titles


def put_in(workspace: Workspace, title: str = "Kept") -> None:
    workspace.store.save(another(title))
    register = workspace.register()
    register.refresh()
    assert titles(register) == [title]
    register.close()


DAMAGE = {
    "empty": b"",
    "text": b"this is no database at all, but it is long enough" * 100,
    "zeros": b"\0" * 8_192,
    "header only": b"SQLite format 3\0" + b"\xff" * 4_096,
}


@pytest.mark.parametrize("data", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_cache_is_thrown_away(workspace: Workspace, data: bytes) -> None:
    put_in(workspace)
    cache_of(workspace).write_bytes(data)
    register = workspace.register()
    register.refresh()
    assert titles(register) == ["Kept"]
    assert len(register.search("kept")) == 1
    register.close()


def test_a_cache_cut_short_is_thrown_away(workspace: Workspace) -> None:
    put_in(workspace)
    whole = cache_of(workspace).read_bytes()
    for length in (100, 4_096, len(whole) // 2, len(whole) - 1):
        cache_of(workspace).write_bytes(whole[:length])
        register = workspace.register()
        register.refresh()
        assert titles(register) == ["Kept"]
        assert len(register.search("kept")) == 1
        register.close()


def test_a_cache_deleted_while_closed_is_made_again_even_if_only_in_part(
    workspace: Workspace,
) -> None:
    put_in(workspace)
    cache_of(workspace).unlink()
    cache_of(workspace).with_name("register.sqlite-wal").write_bytes(b"\1" * 9_000)
    register = workspace.register()
    register.refresh()
    assert titles(register) == ["Kept"]
    register.close()
    shutil.rmtree(workspace.folder / "cache")
    register = workspace.register()
    register.refresh()
    assert titles(register) == ["Kept"]
    register.close()


def test_a_cache_deleted_while_open_is_not_missed(
    workspace: Workspace, register: Register
) -> None:
    workspace.store.save(another("First"))
    register.refresh()
    shutil.rmtree(workspace.folder / "cache")
    workspace.store.save(another("Second"))
    register.refresh()
    assert sorted(titles(register)) == ["First", "Second"]


def scribble(workspace: Workspace, *statements: str) -> None:
    with sqlite3.connect(cache_of(workspace)) as database:
        for statement in statements:
            database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "update made_by set name = '1 another'",
        "delete from made_by",
        "drop table made_by",
        "drop table entries",
        "drop table words",
        "alter table entries rename column label to title",
        "update entries set summary = '{}'",
        "update entries set summary = x'ff00'",
        "update entries set label = x'ff00', summary = 'x'",
    ],
)
def test_a_cache_of_another_version_is_filled_anew(
    workspace: Workspace, statement: str
) -> None:
    put_in(workspace)
    scribble(workspace, statement)
    register = workspace.register()
    register.refresh()
    assert titles(register) == ["Kept"]
    assert len(register.search("kept")) == 1
    assert register.labels() == ["ACT-0001"]
    register.close()


def test_other_question_sets_make_another_cache(workspace: Workspace) -> None:
    put_in(workspace)
    path, store = cache_of(workspace), workspace.store
    other = Register(path, store, summarise=workspace.summarise, stamp="other sets")
    assert other.rows() == []
    other.refresh()
    assert titles(other) == ["Kept"]
    other.close()


def test_rows_damaged_while_open_are_read_again_from_the_files(
    workspace: Workspace, register: Register
) -> None:
    saved = workspace.store.save(another("Kept"))
    register.refresh()
    for statement in (
        "update entries set summary = '{}'",
        "drop table words",
        "drop table entries",
    ):
        scribble(workspace, statement)
        assert titles(register) == ["Kept"]
        assert register.search("kept") == {saved.id}
        assert register.row(saved.id) is not None
        assert register.labels() == ["ACT-0001"]


def test_a_cache_worn_out_by_many_saves_is_begun_afresh(workspace: Workspace) -> None:
    put_in(workspace)
    scribble(workspace, "update entries set text_row = 99999999")
    register = workspace.register()
    register.refresh()
    assert titles(register) == ["Kept"]
    with sqlite3.connect(cache_of(workspace)) as database:
        assert database.execute("select max(text_row) from entries").fetchone() == (1,)
    database.close()
    register.close()


def test_a_cache_can_be_rebuilt_at_will(workspace: Workspace, register: Register) -> None:
    put_in(workspace)
    register.rebuild()
    assert register.rows() == []
    register.refresh()
    assert titles(register) == ["Kept"]


def test_where_no_cache_may_be_written_one_in_memory_serves(workspace: Workspace) -> None:
    workspace.store.save(another("Kept"))
    with forbidden(workspace.folder):
        register = workspace.register()
        register.refresh()
        assert titles(register) == ["Kept"]
        register.close()
    assert not cache_of(workspace).exists()


def test_a_cache_that_may_only_be_read_makes_room_for_one_in_memory(
    workspace: Workspace,
) -> None:
    put_in(workspace, "First")
    workspace.store.save(another("Second"))
    with forbidden(cache_of(workspace).parent), forbidden(cache_of(workspace), mode=0o444):
        register = workspace.register()
        register.refresh()
        assert sorted(titles(register)) == ["First", "Second"]
        register.close()


def test_a_file_in_place_of_the_cache_s_folder_is_no_obstacle(workspace: Workspace) -> None:
    (workspace.folder / "cache").write_text("x")
    workspace.store.save(another("Kept"))
    register = workspace.register()
    register.refresh()
    assert titles(register) == ["Kept"]
    register.close()


def test_a_disk_that_fills_up_makes_room_for_a_cache_in_memory(workspace: Workspace) -> None:
    register = workspace.register()
    register.refresh()
    activities = [replace(NEWSLETTER, id=str(uuid.uuid4())) for _ in range(40)]
    saved = [workspace.store.save(activity) for activity in activities]
    with full_disk(room=40_000):
        register.put(saved[0])
        register.refresh()
        assert len(register.rows()) == 40
        assert len(register.search("newsletter")) == 40
    register.close()


def test_a_damaged_cache_that_cannot_be_deleted_is_passed_over(workspace: Workspace) -> None:
    put_in(workspace)
    cache_of(workspace).write_bytes(b"no database" * 1_000)
    with forbidden(cache_of(workspace).parent):
        register = workspace.register()
        register.refresh()
        assert titles(register) == ["Kept"]
        register.close()


def test_a_mistake_of_our_own_is_not_taken_for_a_lost_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    cache = Cache(tmp_path / "file" / "x.sqlite", tables={}, made_by="test")
    with pytest.raises(sqlite3.OperationalError):
        cache.ask(lambda database: database.execute("no such statement"))
    cache.close()
    with pytest.raises(sqlite3.ProgrammingError):
        cache.ask(lambda database: database.execute("select 1"))


def test_a_cache_locked_for_long_makes_room_for_one_in_memory(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dpia_wizard.store.cache._BUSY_SECONDS", 0.05)
    put_in(workspace, "First")
    holder = sqlite3.connect(cache_of(workspace))
    holder.execute("begin exclusive")
    register = workspace.register()
    workspace.store.save(another("Second"))
    register.refresh()
    assert sorted(titles(register)) == ["First", "Second"]
    holder.rollback()
    assert holder.execute("select count(*) from entries").fetchone() == (1,)
    holder.close()
    register.close()


def test_a_short_lock_is_waited_for(workspace: Workspace, register: Register) -> None:
    workspace.store.save(another("Kept"))
    holder = sqlite3.connect(cache_of(workspace), check_same_thread=False)
    holder.execute("begin immediate")
    threading.Timer(0.3, holder.rollback).start()
    register.refresh()
    holder.close()
    scribble(workspace, "select count(*) from entries")
    assert titles(register) == ["Kept"]


LISTING = """
import sys
from pathlib import Path
from dpia_wizard.store.workspace import open_workspace

workspace = open_workspace(Path(sys.argv[1]))
for _ in range(10):
    register = workspace.register()
    register.refresh()
    print(len(register.rows()))
    register.close()
"""


def test_commands_work_beside_an_open_register_that_is_being_written(
    workspace: Workspace, register: Register
) -> None:
    activities = fill(workspace, 20)
    command = [sys.executable, "-c", LISTING, str(workspace.folder)]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    while any(other.poll() is None for other in others):
        activities = [workspace.store.save(activity) for activity in activities]
        for activity in activities:
            register.put(activity)
        register.refresh()
        assert len(register.rows()) == 20
    for other in others:
        out, _ = other.communicate()
        assert other.returncode == 0
        assert out.split() == [b"20"] * 10


CREATING = """
import sys
from pathlib import Path
from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.domain.activity import Details

desk = open_desk(Path(sys.argv[1]))
for number in range(8):
    begun = start_activity(desk, Details(title=f"Activity {number}"))
    start_assessment(desk, begun, "lia")
    desk.register.refresh()
desk.close()
print(len(desk.store.set_aside))
"""


def test_programs_that_begin_at_once_share_one_cache_and_disturb_nobody(
    workspace: Workspace,
) -> None:
    command = [sys.executable, "-c", CREATING, str(workspace.folder)]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    for other in others:
        out, _ = other.communicate()
        assert (other.returncode, out) == (0, b"0\n")
    with sqlite3.connect(cache_of(workspace)) as database:
        assert database.execute("select count(*) from entries").fetchone() == (24,)
    database.close()
    assert len(list(workspace.store.ids())) == 24
