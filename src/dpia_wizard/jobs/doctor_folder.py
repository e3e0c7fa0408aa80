"""Looks at the rest of a data folder: kept question sets, settings, and what lies about."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from dpia_wizard.codec.canonical import digest
from dpia_wizard.codec.json_text import read_json
from dpia_wizard.codec.questionnaire import questionnaire_from_plain
from dpia_wizard.domain.errors import (
    BadQuestionnaireError,
    CannotReadError,
    UnreadableError,
)
from dpia_wizard.jobs.findings import BACKUP, Finding
from dpia_wizard.store.atomic import STALE_SECONDS, SUFFIX
from dpia_wizard.store.house_file import read_house
from dpia_wizard.store.profile_file import read_profile
from dpia_wizard.store.workspace import Workspace


def set_findings(workspace: Workspace, used: Mapping[str, str]) -> Iterator[Finding]:
    """Kept question sets that are not what they were, or gone.

    `used` tells by digest what asked with a set is called.
    """
    folder = workspace.folder / "sets"
    files = {path.stem: path for path in sorted(folder.glob("*.json"))}
    for path in files.values():
        yield from _kept_set(path)
    for missing in sorted(used.keys() - files.keys()):
        yield Finding(
            file=f"sets/{missing}.json",
            problem="set_missing",
            text=f"the questions as they were asked in {used[missing]} are not there",
            advice=f"{BACKUP}; every PDF of that assessment holds them too: open one with "
            "“dpia-wizard open”",
        )
    for problem in _own_problems(workspace):
        yield Finding(
            file="questionnaires",
            problem="own_set_broken",
            text=f"a question set of your own is left out: {problem}",
            advice="Mend it and try it with “dpia-wizard questions check”",
        )


def _own_problems(workspace: Workspace) -> list[str]:
    workspace.sets.current()
    return workspace.sets.problems


def _kept_set(path: Path) -> Iterator[Finding]:
    try:
        plain = read_json(path.read_text(encoding="utf-8"))
        as_named = digest(plain) == path.stem
        questionnaire_from_plain(plain, source=path.name)
    except (OSError, ValueError, BadQuestionnaireError):
        as_named = False
    if not as_named:
        yield Finding(
            file=f"sets/{path.name}",
            problem="set_changed",
            text="these are not the questions that were asked: the content is not that of its "
            "digest, which is its name",
            advice=f"{BACKUP}; assessments that were asked it cannot be shown until then",
        )


def settings_findings(workspace: Workspace) -> Iterator[Finding]:
    """Settings that cannot be understood: the program then works with its defaults."""
    path = workspace.settings_path
    if not path.exists():
        return
    try:
        fine = isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
    except (OSError, ValueError, RecursionError):
        fine = False
    if not fine:
        yield Finding(
            file=path.name,
            problem="settings_unreadable",
            text="the settings cannot be understood, so the defaults are used",
            advice="Set them again in the window under Settings",
        )


def profile_findings(workspace: Workspace) -> Iterator[Finding]:
    """An organisation profile that cannot be understood: nothing is offered from it then."""
    try:
        read_profile(workspace.profile_path)
    except (UnreadableError, CannotReadError):
        yield Finding(
            file=workspace.profile_path.name,
            problem="profile_unreadable",
            text="the organisation profile cannot be understood, so none is used",
            advice=f"{BACKUP}, or fill it in again in the window under Settings",
        )


def house_findings(workspace: Workspace) -> Iterator[Finding]:
    """House rules that cannot be understood: the choices we ship are in force then."""
    try:
        read_house(workspace.house_path)
    except (UnreadableError, CannotReadError):
        yield Finding(
            file=workspace.house_path.name,
            problem="house_rules_unreadable",
            text="the house rules cannot be understood, so those we ship are in force",
            advice=f"{BACKUP}, or choose them again in the window under Law and house rules",
        )


def leftover_findings(workspace: Workspace) -> Iterator[Finding]:
    """What a killed program left behind, and what was put aside."""
    folder = workspace.folder
    for path in sorted(folder.rglob(f".*{SUFFIX}")):
        if time.time() - path.stat().st_mtime > STALE_SECONDS:
            yield Finding(
                file=path.relative_to(folder).as_posix(),
                problem="left_over",
                text="a program that was stopped while saving left this behind; the file it "
                "was to replace is whole",
                advice="It is swept up when the folder is next opened",
            )
    for path in sorted((folder / "set-aside").glob("*")):
        yield Finding(
            file=path.relative_to(folder).as_posix(),
            problem="set_aside",
            text="this file could not be understood and was put aside; it is in no list",
            advice="Bring the activity back from a backup, or ask for help with this file",
        )
