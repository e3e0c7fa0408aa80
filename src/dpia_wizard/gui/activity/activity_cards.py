"""The activity page's cards: one for each assessment, with the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from dpia_wizard.app.gate_words import listed
from dpia_wizard.app.in_brief import in_brief
from dpia_wizard.app.stale_words import stale_sentence, stale_words
from dpia_wizard.domain.assessment import Assessment, MoveKind, Status
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.gates import Gate, GateState
from dpia_wizard.domain.progress import count
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.widgets.buttons import plain_button, quiet_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.chip import Chip
from dpia_wizard.gui.widgets.clamped import ClampedLabel
from dpia_wizard.gui.widgets.labels import muted, subheading
from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.gui.words import day, section_name

_COMMENT_LINES = 3
_LOST = "The questions of this version are missing from the data folder. Its answers are kept."


class AssessmentCard(Card):
    """One question set: how far it is, what came out, and a button to go on."""

    start_wanted = Signal(str)
    """The user begins this set; carries its id."""

    open_wanted = Signal(str, int)
    """The user opens a version; carries the set's id and the version (0 is the latest)."""

    compare_wanted = Signal(str, int)
    """The user compares a version with the latest; carries the set's id and the version."""

    def __init__(
        self, case: CaseSession, asked: Questionnaire, number: int, gate: Gate
    ) -> None:
        super().__init__()
        self._set = asked
        self._gate = gate
        assessment = case.assessment(asked.id)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(subheading(f"{number}. {asked.title}"))
        self._line = QHBoxLayout()
        self._line.setSpacing(16)
        self._line.addLayout(words, 1)
        self.body.addLayout(self._line)
        if assessment is None:
            needed = gate.state is not GateState.NOT_NEEDED
            words.addWidget(muted(asked.purpose if needed else " ".join(gate.because)))
            self._add_start(case, needed=needed)
            return
        try:
            evaluation = case.evaluate_now(assessment)
        except NotFoundError:
            words.addWidget(muted(_LOST))
            self._add_chip(assessment.status.value.replace("_", " ").capitalize(), "")
            return
        brief = in_brief(evaluation) if assessment.status is Status.SIGNED_OFF else ""
        for line in filter(None, (brief, self._told(assessment, evaluation, brief=brief))):
            words.addWidget(muted(line))
        self._add_stale(case, assessment)
        self._add_returned(assessment)
        self._add_chip(*self._chip(case, assessment, evaluation))
        self._add_open(assessment, case)
        self._add_older(case, assessment)

    def _add_start(self, case: CaseSession, *, needed: bool) -> None:
        self._add_chip("Not started" if needed else "Not needed", "")
        button = plain_button(words := "Start" if needed else "Do one anyway")
        button.setObjectName(f"start:{self._set.id}")
        button.setEnabled(not case.is_read_only)
        button.setAccessibleName(f"{words}: {self._set.title}")
        button.clicked.connect(lambda: self.start_wanted.emit(self._set.id))
        self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _add_open(self, assessment: Assessment, case: CaseSession) -> None:
        words = _verb(assessment, read_only=case.is_read_only)
        button = (quiet_button if words == "View record" else plain_button)(words)
        button.setObjectName(f"open:{self._set.id}")
        button.setAccessibleName(f"{words}: {self._set.title}")
        button.clicked.connect(lambda: self.open_wanted.emit(self._set.id, 0))
        self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _told(self, assessment: Assessment, evaluation: Evaluation, *, brief: str) -> str:
        """How far it is; what it came to is left to the chip where a line says what of."""
        match assessment.status:
            case Status.DRAFT | Status.SUBMITTED:
                return _parts(evaluation)
            case Status.COMPLETED:
                approver = assessment.plan.approver
                return f"Completed; waiting for {approver}" if approver else "Completed"
            case Status.SIGNED_OFF:
                outcome = evaluation.result.outcome
                waits = self._gate.state is GateState.WAITS and self._gate.because
                came_to = outcome.title if outcome and not brief else ""
                return _signed(assessment, waits[0].rstrip(".") if waits else came_to)
            case _:
                last = assessment.moves[-1] if assessment.moves else None
                return last.reason if last else ""

    def _chip(
        self, case: CaseSession, assessment: Assessment, evaluation: Evaluation
    ) -> tuple[str, str]:
        """The assessment's own state, unless its gate has more to say of it."""
        if assessment.version == self._gate.version:
            if self._gate.state is GateState.OUT_OF_DATE:
                return "Out of date", "care"
            if self._gate.state is GateState.WAITS:
                titles = dict(case.desk.sets.titles())
                others = self._gate.waits_for
                return f"Needs the {listed([titles[set_id] for set_id in others])}", "note"
        return chip_of(assessment, evaluation)

    def _add_chip(self, text: str, tone: str) -> None:
        self._line.addWidget(Chip(text, tone), 0, Qt.AlignmentFlag.AlignVCenter)

    def _add_older(self, case: CaseSession, current: Assessment) -> None:
        older = [
            a
            for a in case.activity.assessments
            if a.set_id == current.set_id and a.version < current.version
        ]
        if not older:
            return
        for assessment in reversed(older):
            self.body.addLayout(self._older_row(assessment))

    def _older_row(self, assessment: Assessment) -> QHBoxLayout:
        """A version before the latest: to read, and to hold beside the latest."""
        set_id, version = assessment.set_id, assessment.version
        status = assessment.status.value.replace("_", " ")
        name = f"version {version}, {status}"
        link, compare = quiet_button(name), quiet_button("Compare")
        link.setObjectName(f"older:{set_id}:{version}")
        compare.setObjectName(f"compare:{set_id}:{version}")
        compare.setAccessibleName(f"Compare {name} with the latest version")
        link.clicked.connect(lambda: self.open_wanted.emit(set_id, version))
        compare.clicked.connect(lambda: self.compare_wanted.emit(set_id, version))
        row = QHBoxLayout()
        row.addWidget(muted("Earlier:"))
        row.addWidget(link)
        row.addWidget(compare)
        row.addStretch(1)
        return row

    def _add_stale(self, case: CaseSession, assessment: Assessment) -> None:
        clauses = stale_words(case.desk, case.activity, assessment)
        if clauses:
            flag = Banner("care", stale_sentence(clauses))
            flag.setObjectName(f"stale:{self._set.id}")
            flag.set_quiet()
            self.body.addWidget(flag)

    def _add_returned(self, assessment: Assessment) -> None:
        """What is asked of the owner, in the words of whoever returned it."""
        back = assessment.returned
        if back is not None:
            flag = Banner("care", f"Returned by {back.by}")
            flag.setObjectName(f"returned:{self._set.id}")
            flag.set_quiet()
            flag.body.addWidget(ClampedLabel(f"“{back.reason}”", lines=_COMMENT_LINES))
            self.body.addWidget(flag)


