"""Turns a record and its question set into what the template prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dpia_wizard.codec.answers import read_answers
from dpia_wizard.codec.canonical import fingerprint
from dpia_wizard.codec.grid_picture import grids
from dpia_wizard.codec.record import (
    AssessmentPart,
    Record,
    SiblingPart,
    assessment_of,
    dump_record,
)
from dpia_wizard.codec.record_restore import overrides_of
from dpia_wizard.codec.record_result import ResultPart, WarningPart
from dpia_wizard.codec.risk_grid import risk_grids
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.answers import Answers
from dpia_wizard.domain.assessment import MoveKind, Status
from dpia_wizard.domain.errors import RenderError
from dpia_wizard.domain.profile import is_profile_fact
from dpia_wizard.domain.questionnaire import (
    Kind,
    Questionnaire,
)
from dpia_wizard.domain.row_values import rows_of, told_rows
from dpia_wizard.domain.rules import INCOMPLETE
from dpia_wizard.domain.rulings import (
    Ruling,
    Tone,
)
from dpia_wizard.domain.situation import Situation, situation
from dpia_wizard.report import context_signoff as signoff
from dpia_wizard.report import words
from dpia_wizard.report.context_answers import Answered, decision_on_rule
from dpia_wizard.report.context_law import law_about, law_line, penalties_of
from dpia_wizard.report.context_profile import profile_of
from dpia_wizard.report.context_rows import house_of, overview_of
from dpia_wizard.report.text import prose
from dpia_wizard.report.view import (
    Drawing,
    Front,
    Labelled,
    Outcome,
    Page,
    Reasons,
    Remark,
    Said,
)

_LONGEST_HEADER = 70
_PICTURE_WIDTH = 600
_ENDED = (Status.DECLINED, Status.SUPERSEDED, Status.WITHDRAWN)


def page_of(record: Record, questionnaire: Questionnaire) -> Page:
    """Everything the template prints; raises `RenderError` if answers fit no question."""
    part = assessment_of(record)
    asked = _answered(record, part, questionnaire)
    return Page(
        language=part.language,
        watermark=words.WATERMARKS.get(part.state, ""),
        organisation=short(record.organisation.name),
        header=_header(record, questionnaire),
        fingerprint=fingerprint(dump_record(record)),
        title=questionnaire.title,
        activity=record.activity.details.title,
        front=_front(record, part, asked),
        sections=tuple(asked.sections()),
        comments=asked.general_comments(),
        closing=signoff.closing_of(record, asked),
        not_applicable=tuple(asked.not_applicable()),
        facts=tuple(facts_of(record, but=[setting.id for setting in questionnaire.house])),
        house=tuple(house_of(questionnaire, record.facts.values)),
        about=tuple(_about_record(record, part, questionnaire)),
        profile=tuple(profile_of(record)),
    )


def _front(record: Record, part: AssessmentPart, asked: Answered) -> Front:
    questionnaire = asked.questionnaire
    results = [_outcome(found, questionnaire) for found in part.result]
    told = (overview_of(found, asked.seen) for found in part.result)
    return Front(
        result=results[0],
        status_line=_status_line(part),
        reprint=_reprint(part),
        further=tuple(results[1:]),
        glance=tuple(_glance(record, questionnaire)),
        reasons=tuple(_reasons(part, questionnaire)),
        decisions=tuple(_decisions_on_rules(part, questionnaire)),
        drawings=tuple(_drawings(asked)),
        overview=next(filter(None, told), None),
        needs=tuple(_needs(part)),
        warnings=tuple(
            Said(text=w.text, cite=w.cite, about=_about(asked, w)) for w in part.warnings
        ),
        missing=tuple(
            Said(text=begun(asked.name_of(m.id)), about=words.MISSING_FOR.get(m.for_, m.for_))
            for m in part.missing
        ),
        penalties=tuple(penalties_of(part.law)),
    )


def _decisions_on_rules(part: AssessmentPart, asked: Questionnaire) -> Iterator[Remark]:
    """Decisions on rules, but for those that are told beside their row."""
    told_apart = {
        (made.rule, made.at)
        for found in part.result
        for row in found.rows or ()
        for made in row.decided or ()
    }
    for override in part.overrides:
        on_rule = override.target not in asked.questions
        if on_rule and (override.target, override.at) not in told_apart:
            yield decision_on_rule(asked, override.target, override)


def title_of(record: Record, questionnaire: Questionnaire) -> str:
    """The document's title, as windows and readers show it."""
    part = assessment_of(record)
    return words.TITLE.format(
        set=questionnaire.title,
        activity=record.activity.details.title,
        version=part.version,
        state=words.STATES[part.state].lower(),
    )


