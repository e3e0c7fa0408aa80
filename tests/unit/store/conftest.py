"""A data folder of its own for each test, and the bad surroundings it may find itself in."""

from __future__ import annotations

import ctypes
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from dpia_wizard.store.activities import FolderStore
from dpia_wizard.store.register import Register
from dpia_wizard.store.workspace import Workspace, open_workspace

Surroundings = Callable[..., AbstractContextManager[None]]

_LINUX_CAPABILITY_VERSION_3 = 0x20080522
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1 << 1, 1 << 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    return open_workspace(folder)


@pytest.fixture
def store(workspace: Workspace) -> FolderStore:
    return workspace.store


def ids(store: FolderStore) -> list[str]:
    return [found[0] for found in store.ids()]


@pytest.fixture
def register(workspace: Workspace) -> Iterator[Register]:
    opened = workspace.register()
    yield opened
    opened.close()


@contextmanager
def full_disk(*, room: int = 0) -> Iterator[None]:
    """No file may grow beyond so many bytes: writing fails as on a full disk (EFBIG)."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def forbidden(*folders: Path, mode: int = 0o555) -> Iterator[None]:
    """Folders that may not be written to, even by root."""
    before = [folder.stat().st_mode for folder in folders]
    for folder in folders:
        folder.chmod(mode)
    try:
        with _bound_by_permissions():
            yield
    finally:
        for folder, old in zip(folders, before, strict=True):
            folder.chmod(old)


@contextmanager
def _bound_by_permissions() -> Iterator[None]:
    """Lay down root's right to pass over permissions, and take it up again."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_LINUX_CAPABILITY_VERSION_3, 0)
    mine = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, mine) == 0
    fewer = (ctypes.c_uint32 * 6)(*mine)
    fewer[0] &= ~(_DAC_OVERRIDE | _DAC_READ_SEARCH)
    assert libc.capset(header, fewer) == 0
    try:
        yield
    finally:
        assert libc.capset(header, mine) == 0


@pytest.fixture
def no_neighbours(folder: Path) -> Iterator[None]:
    """Nothing half-written is left behind."""
    yield
    assert [path for path in folder.rglob("*") if path.name.endswith(".new")] == []
