"""The texts of take-aways that the program ships, and the activities they are written from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from dpia_wizard.codec.profile_form import profile_form
from dpia_wizard.codec.take_away import read_take_aways
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.take_away import TakeAwayKind
from dpia_wizard.domain.take_away_case import WholeCase, whole_case
from dpia_wizard.domain.take_away_text import TakeAwayTexts
from dpia_wizard.resources import resource_path
from dpia_wizard.store.workspace import Workspace

TAKE_AWAYS = "questionnaires/take_aways/take_aways.yaml"


@cache
def take_away_texts() -> TakeAwayTexts:
    """The texts, read once."""
    path = resource_path(TAKE_AWAYS)
    return read_take_aways(path.read_text(encoding="utf-8"), source=path.name)


@cache
def _profile_words() -> Mapping[str, Mapping[str, str]]:
    """The options of each part of the organisation profile, in words."""
    asked = profile_form().questions
    return {name: {o.id: o.text for o in question.options} for name, question in asked.items()}


def case_to_take_away(
    workspace: Workspace, activity: Activity, kind: TakeAwayKind, *, today: date
) -> WholeCase:
    """An activity as a take-away is written from it, with what the organisation says today."""
    return whole_case(
        activity,
        workspace.sets.say,
        workspace.sets.newest,
        organisation=workspace.sets.organisation,
        profile=workspace.profile(),
        words=_profile_words(),
        newest=take_away_texts().documents[kind].newest,
        today=today,
    )
