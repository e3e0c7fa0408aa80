"""Files are replaced in one step, whatever the surroundings."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.domain.errors import CannotReadError, CannotWriteError, UnreadableError
from dpia_wizard.domain.settings import Settings
from dpia_wizard.store.atomic import AtomicStorage, sweep, write_bytes
from dpia_wizard.store.settings_file import load_settings, save_settings
from tests.unit.store.conftest import forbidden, full_disk


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_holds_what_was_written_last(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file.bin"
    for data in (b"first", b"", b"\x00\xffsecond"):
        write_bytes(path, data)
        assert path.read_bytes() == data
    assert names(path.parent) == ["file.bin"]


def test_private_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    for private, mode in ((True, 0o600), (False, 0o666)):
        path = tmp_path / f"{private}"
        before = os.umask(0)
        try:
            write_bytes(path, b"x", private=private)
        finally:
            os.umask(before)
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_name_as_long_as_a_name_can_be_is_written(tmp_path: Path) -> None:
    for name in ("x" * 251 + ".pdf", "é" * 125 + ".pdf", "\U0001f600" * 62 + ".pdf"):
        write_bytes(tmp_path / name, b"x")
        assert (tmp_path / name).read_bytes() == b"x"


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["/dev/null", "/dev/full", "."])
def test_what_is_no_file_is_left_alone(name: str) -> None:
    before = Path(name).stat()
    with pytest.raises(CannotWriteError) as refused:
        write_bytes(Path(name), b"x")
    assert refused.value.facts["reason"] == "no_file"
    assert Path(name).stat().st_ino == before.st_ino


def test_a_full_disk_keeps_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    write_bytes(path, b"old")
    with full_disk(room=1_000), pytest.raises(CannotWriteError) as refused:
        write_bytes(path, b"x" * 1_001)
    assert refused.value.facts == {"path": str(path), "reason": "full"}
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file.bin"]
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_read_only_folder_keeps_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    write_bytes(path, b"old")
    with forbidden(tmp_path), pytest.raises(CannotWriteError) as refused:
        write_bytes(path, b"new")
    assert refused.value.facts["reason"] == "read_only"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file.bin"]


def test_a_folder_that_is_a_file_cannot_hold_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(CannotWriteError) as refused:
        write_bytes(tmp_path / "file" / "below", b"x")
    assert refused.value.facts["reason"] == "other"


def test_what_a_killed_program_left_is_swept_up_but_not_what_is_being_written(
    tmp_path: Path,
) -> None:
    old, young, other = (tmp_path / n for n in (".a.1.new", ".b.2.new", "c.new"))
    for path in (old, young, other):
        path.write_bytes(b"x")
    an_hour_ago = time.time() - 3_600
    os.utime(old, (an_hour_ago, an_hour_ago))
    os.utime(other, (an_hour_ago, an_hour_ago))
    sweep(tmp_path)
    assert names(tmp_path) == [".b.2.new", "c.new"]
    sweep(tmp_path / "missing")


def test_sweeping_where_it_is_forbidden_is_harmless(tmp_path: Path) -> None:
    old = tmp_path / ".a.1.new"
    old.write_bytes(b"x")
    os.utime(old, (0, 0))
    with forbidden(tmp_path):
        sweep(tmp_path)
    assert old.exists()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


documents = st.dictionaries(texts, json_values, max_size=3)


@given(tables=st.dictionaries(st.just("a"), st.dictionaries(st.just("1"), documents)))
def test_tables_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, dict[str, object]]
) -> None:
    storage = AtomicStorage(tmp_path_factory.mktemp("tables") / "x.json")
    assert storage.read() is None
    storage.write(tables)
    assert storage.read() == tables


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"{", "the file is damaged"),
        (b'{"activity": {"1": {"id"', "the file is damaged"),
        (b"\xef\xbb\xbf{}", "the file is damaged"),
        (b"[" * 100_000, "the file is damaged"),
        (b'{"a":' * 100_000, "the file is damaged"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "the file is damaged"),
        (b"\xff\xfe\x00", "not text"),
        (b"\x00" * 100, "the file is damaged"),
        (b"[]", "not a file of ours"),
        (b'{"activity": []}', "not a file of ours"),
        (b"null", "not a file of ours"),
    ],
)
def test_a_damaged_file_is_never_taken_for_an_empty_one(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as refused:
        AtomicStorage(path).read()
    assert refused.value.facts == {"source": "x.json", "problems": [problem]}


def test_a_file_too_large_to_be_ours_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    with pytest.raises(UnreadableError):
        AtomicStorage(path).read()


def test_what_may_not_be_read_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.mkdir()
    with pytest.raises(CannotReadError):
        AtomicStorage(path).read()
    path.rmdir()
    path.write_text("{}")
    with forbidden(path, mode=0), pytest.raises(CannotReadError) as refused:
        AtomicStorage(path).read()
    assert refused.value.facts["reason"] == "read_only"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "\ud800", "[" * 100_000, '{"name": 3, "theme": null}']
)
def test_settings_that_are_not_understood_are_the_usual_ones(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert load_settings(path) == Settings()


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert load_settings(path) == Settings()
    settings = Settings(name="Zoë", role="DPO", theme="dark", one_person_allowed=True)
    save_settings(path, settings)
    assert load_settings(path) == settings
