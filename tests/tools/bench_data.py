"""A register of many invented activities, in the store's own files but without its care."""

from __future__ import annotations

import json
import random
import re
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dpia_wizard.app.answer import changes_between
from dpia_wizard.codec.activity_file import dump_activity
from dpia_wizard.codec.example_file import read_example
from dpia_wizard.codec.history import noted
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.people import Person
from dpia_wizard.resources import resource_path
from dpia_wizard.store.workspace import open_workspace

KEPT_SENTENCES = 0.8
"""How much of the example's answers a copy keeps: 20 KB a file."""

_START = datetime(2026, 1, 5, 9, tzinfo=UTC)
_SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "wo",
)
_KINDS = ("newsletter", "appeal", "survey", "reminder", "invitation", "leaflet", "phone round")


def template_activity() -> Activity:
    """The example, both assessments answered and still drafts."""
    text = (resource_path("questionnaires/examples") / "tenant_newsletter.yaml").read_text(
        "utf-8"
    )
    example = read_example(text, source="tenant_newsletter.yaml")
    with tempfile.TemporaryDirectory() as folder:
        sets = open_workspace(Path(folder)).sets
        activity = example.begin(label="ACT-0001")
        for set_id in example.set_ids:
            activity = example.answered(activity, sets.get(set_id))
    return activity


def write_store(folder: Path, count: int) -> int:
    """Fill a data folder; returns the mean size of a file."""
    home = folder / "activities"
    home.mkdir(parents=True)
    total = 0
    for activity in activities(count):
        data = stored_bytes(activity)
        (home / f"{activity.id}.json").write_bytes(data)
        total += len(data)
    return total // count


def stored_bytes(activity: Activity) -> bytes:
    """An activity's file as the store writes it."""
    tables = {"activity": {"1": dump_activity(activity)}}
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def activities(count: int) -> Iterator[Activity]:
    """Invented activities, the same ones every time."""
    chance = random.Random(2026)
    template = template_activity()
    for number in range(1, count + 1):
        yield _copy(template, number, chance)


def _copy(template: Activity, number: int, chance: random.Random) -> Activity:
    at = _START + timedelta(minutes=31 * number)
    place = _word(chance).capitalize()
    owner = Person(name=f"{_word(chance).capitalize()} {place}", role="Campaign owner")
    details = replace(
        template.details, title=f"{place} {chance.choice(_KINDS)} {number}", owner=owner
    )
    activity = Activity(
        id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        label=f"ACT-{number:04d}",
        created_at=at,
        details=details,
    )
    activity = noted(activity, EventKind.CREATED, by=owner, at=at)
    for draft in template.assessments:
        activity = _answered(activity, draft, owner, at, chance)
    return activity


def _answered(
    activity: Activity, draft: Assessment, by: Person, at: datetime, chance: random.Random
) -> Activity:
    answers = {key: _varied(value, chance) for key, value in draft.answers.items()}
    given = replace(draft, answers=answers, started_at=at)
    return noted(
        activity.put(given),
        EventKind.ANSWERED,
        by=by,
        at=at,
        assessment=given,
        changes=changes_between({}, answers),
        salt=f"{chance.getrandbits(64):016x}",
    )


def _varied(value: AnswerValue, chance: random.Random) -> AnswerValue:
    if isinstance(value, PromptsAnswer):
        return replace(value, text=_mixed(value.text, chance))
    if isinstance(value, str) and " " in value:
        return _mixed(value, chance)
    return value


def _mixed(text: str, chance: random.Random) -> str:
    """Most of the sentences in another order, each with a word of its own."""
    sentences = re.split(r"(?<=[.?!])\s+", text)
    kept = chance.sample(sentences, max(1, round(len(sentences) * KEPT_SENTENCES)))
    return " ".join(f"{sentence} {_word(chance).capitalize()}." for sentence in kept)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3))