def chip_of(assessment: Assessment, evaluation: Evaluation) -> tuple[str, str]:
    """The state of an assessment as a chip's words and tone."""
    outcome = evaluation.result.outcome
    match assessment.status:
        case Status.DRAFT if assessment.returned:
            return "Returned", "care"
        case Status.DRAFT:
            progress = count(evaluation.situation)
            return f"{progress.done} of {progress.total} answered", "note"
        case Status.SUBMITTED:
            return "With the DPO", "care"
        case Status.COMPLETED:
            return "To approve", "note"
        case Status.SIGNED_OFF if outcome is not None:
            return outcome.short, outcome.tone.value
        case Status.SIGNED_OFF:
            return "Signed off", "good"
        case Status.DECLINED:
            return "Declined", "stop"
        case Status.WITHDRAWN:
            return "Withdrawn", ""
        case Status.SUPERSEDED:
            return "Superseded", ""


def _verb(assessment: Assessment, *, read_only: bool) -> str:
    if read_only:
        return "View"
    match assessment.status:
        case Status.DRAFT:
            return "Continue"
        case Status.SUBMITTED:
            return "Review"
        case Status.COMPLETED:
            return "Approve"
        case _:
            return "View record"


def _signed(assessment: Assessment, title: str) -> str:
    approved = assessment.last_move(MoveKind.APPROVED)
    when = f"Signed off {day(approved.at.astimezone().date())}" if approved else ""
    review = assessment.plan.review_on
    until = f"review {day(review)}" if review else ""
    return " · ".join(part for part in (title, when, until) if part)


def _parts(evaluation: Evaluation) -> str:
    """How far each section is: “Purpose ✓  Necessity: 0 of 1”."""
    seen = evaluation.situation
    parts = []
    for section in seen.questionnaire.sections:
        progress = count(seen, section)
        if not progress.total:
            continue
        name = section_name(section)
        state = "✓" if progress.is_complete else f"{progress.done} of {progress.total}"
        parts.append(f"{name} {state}" if progress.is_complete else f"{name}: {state}")
    return "   ".join(parts)