def _answered(record: Record, part: AssessmentPart, questionnaire: Questionnaire) -> Answered:
    answers, problems = read_answers({**part.answers, **part.not_applicable}, questionnaire)
    if problems:
        raise RenderError(problem="answers_do_not_fit")
    seen = _seen(record, part, questionnaire, answers)
    rows = {
        key: told_rows(question, rows_of(answers[key]), rows_of(value))
        for key, value in seen.answers.items()
        if (question := questionnaire.question(key)).kind is Kind.ROWS
    }
    return Answered(
        questionnaire=questionnaire,
        part=part,
        answers={**answers, **rows},
        seen=seen,
    )


def _seen(
    record: Record, part: AssessmentPart, questionnaire: Questionnaire, answers: Answers
) -> Situation:
    return situation(
        questionnaire,
        answers,
        overrides=overrides_of(part),
        facts=record.facts.values,
        as_at=record.as_at,
    )


def _drawings(asked: Answered) -> Iterator[Drawing]:
    """The pictures that belong to the result, where there is something on them."""
    for picture in asked.questionnaire.pictures:
        if picture.on_result and any(asked.answers.get(grid.rows) for grid in picture.grids):
            shown = risk_grids(picture, asked.seen)
            yield Drawing(title=picture.title, svg=grids(shown, width=_PICTURE_WIDTH))


def _ruling(questionnaire: Questionnaire, found: ResultPart) -> Ruling | None:
    return next((r for r in questionnaire.rulings if r.id == found.id), None)


def _outcome(found: ResultPart, questionnaire: Questionnaire) -> Outcome:
    ruling = _ruling(questionnaire, found)
    heading = ruling.title if ruling else found.id
    if found.outcome == INCOMPLETE:
        return Outcome(
            heading=heading, title=words.NO_RESULT, text=words.NO_RESULT_TEXT, tone=Tone.NOTE
        )
    known = (
        next((o for o in ruling.outcomes if o.id == found.outcome), None) if ruling else None
    )
    return Outcome(
        heading=heading,
        title=found.title or found.outcome,
        text=known.text if known else "",
        tone=known.tone if known else Tone.NOTE,
    )


def _status_line(part: AssessmentPart) -> str:
    ended = signoff.last_move(part, MoveKind(part.state)) if part.state in _ENDED else None
    if ended:
        said = [words.ENDED_AT.format(state=words.STATES[part.state], day=words.day(ended.at))]
        said += [words.REASON.format(reason=ended.reason)] if ended.reason else []
        return " ".join(said)
    completed = signoff.last_move(part, MoveKind.COMPLETED)
    state = words.STATES[part.state]
    if completed and part.state == Status.COMPLETED.value:
        state = words.COMPLETED_AT.format(at=words.day(completed.at))
    if part.plan.review_on is None:
        return f"{state}."
    return words.REVIEW_BY.format(state=state, day=words.day(part.plan.review_on))


def _reprint(part: AssessmentPart) -> str:
    """What a reprint says of itself; nothing where this is none."""
    if part.reprint_of is None:
        return ""
    move = signoff.last_move(part, MoveKind.COMPLETED)
    completed = words.REPRINT_COMPLETED.format(day=words.day(move.at)) if move else ""
    return words.REPRINT_OF.format(completed=completed, fingerprint=part.reprint_of)


def _header(record: Record, questionnaire: Questionnaire) -> str:
    part = assessment_of(record)
    version = words.VERSION.format(number=part.version)
    state = words.WATERMARKS.get(part.state, "")
    reprint = words.REPRINT if part.reprint_of is not None else ""
    said = (record.activity.label, questionnaire.short_title, version, state, reprint)
    return short(" · ".join(word for word in said if word))


def short(text: str) -> str:
    """A text cut to fit the head of a page."""
    return text if len(text) <= _LONGEST_HEADER else text[: _LONGEST_HEADER - 1] + "…"


