"""What all jobs need to make a record: the maker with today's surroundings."""

from __future__ import annotations

from datetime import UTC, datetime

from dpia_wizard import __version__
from dpia_wizard.codec.record_build import RecordMaker, as_reprint
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.report.render import RenderedRecord, render_record
from dpia_wizard.report.renderer import renderer_versions
from dpia_wizard.store.workspace import Workspace


def utc_now() -> datetime:
    """The present moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def say_with(
    workspace: Workspace,
    organisation: str,
    assessment: Assessment,
    *,
    profile: Profile | None = None,
) -> Questionnaire:
    """The questions of an assessment, speaking of one organisation."""
    question_set = workspace.sets.of(assessment)
    return question_set.say(
        organisation=organisation, language=assessment.language, profile=profile
    )


def maker_for(workspace: Workspace, *, at: datetime) -> RecordMaker:
    """What makes records in a data folder, on a day."""
    return RecordMaker(
        find_set=workspace.sets.of,
        organisation=workspace.settings().organisation,
        profile=workspace.profile(),
        law=workspace.sets.law,
        program_version=__version__,
        renderer=renderer_versions(),
        today=at.date(),
    )


def rendered(
    workspace: Workspace,
    activity: Activity,
    assessment: Assessment,
    *,
    at: datetime,
) -> RenderedRecord:
    """The PDF of one version as it stands; of one that was kept, a reprint that says so."""
    maker = maker_for(workspace, at=at)
    record = maker.make(activity, assessment)
    if assessment.kept is not None:
        record = as_reprint(record, of=assessment.kept.fingerprint)
    name, profile = maker.organisation_of(assessment), maker.profile_of(assessment)
    return render_record(record, say_with(workspace, name, assessment, profile=profile))
