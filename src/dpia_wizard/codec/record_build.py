"""Makes the record of one assessment version from the activity it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from dpia_wizard.codec.answers import plain_answer
from dpia_wizard.codec.canonical import digest
from dpia_wizard.codec.history import without_detail
from dpia_wizard.codec.questionnaire import QuestionSet
from dpia_wizard.codec.record import (
    ActivityPart,
    AssessmentPart,
    FactsPart,
    OrganisationPart,
    OverridePart,
    ProgramPart,
    Record,
    SetPart,
    SiblingPart,
    assessment_of,
    state_of,
)
from dpia_wizard.codec.record_result_build import missing_parts, result_parts, warning_parts
from dpia_wizard.domain.activity import Activity, StepDone
from dpia_wizard.domain.assessment import Assessment, MoveKind
from dpia_wizard.domain.case import as_at, evaluation_of, live_evaluation_of
from dpia_wizard.domain.history import Event
from dpia_wizard.domain.law import Law, LawUsed
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation

FindQuestionSet: TypeAlias = Callable[[Assessment], QuestionSet]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMaker:
    """Knows the surroundings of a record: the program, the organisation and the day.

    A completed version keeps the organisation's name and profile it was completed under.
    """

    find_set: FindQuestionSet
    organisation: str
    profile: Profile | None = None
    law: Law | None = None
    program_version: str
    renderer: Mapping[str, str] = field(default_factory=dict)
    today: date

    def make(self, activity: Activity, assessment: Assessment) -> Record:
        """The record of one version; siblings by name and result only."""
        part = self.part_of(activity, assessment)
        evaluation = self.evaluate(activity, assessment)
        history = [_for_record(event, assessment) for event in activity.history]
        return Record(
            format=1,
            kind="record",
            program=self.program(),
            organisation=self.organisation_part(assessment),
            as_at=as_at(assessment, self.today),
            law_version=assessment.law_version,
            activity=activity_part(activity),
            assessment=part,
            facts=FactsPart(
                values=dict(evaluation.situation.facts),
                next_steps=_own_steps(activity, assessment),
            ),
            siblings=self._siblings(activity, assessment),
            history=history,
            history_head=head_of(activity.history),
        )

    def program(self) -> ProgramPart:
        """What makes the record."""
        return ProgramPart(
            name="DPIA Wizard", version=self.program_version, renderer=dict(self.renderer)
        )

    def evaluate(self, activity: Activity, assessment: Assessment) -> Evaluation:
        """What a version comes to, in the surroundings of this record."""
        return evaluation_of(activity, assessment, self._say, today=self.today)

    def _say(self, assessment: Assessment) -> Questionnaire:
        found = self.find_set(assessment)
        name, profile = self.organisation_of(assessment), self.profile_of(assessment)
        return found.say(organisation=name, language=assessment.language, profile=profile)

    def organisation_of(self, assessment: Assessment) -> str:
        """The organisation an assessment speaks of."""
        then = assessment.organisation
        return self.organisation if then is None else then

    def profile_of(self, assessment: Assessment) -> Profile | None:
        """What the organisation says of itself, or said when the version was completed."""
        return self.profile if assessment.organisation is None else assessment.profile

    def organisation_part(self, assessment: Assessment | None = None) -> OrganisationPart:
        """The organisation as a record tells it, for one version or as it is today."""
        if assessment is None:
            return _organisation(self.organisation, self.profile)
        return _organisation(self.organisation_of(assessment), self.profile_of(assessment))

    def part_of(self, activity: Activity, assessment: Assessment) -> AssessmentPart:
        """One version in full, as a record tells it."""
        evaluation = self.evaluate(activity, assessment)
        visible = evaluation.situation.visible
        plain = {key: plain_answer(value) for key, value in assessment.answers.items()}
        return AssessmentPart(
            set=_set_part(assessment),
            questionnaire=dict(self.find_set(assessment).plain),
            language=assessment.language,
            version=assessment.version,
            state=state_of(assessment.status),
            reason=assessment.reason,
            started_at=assessment.started_at,
            answers={key: value for key, value in plain.items() if key in visible},
            not_applicable={k: value for k, value in plain.items() if k not in visible},
            overrides=_overrides(assessment),
            comments=list(assessment.comments),
            advice=assessment.advice,
            plan=assessment.plan,
            moves=[m for m in assessment.moves if m.kind is not MoveKind.APPROVED],
            result=result_parts(evaluation),
            missing=missing_parts(evaluation),
            warnings=warning_parts(evaluation),
            next_steps=[step.id for step in evaluation.next_steps],
            law=self._law_of(assessment, evaluation),
        )

    def _law_of(self, assessment: Assessment, evaluation: Evaluation) -> LawUsed | None:
        """The law a version was judged by when it was completed, or is judged by now."""
        if assessment.law is not None or self.law is None:
            return assessment.law
        return self.law.used(assessment.set_id, evaluation.situation.law_day)

    def _siblings(self, activity: Activity, assessment: Assessment) -> list[SiblingPart]:
        set_ids = dict.fromkeys(a.set_id for a in activity.assessments)
        current = [activity.current(s) for s in set_ids if s != assessment.set_id]
        return [self._sibling(activity, other) for other in current if other is not None]

    def _sibling(self, activity: Activity, other: Assessment) -> SiblingPart:
        evaluation = live_evaluation_of(activity, other, self._say, today=self.today)
        outcome = evaluation.result.outcome
        return SiblingPart(
            set=_set_part(other),
            title=evaluation.situation.questionnaire.title,
            version=other.version,
            state=other.status.value,
            outcome=evaluation.result.id,
            outcome_title=outcome.title if outcome else "",
            digest=digest({key: plain_answer(v) for key, v in other.answers.items()}),
        )


def as_reprint(record: Record, *, of: str) -> Record:
    """The record of a kept version printed anew, `of` the fingerprint it was kept with."""
    part = assessment_of(record).model_copy(update={"reprint_of": of})
    return record.model_copy(update={"assessment": part})


def _organisation(name: str, profile: Profile | None) -> OrganisationPart:
    said = None if profile is None or profile.is_empty else profile
    return OrganisationPart(name=name, profile=said)


def activity_part(activity: Activity) -> ActivityPart:
    """The activity itself, as every record tells it."""
    return ActivityPart(
        id=activity.id,
        label=activity.label,
        created_at=activity.created_at,
        details=activity.details,
    )


def head_of(history: Sequence[Event]) -> str:
    """The digest the whole history hangs on."""
    return history[-1].digest if history else ""


def _for_record(event: Event, assessment: Assessment) -> Event:
    """Only this version's own events keep their detail: nobody is sent a sibling's draft."""
    own = event.set_id == assessment.set_id and event.version == assessment.version
    return event if own else without_detail(event)


def _own_steps(activity: Activity, assessment: Assessment) -> dict[str, StepDone]:
    prefix = f"{assessment.set_id}."
    return {k: v for k, v in activity.facts.next_steps.items() if k.startswith(prefix)}


def _set_part(assessment: Assessment) -> SetPart:
    return SetPart(
        id=assessment.set_id, version=assessment.set_version, digest=assessment.set_digest
    )


def _overrides(assessment: Assessment) -> list[OverridePart]:
    return [
        OverridePart(
            target=o.target,
            from_=o.before,
            to=o.after,
            reason=o.reason,
            by=o.by.name,
            role=o.by.role,
            at=o.at,
            basis=o.basis or None,
        )
        for o in assessment.overrides
    ]
