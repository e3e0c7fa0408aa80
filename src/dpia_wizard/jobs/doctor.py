"""Looks through a data folder, changing nothing: what is not as the program left it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dpia_wizard.codec.fields import UUID
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.errors import CannotReadError, NotFoundError, UnreadableError
from dpia_wizard.jobs.doctor_folder import (
    house_findings,
    leftover_findings,
    profile_findings,
    set_findings,
    settings_findings,
)
from dpia_wizard.jobs.doctor_history import chain_findings, named, told_findings
from dpia_wizard.jobs.doctor_records import look_at_kept, path_exists, stray_findings
from dpia_wizard.jobs.findings import BACKUP, Finding
from dpia_wizard.store.atomic import reason_of
from dpia_wizard.store.seals import Seal
from dpia_wizard.store.workspace import Workspace, look_into

_UNSEALED: Mapping[Seal, tuple[str, str, str]] = {
    Seal.BROKEN: (
        "seal_broken",
        "it was changed outside the program",
        f"The lines on this file say where, as far as history and records tell. {BACKUP}",
    ),
    Seal.MENDED: (
        "seal_mended",
        "it was changed outside the program before it was last saved",
        f"Compare it with its history and with a backup. {BACKUP}",
    ),
    Seal.NONE: (
        "no_seal",
        "it has no seal: an earlier version of the program saved it, or it was taken out",
        "Look whether it is as you know it; it gets a seal when it is next saved",
    ),
}


@dataclass(slots=True)
class Diagnosis:
    """Everything found, and how much was looked at."""

    findings: list[Finding] = field(default_factory=list)
    activities: int = 0
    records: int = 0
    sets: int = 0


def examine(folder: Path) -> Diagnosis:
    """Look at every file of a data folder.

    Raises `NotFoundError` where there is none, and `CannotReadError` where it may not be read.
    """
    if not folder.is_dir():
        raise NotFoundError(what="data folder", name=str(folder))
    workspace = look_into(folder)
    seen = Diagnosis()
    used: dict[str, str] = {}
    kept: set[str] = set()
    for activity_id in _activity_ids(workspace, seen):
        file = f"activities/{activity_id}.json"
        activity = _activity(workspace, activity_id, file, seen)
        if activity is None:
            continue
        for assessment in activity.assessments:
            used.setdefault(assessment.set_digest, f"{activity.label}, {named(assessment)}")
            kept.add(f"{activity.id}/{assessment.key}.pdf")
    seen.findings += stray_findings(workspace, kept)
    seen.findings += set_findings(workspace, used)
    seen.findings += settings_findings(workspace)
    seen.findings += profile_findings(workspace)
    seen.findings += house_findings(workspace)
    seen.findings += leftover_findings(workspace)
    seen.sets = len(list((folder / "sets").glob("*.json")))
    return seen


def _activity_ids(workspace: Workspace, seen: Diagnosis) -> Iterator[str]:
    """Every activity's file, the oldest names first; strangers are told."""
    folder = workspace.folder / "activities"
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - a path each is slow
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotReadError(path=str(folder), reason=reason_of(error)) from error
    for name in names:
        stem, _, suffix = name.rpartition(".")
        if suffix == "json" and re.fullmatch(UUID, stem):
            yield stem
        elif not name.startswith("."):
            seen.findings.append(
                Finding(
                    file=f"activities/{name}",
                    problem="stray",
                    text="it is not called like an activity's file",
                    advice="Keep it elsewhere; if it is a copy of an activity, it is not used",
                )
            )


def _activity(
    workspace: Workspace, activity_id: str, file: str, seen: Diagnosis
) -> Activity | None:
    """Look at one activity and its kept PDFs."""
    seen.activities += 1
    try:
        activity = workspace.store.load(activity_id)
        seal = workspace.store.seal(activity_id)
    except UnreadableError as error:
        problems = error.facts.get("problems")
        said = "; ".join(map(str, problems)) if isinstance(problems, list) else "damaged"
        text = f"it cannot be understood: {said}"
        seen.findings.append(Finding(file=file, problem="unreadable", text=text, advice=BACKUP))
        return None
    except (CannotReadError, NotFoundError):
        advice = "Ask for the right to read it"
        text = "it may not be read"
        seen.findings.append(Finding(file=file, problem="unreadable", text=text, advice=advice))
        return None
    seen.findings += _one(workspace, activity, file, seal, seen)
    return activity


def _one(
    workspace: Workspace, activity: Activity, file: str, seal: Seal, seen: Diagnosis
) -> Iterator[Finding]:
    if seal in _UNSEALED:
        problem, text, advice = _UNSEALED[seal]
        yield Finding(file=file, problem=problem, text=text, advice=advice)
    chain = list(chain_findings(activity, file))
    kept: dict[str, Answers] = {}
    borne: list[Finding] = []
    for assessment in activity.assessments:
        if path_exists(workspace, activity, assessment):
            seen.records += 1
            look = look_at_kept(workspace, activity, assessment, file)
            borne += look.findings
            if look.answers is not None:
                kept[assessment.key] = look.answers
    yield from chain
    if not chain and seal is not Seal.WHOLE:
        yield from told_findings(activity, file, kept)
    yield from borne
