"""The shape of a question-set file, for authors: its JSON Schema is made from these classes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from dpia_wizard.domain.questionnaire import Decide, Kind, Required, Severity, Tone

Text: TypeAlias = str | dict[str, str]
"""A text in English, or a map from language (`en`, `cy`) to text."""

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
DottedId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_]*)*$")]
Value: TypeAlias = str | int | float


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class BoundFile(_File):
    """A day taken from another value, shifted by days."""

    question: str | None = None
    fact: str | None = None
    as_at: bool | None = None
    plus_days: int = 0
    minus_days: int = 0

    @model_validator(mode="after")
    def _one_source(self) -> BoundFile:
        if sum(x is not None for x in (self.question, self.fact, self.as_at)) != 1:
            raise ValueError("a day needs exactly one of question, fact, as_at")
        return self


class _Test(_File):
    equals: Value | None = None
    in_: list[Value] | None = Field(default=None, alias="in")
    includes: str | None = None
    includes_any: list[str] | None = None
    answered: bool | None = None
    before: date | BoundFile | None = None
    after: date | BoundFile | None = None

    def operators(self) -> list[str]:
        """The tests that were given."""
        names = ("equals", "in_", "includes", "includes_any", "answered", "before", "after")
        return [name for name in names if getattr(self, name) is not None]


class QuestionTest(_Test):
    """Looks at an answer, or at the marks of a checklist's prompts."""

    question: str
    marked: Literal["addressed", "not_relevant", "not_marked"] | None = None
    prompts: list[str] | None = None
    at_least: int | None = None

    @model_validator(mode="after")
    def _one_test(self) -> QuestionTest:
        tests = self.operators() + (["marked"] if self.marked else [])
        if len(tests) != 1:
            raise ValueError(
                "needs exactly one of equals, in, includes, includes_any, answered, before, "
                "after, marked"
            )
        return self


class FactTest(_Test):
    """Looks at a fact of the activity."""

    fact: str

    @model_validator(mode="after")
    def _one_test(self) -> FactTest:
        if len(self.operators()) != 1:
            raise ValueError("needs exactly one of equals, in, answered, before, after")
        return self


class DerivedTest(_Test):
    """Looks at a value worked out from others."""

    derived: str

    @model_validator(mode="after")
    def _one_test(self) -> DerivedTest:
        if len(self.operators()) != 1:
            raise ValueError("needs exactly one of equals, in, answered")
        return self


class CountTest(_File):
    """Counts the questions that have one of the values."""

    count: list[str]
    in_: list[Value] = Field(alias="in")
    at_least: int | None = None
    at_most: int | None = None

    @model_validator(mode="after")
    def _a_limit(self) -> CountTest:
        if self.at_least is None and self.at_most is None:
            raise ValueError("count needs at_least or at_most")
        return self


class AllFile(_File):
    """Every part holds."""

    all: list[ConditionFile] = Field(min_length=1)


class AnyFile(_File):
    """At least one part holds."""

    any: list[ConditionFile] = Field(min_length=1)


class NotFile(_File):
    """The part does not hold."""

    not_: ConditionFile = Field(alias="not")


class AnyRowFile(_File):
    """At least one row meets `where`."""

    any_row: str
    where: ConditionFile


class EachRowFile(_File):
    """Every row of a list that has rows meets `where`."""

    each_row: str
    where: ConditionFile


_FORMS = ("all", "any", "not", "question", "count", "fact", "derived", "any_row", "each_row")


def _form(value: Any) -> str | None:  # noqa: ANN401 - pydantic's own signature
    keys = set(value) if isinstance(value, dict) else set(type(value).model_fields)
    return next((form for form in _FORMS if form in keys or f"{form}_" in keys), None)


ConditionFile = Annotated[
    Annotated[AllFile, Tag("all")]
    | Annotated[AnyFile, Tag("any")]
    | Annotated[NotFile, Tag("not")]
    | Annotated[QuestionTest, Tag("question")]
    | Annotated[CountTest, Tag("count")]
    | Annotated[FactTest, Tag("fact")]
    | Annotated[DerivedTest, Tag("derived")]
    | Annotated[AnyRowFile, Tag("any_row")]
    | Annotated[EachRowFile, Tag("each_row")],
    Discriminator(
        _form,
        custom_error_type="no_such_condition",
        custom_error_message="a condition is one of " + ", ".join(_FORMS),
    ),
]


class OptionFile(_File):
    """One value to choose."""

    id: Id
    text: Text
    help: Text = ""
    cite: Text = ""


class PromptFile(_File):
    """One point of a checklist."""

    id: Id
    text: Text
    label: Text


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


class RuleFile(_File):
    """One rule."""

    id: Id
    when: ConditionFile
    outcome: str
    because: Text
    cite: Text = ""
    needs: list[str] = Field(default_factory=list)
    valid_from: date | None = None
    valid_to: date | None = None


class OtherwiseFile(_File):
    """What holds when no rule fires."""

    outcome: str
    because: Text = ""
    cite: Text = ""


class RulingFile(_File):
    """One result of the set; outcomes run from strictest to mildest."""

    id: Id
    title: Text
    decide: Decide
    rows: str = ""
    outcomes: list[OutcomeFile] = Field(min_length=1)
    otherwise: OtherwiseFile
    rules: list[RuleFile] = Field(min_length=1)


class NeedFile(_File):
    """An obligation."""

    id: Id
    text: Text
    cite: Text = ""


class CheckFile(_File):
    """Something to point out."""

    id: Id
    at: str
    when: ConditionFile
    text: Text
    cite: Text = ""
    severity: Severity = Severity.WARNING


class NextStepFile(_File):
    """Something to do after sign-off."""

    id: Id
    text: Text
    help: Text = ""
    cite: Text = ""
    when: ConditionFile | None = None


class CaseFile(_File):
    """One case of a worked-out value."""

    when: ConditionFile
    value: str


class DerivationFile(_File):
    """A value worked out from others."""

    id: Id
    cases: list[CaseFile] = Field(min_length=1)
    otherwise: str


class QuestionnaireFile(_File):
    """A question set."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    short_title: Text
    purpose: Text = ""
    source: Text
    law_version: str
    law_as_at: date
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


def json_schema() -> dict[str, Any]:
    """The JSON Schema authors check their files against."""
    schema = QuestionnaireFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
