"""The shape of a question-set file, for authors: its JSON Schema is made from these classes."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from dpia_wizard.codec.condition_file import ConditionFile
from dpia_wizard.codec.fields import SET_ID, Day
from dpia_wizard.domain.questionnaire import Kind, Required, Severity
from dpia_wizard.domain.rulings import Decide, Tone

Text: TypeAlias = str | dict[str, str]
"""A text in English, or a map from language (`en`, `cy`) to text."""

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
DottedId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_]*)*$")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class OptionFile(_File):
    """One value to choose; `sector` is the activity's kind of organisation it stands for."""

    id: Id
    text: Text
    help: Text = ""
    cite: Text = ""
    sector: Literal["", "housing", "charity", "political", "public"] = ""
    given_only: bool = False


class PromptFile(_File):
    """One point of a checklist."""

    id: Id
    text: Text
    label: Text


class CaseFile(_File):
    """One case of a worked-out value."""

    when: ConditionFile
    value: str


class WorkedOutFile(_File):
    """How a field of a row follows from the row's other fields: the first case that holds."""

    cases: list[CaseFile] = Field(min_length=1)
    reason: str = ""


class SuggestionFile(_File):
    """A row to take over and edit."""

    id: Id
    title: Text
    row: dict[str, Text]
    when: ConditionFile | None = None
    because: Text = ""
    follows: str = ""


class QuestionFile(_File):
    """One question."""

    id: DottedId
    text: Text
    kind: Kind
    number: str = ""
    label: Text = ""
    help: Text = ""
    why: Text = ""
    examples: dict[str, Text] = Field(default_factory=dict)
    cite: Text = ""
    required: Required | None = None
    required_if: ConditionFile | None = None
    show_if: ConditionFile | None = None
    options: list[OptionFile] = Field(default_factory=list)
    none_of_these: Text | None = None
    prompts: list[PromptFile] = Field(default_factory=list)
    fields: list[QuestionFile] = Field(default_factory=list)
    max_length: int | None = Field(default=None, ge=1, le=20_000)
    carry_from: list[str] = Field(default_factory=list)
    on: list[str] = Field(default_factory=list)
    follow_up: list[QuestionFile] = Field(default_factory=list)
    worked_out: WorkedOutFile | None = None
    numbered: bool = False
    refers_to: str = ""
    suggestions: list[SuggestionFile] = Field(default_factory=list)
    given_only: bool = False
    anew: bool = False
    worse: list[Annotated[list[str], Field(min_length=2)]] = Field(default_factory=list)


class SectionFile(_File):
    """Questions that belong together."""

    id: Id
    title: Text
    short_title: Text = ""
    intro: Text = ""
    pages: Literal["question", "section"] = "section"
    questions: list[QuestionFile] = Field(min_length=1)


class OutcomeFile(_File):
    """One thing a result can be."""

    id: Id
    title: Text
    short: Text
    text: Text = ""
    tone: Tone = Tone.NOTE
    facts: dict[str, str] = Field(default_factory=dict)
    tells: dict[Id, str] = Field(default_factory=dict)
    allows: bool = False
    blocks_sending: Text = ""
    decided_as: dict[str, Text] = Field(default_factory=dict)


class RuleFile(_File):
    """One rule."""

    id: Id
    when: ConditionFile
    outcome: str
    because: Text
    cite: Text = ""
    needs: list[str] = Field(default_factory=list)
    valid_from: Day | None = None
    valid_to: Day | None = None
    tells: dict[Id, str] = Field(default_factory=dict)
    house: bool = False
    unsettled: Text = ""
    goes_on: bool = False


class OtherwiseFile(_File):
    """What holds when no rule fires."""

    outcome: str
    because: Text = ""
    cite: Text = ""
    tells: dict[Id, str] = Field(default_factory=dict)


Telling: TypeAlias = dict[Id, str | list[str]]
"""Words that a row may tell, each with the value or values that will do."""


class RowCaseFile(_File):
    """A value of a fact, and what must hold for it; in a list of tellings one must fit."""

    value: str
    when: ConditionFile | None = None
    any_row_tells: Telling | list[Telling] = Field(default_factory=dict)
    each_row_tells: Telling | list[Telling] = Field(default_factory=dict)
    no_row_tells: Telling | list[Telling] = Field(default_factory=dict)


class RowFactFile(_File):
    """A fact for other sets, from the answers or from what rows tell: the first that holds."""

    fact: str
    cases: list[RowCaseFile] = Field(min_length=1)
    otherwise: str


