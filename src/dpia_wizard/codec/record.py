"""The record: one assessment version as the data inside its PDF, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from dpia_wizard.codec.canonical import canonical
from dpia_wizard.codec.complaints import called, sentences
from dpia_wizard.codec.fields import DIGEST, LONGEST_TEXT, SET_ID, UUID
from dpia_wizard.codec.json_text import JsonError, read_json
from dpia_wizard.codec.questionnaire import QuestionSet, questionnaire_from_plain
from dpia_wizard.codec.record_result import MissingPart, Part, ResultPart, WarningPart
from dpia_wizard.domain.activity import Details, StepDone
from dpia_wizard.domain.assessment import (
    Advice,
    Assessment,
    Comment,
    KeptRecord,
    Move,
    Plan,
    Status,
)
from dpia_wizard.domain.errors import BadQuestionnaireError, NotARecordError, UnreadableError
from dpia_wizard.domain.history import Event
from dpia_wizard.domain.law import LawUsed
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.sending import Sending

FORMAT = 1
ATTACHMENT = "record.json"

SENDINGS = "sendings"
"""The kind of a sending record, which holds no assessment (see `sending_record`)."""

_MOST_PROBLEMS = 20
_MOST_VERSIONS = 500
_MOST_SENDINGS = 10_000
_MOST_BYTES = 32 * 1024 * 1024


class ProgramPart(Part):
    """What made the record; the same versions give the same bytes."""

    name: str
    version: str
    renderer: dict[str, str] = Field(default_factory=dict)


class OrganisationPart(Part):
    """The organisation as it was, and what it said of itself, where it said anything."""

    name: str
    profile: Profile | None = None


class ActivityPart(Part):
    """The activity; `id` is a UUID."""

    id: Annotated[str, Field(pattern=UUID)]
    label: str
    created_at: datetime
    details: Details


class OverridePart(Part):
    """A data protection officer's decision; `basis` is what one on a rule rests on."""

    target: str
    from_: str = Field(alias="from")
    to: str
    reason: str
    by: str
    role: str
    at: datetime
    basis: str | None = None


class SetPart(Part):
    """Which question set was asked."""

    id: Annotated[str, Field(pattern=SET_ID)]
    version: str
    digest: Annotated[str, Field(pattern=DIGEST)]


class AssessmentPart(Part):
    """One version in full, with the question set exactly as its file had it.

    `reprint_of` is the fingerprint of the record that was kept, where this is printed anew.
    The last six fields stand in a hand-over alone, where the record as a whole cannot say
    them: the facts the rules saw, and what a completed version was frozen with.
    """

    set: SetPart
    questionnaire: dict[str, Any]
    language: str
    version: int = Field(ge=1)
    state: Literal["draft", "submitted", "completed", "withdrawn", "declined", "superseded"]
    reason: str
    started_at: datetime
    answers: dict[str, Any]
    not_applicable: dict[str, Any]
    overrides: list[OverridePart]
    comments: list[Comment]
    advice: Advice | None = None
    plan: Plan
    moves: list[Move]
    result: list[ResultPart] = Field(min_length=1)
    missing: list[MissingPart]
    warnings: list[WarningPart]
    next_steps: list[str]
    law: LawUsed | None = None
    reprint_of: str | None = None
    law_version: str | None = None
    seen: dict[str, str] | None = None
    facts: dict[str, str] | None = None
    organisation: str | None = None
    profile: Profile | None = None
    kept: KeptRecord | None = None

    @property
    def key(self) -> str:
        """Names this version within its activity, e.g. `lia-v2`."""
        return f"{self.set.id}-v{self.version}"


class FactsPart(Part):
    """The facts the rules saw, and the next steps done so far."""

    values: dict[str, str]
    next_steps: dict[str, StepDone]


class SiblingPart(Part):
    """Another assessment of the activity, by name and result only."""

    set: SetPart
    title: str
    version: int
    state: str
    outcome: str
    outcome_title: str
    digest: str


class Record(Part):
    """A record (one assessment) or a hand-over (the whole activity, with what was sent)."""

    format: Literal[1]
    kind: Literal["record", "handover"]
    program: ProgramPart
    organisation: OrganisationPart
    as_at: date
    law_version: str
    activity: ActivityPart
    assessment: AssessmentPart | None = None
    assessments: list[AssessmentPart] = Field(default_factory=list, max_length=_MOST_VERSIONS)
    facts: FactsPart
    siblings: list[SiblingPart]
    sendings: list[Sending] | None = Field(default=None, max_length=_MOST_SENDINGS)
    history: list[Event]
    history_head: str


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record with the question sets it carries, by their digest."""

    record: Record
    plain: Mapping[str, Any]
    question_sets: Mapping[str, QuestionSet]

    @property
    def question_set(self) -> QuestionSet:
        """The set a record of one assessment asked, with the house rules of then."""
        return self._asked_in(assessment_of(self.record))

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions of a record of one assessment, as they were asked."""
        return self.questionnaire_of(assessment_of(self.record))

    def questionnaire_of(self, part: AssessmentPart) -> Questionnaire:
        """The questions of one version, as they were asked."""
        then = organisation_of(self.record, part)
        return self._asked_in(part).say(
            organisation=then.name, language=part.language, profile=then.profile
        )

    def asked_in(self, version: Assessment) -> Questionnaire:
        """The questions of a version taken out of it, as it asked them."""
        now = self.record.organisation
        frozen = version.organisation is not None
        return self.question_sets[version.set_digest].say(
            organisation=version.organisation or now.name,
            language=version.language,
            profile=version.profile if frozen else now.profile,
        )

    def _asked_in(self, part: AssessmentPart) -> QuestionSet:
        told = self.record.facts.values if part.seen is None else part.seen
        return replace(self.question_sets[part.set.digest], house=told)