def _glance(record: Record, questionnaire: Questionnaire) -> Iterator[Labelled]:
    part = assessment_of(record)
    yield from details_of(record.activity.details)
    if part.reason.strip():
        yield Labelled(label=words.GLANCE["reason"], blocks=prose(part.reason))
    for sibling in record.siblings:
        yield Labelled(label=sibling.title, blocks=prose(_sibling(sibling)))
    for key, said in _settled(part, questionnaire):
        yield Labelled(label=words.GLANCE[key], blocks=prose(said))


def details_of(details: Details) -> Iterator[Labelled]:
    """What the activity is, as far as it was told."""
    people = (details.audience, details.people_estimate)
    owner = (str(details.owner), details.team)
    start = details.planned_start
    rows = [
        ("activity", details.description),
        ("channels", details.channels),
        ("people", "\n".join(said for said in people if said.strip())),
        ("systems", details.systems),
        ("owner", ", ".join(said for said in owner if said.strip())),
        ("planned_start", words.day(start) if start else ""),
        ("ropa_ref", details.ropa_ref),
    ]
    for key, said in rows:
        if said.strip():
            yield Labelled(label=words.GLANCE[key], blocks=prose(said))


def _settled(part: AssessmentPart, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    review = part.plan.review_on
    yield "advice", signoff.advice_line(part.advice)
    yield "approver", str(part.plan.approver) if part.plan.approver else words.NOT_SETTLED
    yield "review_on", words.day(review) if review else words.NOT_SETTLED
    yield (
        "question_set",
        words.LAW_AS_AT.format(
            short=questionnaire.short_title,
            version=part.set.version,
            day=words.day(questionnaire.law_as_at),
        ),
    )
    if part.law is not None:
        yield "law", law_line(part.law)


def _sibling(sibling: SiblingPart) -> str:
    version = words.VERSION.format(number=sibling.version)
    state = words.STATES.get(sibling.state, sibling.state)
    return f"{sibling.outcome_title or words.NO_RESULT} ({version}, {state.lower()})"


def _reasons(part: AssessmentPart, questionnaire: Questionnaire) -> Iterator[Reasons]:
    for found in part.result:
        if found.rows:
            continue
        ruling = _ruling(questionnaire, found)
        items = tuple(Said(text=r.because, cite=r.cite) for r in found.reasons)
        if items:
            yield Reasons(heading=ruling.title if ruling else found.id, items=items)


def _needs(part: AssessmentPart) -> Iterator[Said]:
    apart = (found for found in part.result if not found.rows)
    needs = {need.id: need for found in apart for need in found.needs}
    for need in needs.values():
        yield Said(text=need.text, cite=need.cite)


def begun(text: str) -> str:
    """The text as a line begins."""
    return text[:1].upper() + text[1:]


def _about(asked: Answered, warning: WarningPart) -> str:
    """How grave it is, and the question it is about, where an answer could change it."""
    weight = words.SEVERITIES.get(warning.severity, warning.severity)
    alone = {check.id for check in asked.seen.questionnaire.checks if not check.go_to}
    if not warning.at or warning.id in alone:
        return weight
    return words.ABOUT_QUESTION.format(weight=weight, name=asked.name_of(warning.at))


def facts_of(record: Record, but: Collection[str] = ()) -> Iterator[Labelled]:
    """The facts the record tells, in words; `but` names those told elsewhere."""
    for name, value in sorted(record.facts.values.items()):
        if name in but or is_profile_fact(name):  # the profile has a part of its own
            continue
        label = words.FACTS.get(name, name.replace("_", " ").capitalize())
        said = words.FACT_VALUES.get(value) or words.day_if_date(value)
        yield Labelled(label=label, blocks=prose(said))


def _about_record(
    record: Record, part: AssessmentPart, questionnaire: Questionnaire
) -> Iterator[Labelled]:
    program = record.program
    made = words.MADE_WITH.format(name=program.name, version=program.version)
    said = {
        "organisation": record.organisation.name,
        "activity": f"{record.activity.label}, {record.activity.id}",
        "question_set": f"{questionnaire.title} {part.set.version}, SHA-256 {part.set.digest}",
        "source": questionnaire.source,
        "law": f"{record.law_version}, as at {words.day(questionnaire.law_as_at)}",
        "law_used": law_about(part.law) if part.law else "",
        "as_at": words.day(record.as_at),
        "made_with": made,
    }
    for key, text in said.items():
        if text:
            yield Labelled(label=words.ABOUT[key], blocks=prose(text))
