"""What a backup says it holds, and which files a backup may hold at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from dpia_wizard.codec.fields import DIGEST, UUID
from dpia_wizard.codec.json_text import JsonError, read_json
from dpia_wizard.domain.errors import NotABackupError

FORMAT = 1
MANIFEST = "manifest.json"
MOST_BYTES = 256 * 1024 * 1024
"""No file of ours is larger, so none is put into a backup or taken out of one."""

_UUID, _DIGEST = UUID.strip("^$"), DIGEST.strip("^$")
_VERSION = r"[a-z][a-z0-9-]*-v[1-9][0-9]*"
_NAME = r"[^./\\:\x00-\x1f\x7f][^/\\:\x00-\x1f\x7f]{0,200}"
_ALWAYS = re.compile(
    rf"activities/{_UUID}\.json"
    rf"|records/{_UUID}/{_VERSION}\.pdf"
    rf"|records/{_UUID}/replaced/{_VERSION}-[0-9a-f]{{16}}\.pdf"
    rf"|sets/{_DIGEST}\.json"
    rf"|questionnaires/{_NAME}\.yaml"
    rf"|trust/{_NAME}"
    r"|(settings|profile|house)\.json"
)
_IDENTITIES = re.compile(rf"(identities|authority)/{_NAME}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """One file of a backup; `path` is given from the data folder on, with slashes."""

    path: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern=DIGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What lies in a backup, made by which program and when."""

    made_by: str
    made_at: datetime
    identities: bool
    files: tuple[BackedUp, ...]

    def count(self, folder: str) -> int:
        """How many files it holds of one of the data folder's folders."""
        return sum(file.path.startswith(f"{folder}/") for file in self.files)


_MANIFEST = TypeAdapter(Manifest)


def belongs(path: str, *, identities: bool) -> bool:
    """Whether a data folder has such a file, and it is one that a backup keeps."""
    if _ALWAYS.fullmatch(path):
        return True
    return identities and _IDENTITIES.fullmatch(path) is not None


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON."""
    plain = TypeAdapter(dict[str, Any]).dump_json(
        {"format": FORMAT, **_MANIFEST.dump_python(manifest, mode="json")}, indent=1
    )
    return plain + b"\n"


def load_manifest(text: bytes, *, source: str) -> Manifest:
    """A manifest that names only files that belong, each once; raises `NotABackupError`."""
    try:
        told = read_json(text)
    except JsonError as error:
        raise NotABackupError(source=source, problem="no_manifest") from error
    if not isinstance(told, dict) or type(told.get("format")) is not int:
        raise NotABackupError(source=source, problem="no_manifest")
    if told.pop("format") != FORMAT:
        raise NotABackupError(source=source, problem="newer_format")
    try:
        manifest = _MANIFEST.validate_python(told, extra="forbid")
    except ValidationError as error:
        raise NotABackupError(source=source, problem="no_manifest") from error
    _check(manifest, source)
    return manifest


def _check(manifest: Manifest, source: str) -> None:
    seen: set[str] = set()
    for file in manifest.files:
        if not belongs(file.path, identities=manifest.identities) or file.path in seen:
            raise NotABackupError(source=source, problem="foreign", file=file.path)
        if file.size > MOST_BYTES:
            raise NotABackupError(source=source, problem="too_large", file=file.path)
        seen.add(file.path)
