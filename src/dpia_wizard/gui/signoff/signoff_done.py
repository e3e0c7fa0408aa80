"""What has been done already: advice, completion and approval as cards to read."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dpia_wizard.domain.assessment import Advice, AdviceOutcome, Assessment, Move, MoveKind
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.history import Event, EventKind
from dpia_wizard.domain.signoff import Remark
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.labels import body, muted, small, subheading
from dpia_wizard.gui.words import day, exact

_OUTCOMES = {
    AdviceOutcome.ACCEPTED: ("Accepted", "good"),
    AdviceOutcome.OVERRULED: ("Overruled", "care"),
    AdviceOutcome.NO_DPO: ("No DPO", ""),
}
_REMARKS = {
    Remark.DPO_COMPLETED: "The data protection officer completed this; that may conflict with "
    "the task to advise (UK GDPR Art 38(6)). The record says so.",
    Remark.ONE_PERSON: "The same person completed and approved this. The record says so.",
}


def done_cards(session: AssessmentSession, confirmation: QWidget | None = None) -> list[Card]:
    """One card for each part that is done; the advice may wait for its confirmation."""
    assessment = session.assessment
    advice = _advice_card(assessment.advice)
    confirmed = _confirmed(session)
    if confirmed is not None:
        advice.body.addWidget(small(f"Confirmed by signing {exact(confirmed.at)}"))
    if confirmation is not None:
        advice.body.addWidget(confirmation)
    cards = [advice]
    completed = assessment.last_move(MoveKind.COMPLETED)
    if completed is not None:
        review = assessment.plan.review_on
        until = f" · review set for {day(review)}" if review else ""
        signed = assessment.bears(SignatureKind.COMPLETED)
        cards.append(_move_card("2. Completed by", completed, until, signed=signed))
    approved = assessment.last_move(MoveKind.APPROVED)
    if approved is not None:
        signed = assessment.bears(SignatureKind.APPROVED)
        cards.append(_move_card("3. Approved by", approved, signed=signed))
    return [*cards, *_ended(assessment)]


def _confirmed(session: AssessmentSession) -> Event | None:
    """When the advice was confirmed by signing."""
    assessment = session.assessment
    if not assessment.bears(SignatureKind.ADVISED):
        return None
    this = (EventKind.ADVICE_SIGNED, assessment.set_id, assessment.version)
    history = reversed(session.case.activity.history)
    return next((e for e in history if (e.kind, e.set_id, e.version) == this), None)


def _move_card(title: str, move: Move, more: str = "", *, signed: bool) -> Card:
    """Who moved it on, when, and whether there is a signature that proves it."""
    done = "Signed" if signed else move.kind.value.capitalize()
    card = _card(title, f"{done} {exact(move.at)}", "good")
    card.body.addWidget(body(f"{move.by}{more}"))
    if not signed:
        card.body.addWidget(small("By name only, without a signature"))
    _add_remark(card, move.warning)
    return card


def _advice_card(advice: Advice | None) -> Card:
    if advice is None:
        card = _card("1. DPO advice", "None", "")
        card.body.addWidget(muted("No advice was recorded."))
        return card
    card = _card("1. DPO advice", *_OUTCOMES[advice.outcome])
    if advice.outcome is AdviceOutcome.NO_DPO:
        card.body.addWidget(muted("No data protection officer is designated."))
        return card
    given = f"{day(advice.on)} · " if advice.on else ""
    card.body.addWidget(body(f"{given}“{advice.text}”"))
    if advice.by:
        card.body.addWidget(small(str(advice.by)))
    if advice.reason:
        card.body.addWidget(muted(f"Overruled because: {advice.reason}"))
    return card


def _ended(assessment: Assessment) -> list[Card]:
    cards = []
    for kind, title in ((MoveKind.DECLINED, "Declined"), (MoveKind.WITHDRAWN, "Withdrawn")):
        move = assessment.last_move(kind)
        if move is not None:
            card = _card(f"{title} by", f"{title} {exact(move.at)}", "stop")
            card.body.addWidget(body(f"{move.by}: {move.reason}"))
            cards.append(card)
    return cards


def _card(title: str, state: str, tone: str) -> Card:
    card = Card()
    row = QHBoxLayout()
    row.addWidget(subheading(title), 1)
    row.addWidget(Chip(state, tone))
    card.body.addLayout(row)
    return card


def _add_remark(card: Card, warning: str) -> None:
    if warning in {remark.value for remark in Remark}:
        card.body.addWidget(small(_REMARKS[Remark(warning)]))
