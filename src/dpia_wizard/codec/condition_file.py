"""The shape of conditions in a question-set file."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from dpia_wizard.codec.fields import Day

Value: TypeAlias = str | int | float


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class BoundFile(_File):
    """A day taken from another value, shifted by days."""

    question: str | None = None
    fact: str | None = None
    as_at: Literal[True] | None = None
    plus_days: int = Field(default=0, ge=0, le=36_500)
    minus_days: int = Field(default=0, ge=0, le=36_500)

    @model_validator(mode="after")
    def _one_source(self) -> BoundFile:
        if sum(x is not None for x in (self.question, self.fact, self.as_at)) != 1:
            raise ValueError("a day needs exactly one of question, fact, as_at")
        return self


Values: TypeAlias = Annotated[list[Value], Field(min_length=1)]
Names: TypeAlias = Annotated[list[str], Field(min_length=1)]


class _Test(_File):
    equals: Value | None = None
    in_: Values | None = Field(default=None, alias="in")
    answered: bool | None = None

    def operators(self) -> list[str]:
        """The tests that were given, as they are written in the file."""
        return [name for name in self.known() if self.given(name) is not None]

    def given(self, name: str) -> object:
        """What a test compares with, None where it is not given."""
        return getattr(self, "in_" if name == "in" else name)

    def operator(self) -> str:
        """The one test that was given."""
        return self.operators()[0]

    @classmethod
    def known(cls) -> tuple[str, ...]:
        """The tests there are."""
        return ("equals", "in", "answered")

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        if len(self.operators()) != 1:
            raise ValueError("needs exactly one of " + ", ".join(self.known()))
        return self


class _DayTest(_Test):
    before: Day | BoundFile | None = None
    after: Day | BoundFile | None = None

    @classmethod
    def known(cls) -> tuple[str, ...]:
        """The tests there are, those of days included."""
        return (*super().known(), "before", "after")


class QuestionTest(_DayTest):
    """Looks at an answer, or at the marks of a checklist's prompts."""

    question: str
    includes: str | None = None
    includes_any: Names | None = None
    marked: Literal["addressed", "not_relevant", "not_marked"] | None = None
    prompts: Names | None = None
    at_least: int | None = Field(default=None, ge=1)

    @classmethod
    def known(cls) -> tuple[str, ...]:
        """The tests there are, those of lists and marks included."""
        return (*super().known(), "includes", "includes_any", "marked")

    @model_validator(mode="after")
    def _marks_only(self) -> Self:
        if self.marked is None and (self.prompts or self.at_least):
            raise ValueError("needs marked: prompts and at_least say which marks count")
        return self


class FactTest(_DayTest):
    """Looks at a fact of the activity."""

    fact: str


class DerivedTest(_Test):
    """Looks at a value worked out from others."""

    derived: str


class CountTest(_File):
    """Counts the questions that have one of the values."""

    count: Names
    in_: Values = Field(alias="in")
    at_least: int | None = Field(default=None, ge=0)
    at_most: int | None = Field(default=None, ge=0)

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
    same: list[str] = Field(default_factory=list)


class EachRowFile(_File):
    """Every row of a list that has rows meets `where`."""

    each_row: str
    where: ConditionFile
    same: list[str] = Field(default_factory=list)


_FORMS = ("all", "any", "not", "question", "count", "fact", "derived", "any_row", "each_row")


def _form(value: Any) -> str | None:  # noqa: ANN401 - pydantic's own signature
    if not isinstance(value, dict | BaseModel):
        return None
    keys = set(value) if isinstance(value, dict) else set(type(value).model_fields)
    found = next((form for form in _FORMS if form in keys or f"{form}_" in keys), None)
    return f"<{found}>" if found else None  # told apart from keys where an error is located


ConditionFile = Annotated[
    Annotated[AllFile, Tag("<all>")]
    | Annotated[AnyFile, Tag("<any>")]
    | Annotated[NotFile, Tag("<not>")]
    | Annotated[QuestionTest, Tag("<question>")]
    | Annotated[CountTest, Tag("<count>")]
    | Annotated[FactTest, Tag("<fact>")]
    | Annotated[DerivedTest, Tag("<derived>")]
    | Annotated[AnyRowFile, Tag("<any_row>")]
    | Annotated[EachRowFile, Tag("<each_row>")],
    Discriminator(
        _form,
        custom_error_type="no_such_condition",
        custom_error_message="a condition is one of " + ", ".join(_FORMS),
    ),
]
