"""Backups that were damaged or made by an enemy: one sentence each, and nothing is written."""

from __future__ import annotations

import hashlib
import io
import json
import random
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dpia_wizard.app.sentences import sentence
from dpia_wizard.codec.backup_file import MOST_BYTES
from dpia_wizard.domain.errors import CannotReadError, DpiaError, NotABackupError
from dpia_wizard.jobs.back_up import back_up, restore
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.store.restore import unpack_backup
from dpia_wizard.store.workspace import open_workspace
from tests.builders import NOW

SETTINGS = {"settings.json": b"{}"}
Manifest = dict[str, Any]


def entry(path: str, data: bytes) -> dict[str, Any]:
    return {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def manifest(files: Mapping[str, bytes], /, **more: object) -> Manifest:
    return {
        "format": 1,
        "made_by": "DPIA Wizard 0.1.0",
        "made_at": "2026-11-22T10:51:00Z",
        "identities": True,
        "files": [entry(path, data) for path, data in files.items()],
        **more,
    }


def zipped(files: Mapping[str, bytes], told: object, *more: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name may stand in it twice
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, data in (*files.items(), *more):
                archive.writestr(path, data)
            if told is not None:
                text = told if isinstance(told, bytes) else json.dumps(told).encode()
                archive.writestr("manifest.json", text)
    return out.getvalue()


def bomb() -> bytes:
    """Small, and would fill the disk."""
    files = {f"questionnaires/{n}.yaml": bytes(1024) for n in range(3)}
    told = manifest(files)
    for file in told["files"]:
        file["size"] = MOST_BYTES - 1
    data = bytearray(zipped(files, told))
    for at in central_headers(data, "questionnaires/"):
        data[at + 24 : at + 28] = (MOST_BYTES - 1).to_bytes(4, "little")
    return bytes(data)


def central_headers(data: bytes | bytearray, name: str) -> list[int]:
    found, at = [], bytes(data).find(b"PK\x01\x02")
    while at >= 0:
        if bytes(data[at + 46 :]).startswith(name.encode()):
            found.append(at)
        at = bytes(data).find(b"PK\x01\x02", at + 1)
    return found


def more_than_told() -> bytes:
    """Its directory says 2 bytes, and inside there is more."""
    data = bytearray(zipped({"settings.json": bytes(100_000)}, manifest(SETTINGS)))
    (at,) = central_headers(data, "settings.json")
    data[at + 24 : at + 28] = (2).to_bytes(4, "little")
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(zipped(SETTINGS, manifest(SETTINGS)))
    (at,) = central_headers(data, "settings.json")
    data[at + 8] |= 1
    return bytes(data)


def named(path: str) -> Callable[[], bytes]:
    return lambda: zipped({path: b"{}"}, manifest({path: b"{}"}))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "not_a_zip"),
    "text": (lambda: b"Dear all, this is no backup.", "not_a_zip"),
    "a record": (lambda: b"%PDF-1.7\n%%EOF\n", "not_a_zip"),
    "its beginning": (lambda: zipped(SETTINGS, manifest(SETTINGS))[:200], "not_a_zip"),
    "any zip": (lambda: zipped({"a.txt": b"a"}, None), "no_manifest"),
    "no json": (lambda: zipped(SETTINGS, b"\xff{"), "no_manifest"),
    "deep json": (lambda: zipped(SETTINGS, b"[" * 100_000), "no_manifest"),
    "a list": (lambda: zipped(SETTINGS, []), "no_manifest"),
    "no format": (lambda: zipped(SETTINGS, {"files": []}), "no_manifest"),
    "no files": (lambda: zipped(SETTINGS, {"format": 1}), "no_manifest"),
    "odd size": (
        lambda: zipped(
            SETTINGS, manifest({}, files=[{**entry("settings.json", b"{}"), "size": -1}])
        ),
        "no_manifest",
    ),
    "odd field": (lambda: zipped(SETTINGS, manifest(SETTINGS, more=1)), "no_manifest"),
    "two manifests": (
        lambda: zipped(SETTINGS, manifest(SETTINGS), ("manifest.json", b"{}")),
        "no_manifest",
    ),
    "newer": (lambda: zipped(SETTINGS, manifest(SETTINGS, format=2)), "newer_format"),
    "missing": (lambda: zipped({}, manifest(SETTINGS)), "missing"),
    "extra": (
        lambda: zipped(SETTINGS, manifest(SETTINGS), ("trust/enemy.pem", b"x")),
        "extra",
    ),
    "twice": (
        lambda: zipped(SETTINGS, manifest(SETTINGS), ("settings.json", b"{}")),
        "extra",
    ),
    "named twice": (
        lambda: zipped(SETTINGS, manifest({}, files=[entry("settings.json", b"{}")] * 2)),
        "foreign",
    ),
    "other content": (
        lambda: zipped({"settings.json": b"[]"}, manifest(SETTINGS)),
        "changed",
    ),
    "other size": (
        lambda: zipped({"settings.json": b"{} "}, manifest(SETTINGS)),
        "changed",
    ),
    "more than told": (more_than_told, "changed"),
    "encrypted": (encrypted, "changed"),
    "bomb": (bomb, "too_large"),
    "one huge file": (
        lambda: zipped(
            SETTINGS,
            manifest({}, files=[{**entry("settings.json", b"{}"), "size": MOST_BYTES + 1}]),
        ),
        "too_large",
    ),
    "up": (named("../evil.json"), "foreign"),
    "up later": (named("trust/../../evil.pem"), "foreign"),
    "from the root": (named("/tmp/evil.json"), "foreign"),
    "from a drive": (named("C:/evil.json"), "foreign"),
    "backwards": (named("trust\\..\\..\\evil.pem"), "foreign"),
    "a stream": (named("trust/a.pem:evil"), "foreign"),
    "a folder": (named("trust/"), "foreign"),
    "hidden": (named("trust/.evil"), "foreign"),
    "a line": (named("trust/a\nb.pem"), "foreign"),
    "very long": (named("x" * 60_000), "foreign"),
    "a stranger": (named("evil.sh"), "foreign"),
    "a lock": (named("locks/x.write"), "foreign"),
    "a cache": (named("cache/register.sqlite"), "foreign"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_refused_in_a_sentence_and_nothing_is_written(
    name: str, tmp_path: Path
) -> None:
    make, problem = HOSTILE[name]
    path = tmp_path / "in" / "b.zip"
    path.parent.mkdir()
    path.write_bytes(make())
    with pytest.raises(NotABackupError) as refused:
        restore(path, tmp_path / "out" / "data")
    assert refused.value.facts["problem"] == problem
    said = sentence(refused.value)
    assert said.startswith("b.zip ")
    assert said.endswith(".")
    assert len(said.splitlines()) == 1
    assert len(said) < 400
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]
    assert not (tmp_path / "out" / "data").exists()


def test_identities_do_not_come_unannounced(tmp_path: Path) -> None:
    files = {"identities/enemy.p12": b"key"}
    path = tmp_path / "b.zip"
    path.write_bytes(zipped(files, manifest(files, identities=False)))
    with pytest.raises(NotABackupError):
        restore(path, tmp_path / "data")


@pytest.mark.parametrize("path", ["none.zip", "."])
def test_a_file_that_cannot_be_read_is_said_to_be_so(path: str, tmp_path: Path) -> None:
    with pytest.raises(CannotReadError):
        restore(tmp_path / path, tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_whatever_byte_is_changed_all_comes_back_as_it_was_or_nothing(tmp_path: Path) -> None:
    desk = open_workspace(tmp_path / "data")
    open_example(desk, label="ACT-0001", name="council_message")
    back_up(tmp_path / "data", tmp_path / "b.zip", at=NOW)
    whole = (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        told = {name: archive.read(name) for name in archive.namelist()}
        told.pop("manifest.json")
    chance = random.Random(7)
    end = whole.rfind(b"PK\x05\x06")
    directory = whole.find(b"PK\x01\x02")
    places = [
        *chance.sample(range(len(whole)), 40),
        *chance.sample(range(directory, len(whole)), 120),
        *range(end, len(whole)),
    ]
    refused = 0
    for number, place in enumerate(places):
        broken = bytearray(whole)
        broken[place] ^= chance.randrange(1, 256)
        path, folder = tmp_path / "broken.zip", tmp_path / f"back{number}"
        path.write_bytes(broken)
        try:
            unpack_backup(path, folder)
        except DpiaError:
            refused += 1
            assert not folder.exists()
        else:
            back = {
                each.relative_to(folder).as_posix(): each.read_bytes()
                for each in folder.rglob("*")
                if each.is_file()
            }
            assert back == told
    assert refused > len(places) / 2
    assert not list(tmp_path.glob(".*"))
