"""Turns a sending record into what its template prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dpia_wizard.codec.canonical import fingerprint
from dpia_wizard.codec.sending_record import EntryPart, SendingRecord, dump_sending_record
from dpia_wizard.codec.sending_words import check_words, number_words, state_of
from dpia_wizard.domain.sending import Sending
from dpia_wizard.report import words
from dpia_wizard.report.context import details_of, short
from dpia_wizard.report.text import prose
from dpia_wizard.report.view import Labelled
from dpia_wizard.report.view_sendings import Entry, Sendings


def sendings_of(record: SendingRecord) -> Sendings:
    """Everything the template prints."""
    counted = [e.sending for e in record.entries if e.sending.struck_out is None]
    in_spite = [sending for sending in counted if sending.in_spite]
    return Sendings(
        organisation=short(record.organisation.name),
        header=short(f"{record.activity.label} · Sending record"),
        fingerprint=fingerprint(dump_sending_record(record)),
        title=sendings_title(record),
        lead=f"Everything recorded as sent, as it stood on {words.day(record.as_at)}",
        outcome=_outcome(counted),
        summary=tuple(_summary(record, counted)),
        tone="stop" if in_spite else "note",
        details=tuple(details_of(record.activity.details)),
        entries=tuple(_entry(record, entry) for entry in record.entries),
        approvals=tuple(_approvals(record)),
        about=tuple(_about(record)),
    )


def sendings_title(record: SendingRecord) -> str:
    """The document's title, as windows and readers show it."""
    return f"Sending record: {record.activity.details.title}"


def _outcome(counted: Sequence[Sending]) -> str:
    if not counted:
        return "Nothing was sent"
    times = "Sent once" if len(counted) == 1 else f"Sent {len(counted):,} times"
    first, last = counted[0].sent_on, counted[-1].sent_on
    if first == last:
        return f"{times}, on {words.day(first)}"
    return f"{times}, from {words.day(first)} to {words.day(last)}"


def _summary(record: SendingRecord, counted: Sequence[Sending]) -> Iterator[str]:
    total = sum(sending.number for sending in counted)
    if total:
        yield f"{total:,} messages, calls or letters in all."
    in_spite = sum(bool(sending.in_spite) for sending in counted)
    if in_spite:
        one = in_spite == 1
        yield (
            f"{'One was' if one else f'{in_spite:,} were'} sent all the same, though something "
            f"stood against it. The {'reason is' if one else 'reasons are'} given below."
        )
    struck = len(record.entries) - len(counted)
    if struck:
        entries = "One entry was" if struck == 1 else f"{struck:,} entries were"
        yield f"{entries} struck out. It stays readable and is not counted."


def _entry(record: SendingRecord, entry: EntryPart) -> Entry:
    sending = entry.sending
    state, chip = state_of(sending)
    return Entry(
        sent_on=words.day(sending.sent_on),
        channel=record.channels.get(sending.channel, sending.channel),
        group=sending.group or "–",
        number=number_words(sending),
        state=state,
        chip=chip,
        said=tuple(
            Labelled(label=label, blocks=prose(said))
            for label, said in _said(record, entry)
            if said
        ),
    )


def _said(record: SendingRecord, entry: EntryPart) -> Iterator[tuple[str, str]]:
    sending, law = entry.sending, entry.law
    yield "Number", number_words(sending)
    if sending.struck_out is not None:
        struck = sending.struck_out
        yield "Struck out", f"{struck.reason}\n{struck.by}, {words.moment(struck.at)}"
    yield "Sent all the same, because", sending.in_spite
    yield "Pointed out", "\n".join(f"- {warning}" for warning in sending.warnings)
    checked = "\n".join(
        f"- {check_words(record.check_title(check.against), check, sending)}"
        for check in sending.checks
    )
    yield "List checked", checked or "No check was recorded."
    rested = "\n".join(f"- {_rested(record, *on)}" for on in sending.rested_on)
    yield "Rested on", rested or "Nothing was signed off on that day."
    yield "Law on that day", f"{law.title} ({law.id}, since {words.day(law.since)})"
    yield "Note", sending.note
    yield "Recorded by", f"{sending.by}, {words.moment(sending.at)}"


def _rested(record: SendingRecord, key: str, known_as: str) -> str:
    approval = next((a for a in record.approvals if a.key == key), None)
    name = f"{approval.title}, version {approval.version}" if approval else key
    whole = known_as.replace(" ", "\N{NO-BREAK SPACE}")
    return f"{name}, fingerprint {whole}" if whole else f"{name}, no record kept"


def _approvals(record: SendingRecord) -> Iterator[tuple[str, ...]]:
    for approval in record.approvals:
        on = words.day(approval.approved_on) if approval.approved_on else "–"
        by = f", {approval.approved_by}" if approval.approved_by else ""
        yield (
            f"{approval.title}, version {approval.version}",
            f"{on}{by}",
            words.day(approval.review_on) if approval.review_on else "–",
            approval.fingerprint or "–",
        )


def _about(record: SendingRecord) -> Iterator[Labelled]:
    program = record.program
    said = {
        "organisation": record.organisation.name,
        "activity": f"{record.activity.label}, {record.activity.id}",
        "made_with": words.MADE_WITH.format(name=program.name, version=program.version),
    }
    for key, text in said.items():
        if text:
            yield Labelled(label=words.ABOUT[key], blocks=prose(text))
    yield Labelled(label="As it stood on", blocks=prose(words.day(record.as_at)))