class RulingFile(_File):
    """One result of the set; outcomes run from strictest to mildest."""

    id: Id
    title: Text
    decide: Decide
    rows: str = ""
    outcomes: list[OutcomeFile] = Field(min_length=1)
    otherwise: OtherwiseFile
    rules: list[RuleFile] = Field(min_length=1)
    facts: list[RowFactFile] = Field(default_factory=list)


class NeedFile(_File):
    """An obligation; with `when` it comes with any result, or row, where that holds."""

    id: Id
    text: Text
    cite: Text = ""
    when: ConditionFile | None = None
    until_decided: bool = False


class CheckFile(_File):
    """Something to point out."""

    id: Id
    at: str
    when: ConditionFile
    text: Text
    cite: Text = ""
    severity: Severity = Severity.WARNING
    go_to: bool = True


class NextStepFile(_File):
    """Something to do after sign-off."""

    id: Id
    text: Text
    help: Text = ""
    cite: Text = ""
    when: ConditionFile | None = None


class DerivationFile(_File):
    """A value worked out from others."""

    id: Id
    cases: list[CaseFile] = Field(min_length=1)
    otherwise: str


class GridFile(_File):
    """Rows placed by two of their fields."""

    title: Text
    rows: str
    across: str
    down: str
    level: str
    number: str
    where: ConditionFile | None = None
    carries_over: bool = False


class PictureFile(_File):
    """A picture of answers, beneath a question and, if asked, with the result."""

    id: Id
    kind: Literal["risk_grid"]
    at: str
    title: Text
    grids: list[GridFile] = Field(min_length=1, max_length=2)
    on_result: bool = False


class HouseFile(_File):
    """A choice an organisation makes once; rules see it as a fact of this name."""

    id: Id
    title: Text
    help: Text = ""
    cite: Text = ""
    options: list[OptionFile] = Field(min_length=2)
    default: str


class RemedyFile(_File):
    """Something people can do about a stop, and the answers it would change."""

    id: Id
    text: Text
    cite: Text = ""
    changes: dict[str, str] = Field(default_factory=dict)
    when: ConditionFile | None = None
    own_gate: bool = False
    last_resort: bool = False


class ToldFile(_File):
    """What rules tell under one name, in words; a column of the table of rows."""

    id: Id
    title: Text
    options: list[OptionFile] = Field(min_length=1)


class SendingCheckFile(_File):
    """What a list is held against before each sending."""

    id: Id
    title: Text
    text: Text
    limit_days: int = Field(ge=1, le=3660)
    warn_days: int = Field(default=0, ge=0)
    cite: Text = ""
    when: ConditionFile | None = None


class SendingFile(_File):
    """Which rows say by which channel and to whom one may send, and what is checked first."""

    rows: str
    channel: str
    group: str
    checks: list[SendingCheckFile] = Field(min_length=1)


class NotNeededFile(_File):
    """When the set need not be done, or not yet."""

    when: ConditionFile
    because: Text


class QuestionnaireFile(_File):
    """A question set."""

    id: Annotated[str, Field(pattern=SET_ID, max_length=60)]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    short_title: Text
    purpose: Text = ""
    source: Text
    law_version: str
    law_as_at: Day
    languages: list[str] = Field(default_factory=lambda: ["en"], min_length=1)
    sector_examples: list[str] = Field(default_factory=list)
    review_after_months: int = Field(default=12, ge=1, le=120)
    dpo_advice: Literal["optional", "required"] = "optional"
    sections: list[SectionFile] = Field(min_length=1)
    derive: list[DerivationFile] = Field(default_factory=list)
    results: list[RulingFile] = Field(min_length=1)
    needs: list[NeedFile] = Field(default_factory=list)
    checks: list[CheckFile] = Field(default_factory=list)
    next_steps: list[NextStepFile] = Field(default_factory=list)
    pictures: list[PictureFile] = Field(default_factory=list)
    not_needed: NotNeededFile | None = None
    not_yet: NotNeededFile | None = None
    law_on: str = ""
    flat_rows: str = ""
    offered: bool = True
    optional: bool = False
    live_facts: list[str] = Field(default_factory=list)
    house: list[HouseFile] = Field(default_factory=list)
    remedies: list[RemedyFile] = Field(default_factory=list)
    sending: SendingFile | None = None
    told: list[ToldFile] = Field(default_factory=list)


def json_schema() -> dict[str, Any]:
    """The JSON Schema authors check their files against."""
    schema = QuestionnaireFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
