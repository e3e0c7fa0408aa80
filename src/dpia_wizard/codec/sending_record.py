"""The sending record: everything that was sent for an activity, as the data inside its PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from dpia_wizard.codec.canonical import canonical
from dpia_wizard.codec.record import ActivityPart, OrganisationPart, ProgramPart, SetPart
from dpia_wizard.codec.record_build import RecordMaker, activity_part, head_of
from dpia_wizard.codec.record_result import Part
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, MoveKind
from dpia_wizard.domain.law import Law
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.sending import Sending
from dpia_wizard.domain.sending_ways import channels_of


class CheckPart(Part):
    """What a list was held against."""

    id: str
    title: str
    limit_days: int
    cite: str


class LawPart(Part):
    """The state of the law on the day something was sent."""

    id: str
    title: str
    since: date
    cite: str


class EntryPart(Part):
    """One sending, and the law of its day."""

    sending: Sending
    law: LawPart


class ApprovalPart(Part):
    """A version that sendings rested on; `fingerprint` is that of its kept record."""

    key: str
    set: SetPart
    title: str
    version: int
    approved_on: date | None = None
    approved_by: Person | None = None
    review_on: date | None = None
    fingerprint: str


class SendingRecord(Part):
    """Everything that was sent, oldest first; `channels` gives each channel its words."""

    format: Literal[1]
    kind: Literal["sendings"]
    program: ProgramPart
    organisation: OrganisationPart
    as_at: date
    activity: ActivityPart
    channels: dict[str, str]
    checks: list[CheckPart]
    entries: list[EntryPart]
    approvals: list[ApprovalPart]
    history_head: str

    def check_title(self, check_id: str) -> str:
        """What a check is called; its id where no question set knows it any more."""
        return next((c.title for c in self.checks if c.id == check_id), check_id)


def make_sending_record(
    maker: RecordMaker,
    activity: Activity,
    *,
    asked: Sequence[Questionnaire],
    titles: Mapping[str, str],
    law: Law,
) -> SendingRecord:
    """The record of an activity's sendings.

    `asked` are the sets that say how one may send, oldest first; `titles` those of all sets.
    """
    used = {key for sending in activity.sendings for key, _ in sending.rested_on}
    checks = {check.id: check for check in _checks(asked)}
    return SendingRecord(
        format=1,
        kind="sendings",
        program=maker.program(),
        organisation=OrganisationPart(name=maker.organisation),
        as_at=maker.today,
        activity=activity_part(activity),
        channels=_channels_used(activity, asked),
        checks=list(checks.values()),
        entries=[
            EntryPart(sending=sending, law=_law(law, sending.sent_on))
            for sending in sorted(activity.sendings, key=lambda s: (s.sent_on, s.at, s.id))
        ],
        approvals=[
            _approval(version, titles)
            for version in activity.assessments
            if version.key in used
        ],
        history_head=head_of(activity.history),
    )


def dump_sending_record(record: SendingRecord) -> dict[str, Any]:
    """The record as plain JSON data; absent values are left out."""
    plain: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    return plain


def sending_record_bytes(record: SendingRecord) -> bytes:
    """The attachment's bytes: canonical, so that the same record is the same file."""
    return canonical(dump_sending_record(record))


def _channels_used(activity: Activity, asked: Iterable[Questionnaire]) -> dict[str, str]:
    """The channels something was sent by, in words; the newest set has the last say."""
    known: dict[str, str] = {}
    for questionnaire in asked:
        known |= channels_of(questionnaire)
    used = {sending.channel for sending in activity.sendings}
    return {channel: words for channel, words in known.items() if channel in used}


def _checks(asked: Iterable[Questionnaire]) -> Iterator[CheckPart]:
    for questionnaire in asked:
        for check in questionnaire.sending.checks if questionnaire.sending else ():
            yield CheckPart(
                id=check.id, title=check.title, limit_days=check.limit_days, cite=check.cite
            )


def _law(law: Law, day: date) -> LawPart:
    version = law.on(day)
    return LawPart(id=version.id, title=version.title, since=version.since, cite=version.cite)


def _approval(version: Assessment, titles: Mapping[str, str]) -> ApprovalPart:
    move = version.last_move(MoveKind.APPROVED)
    return ApprovalPart(
        key=version.key,
        set=SetPart(id=version.set_id, version=version.set_version, digest=version.set_digest),
        title=titles.get(version.set_id, version.set_id),
        version=version.version,
        approved_on=move.at.date() if move else None,
        approved_by=move.by if move else None,
        review_on=version.plan.review_on,
        fingerprint=version.kept.fingerprint if version.kept else "",
    )
