"""The cache when there is nothing left to fall back on, and a folder that plays tricks."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from dpia_wizard.store.activities import FolderStore
from dpia_wizard.store.cache import Cache, CacheLostError
from tests.builders import an_activity

TABLES = {"things": "create table things (name text)"}


def test_a_mistake_of_ours_is_no_damage_and_is_not_hidden(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite", tables=TABLES, made_by="us")
    cache.close()
    with pytest.raises(sqlite3.ProgrammingError):
        cache.ask(lambda database: database.execute("select 1"))


def test_a_database_in_memory_has_no_second_to_replace_it(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    cache = Cache(in_the_way / "cache.sqlite", tables=TABLES, made_by="us")
    with pytest.raises(sqlite3.OperationalError):
        cache.ask(lambda database: database.execute("select * from nothing"))
    assert cache.ask(lambda database: list(database.execute("select * from things"))) == []
    cache.close()


def test_a_cache_that_is_lost_twice_goes_on_in_memory(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite", tables=TABLES, made_by="us")
    for _ in range(2):
        with pytest.raises(CacheLostError):
            cache.ask(lambda database: database.execute("select * from nothing"))
    cache.ask(lambda database: database.execute("insert into things values ('kept')"))
    assert cache.ask(lambda database: list(database.execute("select * from things"))) == [
        ("kept",)
    ]
    cache.close()


def test_a_save_is_noticed_even_in_a_folder_from_the_future(
    store: FolderStore, folder: Path
) -> None:
    activities = folder / "activities"
    future = activities.stat().st_mtime_ns + 10**12
    os.utime(activities, ns=(future, future))
    before = store.watch()
    store.save(an_activity())
    assert store.watch() > before


def test_a_folder_that_can_no_longer_be_listed_is_named(
    store: FolderStore, folder: Path
) -> None:
    (folder / "activities").rmdir()
    (folder / "activities").write_text("")
    assert list(store.ids()) == []
    assert "may not be read" in store.set_aside[0].problem
