"""Every word of our own that a record prints, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from dpia_wizard.codec.day_words import MONTHS, day_words
from dpia_wizard.domain.answers import YesNo
from dpia_wizard.domain.assessment import AdviceOutcome, Status
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.history import EventKind
from dpia_wizard.domain.questionnaire import Severity
from dpia_wizard.domain.signoff import Remark

PAGE: Mapping[str, str] = {
    "about": "About this record",
    "advised_by": "Advised by",
    "answer": "Answer",
    "approved_by": "Approved by",
    "to_be_approved_by": "To be approved by",
    "at_a_glance": "At a glance",
    "attached": "The data of this record is attached to this file",
    "because": "because",
    "by": "Who",
    "chain_head": "Head of the history chain",
    "comment": "Comment",
    "comments": "Comments",
    "completed_by": "Completed by",
    "conditions": "Conditions before sending",
    "decision": "DPO decision.",
    "dpo_advice": "DPO advice",
    "facts": "Facts relied on",
    "fingerprint": "Fingerprint",
    "handover_about": "About this hand-over",
    "handover_asks": "What is asked of you",
    "handover_facts": "Facts of the activity",
    "handover_how": (
        "To go on with it, open this file in DPIA Wizard (“Open a record…”). It holds the "
        "whole activity as data; nothing has to be typed again."
    ),
    "handover_inside": "What is inside",
    "handover_what": "What the activity is",
    "handover_whole": "The activity as a whole",
    "history": "History",
    "house": "House settings",
    "missing": "Still open",
    "next_steps": "Next steps",
    "none": "None",
    "nothing_missing": "Nothing",
    "row_by_row": "Row by row",
    "row_decides": "This decides the result",
    "row_needs": "What comes with it",
    "row_ways": "What would make this allowed",
    "rows_overview": "What each row comes to",
    "not_applicable": "Answers that do not apply",
    "not_applicable_note": "Written earlier, no longer asked: they count for nothing here.",
    "not_answered": "Not answered",
    "not_marked": "Not marked",
    "not_relevant": "Not relevant",
    "not_ticked": "Not ticked",
    "note": "Note by the program.",
    "number": "No.",
    "of": "of",
    "organisation_profile": "The organisation",
    "page": "Page",
    "penalties": "If this is got wrong",
    "question": "Question",
    "reason": "Reason",
    "settled_advice": "Outcome",
    "sign_off": "Sign-off",
    "signature": "Signature",
    "signature_note": (
        "Names, roles and times are as claimed by the people who entered them. A cryptographic "
        "signature, where there is one, fills its block and proves who signed and that nothing "
        "has changed since. To check this record, open it in DPIA Wizard (“Check a record”) or "
        "look at the signature panel of your PDF reader."
    ),
    "warnings": "What the program points out",
    "what": "What happened",
    "when": "When (UTC)",
    "why": "Why",
}

STATES: Mapping[str, str] = {
    "draft": "Draft",
    "submitted": "Draft, submitted to the data protection officer",
    "completed": "Completed",
    "signed_off": "Signed off",
    "declined": "Declined",
    "superseded": "Superseded",
    "withdrawn": "Withdrawn",
}

WATERMARKS: Mapping[str, str] = {
    Status.DRAFT: "Draft",
    Status.SUBMITTED: "Draft",
    Status.DECLINED: "Declined",
    Status.SUPERSEDED: "Superseded",
    Status.WITHDRAWN: "Withdrawn",
}

NO_RESULT = "No result yet"
NO_RESULT_TEXT = "Questions that decide the result are still open; they are listed below."

ANSWERS: Mapping[str, str] = {
    YesNo.YES: "Yes",
    YesNo.NO: "No",
    YesNo.NOT_SURE: "Not sure",
    "lifted": "lifted",
}

ADVICE: Mapping[AdviceOutcome, str] = {
    AdviceOutcome.ACCEPTED: "Accepted",
    AdviceOutcome.OVERRULED: "Overruled",
    AdviceOutcome.NO_DPO: "No data protection officer is designated",
}
NO_ADVICE = "None recorded"

GLANCE: Mapping[str, str] = {
    "activity": "Activity",
    "channels": "Channels",
    "people": "People",
    "systems": "Systems",
    "owner": "Owner",
    "planned_start": "Planned start",
    "ropa_ref": "ROPA reference",
    "reason": "Reason for this version",
    "advice": "DPO advice",
    "approver": "Approver",
    "review_on": "Review by",
    "question_set": "Question set, law",
    "law": "Law used",
}
ENDED_AT = "{state} {day}."
REASON = "Reason: {reason}"
REVIEW_BY = "{state}; review by {day}."
NOT_SETTLED = "Not settled yet"
LAW_USED = "UK law “{title}”, in force since {since} ({id})"
LAW_USED_ON = "{used}, used for {day}"
LAW_AS_AT = "{short} {version} · UK law as at {day}"

ABOUT: Mapping[str, str] = {
    "organisation": "Organisation",
    "activity": "Activity",
    "question_set": "Question set",
    "source": "Source of the questions",
    "law": "Law of the questions",
    "law_used": "Law used",
    "as_at": "Assessed as at",
    "made_with": "Made with",
}

MISSING_FOR: Mapping[str, str] = {
    "for_result": "decides the result",
    "for_sign_off": "needed for sign-off",
}

SEVERITIES: Mapping[str, str] = {
    Severity.NOTE: "Note",
    Severity.WARNING: "Warning",
    Severity.BLOCKS_SIGN_OFF: "Blocks sign-off",
}

ABOUT_QUESTION = "{weight} on {name}"
NUMBERED = "question {number} ({name})"

COMPLETED_AT = "Completed {at}"
NOT_COMPLETED = "Not yet completed"
ADVISED_AT = "Advice given {at}"
ADVICE_UNDATED = "Advice given"
APPROVED_AT = "Approved {at}, recorded by {name}"
NOT_APPROVED = "Waiting for approval"
NO_APPROVAL_TO_COME = "Not approved"
SIGNED: Mapping[SignatureKind, str] = {
    SignatureKind.COMPLETED: "Signed {at}",
    SignatureKind.ADVISED: "Advice confirmed {at}",
    SignatureKind.APPROVED: "Approved {at}",
}
CERTIFICATE = "Certificate: {issuer}, {fingerprint}…"
OWN_CERTIFICATE = "the signer’s own"
STAMP_REMARKS: Mapping[str, str] = {
    "no_time_stamp": "Time by the signer’s computer: the time-stamp server did not answer.",
    "one_person": "Same person as the completer.",
}
FIELD = "Signature: {label} {name}"
NOBODY_NAMED = "Not named yet"
DECIDED_BY = "{by}, {at}"
CHANGED_FROM_TO = "{before} → {after}"

REMARKS: Mapping[str, str] = {
    Remark.DPO_COMPLETED: (
        "The data protection officer completed this assessment: a possible conflict of "
        "interest, since the officer should advise and monitor (UK GDPR Art 38(6))."
    ),
    Remark.ONE_PERSON: (
        "The same person completed and approved this assessment; the organisation allows this."
    ),
}

EVENTS: Mapping[EventKind, str] = {
    EventKind.CREATED: "Activity created",
    EventKind.DETAILS_CHANGED: "Details of the activity changed",
    EventKind.STARTED: "Started",
    EventKind.ANSWERED: "Answers written",
    EventKind.COMMENTED: "Comment made",
    EventKind.OVERRIDDEN: "DPO decision recorded",
    EventKind.ADVISED: "DPO advice recorded",
    EventKind.PLANNED: "Approver or review date settled",
    EventKind.SUBMITTED: "Submitted to the data protection officer",
    EventKind.RETURNED: "Returned",
    EventKind.COMPLETED: "Completed",
    EventKind.APPROVED: "Approved",
    EventKind.DECLINED: "Declined",
    EventKind.SUPERSEDED: "Superseded by a newer version",
    EventKind.WITHDRAWN: "Withdrawn",
    EventKind.NEXT_STEP: "Next step ticked",
    EventKind.RECORD_KEPT: "Record kept",
    EventKind.IMPORTED: "Brought in from a file",
    EventKind.ADVICE_SIGNED: "Advice confirmed by signature",
    EventKind.HANDED_OVER: "Handed over in a file",
    EventKind.SENT: "Sending recorded",
    EventKind.STRUCK_OUT: "Recorded sending struck out",
    EventKind.MERGED: "Merged with a file",
    EventKind.ARCHIVED: "Archived",
    EventKind.RESTORED: "Restored",
}
TAKEN_BACK = "DPO decision taken back"
WITHHELD = "details withheld here"
REPRINT = "Reprint"
REPRINT_OF = (
    "This is a reprint{completed}: it tells what became of this version since. "
    "Fingerprint when completed: {fingerprint}."
)
REPRINT_COMPLETED = " of the record completed on {day}"
CHANGED = "Changed: {what}"
TIMES = ", {number} times, {begun} to {ended}"

FIELDS: Mapping[str, str] = {
    "title": "Title",
    "owner": "Owner",
    "team": "Team",
    "description": "Description",
    "channels": "Channels",
    "audience": "People",
    "people_estimate": "Number of people",
    "systems": "Systems",
    "ropa_ref": "ROPA reference",
    "sector": "Kind of organisation",
    "public_authority": "Public authority",
    "planned_start": "Planned start",
}

FACTS: Mapping[str, str] = {
    "public_authority": "Public authority",
    "consent_only_channel": "A channel needs consent",
    "public_task": "The lawful basis is public task",
    "lia_needed": "An LIA is needed",
    "lia_allows": "The LIA lets it go ahead",
    "lia_signed_off": "The LIA is signed off",
    "marketing_allows": "The marketing rules let it go ahead, once the LIA is passed",
    "people_not_opted_in": "Somebody is reached who has not opted in",
    "said_all_opted_in": "The screening says that everybody has opted in",
    "planned_start": "Planned start",
    "dpia_required": "A DPIA is required",
    "dpia_signed_off": "The DPIA is signed off",
    "dpia_allows": "The DPIA lets it go ahead",
    "severe_remote": "Severe harm that is only remote counts as",
}

FACT_VALUES: Mapping[str, str] = {**ANSWERS, "some": "For some of it"}

HANDOVER_TITLE = "Hand-over: {activity}"
HANDOVER_LEAD = "Written by {by}, {at}. A working copy: nothing in it is signed by this page."
HANDOVER_UNSIGNED = "A working copy: nothing in it is signed by this page."
HANDOVER_HEADINGS = ("Assessment", "Version", "State", "Result", "Still open")
HANDOVER_KEPT = "The kept PDF of {set}, {version}, is attached as {file}."
HANDOVER_OLDER = "{set}, {version} ({state}) is in the data, to be seen in DPIA Wizard."
HANDOVER_NOTHING_OPEN = "Nothing"
HANDOVER_NOTHING_ASKED = "Nothing in particular: look at it, and go on where it stands."
HANDOVER_ASKS: Mapping[str, str] = {
    "submitted": "Data protection officer: look at “{set}”, then advise or return it.",
    "completed": "{approver}: approve or decline “{set}”.",
    "returned": "{owner}: go on with “{set}”, which was returned: {reason}",
}
KEPT_FILE = "The PDF kept when {key} was completed"
SOMEBODY = "Whoever is to do it"
ON_QUESTION = "{set}, {name}"

STEP_DONE = "Done {at} by {name}"
STEP_OPEN = "To do"

ROW_HEADINGS = ("Decision", "Still missing")
AND_ALSO = " And: "
UNSETTLED = "Not settled in law: {text}"
HOUSE_SETTING = "House setting “{title}”: {chosen}."
LAW_OF_DAY = "By the rules in force on {day} ({label})."

VERSION = "version {number}"
ROW = "{number} of {total}"
MADE_WITH = "{name} {version}"
TITLE = "{set}: {activity} (version {version}, {state})"


def day(value: date) -> str:
    """A date in full: 22 November 2026."""
    return day_words(value)


def day_if_date(value: str) -> str:
    """A date in full where the text is one (2026-11-22), else the text itself."""
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value


def moment(value: datetime) -> str:
    """A time to the minute, with its zone: 22 Nov 2026 10:51 UTC."""
    return f"{short_moment(value)} UTC"


def short_day(value: datetime) -> str:
    """The day alone: 22 Nov 2026."""
    return short_moment(value).rpartition(" ")[0]


def time_of_day(value: datetime) -> str:
    """The time alone, to the minute: 10:51."""
    return short_moment(value).rpartition(" ")[2]


def short_moment(value: datetime) -> str:
    """A time to the minute where the zone is said elsewhere: 22 Nov 2026 10:51."""
    at = value.astimezone(UTC) if value.tzinfo else value
    return f"{at.day} {MONTHS[at.month - 1][:3]} {at.year} {at.hour:02}:{at.minute:02}"
