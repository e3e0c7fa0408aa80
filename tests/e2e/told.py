"""What a shipped example tells of itself, up to its marketing rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dpia_wizard.codec.answers import plain_answers
from dpia_wizard.codec.example_file import read_example
from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.resources import resource_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is asked, and what is answered to it."""

    asked: Questionnaire
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An example's title, and its first two sets."""

    title: str
    screening: Sheet
    rules: Sheet

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The answers to both, as `show --json` prints them."""
        return [plain_answers(sheet.answers) for sheet in (self.screening, self.rules)]


def told_by(name: str) -> Told:
    """Read an example as it is shipped."""
    path = resource_path("questionnaires/examples") / f"{name}.yaml"
    example = read_example(path.read_text("utf-8"), source=path.name)
    activity = example.begin(label="ACT-0001")
    sheets = []
    for file in ("screening.yaml", "marketing_rules.yaml"):
        text = resource_path(f"questionnaires/{file}").read_text("utf-8")
        found = read_questionnaire(text, source=file)
        activity = example.answered(activity, found)
        asked = found.say(organisation=example.organisation)
        sheets.append(Sheet(asked=asked, answers=activity.version(found.id, 1).answers))
    screening, rules = sheets
    return Told(title=activity.details.title, screening=screening, rules=rules)