def organisation_of(record: Record, part: AssessmentPart) -> OrganisationPart:
    """The organisation one version speaks of: as it was frozen, else as the record has it."""
    if part.organisation is None:
        return record.organisation
    return OrganisationPart(name=part.organisation, profile=part.profile)


def dump_record(record: Record) -> dict[str, Any]:
    """The record as plain JSON data; absent values are left out."""
    plain: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    return plain


def record_bytes(plain: Mapping[str, Any]) -> bytes:
    """The attachment's bytes: canonical, so that the same record is the same file."""
    return canonical(plain)


def open_record(data: bytes, *, source: str) -> OpenedRecord:
    """Understand an attached record; raises `NotARecordError` or `UnreadableError`."""
    plain = _plain(data, source)
    form = plain.get("format")
    if form != FORMAT or isinstance(form, bool):
        newer = isinstance(form, int) and form > FORMAT
        problem = "newer_format" if newer else "no_format"
        raise NotARecordError(source=source, problem=problem)
    if plain.get("kind") == SENDINGS:
        raise NotARecordError(source=source, problem="sending_record")
    try:
        record = Record.model_validate(plain, extra="forbid")
    except ValidationError as error:
        problems = sentences(error, plain)[:_MOST_PROBLEMS]
        raise UnreadableError(source=source, problems=problems) from error
    too_long = list(_too_long(plain, ()))[:_MOST_PROBLEMS]
    if too_long:
        raise UnreadableError(source=source, problems=too_long)
    return OpenedRecord(record=record, plain=plain, question_sets=_asked(record, source))


def parts_of(record: Record) -> list[AssessmentPart]:
    """Every version a record holds in full; raises `NotARecordError` where its kind misfits."""
    is_whole = record.kind == "handover"
    if is_whole and record.assessment is not None:
        raise NotARecordError(source="record", problem="broken_json")
    return record.assessments if is_whole else [assessment_of(record)]


def _asked(record: Record, source: str) -> Mapping[str, QuestionSet]:
    """The sets of all versions, each read once however many versions ask it."""
    found: dict[str, QuestionSet] = {}
    parts = parts_of(record)
    if len({part.key for part in parts}) < len(parts):
        raise UnreadableError(source=source, problems=["one version is there twice"])
    for part in parts:
        known = found.get(part.set.digest)
        if known is None or known.plain != part.questionnaire:
            known = _set_of(part, source)
        if (known.id, known.digest) != (part.set.id, part.set.digest):
            problem = "the questions inside are not those it names"
            raise UnreadableError(source=source, problems=[problem])
        found[known.digest] = known
    return found


def _set_of(part: AssessmentPart, source: str) -> QuestionSet:
    try:
        return questionnaire_from_plain(part.questionnaire, source=source)
    except BadQuestionnaireError as error:
        problem = "the questions inside have mistakes"
        raise UnreadableError(source=source, problems=[problem]) from error


def _too_long(value: object, path: tuple[str, ...]) -> Iterator[str]:
    """Texts longer than we would ever have let in; the questions are checked as a set."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        where = called(".".join(path))
        yield f"{where} is {len(value):,} characters long; the most is {LONGEST_TEXT:,}"
    elif isinstance(value, dict) and not _is_asked(path):
        for key, inner in value.items():
            yield from _too_long(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _too_long(inner, (*path, str(i)))


def _is_asked(path: tuple[str, ...]) -> bool:
    one, several = ("assessment", "questionnaire"), ("assessments", "questionnaire")
    return path == one or (path[:1] + path[2:]) == several


def assessment_of(record: Record) -> AssessmentPart:
    """The assessment a record is about; raises `NotARecordError` for one without any."""
    if record.assessment is None:
        raise NotARecordError(source="record", problem="no_assessment")
    return record.assessment


def state_of(status: Status) -> str:
    """The state a record claims: at most completed, since approval is shown by a signature."""
    return Status.COMPLETED.value if status is Status.SIGNED_OFF else status.value


def json_schema() -> dict[str, Any]:
    """The JSON Schema of record.json."""
    schema = Record.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _plain(data: bytes, source: str) -> dict[str, Any]:
    if len(data) > _MOST_BYTES:
        raise NotARecordError(source=source, problem="too_large")
    try:
        plain = read_json(data)
    except JsonError as error:
        raise NotARecordError(source=source, problem="broken_json") from error
    if not isinstance(plain, dict):
        raise NotARecordError(source=source, problem="no_format")
    return plain
